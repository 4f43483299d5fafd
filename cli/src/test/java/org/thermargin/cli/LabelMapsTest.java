package org.thermargin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.LabelVolume;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.io.Segment;
import org.thermargin.io.nifti.NiftiWriter;
import org.thermargin.io.nrrd.NrrdWriter;

/**
 * {@code --labels MAP=FILE} on files with the numbers or names of public data sets: balls for liver, lesions and vessels.
 * The names of DICOM segments are given in a {@code .seg.nrrd} here; mask folders stand in {@link DicomCommandsTest}.
 */
@Tag("H13")
class LabelMapsTest {
    private static final VoxelGrid GRID = VoxelGrid.axisAligned(64, 64, 64, 1.5, 1.5, 1.5, new Point3(-48, -48, -48));
    /** Liver, lesion, second lesion, vessel, second vessel: centre x and radius, mm; later ones on top. */
    private static final double[][] BALLS = {{0, 40}, {0, 7}, {22, 5}, {-18, 4}, {-29, 4}};

    @TempDir
    Path folder;

    /** The bodies as labels; a label of 0 leaves its body out. */
    private static LabelVolume volume(int... labels) {
        byte[] values = new byte[GRID.voxelCount()];
        for (int n = 0; n < labels.length; n++) {
            if (labels[n] == 0) {
                continue;
            }
            Point3 centre = new Point3(BALLS[n][0], 0, 0);
            for (int k = 0; k < GRID.nz(); k++) {
                for (int j = 0; j < GRID.ny(); j++) {
                    for (int i = 0; i < GRID.nx(); i++) {
                        if (GRID.toWorld(i, j, k).distanceMm(centre) <= BALLS[n][1]) {
                            values[GRID.linearIndex(i, j, k)] = (byte) labels[n];
                        }
                    }
                }
            }
        }
        return LabelVolume.ofBytes(GRID, values);
    }

    private JsonNode assessed(String map, Path file, Object... more) throws IOException {
        Path zone = folder.resolve("zone.nii.gz");
        NiftiWriter.write(zone, ball(14));
        List<Object> args = new ArrayList<>(
                List.of("assess", "--json", "--labels", map + "=" + file, "--zone", zone, "--target-mm", "5"));
        args.addAll(List.of(more));
        Cli.Run run = Cli.run(args.toArray());
        assertThat(run.code()).as(run.err() + run.out()).isIn(0, 1);
        return new ObjectMapper().readTree(run.out());
    }

    private static LabelVolume ball(double radiusMm) {
        byte[] values = new byte[GRID.voxelCount()];
        for (int k = 0; k < GRID.nz(); k++) {
            for (int j = 0; j < GRID.ny(); j++) {
                for (int i = 0; i < GRID.nx(); i++) {
                    Point3 p = GRID.toWorld(i, j, k);
                    values[GRID.linearIndex(i, j, k)] = (byte) (p.distanceMm(new Point3(0, 0, 0)) <= radiusMm ? 1 : 0);
                }
            }
        }
        return LabelVolume.ofBytes(GRID, values);
    }

    @ParameterizedTest
    @CsvSource({"lits, 2, true, ''", "msd03, 2, true, ''", "msd08, 2, false, unknown"})
    void numbersOfChallengesAreUnderstood(String map, int lesions, boolean liver, String vessel) throws IOException {
        Path file = folder.resolve("labels.nii.gz");
        NiftiWriter.write(file, liver ? volume(1, 2, 2, 0, 0) : volume(0, 2, 2, 1, 1));

        JsonNode document = assessed(map, file);

        assertThat(document.at("/lesions")).hasSize(lesions);
        assertThat(document.has("organ")).isEqualTo(liver);
        assertThat(kinds(document)).isEqualTo(vessel);
        // 14 mm - 7 mm, both balls on one lattice; intervals of 1.5 mm voxels
        JsonNode zone = document.at("/lesions/0/zones/0");
        assertThat(zone.at("/mam_lower_mm").asDouble()).isLessThan(7);
        assertThat(zone.at("/mam_upper_mm").asDouble()).isGreaterThan(7);
    }

    /** The kinds of the vessels of the first lesion, each once. */
    private static String kinds(JsonNode document) {
        TreeSet<String> kinds = new TreeSet<>();
        document.at("/lesions/0/zones/0/vessels")
                .forEach(v -> kinds.add(v.at("/kind").asText()));
        return String.join(" ", kinds);
    }

    /** TotalSegmentator has no lesions; they come from a file of their own. */
    @Test
    void totalSegmentatorGivesTheSurroundings() throws IOException {
        Path organs = folder.resolve("total.nii.gz");
        Path lesion = folder.resolve("lesion.nii.gz");
        NiftiWriter.write(organs, volume(5, 0, 4, 64, 63));
        NiftiWriter.write(lesion, ball(7));

        JsonNode document = assessed("totalsegmentator", organs, "--lesion", lesion);

        assertThat(document.at("/lesions")).hasSize(1);
        assertThat(document.has("organ")).isTrue();
        assertThat(kinds(document)).isEqualTo("ivc portal");
        assertThat(document.at("/lesions/0/zones/0/structures").toString()).contains("gallbladder");
    }

    @ParameterizedTest
    @CsvSource({
        "crlm-seg, Tumor_1, Tumor_2, Hepatic, Portal, hepaticVein portal",
        "hcc-tace-seg, Mass, Necrosis, Portal vein, Abdominal aorta, artery portal"
    })
    void namesOfSegmentsAreUnderstood(
            String map, String first, String second, String vessel, String other, String kinds) throws IOException {
        Path file = folder.resolve("segments.seg.nrrd");
        NrrdWriter.writeSegmentation(
                file,
                List.of(volume(1, 2, 3, 4, 5)),
                List.of(
                        new Segment("Liver", 1, 0),
                        new Segment(first, 2, 0),
                        new Segment(second, 3, 0),
                        new Segment(vessel, 4, 0),
                        new Segment(other, 5, 0)));

        JsonNode document = assessed(map, file);

        assertThat(document.at("/lesions/0/id").asText()).isEqualTo(first);
        assertThat(document.at("/lesions/1/id").asText()).isEqualTo(second);
        assertThat(document.has("organ")).isTrue();
        assertThat(kinds(document)).isEqualTo(kinds);
        assertThat(document.at("/warnings").toString()).doesNotContain("labels-unknown");
    }
}
