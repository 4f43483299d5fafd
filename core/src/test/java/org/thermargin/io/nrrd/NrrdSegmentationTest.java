package org.thermargin.io.nrrd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thermargin.Finding;
import org.thermargin.InputException;
import org.thermargin.grid.LabelVolume;
import org.thermargin.io.AsymmetricScene;
import org.thermargin.io.ReadOptions;
import org.thermargin.io.SceneFiles;
import org.thermargin.io.Segment;
import org.thermargin.io.VolumeFile;

/** Segmentations as 3D Slicer writes them: names, label values, layers. */
class NrrdSegmentationTest {
    private static final int VOXELS = AsymmetricScene.GRID.voxelCount();

    private static final String LAYERED = """
            NRRD0004
            type: unsigned char
            dimension: 4
            space: left-posterior-superior
            sizes: 2 5 6 7
            space directions: none (4.5,0,0) (0,5.25,0) (0,0,3.5)
            kinds: list domain domain domain
            encoding: raw
            space origin: (-12.25,33.5,101.75)
            Segment0_Extent:=0 4 0 5 0 6
            Segment0_ID:=Segment_1
            Segment0_LabelValue:=3
            Segment0_Layer:=1
            Segment0_Name:=Tumor \u00fc
            Segment1_LabelValue:=1
            Segment1_Layer:=0
            Segment1_Name:=liver
            Segment2_ID:=no_name
            Segment2_LabelValue:=2
            Segment2_Layer:=1
            Segmentation_MasterRepresentation:=Binary labelmap

            """;

    @TempDir
    Path folder;

    /** Layer 0 holds 1 in every third voxel, layer 1 holds 3 and 2. */
    private static int value(int layer, int v) {
        return layer == 0 ? (v % 3 == 0 ? 1 : 0) : v % 5 == 1 ? 3 : v % 5 == 4 ? 2 : 0;
    }

    private static byte[] interleaved() {
        byte[] data = new byte[2 * VOXELS];
        for (int n = 0; n < data.length; n++) {
            data[n] = (byte) value(n % 2, n / 2);
        }
        return data;
    }

    private VolumeFile read(String header, byte[] data) throws IOException, InputException {
        Path path = folder.resolve("s.seg.nrrd");
        Files.write(path, SceneFiles.concat(header.getBytes(StandardCharsets.UTF_8), data));
        return new NrrdReader().readLabels(path, ReadOptions.strict());
    }

    private String refusal(String header, byte[] data) {
        return catchThrowableOfType(InputException.class, () -> read(header, data))
                .code();
    }

    private static void assertLayers(VolumeFile volume) {
        assertThat(volume.layers()).hasSize(2);
        for (int v = 0; v < VOXELS; v++) {
            assertThat(volume.layers().get(0).at(v)).isEqualTo(value(0, v));
            assertThat(volume.layers().get(1).at(v)).isEqualTo(value(1, v));
        }
    }

    @Test
    void layersAndSegmentsAreRead() throws IOException, InputException {
        VolumeFile volume = read(LAYERED, interleaved());

        assertThat(volume.grid()).isEqualTo(AsymmetricScene.GRID);
        assertLayers(volume);
        assertThat(volume.segments())
                .containsExactly(
                        new Segment("Tumor \u00fc", 3, 1), new Segment("liver", 1, 0), new Segment("no_name", 2, 1));
        assertThat(volume.findings()).isEmpty();
    }

    @Test
    void layersMayBeTheSlowestAxis() throws IOException, InputException {
        String last = LAYERED.replace("2 5 6 7", "5 6 7 2")
                .replace("none (4.5,0,0) (0,5.25,0) (0,0,3.5)", "(4.5,0,0) (0,5.25,0) (0,0,3.5) none")
                .replace("list domain domain domain", "domain domain domain list");
        byte[] data = new byte[2 * VOXELS];
        for (int n = 0; n < data.length; n++) {
            data[n] = (byte) value(n / VOXELS, n % VOXELS);
        }

        assertLayers(read(last, data));
        assertThat(refusal(last, SceneFiles.concat(data, new byte[1]))).isEqualTo("data-trailing-bytes");
    }

    /** Before Slicer 4.11: one component per segment, value 1, no label values. */
    @Test
    void oldSegmentsAreComponents() throws IOException, InputException {
        String old =
                LAYERED.replaceAll("Segment\\d_(LabelValue|Layer):=.*\n", "").replace("Segment2_ID:=no_name\n", "");
        byte[] data = interleaved();
        for (int n = 1; n < data.length; n += 2) {
            data[n] = (byte) (data[n] > 0 ? 1 : 0);
        }

        assertThat(read(old, data).segments())
                .containsExactly(new Segment("Tumor \u00fc", 1, 0), new Segment("liver", 1, 1));
        assertThat(refusal(old.replace("Segment1_Name:=liver\n", ""), data)).isEqualTo("segment-layer");
    }

