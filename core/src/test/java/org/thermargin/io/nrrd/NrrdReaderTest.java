package org.thermargin.io.nrrd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermargin.InputException;
import org.thermargin.io.AsymmetricScene;
import org.thermargin.io.ReadOptions;
import org.thermargin.io.SceneFiles;
import org.thermargin.io.VolumeFile;

/** Encodings, skips, detached data and the rules of NRRD; storage orders and truncation are tested for all formats. */
class NrrdReaderTest {
    private static final AsymmetricScene.Stored SCENE = AsymmetricScene.stored(AsymmetricScene.PERMUTATIONS.get(0), 0);

    /** The scene's little-endian int16 voxels, by bzip2 1.0.8 (through Python's bz2). */
    private static final String BZIP2 = "QlpoOTFBWSZTWTkH2/gAAFRwAH77y774ACAAchKU0/ShoANAZBJJGSZNqB6D0FLXxLcnyObt"
            + "YmSKcHUvkesrmKDj05SA1aoyADt4BWMEixc9GDObJDDBVMggwoDmtkMOyFXBnIAhLhDIsVQ/4u5IpwoSByD7fwA=";

    @TempDir
    Path folder;

    private static String header(String encoding) {
        return SceneFiles.NRRD_RAW
                .header(SCENE, ByteOrder.LITTLE_ENDIAN)
                .replace("encoding: raw", "encoding: " + encoding);
    }

    private static byte[] raw() {
        return SCENE.bytes(2, ByteOrder.LITTLE_ENDIAN);
    }

    private VolumeFile read(String header, byte[] data) throws IOException, InputException {
        Path path = folder.resolve("a.nrrd");
        Files.write(path, SceneFiles.concat(header.getBytes(StandardCharsets.UTF_8), data));
        return new NrrdReader().readLabels(path, ReadOptions.strict());
    }

    private String refusal(String header, byte[] data) {
        return catchThrowableOfType(InputException.class, () -> read(header, data))
                .code();
    }

    private static String with(String header, String line) {
        return header.substring(0, header.length() - 1) + line + "\n\n";
    }

    @ParameterizedTest
    @ValueSource(strings = {"bzip2", "bz2", "BZ2"})
    void bzip2IsRead(String spelling) throws IOException, InputException {
        AsymmetricScene.assertIsScene(read(header(spelling), Base64.getDecoder().decode(BZIP2)));
    }

    @Test
    @Tag("H27")
    void damagedBzip2IsRefusedForWhatItIs() {
        byte[] damaged = Base64.getDecoder().decode(BZIP2);
        damaged[40] ^= 1;
        byte[] cut = Arrays.copyOf(damaged, 30);

        assertThat(refusal(header("bzip2"), damaged)).isEqualTo("bzip2-corrupt");
        assertThat(refusal(header("bzip2"), cut)).isIn("bzip2-truncated", "bzip2-corrupt", "data-truncated");
    }

