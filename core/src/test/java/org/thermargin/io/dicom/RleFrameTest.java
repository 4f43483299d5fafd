package org.thermargin.io.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.thermargin.InputException;

/** The RLE encoding of the standard, byte by byte; dcmtk's and pydicom's encoders are in {@link DicomOracleTest}. */
@Tag("H27")
class RleFrameTest {
    /** Two segments: upper bytes as a run of 4, lower bytes as 3 literals, a byte that means nothing, and a run of 1. */
    private static byte[] frame() {
        byte[] frame = new byte[64 + 2 + 7 + 1];
        frame[0] = 2;
        frame[4] = 64;
        frame[8] = 66;
        byte[] segments = {-3, 0x12, 2, 1, 2, 3, -128, 0, 9, 0};
        System.arraycopy(segments, 0, frame, 64, segments.length);
        return frame;
    }

    private static byte[] decoded(byte[] frame) throws InputException {
        byte[] samples = new byte[8];
        RleFrame.decode(frame, samples, 2, "x");
        return samples;
    }

    @Test
    void runsAndLiteralsFillTheBytesOfSamples() throws InputException {
        assertThat(decoded(frame())).containsExactly(1, 0x12, 2, 0x12, 3, 0x12, 9, 0x12);
    }

    @Test
    void everyShorterFrameIsRefused() {
        // the last byte is padding
        for (int length = 0; length < frame().length - 1; length++) {
            byte[] part = Arrays.copyOf(frame(), length);
            assertThatThrownBy(() -> decoded(part)).as("%d bytes", length).isInstanceOf(InputException.class);
        }
    }

    @Test
    void bytesAfterTheFrameAreRefused() {
        byte[] more = Arrays.copyOf(frame(), frame().length + 2);
        more[more.length - 1] = 7;

        assertThatThrownBy(() -> decoded(more)).isInstanceOf(InputException.class);
    }

    @Test
    @Tag("H36")
    void damageGivesSamplesOrARefusalAndNothingElse() {
        SplittableRandom random = new SplittableRandom(3);
        for (int n = 0; n < 5000; n++) {
            byte[] bad = frame();
            bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            try {
                assertThat(decoded(bad)).hasSize(8);
            } catch (InputException e) {
                assertThat(e.code()).isEqualTo("dicom-corrupt");
            }
        }
    }
}