    @Test
    @Tag("H13")
    void labelsOfNoSegmentAreFlagged() throws IOException, InputException {
        byte[] data = interleaved();
        data[0] = 9;

        assertThat(read(LAYERED, data).findings())
                .extracting(Finding::code, Finding::hazard)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("label-without-segment", "H13"));
    }

    @ParameterizedTest
    @Tag("H13")
    @CsvSource({
        "Segment1_LabelValue:=1, Segment1_LabelValue:=0, segment-label",
        "Segment1_LabelValue:=1, Segment1_LabelValue:=65536, segment-label",
        "Segment1_LabelValue:=1, Segment1_LabelValue:=1.5, segment-label",
        "Segment1_LabelValue:=1, Segment1_Color:=0 0 1, segment-label",
        "Segment1_Layer:=0, Segment1_Layer:=2, segment-layer",
        "Segment1_Layer:=0, Segment1_Layer:=-1, segment-layer",
        "Segment1_Layer:=0, Segment1_Color:=0 0 1, segment-layer",
        "Segment2_LabelValue:=2, Segment2_LabelValue:=3, segment-collision",
        "Segment2_LabelValue:=2, Segment9_LabelValue:=2, segment-number",
        "Segment2_LabelValue:=2, Segment02_LabelValue:=2, segment-label"
    })
    void doubtfulSegmentsAreRefused(String good, String bad, String code) {
        assertThat(LAYERED).contains(good);

        assertThat(refusal(LAYERED.replace(good, bad), interleaved())).isEqualTo(code);
    }

    @Test
    void volumesSideBySideThatAreNoSegmentsAreRefused() throws IOException {
        String bare = LAYERED.replaceAll("Segment.*\n", "");

        assertThat(refusal(bare, interleaved())).isEqualTo("several-volumes");
        assertThatThrownBy(() -> {
                    read(LAYERED, interleaved());
                    new NrrdReader().readScalars(folder.resolve("s.seg.nrrd"), ReadOptions.strict());
                })
                .isInstanceOf(InputException.class)
                .hasMessageContaining("one 3-D volume");
    }

    @Test
    void fourDimensionalSpaceWithASingletonAxisIsRead() throws IOException, InputException {
        String time = LAYERED.replace("superior", "superior-time")
                .replace("2 5 6 7", "5 6 7 1")
                .replace("none (4.5,0,0) (0,5.25,0) (0,0,3.5)", "(4.5,0,0,0) (0,5.25,0,0) (0,0,3.5,0) (0,0,0,1)")
                .replace("list domain domain domain", "domain domain domain domain")
                .replace("101.75)", "101.75,0)")
                .replaceAll("Segment[12]_.*\n", "")
                .replace("Layer:=1", "Layer:=0");
        byte[] data = new byte[VOXELS];
        data[7] = 3;

        VolumeFile volume = read(time, data);

        assertThat(volume.grid()).isEqualTo(AsymmetricScene.GRID);
        assertThat(volume.labels().at(7)).isEqualTo(3);
    }

    @Test
    @Tag("H14")
    void oneVoxelMeansEmpty() throws IOException, InputException {
        String one = LAYERED.replace("2 5 6 7", "2 1 1 1").replace("0 4 0 5 0 6", "0 -1 0 -1 0 -1");

        VolumeFile volume = read(one, new byte[2]);

        assertThat(volume.layers()).allMatch(layer -> layer.nonZero().isEmpty());
        assertThat(volume.findings().stream().map(Finding::code)).containsExactly("segmentation-empty");
        assertThat(refusal(one, new byte[] {0, 3})).isEqualTo("extent-implausible");
        assertThat(refusal(one.replaceAll("Segment.*\n", ""), new byte[2])).isEqualTo("several-volumes");
    }

    @Test
    void writtenSegmentationsAreReadBack() throws IOException, InputException {
        List<LabelVolume> layers = List.of(layer(0), layer(1));
        List<Segment> segments = List.of(
                new Segment("lesion \\ 1\nsecond line", 3, 1),
                new Segment("", 300, 0),
                new Segment("\u809d\u810f", 1, 0),
                new Segment("empty", 7, 0));
        Path path = folder.resolve("w.seg.nrrd");
        NrrdWriter.writeSegmentation(path, layers, segments);

        VolumeFile volume = new NrrdReader().readLabels(path, ReadOptions.strict());

        assertThat(volume.segments()).isEqualTo(segments);
        assertThat(volume.grid()).isEqualTo(AsymmetricScene.GRID);
        for (int n = 0; n < 2; n++) {
            AsymmetricScene.assertSameLabels(volume.layers().get(n), layers.get(n));
        }
        String text = Files.readString(path, StandardCharsets.ISO_8859_1);
        assertThat(text)
                .contains("Segment1_Extent:=0 0 1 1 0 0\n")
                .contains("Segment3_Extent:=0 -1 0 -1 0 -1\n")
                .contains("Segmentation_MasterRepresentation:=Binary labelmap\n");
    }

    private static LabelVolume layer(int layer) {
        short[] labels = new short[VOXELS];
        for (int v = 0; v < VOXELS; v++) {
            labels[v] = (short) (value(layer, v) == 2 ? 0 : value(layer, v));
        }
        labels[5] = layer == 0 ? 300 : labels[5];
        return LabelVolume.ofShorts(AsymmetricScene.GRID, labels);
    }

    @Test
    void impossibleSegmentsAreNotWritten() {
        Path path = folder.resolve("w.seg.nrrd");
        List<LabelVolume> layers = List.of(layer(0));

        assertThatThrownBy(() -> NrrdWriter.writeSegmentation(path, layers, List.of(new Segment("a", 1, 1))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NrrdWriter.writeSegmentation(
                        path, layers, List.of(new Segment("a", 1, 0), new Segment("b", 1, 0))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
