package org.thermargin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevicesCommandTest {
    @Test
    void listNamesWhatMakesZonesBeforeWhatDoesNot() {
        Cli.Run run = Cli.run("devices");

        assertThat(run.code()).isZero();
        String[] halves = run.out().split("For reference, these make no zone:");
        assertThat(halves).hasSize(2);
        assertThat(halves[0])
                .contains("emprint", "cooltip-single", "kidney only")
                .doesNotContain("octopus");
        assertThat(halves[1]).contains("octopus-exvivo", "suwa-mwa", "celon-celonpower");
        assertThat(run.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void filtersNarrowTheList() {
        assertThat(Cli.run("devices", "--modality", "RFA", "--tissue-state", "ex vivo", "--usable")
                        .out())
                .contains("ic-2cm-exvivo", "icw-2cm-exvivo")
                .doesNotContain("invivo", "emprint", "octopus");
        assertThat(Cli.run("devices", "--organ", "kidney").out())
                .contains("neuwave-kidney")
                .doesNotContain("emprint");
        assertThat(Cli.run("devices", "--text", "SONG 2015").out())
                .contains("ic-17g-exvivo", "ic-15g-invivo")
                .doesNotContain("suwa");
        assertThat(Cli.run("devices", "--text", "no such thing").out()).contains("No device matches.");
        assertThat(Cli.run("devices", "--modality", "rfa", "--usable").out()).contains("cooltip-single");
        Cli.Run laser = Cli.run("devices", "--modality", "laser");
        assertThat(laser.code()).isEqualTo(2);
        assertThat(laser.err()).contains("must be RFA or MWA, was laser");
        Cli.Run vivo = Cli.run("devices", "--tissue-state", "vivo");
        assertThat(vivo.code()).isEqualTo(2);
        assertThat(vivo.err()).contains("must be one of ex vivo, in vivo, human, not stated; was vivo");
    }

    @Test
    void ownDevicesStandAmongTheReleasedOnes(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("mine.json"), """
                {"schema": "thermargin.device/1", "id": "mine", "name": "My probe", "modality": "MWA", "organ": "liver",
                 "tissue_state": "ex vivo", "tip_reference": "metal tip", "citation": "our series", "read": "all of it",
                 "grade": "user", "unverified": [], "usable_length_mm": 150, "usable_length_source": "printed on it",
                 "rows": [{"id": "mine-60-300", "power_w": 60, "time_s": 300, "short_axis_mm": 25,
                  "short_axis_sd_mm": 1.5, "long_axis_mm": 40, "long_axis_sd_mm": 2, "reach_beyond_tip_mm": 6}]}
                """);

        assertThat(Cli.run("devices", "--devices", folder, "--modality", "MWA", "--usable")
                        .out())
                .contains("My probe", "grade user", "Emprint");
        assertThat(Cli.run("devices", "mine", "--devices", folder).out())
                .contains("25 +/- 1.5 x 40 +/- 2 mm", "6 mm", "usable length       150 mm (printed on it)")
                .doesNotContain("volume"); // no row states one
        assertThat(Cli.run("devices", "--devices", folder.resolve("none")).err())
                .contains("none: device file or folder must exist");
    }

    @Test
    void oneDeviceOrRowShowsItsSource() {
        assertThat(Cli.run("devices", "suwa-rfa").out())
                .contains("doi:10.3892/mco.2020.1983", "abstract only", "short axis 23.4 +/- 6.8 mm")
                .contains("mean over mixed settings");
        assertThat(Cli.run("devices", "cooltip-single-720").out())
                .contains(
                        "30.2 +/- 2 mm",
                        "46 +/- 2 mm",
                        "PMC3438625",
                        "reach beyond tip    not stated",
                        "evidence grade      A");
        assertThat(Cli.run("devices", "octopus-dsm-720").out()).contains("115.1 +/- 14 mL", "makes no zone", "Yoon");
        assertThat(Cli.run("devices", "--json", "emprint-100-300").out())
                .contains("\"emprint-100-300\"", "\"usable\"")
                .doesNotContain("emprint-75-300");
        Cli.Run unknown = Cli.run("devices", "eco100");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("was eco100");
    }

    @Test
    @Tag("H24")
    void assessSaysFactorsAndRefusesDevicesForReference(@TempDir Path folder) throws IOException {
        Cli.ball(folder.resolve("lesion.nii.gz"), 0, 6);
        Path file = folder.resolve("case.json");
        String json = """
                {"schema": "thermargin.case/1", "id": "a", "frame": "LPS",
                 "volumes": [{"role": "lesion", "file": "lesion.nii.gz"}], "criteria": {"target_mm": 5},
                 "applicators": [{"id": "n", "source": "planned", "device": "emprint",
                  "entry_mm": [0, 0, 900], "tip_mm": [0, 0, 1008], "applications": [
                   {"power_w": 100, "time_s": 300}, {"power_w": 100, "time_s": 300, "pull_back_mm": 10}]}]}
                """;
        Files.writeString(file, json);

        String plain = Cli.run("assess", file, "--json").out();
        String smaller = Cli.run("assess", file, "--json", "--in-vivo-short", "0.8", "--in-vivo-long", "0.9")
                .out();
        Cli.Run text = Cli.run("assess", file, "--shrinkage", "0.1", "--out", folder.resolve("out"));

        assertThat(plain).contains("tip drawn back 10 mm").doesNotContain("in vivo factors");
        assertThat(smaller).contains("in vivo factors 0.8 short and 0.9 long axis", "giving 28 x 33.3 mm");
        assertThat(mam(smaller)).isLessThan(mam(plain));
        assertThat(text.out().replaceAll("\\s+", " ")).contains("shrinkage 0.1 taken back as stated by the user");
        assertThat(Files.readString(folder.resolve("out/assessment.csv")))
                .contains("zone_claim", "shrinkage 0.1 taken");
        assertThat(Cli.run("assess", file, "--shrinkage", "0.7").err()).contains("shrinkage must be 0 to 0.5");
        Files.writeString(file, json.replace("\"emprint\"", "\"octopus-exvivo\""));
        Cli.Run refused = Cli.run("assess", file);
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("octopus-exvivo is for reference only (volume only");
    }

    private static double mam(String json) {
        return Double.parseDouble(json.replaceAll("(?s).*\"mam_mm\" *: *(-?[0-9.]+).*", "$1"));
    }

    /** The device file and its mesh lie beside each other; the margin is that to the mesh. */
    @Test
    void zoneOfAMeshIsAssessed(@TempDir Path folder) throws IOException {
        Cli.ball(folder.resolve("lesion.nii.gz"), 0, 6);
        Files.writeString(folder.resolve("case.json"), """
                {"schema": "thermargin.case/1", "id": "a", "frame": "LPS",
                 "volumes": [{"role": "lesion", "file": "lesion.nii.gz"}], "criteria": {"target_mm": 5},
                 "applicators": [{"id": "n", "source": "planned", "device": "boxed", "time_s": 300,
                  "entry_mm": [0, 0, 900], "tip_mm": [0, 0, 1000]}]}
                """);
        Files.createDirectory(folder.resolve("mine"));
        Files.writeString(folder.resolve("mine/boxed.json"), """
                {"schema": "thermargin.device/1", "id": "boxed", "name": "Boxed", "modality": "RFA", "organ": "liver",
                 "tissue_state": "ex vivo", "tip_reference": "origin of the mesh", "citation": "own", "read": "own",
                 "grade": "user", "unverified": [], "rows": [{"id": "boxed-300", "time_s": 300, "mesh": "box.stl"}]}
                """);
        Files.writeString(folder.resolve("mine/box.stl"), box(-15, 15));

        Cli.Run run = Cli.run("assess", folder, "--devices", folder.resolve("mine"), "--json");

        assertThat(run.out())
                .contains("\"device-mesh\"", "30 x 30 mm as a mesh", "boxed-300")
                .contains("\"role\" : \"device\"", "\"role\" : \"zone mesh\"");
        // a ball of radius 6 in a box of half-width 15: 9 mm, the mask's surface within half a voxel's diagonal
        assertThat(mam(run.out())).isBetween(9 - 0.87, 9 + 0.87);
        Files.writeString(folder.resolve("mine/box.stl"), box(-15, 15).replaceFirst("(?s)facet.*?endfacet", ""));
        Cli.Run open = Cli.run("assess", folder, "--devices", folder.resolve("mine"));
        assertThat(open.code()).isEqualTo(2);
        assertThat(open.err().replaceAll("\\s+", " ")).contains("3 edges were open", "box.stl");
    }

    private static String box(int low, int high) {
        int[] corners = {
            0, 2, 3, 0, 3, 1, 4, 5, 7, 4, 7, 6, 0, 1, 5, 0, 5, 4, 2, 6, 7, 2, 7, 3, 0, 4, 6, 0, 6, 2, 1, 3, 7, 1, 7, 5
        };
        StringBuilder stl = new StringBuilder("solid box\n");
        for (int n = 0; n < corners.length; n++) {
            int v = corners[n];
            stl.append(n % 3 == 0 ? "facet normal 0 0 0 outer loop\n" : "")
                    .append("vertex ")
                    .append((v & 1) == 0 ? low : high)
                    .append(' ')
                    .append((v & 2) == 0 ? low : high)
                    .append(' ')
                    .append((v & 4) == 0 ? low : high)
                    .append('\n')
                    .append(n % 3 == 2 ? "endloop endfacet\n" : "");
        }
        return stl.append("endsolid\n").toString();
    }
}
