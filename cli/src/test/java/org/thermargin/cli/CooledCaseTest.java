package org.thermargin.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.io.nifti.NiftiWriter;

/**
 * A lesion of 5 mm radius in the middle of an Emprint zone, 17.5 - 5 = 12.5 mm from its side, and a vessel of 8 mm along
 * the shaft whose wall is 7 mm from the lesion: plain COMPLETE for 10 mm, cooled not.
 */
class CooledCaseTest {
    @TempDir
    Path folder;

    @BeforeEach
    void masks() throws IOException {
        Cli.ball(folder.resolve("lesion.nii.gz"), 0, 5);
        VoxelGrid grid = VoxelGrid.axisAligned(56, 40, 60, 1, 1, 1, new Point3(-20.2, -19.6, 970.3));
        BinaryMask vein = new BinaryMask(grid);
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    double x = grid.worldX(i, j, k) - 16;
                    double y = grid.worldY(i, j, k);
                    if (x * x + y * y <= 16) {
                        vein.set(i, j, k);
                    }
                }
            }
        }
        NiftiWriter.write(folder.resolve("vein.nii.gz"), vein);
        write("");
    }

    /** Case with further members. */
    private void write(String members) throws IOException {
        Files.writeString(folder.resolve("case.json"), """
                {"schema": "thermargin.case/1", "id": "cooled", "frame": "LPS", "criteria": {"target_mm": 10},
                 "volumes": [{"role": "lesion", "file": "lesion.nii.gz", "name": "met"},
                  {"role": "vessel", "file": "vein.nii.gz", "name": "vein", "kind": "hepaticVein"}],
                 "applicators": [{"id": "n", "source": "planned", "device": "emprint", "power_w": 100, "time_s": 300,
                  "entry_mm": [0, 0, 900], "tip_mm": [0, 0, 1011.55]}]%s}
                """.formatted(members.replace('\'', '"')));
    }

    private Cli.Run assess(Object... more) {
        Object[] args = new Object[more.length + 3];
        args[0] = "assess";
        args[1] = folder;
        args[2] = "--no-correction";
        System.arraycopy(more, 0, args, 3, more.length);
        return Cli.run(args);
    }

    private String cell(Path out, String column) throws IOException {
        List<String> lines = Files.readAllLines(out.resolve("assessment.csv"));
        int at = List.of(lines.get(0).split(",")).indexOf(column);
        // texts in quotes hold commas
        return lines.get(1).split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1)[at];
    }

    @Test
    @Tag("H25")
    void coolingDecidesTheExitCodeAndStandsInTheTable() throws IOException {
        Path out = folder.resolve("out");

        Cli.Run cooled = assess("--out", out);
        Cli.Run plain = assess("--no-heat-sink");

        assertThat(plain.code()).isZero();
        assertThat(cooled.code()).isEqualTo(1);
        assertThat(cooled.out()).contains("cooled by vessels", "without vessels     COMPLETE");
        assertThat(cell(out, "deformed_by_vessels")).isEqualTo("true");
        assertThat(cell(out, "plain_verdict")).isEqualTo("COMPLETE");
        assertThat(cell(out, "cooling_vessel")).isEqualTo("vein");
        assertThat(cell(out, "cooling_wall_rule")).isEqualTo("convective");
        double plainMam = Double.parseDouble(cell(out, "plain_mam_mm"));
        assertThat(plainMam).isBetween(12.3, 12.7); // the error of a margin at 1 mm voxels is 0.1 mm on average
        assertThat(Double.parseDouble(cell(out, "mam_mm")) + Double.parseDouble(cell(out, "cooling_margin_lost_mm")))
                .isCloseTo(plainMam, within(1e-9));
        assertThat(Double.parseDouble(cell(out, "cooling_volume_lost_ml"))).isPositive();
    }

    @Test
    @Tag("H25")
    void theCommandLineReplacesWhatTheCaseStatesOfCooling() throws IOException {
        write(", 'heat_sink': {'off': true}");
        assertThat(assess().code()).isZero();
        assertThat(assess("--vessel-wall", "mwa=isothermal").code()).isEqualTo(1); // switches cooling on

        write(", 'heat_sink': {'wall': {'mwa': 'isothermal'}}");
        assertThat(assess("--json").out()).contains("\"wall_mwa\" : \"isothermal\"");
        assertThat(assess("--json", "--vessel-wall", "mwa=convective").out()).contains("\"wall_mwa\" : \"convective\"");
        assertThat(assess("--json", "--perfusion-per-s", "0.01").out())
                .contains("\"perfusion_per_s\" : 0.01", "\"wall_mwa\" : \"isothermal\"");
        assertThat(assess("--no-heat-sink").code()).isZero();
    }

    /** The vessel is 8 mm wide: a limit above that and its error leaves none that is wide. */
    @Test
    @Tag("H25")
    void oneSettingSaysWhatAWideVesselIs() throws IOException {
        write(", 'vessel_rule': {'min_diameter_mm': 10}");

        Cli.Run narrow = assess();
        Cli.Run wide = assess("--vessel-min-diameter-mm", "3");

        assertThat(narrow.code()).isZero();
        assertThat(narrow.out()).contains("none of 10.0 mm or more").doesNotContain("cooled by vessels");
        assertThat(wide.code()).isEqualTo(1);
        assertThat(wide.out()).contains("cooled by vessels");
        assertThat(assess("--vessel-min-diameter-mm", "0.5").err()).contains("must be 1.0 to 50.0 mm, was 0.5");
    }

    @ParameterizedTest
    @Tag("H26")
    @CsvSource(
            delimiter = '|',
            value = {
                "'heat_sink': {'min_vessel_diameter_mm': 3} | heat_sink.min_vessel_diameter_mm must not be given",
                "'heat_sink': {'wall': {'rfa': 'warm'}} | heat_sink.wall.rfa must be one of isothermal, convective; was warm",
                "'heat_sink': {'perfusion_per_s': 1} | heat_sink.perfusion_per_s must be 0 to 0.1 1/s, was 1.0",
                "'heat_sink': {'off': true, 'edge_celsius': 54} | heat_sink.edge_celsius must not stand beside off: true",
                "'heat_sink': {'flow': 1} | unknown key heat_sink.flow",
            })
    void aBadSettingOfTheHeatSinkIsRefusedWithFieldAndValue(String members, String said) throws IOException {
        write(", " + members);

        Cli.Run run = assess();

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err().replaceAll("\\s+", " ")).contains("case.json", said);
    }

    @Test
    @Tag("H26")
    void aBadOptionOfCoolingIsRefused() {
        assertThat(assess("--vessel-wall", "rfa=cold").code()).isEqualTo(2);
        assertThat(assess("--no-heat-sink", "--perfusion-per-s", "0.01").err().replaceAll("\\s+", " "))
                .contains("--no-heat-sink must stand without other options of cooling");
    }
}