    /** Lines go before decompression, bytes after it. */
    @Test
    void linesAndBytesAreSkipped() throws IOException, InputException {
        byte[] lines = "one\n\nthree\n".getBytes(StandardCharsets.US_ASCII);
        byte[] padded = SceneFiles.concat(new byte[9], raw());
        String skipped = with(with(header("raw"), "line skip: 3"), "byte skip: 9");

        AsymmetricScene.assertIsScene(read(skipped, SceneFiles.concat(lines, padded)));
        AsymmetricScene.assertIsScene(
                read(skipped.replace("raw", "gzip"), SceneFiles.concat(lines, SceneFiles.gzip(padded))));
        assertThat(refusal(skipped, SceneFiles.concat(lines, raw()))).isEqualTo("data-truncated");
        assertThat(refusal(skipped, "no line end".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo("data-truncated");
    }

    @Test
    @Tag("H27")
    void byteSkipOfMinusOneTakesTheEndOfRawDataOnly() throws IOException, InputException {
        byte[] long1 = SceneFiles.concat(new byte[13], raw());
        String fromEnd = with(header("raw"), "byte skip: -1");

        AsymmetricScene.assertIsScene(read(fromEnd, long1));
        AsymmetricScene.assertIsScene(read(fromEnd, raw()));
        assertThat(refusal(fromEnd, Arrays.copyOf(raw(), 419))).isEqualTo("data-truncated");
        assertThat(refusal(with(header("gzip"), "byte skip: -1"), SceneFiles.gzip(raw())))
                .isEqualTo("nrrd-skip");
        assertThat(refusal(with(header("raw"), "byte skip: -2"), long1)).isEqualTo("nrrd-skip");
        assertThat(refusal(with(header("raw"), "line skip: -1"), long1)).isEqualTo("nrrd-skip");
    }

    @Test
    @Tag("H27")
    void damagedSecondGzipMemberIsSeen() throws IOException, InputException {
        byte[] first = SceneFiles.gzip(Arrays.copyOf(raw(), 200));
        byte[] second = SceneFiles.gzip(Arrays.copyOfRange(raw(), 200, 420));
        AsymmetricScene.assertIsScene(read(header("gzip"), SceneFiles.concat(first, second)));

        for (int at : new int[] {0, 2, second.length - 8, second.length - 4}) {
            byte[] damaged = second.clone();
            damaged[at] ^= 1;
            assertThat(refusal(header("gzip"), SceneFiles.concat(first, damaged)))
                    .startsWith("gzip-");
        }
        assertThat(refusal(header("gzip"), first)).isEqualTo("data-truncated");
    }

    @ParameterizedTest
    @Tag("H12")
    @CsvSource({
        "short, 32768, nrrd-text",
        "short, -32769, nrrd-text",
        "short, 1.0, nrrd-text",
        "short, 0x1, nrrd-text",
        "short, -1, non-integer-labels",
        "unsigned char, 256, nrrd-text",
        "unsigned char, -1, nrrd-text",
        "float, 0.999, non-integer-labels",
        "float, nan, non-integer-labels",
        "float, 1e99, nrrd-text",
        "double, twelve, nrrd-text",
        "unsigned long long, 18446744073709551616, nrrd-text"
    })
    void textThatIsNoLabelOfItsTypeIsRefused(String type, String number, String code) {
        String text = "0 ".repeat(209) + number + "\n";

        assertThat(refusal(header("ascii").replace("short", type), text.getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(code);
    }

    @Test
    void textOfEveryKindOfNumberIsRead() throws IOException, InputException {
        String text = "0 ".repeat(204) + "\t7, +8,9.0 1e1\r\n.11e+2 12.\n";
        Path path = folder.resolve("text.nrrd");
        Files.writeString(path, header("text").replace("short", "float") + text);

        VolumeFile volume = new NrrdReader().readLabels(path, ReadOptions.strict());

        for (int n = 0; n < 6; n++) {
            assertThat(volume.labels().at(204 + n)).isEqualTo(7 + n);
        }
    }

    @ParameterizedTest
    @Tag("H28")
    @CsvSource({
        "signed char, 1, int8", "uchar, 1, uint8", "int16_t, 2, int16", "unsigned short int, 2, uint16",
        "signed int, 4, int32", "uint32, 4, uint32", "long long, 8, int64", "ulonglong, 8, uint64",
        "float, 4, float32", "double, 8, float64"
    })
    void everySampleTypeIsReadInBothByteOrders(String type, int bytes, String name) throws IOException, InputException {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            ByteBuffer data = ByteBuffer.allocate(210 * bytes).order(order);
            for (int label : SCENE.labels()) {
                switch (name) {
                    case "float32" -> data.putFloat(label);
                    case "float64" -> data.putDouble(label);
                    default -> putInteger(data, label, bytes);
                }
            }
            String header = header("raw")
                    .replace("short", type)
                    .replace("little", order == ByteOrder.BIG_ENDIAN ? "big" : "little");

            VolumeFile volume = read(header, data.array());

            AsymmetricScene.assertIsScene(volume);
            assertThat(volume.sampleType()).isEqualTo(name);
        }
    }

    private static void putInteger(ByteBuffer data, int label, int bytes) {
        switch (bytes) {
            case 1 -> data.put((byte) label);
            case 2 -> data.putShort((short) label);
            case 4 -> data.putInt(label);
            default -> data.putLong(label);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "type: short, type: block, sample-type-unsupported",
        "type: short, type: complex, sample-type-unsupported",
        "encoding: raw, encoding: zip, nrrd-encoding",
        "endian: little, endian: middle, nrrd-endian",
        "endian: little, content: no byte order, nrrd-field-missing",
        "encoding: raw, content: no encoding, nrrd-field-missing",
        "type: short, content: no type, nrrd-field-missing",
        "sizes: 5 6 7, sizes: 5 6 8, data-truncated",
        "sizes: 5 6 7, sizes: 5 6 6, data-trailing-bytes",
        "'(4.5,', '(0.05,', spacing-implausible",
        "'(4.5,', '(45,', spacing-implausible",
        "'(4.5,', '(0.5,', extent-implausible",
        "'(4.5,0.0', '(4.5,0.1', axes-not-orthogonal"
    })
    void doubtfulFilesAreRefused(String good, String bad, String code) {
        assertThat(header("raw")).contains(good);

        assertThat(refusal(header("raw").replace(good, bad), raw())).isEqualTo(code);
    }

    /** Writers leave 1e-8 beside exact zeros; that is 5e-8 mm over the volume and no shear. */
    @Test
    @Tag("H04")
    void offDiagonalNoiseIsTolerated() throws IOException, InputException {
        String noisy = header("raw").replace("(4.5,0.0,0.0)", "(4.5,1e-8,-1e-8)");

        VolumeFile volume = read(noisy, raw());

        assertThat(volume.grid().toWorld(4, 5, 6).distanceMm(AsymmetricScene.GRID.toWorld(4, 5, 6)))
                .isLessThan(1e-6);
        AsymmetricScene.assertSameLabels(volume.labels(), AsymmetricScene.labels());
    }

    @Test
    void micronsAndCentimetresGiveTheSameLattice() throws IOException, InputException {
        String um = header("raw")
                .replace("(4.5,0.0,0.0) (0.0,5.25,0.0) (0.0,0.0,3.5)", "(4500,0,0) (0,5250,0) (0,0,3500)")
                .replace("(-12.25,33.5,101.75)", "(-12250,33500,101750)");

        assertThat(refusal(um, raw())).isEqualTo("spacing-implausible");
        assertThat(read(with(um, "space units: \"um\" \"um\" \"um\""), raw())
                        .grid()
                        .toWorld(4, 5, 6)
                        .distanceMm(AsymmetricScene.GRID.toWorld(4, 5, 6)))
                .isLessThan(1e-9);
    }

    @ParameterizedTest
    @Tag("H36")
    @CsvSource({
        "../voxels.raw, detached-path",
        "sub/voxels.raw, detached-path",
        "/etc/passwd, detached-path",
        "C:voxels.raw, detached-path",
        "link.raw, not-a-regular-file",
        "sub, not-a-regular-file",
        "absent.raw, file-missing",
        "slice%03d.raw 1 7 1, nrrd-data-file",
        "slice%d.raw 1 7 1 2, nrrd-data-file",
        "LIST, nrrd-data-file",
        "LIST 2, nrrd-data-file"
    })
    void dataMustLieInOneFileBesideTheHeader(String name, String code) throws IOException {
        Files.createDirectories(folder.resolve("sub"));
        Files.write(folder.resolve("sub/voxels.raw"), raw());
        Files.write(folder.resolve("voxels.raw"), raw());
        Files.createSymbolicLink(folder.resolve("link.raw"), folder.resolve("voxels.raw"));

        assertThat(refusal(header("raw").stripTrailing() + "\ndata file: " + name + "\n", new byte[0]))
                .isEqualTo(code);
    }

    @Test
    void dataInTheSameFolderAreReadAndHashed() throws IOException, InputException {
        Files.write(folder.resolve("voxels 1.raw"), raw());
        String header = header("raw").stripTrailing() + "\ndata file: ./voxels 1.raw\n\n";

        VolumeFile volume = read(header, new byte[0]);

        AsymmetricScene.assertIsScene(volume);
        assertThat(refusal(header, new byte[1])).isEqualTo("data-trailing-bytes");
        assertThat(volume.format()).isEqualTo("NRRD");
        String before = volume.sha256();
        byte[] other = raw();
        other[0] ^= 1;
        Files.write(folder.resolve("voxels 1.raw"), other);
        assertThat(read(header, new byte[0]).sha256()).isNotEqualTo(before);
    }
}
