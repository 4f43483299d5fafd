package org.thermargin.io.nrrd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermargin.Finding;
import org.thermargin.InputException;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.IndexBox;
import org.thermargin.grid.LabelVolume;
import org.thermargin.grid.StorageOrder;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.io.AsymmetricScene;
import org.thermargin.io.ReadOptions;
import org.thermargin.io.SceneFiles;
import org.thermargin.io.StoredBox;
import org.thermargin.io.VolumeFile;

/** Segmentations stored as a part of their reference image. All numbers are dyadic: grids are compared exactly. */
class NrrdCropTest {
    /** A lesion of 3 x 3 x 3 voxels of 4 mm that fills its file, at (30, 20, 10) of an image of 64 x 64 x 32 voxels. */
    private static final String SMALL = """
            NRRD0004
            type: unsigned char
            dimension: 3
            space: left-posterior-superior
            sizes: 3 3 3
            space directions: (4,0,0) (0,4,0) (0,0,4)
            kinds: domain domain domain
            encoding: raw
            space origin: (20,-40,100)
            Segment0_Extent:=0 2 0 2 0 2
            Segment0_ID:=Segment_1
            Segment0_LabelValue:=1
            Segment0_Layer:=0
            Segment0_Name:=lesion
            Segmentation_ConversionParameters:=Oversampling factor|1|Text&Reference image geometry|\
            -4;0;0;100;0;-4;0;120;0;0;4;60;0;0;0;1;0;63;0;63;0;31;|Text; more text.&Threshold fraction|0.5|Text&
            Segmentation_ReferenceImageExtentOffset:=30 20 10

            """;

    /** The same with voxels of 8 mm: large enough by itself. */
    private static final String LARGE = SMALL.replace("(4,0,0) (0,4,0) (0,0,4)", "(8,0,0) (0,8,0) (0,0,8)")
            .replace("-4;0;0;100;0;-4;0;120;0;0;4;60;", "-8;0;0;220;0;-8;0;200;0;0;8;20;");

    private static final byte[] ONES = new byte[27];

    static {
        Arrays.fill(ONES, (byte) 1);
    }

    @TempDir
    Path folder;

    private Path write(String header, byte[] data) throws IOException {
        return Files.write(
                folder.resolve("s.seg.nrrd"), SceneFiles.concat(header.getBytes(StandardCharsets.UTF_8), data));
    }

    private VolumeFile read(String header, byte[] data) throws IOException, InputException {
        return new NrrdReader().readLabels(write(header, data), ReadOptions.strict());
    }

    private InputException refusal(String header, byte[] data) {
        return catchThrowableOfType(InputException.class, () -> read(header, data));
    }

    /** Each side alone, none, all, and some: bit 2a is before, bit 2a + 1 after storage axis a. */
    @ParameterizedTest
    @Tag("H01")
    @Tag("H15")
    @ValueSource(ints = {0, 1, 2, 4, 8, 16, 32, 63, 37})
    void oneEmptyLayerIsAddedWhereTheImageGoesOnInEveryStorageOrder(int sides) throws IOException, InputException {
        for (int[] perm : AsymmetricScene.PERMUTATIONS) {
            for (int flips = 0; flips < 8; flips++) {
                int[] low = new int[3];
                int[] high = {AsymmetricScene.NX, AsymmetricScene.NY, AsymmetricScene.NZ};
                for (int a = 0; a < 3; a++) {
                    int before = (sides >> (2 * a)) & 1;
                    int after = (sides >> (2 * a + 1)) & 1;
                    boolean flip = (flips >> a & 1) != 0;
                    low[perm[a]] -= flip ? after : before;
                    high[perm[a]] += flip ? before : after;
                }
                IndexBox box = new IndexBox(low[0], low[1], low[2], high[0], high[1], high[2]);
                AsymmetricScene.Stored stored = AsymmetricScene.stored(perm, flips);

                VolumeFile volume = read(cropped(stored, sides, flips > 3), stored.bytes(1, ByteOrder.LITTLE_ENDIAN));

                assertThat(volume.findings()).noneMatch(f -> f.code().equals("segmentation-reference"));
                assertThat(volume.grid()).isEqualTo(AsymmetricScene.GRID.subgrid(box));
                AsymmetricScene.assertSameLabels(volume.labels(), scene(volume.grid(), box));
            }
        }
    }

