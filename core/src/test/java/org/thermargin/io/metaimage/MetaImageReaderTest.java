package org.thermargin.io.metaimage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermargin.Finding;
import org.thermargin.InputException;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.io.AsymmetricScene;
import org.thermargin.io.ReadOptions;
import org.thermargin.io.SceneFiles;
import org.thermargin.io.VolumeFile;

/** The rules of MetaImage; storage orders and truncation are tested for all formats. */
class MetaImageReaderTest {
    private static final AsymmetricScene.Stored SCENE = AsymmetricScene.stored(AsymmetricScene.PERMUTATIONS.get(0), 0);

    @TempDir
    Path folder;

    private static String header(SceneFiles format) {
        return format.header(SCENE, ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] raw() {
        return SCENE.bytes(2, ByteOrder.LITTLE_ENDIAN);
    }

    private VolumeFile read(String header, byte[] data) throws IOException, InputException {
        Path path = folder.resolve("a.mha");
        Files.write(path, SceneFiles.concat(header.getBytes(StandardCharsets.UTF_8), data));
        return new MetaImageReader().readLabels(path, ReadOptions.strict());
    }

    private String refusal(String header, byte[] data) {
        return catchThrowableOfType(InputException.class, () -> read(header, data))
                .code();
    }

    @ParameterizedTest
    @CsvSource({
        "NDims = 3, NDims = 2, metaimage-dimension",
        "NDims = 3, NDims = 4, metaimage-dimension",
        "ElementSpacing = 4.5 5.25 3.5, Comment = no spacing, metaimage-spacing-absent",
        "ElementSpacing = 4.5 5.25 3.5, ElementSize = 4.5 5.25 3.5, metaimage-spacing-absent",
        "ElementSpacing = 4.5 5.25 3.5, ElementSpacing = 4.5 -5.25 3.5, metaimage-spacing",
        "ElementSpacing = 4.5 5.25 3.5, ElementSpacing = 4.5 5.25, metaimage-count",
        "ElementSpacing = 4.5 5.25 3.5, ElementSpacing = 4.5 5.25 nan, metaimage-number",
        "ElementSpacing = 4.5 5.25 3.5, ElementSpacing = 4.5 5.25 35, spacing-implausible",
        "Offset = -12.25 33.5 101.75, Comment = no offset, metaimage-orientation-absent",
        "Offset = -12.25 33.5 101.75, Offset = -12.25 33.5 1e99, origin-implausible",
        "DimSize = 5 6 7, DimSize = 5 6, metaimage-count",
        "DimSize = 5 6 7, DimSize = 5 6 0, metaimage-size",
        "DimSize = 5 6 7, DimSize = 5 6 7.5, metaimage-size",
        "DimSize = 5 6 7, DimSize = 5 6 8, data-truncated",
        "DimSize = 5 6 7, DimSize = 5 6 6, data-trailing-bytes",
        "ElementType = MET_SHORT, ElementType = MET_SHORT_ARRAY, sample-type-unsupported",
        "ElementType = MET_SHORT, ElementType = MET_INT, data-truncated",
        "ElementType = MET_SHORT, ElementType = MET_UCHAR, data-trailing-bytes",
        "BinaryData = True, BinaryData = False, metaimage-text",
        "BinaryData = True, Comment = not said, metaimage-field-missing",
        "BinaryDataByteOrderMSB = False, Comment = no byte order, metaimage-field-missing",
        "BinaryDataByteOrderMSB = False, BinaryDataByteOrderMSB = perhaps, metaimage-number",
        "CenterOfRotation = 0 0 0, ElementNumberOfChannels = 3, several-volumes",
        "CenterOfRotation = 0 0 0, ElementToIntensityFunctionSlope = 2, metaimage-scaling",
        "CenterOfRotation = 0 0 0, ElementToIntensityFunctionOffset = -1024, metaimage-scaling",
        "CenterOfRotation = 0 0 0, DistanceUnits = um, metaimage-units",
        "CenterOfRotation = 0 0 0, Position = 1 2 3, metaimage-duplicate",
        "ObjectType = Image, ObjectType = Tube, metaimage-object"
    })
    void doubtfulFilesAreRefused(String good, String bad, String code) {
        assertThat(header(SceneFiles.META_LOCAL)).contains(good);

        assertThat(refusal(header(SceneFiles.META_LOCAL).replace(good, bad), raw()))
                .isEqualTo(code);
    }

    @Test
    @Tag("H03")
    void matrixMustBeStated() {
        String bare = header(SceneFiles.META_LOCAL).replaceAll("TransformMatrix.*\n", "");

        assertThat(refusal(bare, raw())).isEqualTo("metaimage-orientation-absent");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Rotation", "Orientation", "TransformMatrix"})
    void matrixHasThreeNames(String name) throws IOException, InputException {
        AsymmetricScene.assertIsScene(read(header(SceneFiles.META_LOCAL).replace("TransformMatrix", name), raw()));
    }

    /** The file names the axes one after the other: a turn read by columns would be its inverse. */
    @Test
    @Tag("H01")
    @Tag("H08")
    void theMatrixHoldsTheDirectionOfEachAxisInTurn() throws IOException, InputException {
        String turned = header(SceneFiles.META_LOCAL)
                .replaceAll("TransformMatrix.*\n", "TransformMatrix = 0.8 0.6 0 -0.6 0.8 0 0 0 1\n");
        VoxelGrid grid = read(turned, raw()).grid();
        Point3 origin = grid.origin();
        Point3 next = grid.toWorld(1, 0, 0);

        // 4.5 mm along (0.8, 0.6, 0); the lattice is stored as the world runs, so that its axes keep their order
        assertThat(next.x() - origin.x()).isCloseTo(3.6, within(1e-9));
        assertThat(next.y() - origin.y()).isCloseTo(2.7, within(1e-9));
        assertThat(next.z() - origin.z()).isCloseTo(0, within(1e-9));
    }

    @Test
    @Tag("H27")
    void sizeOfCompressedDataMustBeWhatFollows() throws IOException, InputException {
        byte[] zlib = SceneFiles.zlib(raw());
        String header = header(SceneFiles.META_ZLIB);
        String bare = header.replaceAll("CompressedDataSize.*\n", "");
        byte[] flipped = zlib.clone();
        flipped[zlib.length - 1] ^= 1;

        AsymmetricScene.assertIsScene(read(bare, zlib));
        assertThat(refusal(header, SceneFiles.concat(zlib, new byte[1]))).isEqualTo("data-trailing-bytes");
        assertThat(refusal(header, Arrays.copyOf(zlib, zlib.length - 1))).isEqualTo("data-truncated");
        assertThat(refusal(bare, SceneFiles.concat(zlib, new byte[1]))).isEqualTo("zlib-trailing-bytes");
        assertThat(refusal(bare, Arrays.copyOf(zlib, zlib.length - 1))).isEqualTo("zlib-truncated");
        assertThat(refusal(bare, flipped)).isEqualTo("zlib-corrupt");
        assertThat(refusal(bare, SceneFiles.gzip(raw()))).isEqualTo("zlib-corrupt");
        assertThat(refusal(bare, SceneFiles.zlib(SceneFiles.concat(raw(), new byte[1]))))
                .isEqualTo("data-trailing-bytes");
    }

    @Test
    @Tag("H27")
    void headerOfTheDataFileIsSkipped() throws IOException, InputException {
        byte[] padded = SceneFiles.concat(new byte[11], raw());
        Files.write(folder.resolve("voxels.raw"), padded);
        String header = header(SceneFiles.META_DETACHED);

        AsymmetricScene.assertIsScene(read("HeaderSize = 11\n" + header, new byte[0]));
        AsymmetricScene.assertIsScene(read("HeaderSize = -1\n" + header, new byte[0]));
        assertThat(refusal(header, new byte[0])).isEqualTo("data-trailing-bytes");
        assertThat(refusal("HeaderSize = 12\n" + header, new byte[0])).isEqualTo("data-truncated");
        assertThat(refusal("HeaderSize = 1000\n" + header, new byte[0])).isEqualTo("data-truncated");
        assertThat(refusal("HeaderSize = -2\n" + header, new byte[0])).isEqualTo("metaimage-skip");
        Files.write(folder.resolve("voxels.raw"), Arrays.copyOf(raw(), 419));
        assertThat(refusal("HeaderSize = -1\n" + header, new byte[0])).isEqualTo("data-truncated");
    }

    @ParameterizedTest
    @Tag("H36")
    @CsvSource({
        "../voxels.raw, detached-path",
        "/etc/passwd, detached-path",
        "sub/voxels.raw, detached-path",
        "link.raw, not-a-regular-file",
        "absent.raw, file-missing",
        "slice%03d.raw 1 7 1, metaimage-data-file",
        "LIST 3, metaimage-data-file"
    })
    void dataMustLieBesideTheHeader(String name, String code) throws IOException {
        Files.createDirectories(folder.resolve("sub"));
        Files.write(folder.resolve("sub/voxels.raw"), raw());
        Files.createSymbolicLink(folder.resolve("link.raw"), folder.resolve("sub/voxels.raw"));

        assertThat(refusal(header(SceneFiles.META_DETACHED).replace("voxels.raw", name), new byte[0]))
                .isEqualTo(code);
    }

    @Test
    @Tag("H07")
    void listNamesEverySliceOnce() throws IOException, InputException {
        SceneFiles.META_LIST.write(folder, SCENE, ByteOrder.LITTLE_ENDIAN);
        String header = header(SceneFiles.META_LIST);

        AsymmetricScene.assertIsScene(read(header.replace("LIST", "LIST 2"), new byte[0]));
        assertThat(refusal(header.replace("slice6.raw\n", ""), new byte[0])).isEqualTo("metaimage-list");
        assertThat(refusal(header.replace("slice6", "slice5"), new byte[0])).isEqualTo("metaimage-list");
        assertThat(refusal(header + "slice7.raw\n", new byte[0])).isEqualTo("metaimage-list");
        assertThat(refusal(header.replace("slice6.raw", "../slice6.raw"), new byte[0]))
                .isEqualTo("detached-path");
        assertThat(refusal(header.replace("CompressedData = False", "CompressedData = True"), new byte[0]))
                .isEqualTo("metaimage-list");
        assertThat(refusal("HeaderSize = 2\n" + header, new byte[0])).isEqualTo("metaimage-list");
    }

    @Test
    void centerOfRotationIsIgnoredAndSaid() throws IOException, InputException {
        VolumeFile volume = read(header(SceneFiles.META_LOCAL).replace("Rotation = 0 0 0", "Rotation = 5 0 0"), raw());

        AsymmetricScene.assertIsScene(volume);
        assertThat(volume.findings().stream().map(Finding::code)).containsExactly("metaimage-center-of-rotation");
    }

    @ParameterizedTest
    @Tag("H28")
    @CsvSource({
        "MET_CHAR, 1, int8",
        "MET_UCHAR, 1, uint8",
        "MET_USHORT, 2, uint16",
        "MET_INT, 4, int32",
        "MET_ULONG, 4, uint32",
        "MET_LONG_LONG, 8, int64",
        "MET_ULONG_LONG, 8, uint64",
        "MET_FLOAT, 4, float32",
        "MET_DOUBLE, 8, float64"
    })
    void everySampleTypeIsReadInBothByteOrders(String type, int bytes, String name) throws IOException, InputException {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            ByteBuffer data = ByteBuffer.allocate(210 * bytes).order(order);
            for (int label : SCENE.labels()) {
                switch (bytes + (name.startsWith("f") ? 100 : 0)) {
                    case 1 -> data.put((byte) label);
                    case 2 -> data.putShort((short) label);
                    case 4 -> data.putInt(label);
                    case 8 -> data.putLong(label);
                    case 104 -> data.putFloat(label);
                    default -> data.putDouble(label);
                }
            }
            String header = SceneFiles.META_LOCAL.header(SCENE, order).replace("MET_SHORT", type);

            VolumeFile volume = read(header, data.array());

            AsymmetricScene.assertIsScene(volume);
            assertThat(volume.sampleType()).isEqualTo(name);
        }
    }
}
