package org.thermargin.io.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thermargin.InputException;

/** Lossless JPEG against an encoder written from the standard; dcmtk's is in {@link DicomOracleTest}. */
@Tag("H27")
class LosslessJpegTest {
    private static final int ROWS = 13;
    private static final int COLUMNS = 17;

    private static SampleLayout layout(int bits) {
        return new SampleLayout(ROWS, COLUMNS, 1, bits, bits, bits - 1, false);
    }

    /** All 17 difference categories with codes of 5 bits, in order: legal, simple, far from optimal. */
    private static final class Encoder {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private int bits;
        private int count;

        byte[] encode(int[] samples, int precision, int predictor, int transform, int restartRows) {
            marker(0xd8);
            segment(0xc3, precision, ROWS >> 8, ROWS, COLUMNS >> 8, COLUMNS, 1, 1, 0x11, 0);
            int[] table = new int[18 + 16];
            table[5] = 17;
            for (int n = 0; n < 17; n++) {
                table[17 + n] = n;
            }
            segment(0xc4, table);
            if (restartRows > 0) {
                segment(0xdd, (restartRows * COLUMNS) >> 8, restartRows * COLUMNS);
            }
            segment(0xda, 1, 1, 0, predictor, 0, transform);
            int restarts = 0;
            for (int r = 0; r < ROWS; r++) {
                boolean fresh = r == 0 || (restartRows > 0 && r % restartRows == 0);
                if (fresh && r > 0) {
                    flush();
                    marker(0xd0 + restarts++ % 8);
                }
                for (int c = 0; c < COLUMNS; c++) {
                    int at = r * COLUMNS + c;
                    int left = c > 0 ? samples[at - 1] >> transform : 0;
                    int above = r > 0 ? samples[at - COLUMNS] >> transform : 0;
                    int corner = c > 0 && r > 0 ? samples[at - COLUMNS - 1] >> transform : 0;
                    int predicted;
                    if (fresh) {
                        predicted = c > 0 ? left : 1 << (precision - transform - 1);
                    } else if (c == 0) {
                        predicted = above;
                    } else {
                        predicted = switch (predictor) {
                            case 1 -> left;
                            case 2 -> above;
                            case 3 -> corner;
                            case 4 -> left + above - corner;
                            case 5 -> left + ((above - corner) >> 1);
                            case 6 -> above + ((left - corner) >> 1);
                            default -> (left + above) >> 1;
                        };
                    }
                    difference((samples[at] >> transform) - predicted);
                }
            }
            flush();
            marker(0xd9);
            return out.toByteArray();
        }

        private void difference(int difference) {
            int wrapped = (short) difference;
            if (wrapped == -32768) {
                put(16, 5);
                return;
            }
            int category = 32 - Integer.numberOfLeadingZeros(Math.abs(wrapped));
            put(category, 5);
            put(wrapped < 0 ? (wrapped - 1) & ((1 << category) - 1) : wrapped, category);
        }

        private void put(int value, int length) {
            for (int b = length - 1; b >= 0; b--) {
                bits = (bits << 1) | ((value >> b) & 1);
                if (++count == 8) {
                    out.write(bits);
                    if ((bits & 0xff) == 0xff) {
                        out.write(0);
                    }
                    count = 0;
                    bits = 0;
                }
            }
        }

        private void flush() {
            while (count > 0) {
                put(1, 1);
            }
        }

        private void marker(int marker) {
            out.write(0xff);
            out.write(marker);
        }

        private void segment(int marker, int... bytes) {
            marker(marker);
            out.write((bytes.length + 2) >> 8);
            out.write(bytes.length + 2);
            for (int b : bytes) {
                out.write(b);
            }
        }
    }

