package org.thermargin.io.nrrd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermargin.io.CorruptDataException;

@Tag("H27")
class HexStreamTest {
    private static HexStream of(String text) {
        return new HexStream(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void everyByteIsTwoDigitsOfEitherCase() throws IOException {
        byte[] all = new byte[256];
        for (int n = 0; n < 256; n++) {
            all[n] = (byte) n;
        }

        assertThat(of(HexFormat.of().formatHex(all)).readAllBytes()).isEqualTo(all);
        assertThat(of(HexFormat.of().withUpperCase().formatHex(all)).readAllBytes())
                .isEqualTo(all);
        HexStream single = of("ff00");
        assertThat(new int[] {single.read(), single.read(), single.read()}).containsExactly(255, 0, -1);
    }

    @Test
    void blanksStandAnywhere() throws IOException {
        assertThat(of(" 1\t2\r\n3\u000b4\u000c 5 6\n").readAllBytes()).containsExactly(0x12, 0x34, 0x56);
        assertThat(of(" \n").read()).isEqualTo(-1);
    }

    @Test
    void aPartOfAnArrayIsFilledAndItsEndIsTold() throws IOException {
        byte[] target = new byte[6];
        HexStream source = of("0a0b0c");

        assertThat(source.read(target, 2, 2)).isEqualTo(2);
        assertThat(target).containsExactly(0, 0, 0x0a, 0x0b, 0, 0);
        assertThat(source.read(target, 0, 4)).isEqualTo(1);
        assertThat(source.read(target, 0, 4)).isEqualTo(-1);
        assertThat(source.read(target, 0, 0)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0g", "g0", "0x", "1-", "1\u0008", "1\u000e", "1\u00b2", "1\u0660"})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> of(text).read())
                .isInstanceOf(CorruptDataException.class)
                .hasMessageContaining("digits 0-9 and a-f, had byte");
    }

    @Test
    void halfAByteIsRefused() {
        assertThatThrownBy(() -> of("123").readAllBytes())
                .isInstanceOf(CorruptDataException.class)
                .hasMessageContaining("two digits per byte");
    }
}