    /** The scene with 0 around it. */
    private static LabelVolume scene(VoxelGrid grid, IndexBox box) {
        byte[] labels = new byte[grid.voxelCount()];
        for (int k = 0; k < AsymmetricScene.NZ; k++) {
            for (int j = 0; j < AsymmetricScene.NY; j++) {
                for (int i = 0; i < AsymmetricScene.NX; i++) {
                    labels[grid.linearIndex(i - box.iLow(), j - box.jLow(), k - box.kLow())] =
                            (byte) AsymmetricScene.label(i, j, k);
                }
            }
        }
        return LabelVolume.ofBytes(grid, labels);
    }

    /** The image's indices begin at (2, -1, 3); it has 4, 5, 6 voxels more along axis 0, 1, 2 on the given sides. */
    private static String cropped(AsymmetricScene.Stored stored, int sides, boolean ras) {
        int[] begin = {2, -1, 3};
        int[] offset = new int[3];
        StringBuilder extent = new StringBuilder();
        double[] zero = stored.firstMm().clone(); // place of index 0, LPS
        for (int a = 0; a < 3; a++) {
            offset[a] = begin[a] + ((sides >> (2 * a)) & 1) * (4 + a);
            int last = offset[a] + stored.size()[a] - 1 + ((sides >> (2 * a + 1)) & 1) * (4 + a);
            extent.append(begin[a]).append(';').append(last).append(';');
            for (int c = 0; c < 3; c++) {
                zero[c] -= offset[a] * stored.stepsMm()[a][c];
            }
        }
        StringBuilder matrix = new StringBuilder();
        for (int row = 0; row < 3; row++) {
            double sign = row < 2 ? -1 : 1;
            for (int a = 0; a < 3; a++) {
                matrix.append(sign * stored.stepsMm()[a][row]).append(';');
            }
            matrix.append(sign * zero[row]).append(';');
        }
        double xy = ras ? -1 : 1;
        return "NRRD0004\ntype: unsigned char\ndimension: 3\nspace: "
                + (ras ? "right-anterior-superior" : "left-posterior-superior")
                + "\nsizes: " + words(" ", stored.size()) + "\nspace directions:"
                + Arrays.stream(stored.stepsMm()).map(s -> " " + vector(s, xy)).collect(Collectors.joining())
                + "\nencoding: raw\nspace origin: " + vector(stored.firstMm(), xy)
                + "\nSegment0_ID:=a\nSegment0_LabelValue:=1\nSegment0_Layer:=0\n"
                + "Segmentation_ConversionParameters:=Reference image geometry|" + matrix + "0;0;0;1;" + extent
                + "|Text&\nSegmentation_ReferenceImageExtentOffset:=" + words(" ", offset) + "\n\n";
    }

    private static String words(String separator, int[] numbers) {
        return Arrays.stream(numbers).mapToObj(Integer::toString).collect(Collectors.joining(separator));
    }

    private static String vector(double[] lpsMm, double xy) {
        return "(" + xy * lpsMm[0] + "," + xy * lpsMm[1] + "," + lpsMm[2] + ")";
    }

    @Test
    @Tag("H10")
    @Tag("H15")
    void aSmallLesionInItsImageIsReadWhole() throws IOException, InputException {
        VolumeFile volume = read(SMALL, ONES);

        assertThat(volume.labels().mask(1).count()).isEqualTo(27);
        assertThat(volume.labels().mask(1).touchesBorder()).isFalse();
        assertThat(volume.grid())
                .isEqualTo(VoxelGrid.axisAligned(5, 5, 5, 4, 4, 4, new Point3(20 - 4, -40 - 4, 100 - 4)));
        assertThat(volume.findings()).isEmpty();
    }

    /** The lowest slice of the file is the lowest of the image. */
    @Test
    @Tag("H15")
    void aLesionAtTheBorderOfTheImageStaysCut() throws IOException, InputException {
        VolumeFile volume = read(SMALL.replace("63;0;31;", "63;10;31;"), ONES);

        assertThat(volume.labels().mask(1).touchesBorder()).isTrue();
        assertThat(volume.grid()).isEqualTo(VoxelGrid.axisAligned(5, 5, 4, 4, 4, 4, new Point3(16, -44, 100)));
    }

