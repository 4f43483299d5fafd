package org.thermargin.io.nrrd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The compressed texts were made with bzip2 1.0.8 (through Python's bz2). */
class Bzip2InputStreamTest {
    /** 4302 bytes of a, b, c in runs of 1 to 300. */
    private static final String RUNS = "QlpoOTFBWSZTWWaHM3gAABNZAOWKADACADgAAAggAFCAAAIoo2hPROcYeQzESRCPQvzE78wpqEkW"
            + "4XF72FmSgfRGroLgrs+4O5RKDQSv4u5IpwoSDNDmbwA=";

    /** 100,000 zeros, then five ones, block size 1. */
    private static final String ZEROS = "QlpoMTFBWSZTWdew/3sAAMRQAOAABAAACCAAMM00ClT0nCFtSiPHaIXxdyRThQkNew/3sA==";

    private static final String EMPTY = "QlpoORdyRThQkAAAAAA=";

    /** 250,000 bytes, byte n is (n / 7) mod 13, block size 1: three blocks. */
    private static final String BLOCKS =
            "QlpoMTFBWSZTWUcjmxsAAwFAAH/8MAE4AIBoAIBoAClKEb1Q05oBZECMoBcRAjKAXMQI8QCzqgF1QC4QC6SBV6QC9o"
                    + "BdoBagF8QC+oBfkAvEAu1ARqAWqAjEAtUBGIBaoCMQC1QEYgFqgIxALVARiAWqAjEAvFARiAX8xQVkmU1lZ4V+vACg"
                    + "lQAB//DABMAEA0ACapUyN6oYQDQBwoSsJKjFCV6JKjFCVwSVHahK5UJXKhK45yoSsgoL2oSvihK6UJWqEr6oSvyhK/"
                    + "qErtQldElRqhK0kqMUJWklRihK0kqMUJWklRihK0kqMUJWklRihK0kqMUJXZJUYoSvBdyRThQkNemaZkA=";

    @Test
    void runsOfEveryLengthAreRestored() throws IOException, NoSuchAlgorithmException {
        byte[] text = decompressed(bytes(RUNS));

        assertThat(text).hasSize(4302);
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text)))
                .isEqualTo("5f48912ab82c3875b44c493e7ab9d2ab8162e0584a526526c757ab245aebd026");
    }

    @Test
    void longRunsAreRestored() throws IOException {
        byte[] expected = new byte[100_005];
        Arrays.fill(expected, 100_000, 100_005, (byte) 1);

        assertThat(decompressed(bytes(ZEROS))).isEqualTo(expected);
    }

    @Test
    void severalBlocksAreJoined() throws IOException {
        byte[] expected = new byte[250_000];
        for (int n = 0; n < expected.length; n++) {
            expected[n] = (byte) (n / 7 % 13);
        }

        assertThat(decompressed(bytes(BLOCKS))).isEqualTo(expected);
    }

    @Test
    void nothingCompressedIsNothing() throws IOException {
        assertThat(decompressed(bytes(EMPTY))).isEmpty();
    }

    @Test
    @Tag("H27")
    void everyPrefixIsRefused() {
        byte[] whole = bytes(RUNS);
        for (int length = 0; length < whole.length; length++) {
            byte[] prefix = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> decompressed(prefix)).isInstanceOf(IOException.class);
        }
    }

    @Test
    @Tag("H27")
    void bytesAfterTheStreamAreRefused() {
        byte[] longer = Arrays.copyOf(bytes(RUNS), bytes(RUNS).length + 1);

        assertThatThrownBy(() -> decompressed(longer)).isInstanceOf(IOException.class);
    }

    @Test
    @Tag("H27")
    @Tag("H36")
    void noFlippedBitGivesOtherDataSilently() throws IOException {
        byte[] whole = bytes(RUNS);
        byte[] expected = decompressed(whole);
        for (int bit = 0; bit < 8 * whole.length; bit++) {
            byte[] damaged = whole.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            byte[] read = null;
            try {
                read = decompressed(damaged);
            } catch (IOException refused) {
                continue; // as it should be
            }
            // Block size digit and padding bits carry no data.
            assertThat(read).as("bit %d", bit).isEqualTo(expected);
        }
    }

    private static byte[] decompressed(byte[] compressed) throws IOException {
        return new Bzip2InputStream(new ByteArrayInputStream(compressed)).readAllBytes();
    }

    private static byte[] bytes(String base64) {
        return Base64.getDecoder().decode(base64);
    }
}