    private static int[] samples(int precision, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] samples = new int[ROWS * COLUMNS];
        for (int n = 0; n < samples.length; n++) {
            samples[n] = random.nextInt(1 << precision);
        }
        samples[3] = 0;
        samples[4] = (1 << precision) - 1; // with the one before, the largest difference there is
        return samples;
    }

    private static int[] decoded(byte[] jpeg, int bits) throws InputException {
        byte[] out = new byte[ROWS * COLUMNS * bits / 8];
        new LosslessJpeg(jpeg, layout(bits), "x").decode(out);
        int[] samples = new int[ROWS * COLUMNS];
        for (int n = 0; n < samples.length; n++) {
            samples[n] = bits == 8 ? out[n] & 0xff : (out[2 * n] & 0xff) | (out[2 * n + 1] & 0xff) << 8;
        }
        return samples;
    }

    @ParameterizedTest
    @CsvSource({"8, 8", "12, 16", "16, 16", "9, 16", "2, 8"})
    void everyPredictorAndRestartIntervalGivesTheSamplesBack(int precision, int bits) throws InputException {
        int[] samples = samples(precision, precision);
        for (int predictor = 1; predictor <= 7; predictor++) {
            for (int restartRows : new int[] {0, 1, 4}) {
                byte[] jpeg = new Encoder().encode(samples, precision, predictor, 0, restartRows);

                assertThat(decoded(jpeg, bits))
                        .as("predictor %d, restart after %d rows", predictor, restartRows)
                        .isEqualTo(samples);
            }
        }
    }

    @Test
    void aPointTransformIsUndone() throws InputException {
        int[] samples = samples(12, 9);
        byte[] jpeg = new Encoder().encode(samples, 12, 5, 3, 0);

        assertThat(decoded(jpeg, 16))
                .isEqualTo(Arrays.stream(samples).map(s -> s >> 3 << 3).toArray());
    }

    @Test
    void everyShorterFrameIsRefused() {
        byte[] jpeg = new Encoder().encode(samples(12, 3), 12, 1, 0, 0);

        for (int length = 0; length < jpeg.length - 2; length++) {
            byte[] part = Arrays.copyOf(jpeg, length);
            assertThatThrownBy(() -> decoded(part, 16)).as("%d bytes", length).isInstanceOf(InputException.class);
        }
    }

    @Test
    @Tag("H36")
    void damageGivesSamplesOrARefusalAndNothingElse() {
        byte[] jpeg = new Encoder().encode(samples(12, 3), 12, 6, 0, 4);
        SplittableRandom random = new SplittableRandom(5);
        for (int n = 0; n < 3000; n++) {
            byte[] bad = jpeg.clone();
            bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            try {
                decoded(bad, 16);
            } catch (InputException e) {
                assertThat(e.code()).isEqualTo("dicom-corrupt");
            }
        }
    }

    @Test
    void lossyProcessesAreRefused() {
        byte[] jpeg = new Encoder().encode(samples(8, 3), 8, 1, 0, 0);
        jpeg[3] = (byte) 0xc0;

        assertThatThrownBy(() -> decoded(jpeg, 8))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("lossless");
    }

    /** Frames in several fragments are told apart by the offset table. */
    @Test
    void framesInSeveralFragmentsAreFoundByTheOffsetTable() throws Exception {
        int[][] frames = {samples(12, 21), samples(12, 22), samples(12, 23)};
        DicomBytes data = Slices.layout(DicomBytes.plain(), ROWS, COLUMNS, 16, 3);
        DicomBytes items = DicomBytes.plain();
        byte[] table = new byte[12];
        for (int f = 0; f < 3; f++) {
            byte[] jpeg = new Encoder().encode(frames[f], 12, 1 + f, 0, 0);
            int offset = items.toBytes().length;
            table[4 * f] = (byte) offset;
            table[4 * f + 1] = (byte) (offset >> 8);
            byte[] end = Arrays.copyOfRange(jpeg, 100, jpeg.length + (jpeg.length & 1));
            items.header(Tags.ITEM, "", 100).bytes(Arrays.copyOf(jpeg, 100));
            items.header(Tags.ITEM, "", end.length).bytes(end);
        }
        data.header(Tags.PIXELS, "OB", 0xffffffffL)
                .header(Tags.ITEM, "", 12)
                .bytes(table)
                .bytes(items.toBytes())
                .header(Tags.SEQUENCE_END, "", 0);
        byte[] bytes = data.file(TransferSyntax.JPEG_LOSSLESS);

        DicomFile file = DicomFile.parse("x", bytes, bytes.length, bytes.length, 1 << 20);
        PixelFrames pixels = new PixelFrames(file, SampleLayout.of(file.data()));

        for (int f = 0; f < 3; f++) {
            byte[] out = pixels.frame(f);
            for (int n = 0; n < ROWS * COLUMNS; n++) {
                assertThat((out[2 * n] & 0xff) | (out[2 * n + 1] & 0xff) << 8).isEqualTo(frames[f][n]);
            }
        }
    }
}