    /** 3 voxels of 8 mm make the file itself large enough (24 mm), so that only the doubt is left. */
    @ParameterizedTest
    @Tag("H15")
    @CsvSource(
            delimiter = '!',
            value = {
                "30 20 10 ! 31 20 10 ! agree",
                "30 20 10 ! 30 20 9 ! agree",
                "30 20 10 ! 64 20 10 ! inside the reference image",
                "30 20 10 ! -1 20 10 ! inside the reference image",
                "30 20 10 ! 30 20 ! whole numbers",
                "30 20 10 ! 30 20 10.5 ! whole numbers",
                "-8;0;0;220; ! 8;0;0;-220; ! agree",
                "-8;0;0;220; ! -8;0;0;220.01; ! agree",
                "-8;0;0;220; ! -8.001;0;0;220.03; ! agree",
                "-8;0;0;220; ! -8;1e-3;0;220; ! agree",
                "-8;0;0;220; ! -8;NaN;0;220; ! matrix",
                "-8;0;0;220; ! -8;0;0; ! matrix",
                "-8;0;0;220; ! -8;0;0;2,2; ! matrix",
                "0;0;0;1; ! 0;0;0;2; ! matrix",
                "0;0;0;1; ! 0;0;1;1; ! matrix",
                "0;63;0;31; ! 0;63;0;31.0; ! matrix",
                "0;63;0;31; ! 0;63;0;31;7; ! matrix",
                "0;63;0;31; ! 0;63;0;-31; ! inside the reference image",
                "0;63;0;31; ! 0;63;0;11; ! inside the reference image",
                "0;63;0;31; ! 0;63;0;9999999999; ! matrix",
                "Extent:=0 2 0 2 0 2 ! Extent:=0 2 0 3 0 2 ! extent reaches outside",
                "Extent:=0 2 0 2 0 2 ! Extent:=0 2 0 2 -1 2 ! extent reaches outside"
            })
    void aStatementThatContradictsTheFileIsNotBelieved(String good, String bad, String why)
            throws IOException, InputException {
        String header = LARGE.replace(good, bad);
        assertThat(header).isNotEqualTo(LARGE);

        VolumeFile volume = read(header, ONES);

        assertThat(volume.grid()).isEqualTo(VoxelGrid.axisAligned(3, 3, 3, 8, 8, 8, new Point3(20, -40, 100)));
        assertThat(volume.findings())
                .extracting(Finding::code, Finding::hazard)
                .containsExactly(Tuple.tuple("segmentation-reference", "H15"));
        assertThat(volume.findings().get(0).text()).contains(why);
        assertThat(refusal(SMALL.replace("Offset:=30", "Offset:=31"), ONES).code())
                .as("a small file without a believed image")
                .isEqualTo("extent-implausible");
    }

    /** Six digits of a matrix are what a program prints by default: off by less than 1e-3 mm in this image. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "-8;0;0;220; ! -8;0;0;220.001;",
                "-8;0;0;220; ! -8;0.00001;0;220;",
                "-8;0;0;220; ! -8.;-0;0e0;+2.2E2;",
                "Extent:=0 2 0 2 0 2 ! Extent:=0 -1 0 -1 0 -1",
                "Extent:=0 2 0 2 0 2 ! Extent:=unknown"
            })
    void spellingAndRoundingDoNotContradict(String one, String other) throws IOException, InputException {
        VolumeFile volume = read(LARGE.replace(one, other), ONES);

        assertThat(volume.grid().nx()).isEqualTo(5);
        assertThat(volume.findings()).isEmpty();
    }

    @ParameterizedTest
    @Tag("H15")
    @ValueSource(
            strings = {
                "Segmentation_ReferenceImageExtentOffset.*",
                "Segmentation_ConversionParameters.*",
                "Reference image geometry[^&]*",
                "(?<=geometry\\|)[^|]*"
            })
    void withoutOffsetOrGeometryNothingIsAddedOrSaid(String absent) throws IOException, InputException {
        VolumeFile volume = read(LARGE.replaceAll("\n?" + absent, ""), ONES);

        assertThat(volume.grid()).isEqualTo(VoxelGrid.axisAligned(3, 3, 3, 8, 8, 8, new Point3(20, -40, 100)));
        assertThat(volume.findings()).isEmpty();
    }

    @Test
    @Tag("H10")
    void theImageOfASmallFileMustBePlausible() {
        assertThat(refusal(SMALL.replace("0;63;0;63;0;31;", "0;63;0;63;9;12;"), ONES))
                .hasMessageContaining(
                        "extent of the reference image along storage axis k must be 20 to 1000 mm, was 16");
        assertThat(refusal(SMALL.replace("0;63;0;63;0;31;", "0;63;-400;63;0;31;"), ONES))
                .hasMessageContaining("extent of the reference image along storage axis j");
        assertThat(refusal(SMALL.replace("(4,0,0)", "(11,0,0)").replace("-4;0;0;100;", "-11;0;0;310;"), ONES)
                        .code())
                .isEqualTo("spacing-implausible");
        assertThat(refusal(SMALL.replaceAll("Segment0.*\n", ""), ONES).code())
                .as("no segment, so nothing is cropped")
                .isEqualTo("extent-implausible");
    }

    @Test
    @Tag("H27")
    void theFileMustHoldExactlyTheStoredVoxels() {
        assertThat(refusal(SMALL, new byte[26]).code()).isEqualTo("data-truncated");
        assertThat(refusal(SMALL, new byte[28]).code()).isEqualTo("data-trailing-bytes");
        assertThat(refusal(SMALL, new byte[125]).code()).isEqualTo("data-trailing-bytes");
    }

    @Test
    void headerAndScalarsHaveTheSameGrid() throws IOException, InputException {
        Path path = write(SMALL, ONES);

        VolumeFile scalars = new NrrdReader().readScalars(path, ReadOptions.strict());

        assertThat(new NrrdReader().readHeader(path, ReadOptions.strict()).grid())
                .isEqualTo(scalars.grid());
        float sum = 0;
        for (float value : scalars.scalars().orElseThrow().values()) {
            sum += value;
        }
        assertThat(scalars.grid().nx()).isEqualTo(5);
        assertThat(sum).isEqualTo(27);
        assertThat(scalars.scalars().orElseThrow().get(1, 1, 1)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void layersKeepTheirPlace(boolean last) throws IOException, InputException {
        String header = SMALL.replace("dimension: 3", "dimension: 4")
                .replace("sizes: 3 3 3", last ? "sizes: 3 3 3 2" : "sizes: 2 3 3 3")
                .replace(
                        "(4,0,0) (0,4,0) (0,0,4)",
                        last ? "(4,0,0) (0,4,0) (0,0,4) none" : "none (4,0,0) (0,4,0) (0,0,4)")
                .replace("domain domain domain", last ? "domain domain domain list" : "list domain domain domain")
                .replace("Segmentation_Conv", "Segment1_LabelValue:=7\nSegment1_Layer:=1\nSegmentation_Conv");
        byte[] data = new byte[54];
        data[last ? 5 : 10] = 1; // voxel (2, 1, 0)
        data[last ? 27 + 9 : 2 * 9 + 1] = 7; // voxel (0, 0, 1)

        VolumeFile volume = read(header, data);

        assertThat(volume.layers().get(0).nonZero().count()).isEqualTo(1);
        assertThat(volume.layers().get(0).get(3, 2, 1)).isEqualTo(1);
        assertThat(volume.layers().get(1).nonZero().count()).isEqualTo(1);
        assertThat(volume.layers().get(1).get(1, 1, 2)).isEqualTo(7);
    }

    /** 3D Slicer's way to store nothing comes with a geometry, too. */
    @Test
    @Tag("H14")
    void anEmptySegmentationStaysOneVoxel() throws IOException, InputException {
        VolumeFile volume = read(
                SMALL.replace("sizes: 3 3 3", "sizes: 1 1 1").replace("0 2 0 2 0 2", "0 -1 0 -1 0 -1"), new byte[1]);

        assertThat(volume.grid().voxelCount()).isEqualTo(1);
        assertThat(volume.findings()).extracting(Finding::code).containsExactly("segmentation-empty");
    }

    @Test
    void storedSamplesOutsideTheirLatticeAreMisuse() {
        StorageOrder order = StorageOrder.of(AsymmetricScene.GRID);

        assertThat(StoredBox.whole(order).voxelCount()).isEqualTo(AsymmetricScene.GRID.voxelCount());
        assertThatThrownBy(() -> new StoredBox(order, new IndexBox(0, 0, 0, AsymmetricScene.NX + 1, 1, 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new StoredBox(order, new IndexBox(0, 0, -1, 1, 1, 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
