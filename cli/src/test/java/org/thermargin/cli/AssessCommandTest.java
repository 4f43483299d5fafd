package org.thermargin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermargin.geometry.Point3;

class AssessCommandTest {
    @TempDir
    Path folder;

    private Path lesion;
    private Path zone;

    @BeforeEach
    void masks() {
        lesion = Cli.ball(folder.resolve("L.nii.gz"), 0, 6);
        zone = Cli.ball(folder.resolve("Z.nii.gz"), 0, 14);
    }

    private Cli.Run assess(Object... more) {
        Object[] args = new Object[5 + more.length];
        System.arraycopy(new Object[] {"assess", "--lesion", lesion, "--zone", zone}, 0, args, 0, 5);
        System.arraycopy(more, 0, args, 5, more.length);
        return Cli.run(args);
    }

    // margins 8, 3 and -8 mm against a target of 5 mm, away from both thresholds by more than a voxel diagonal
    @ParameterizedTest
    @CsvSource({"14, 0, COMPLETE, 0", "9, 0, INSUFFICIENT, 1", "6, 8, INCOMPLETE, 1"})
    void exitCodeFollowsTheVerdict(double zoneRadius, double zoneX, String verdict, int code) {
        zone = Cli.ball(folder.resolve("Z.nii.gz"), zoneX, zoneRadius);

        Cli.Run run = assess();

        assertThat(run.out()).startsWith(verdict);
        assertThat(run.code()).isEqualTo(code);
    }

    @Test
    @Tag("H40")
    void textEndsWithResearchOnly() {
        assertThat(assess().out()).endsWith("not for clinical decisions.\n");
        assertThat(Cli.run("--version").out()).contains("not for clinical decisions");
        assertThat(Cli.run("--help").out()).contains("not for clinical decisions");
    }

    @Test
    void jsonIsOneDocumentAndNothingElse() throws IOException {
        Cli.Run run = assess("--json", "--target-mm", "7.5");

        JsonNode document = new ObjectMapper().readTree(run.out());
        assertThat(run.out()).startsWith("{").endsWith("}\n");
        assertThat(run.err()).isEmpty();
        assertThat(document.at("/schema").asText()).isEqualTo("thermargin.assessment/1");
        assertThat(document.at("/software/version").asText()).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(document.at("/criteria/target_mm").asDouble()).isEqualTo(7.5);
        assertThat(document.at("/criteria/target_assumed").asBoolean()).isFalse();
        assertThat(document.at("/inputs")).hasSize(2);
    }

    @Test
    @Tag("H38")
    void pathsOfInputsAreHashedUnlessAskedFor() {
        assertThat(assess("--json").out()).doesNotContain(folder.toString());
        assertThat(assess("--json", "--show-paths").out()).contains(folder.toString());
    }

    @Test
    void targetsAndPresetsAreTakenAndAnAssumedOneIsSaid() {
        assertThat(assess().out()).contains("5 mm, ASSUMED: no target was stated");
        assertThat(assess("--preset", "crlm-ras-mutant").out()).contains("10 mm, preset crlm-ras-mutant");
    }

    @Test
    void filesAreWrittenAndCounted() {
        Path out = folder.resolve("out");

        Cli.Run run = assess("--out", out, "--surface-csv", "--mesh", "ply,vtp");

        assertThat(run.err()).contains("wrote ").contains(" files to " + out);
        assertThat(out.resolve("assessment.json")).isRegularFile();
        assertThat(out.resolve("assessment.csv")).isRegularFile();
        assertThat(out.resolve("lesion1-observed-surface.csv")).isRegularFile();
        assertThat(out.resolve("lesion1-observed-zone.vtp")).isRegularFile();
        assertThat(assess("--out", out).code()).isZero();
    }

    @Test
    @Tag("H31")
    void aFolderWithOtherThingsIsRefused() throws IOException {
        Files.writeString(Files.createDirectory(folder.resolve("out")).resolve("other.txt"), "x");

        Cli.Run run = assess("--out", folder.resolve("out"));

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("[out-not-empty, H31]");
    }

    @Test
    @Tag("H05")
    void masksOnDifferentLatticesAreRefusedWithCodeHazardAndFile() throws IOException {
        zone = Cli.ball(folder.resolve("Z.nii.gz"), 0, 14, new Point3(-20.5, -20, 980));

        Cli.Run text = assess();
        Cli.Run json = assess("--json");

        assertThat(text.code()).isEqualTo(2);
        assertThat(text.out()).isEmpty();
        assertThat(text.err()).startsWith("REFUSED").contains("H05");
        assertThat(json.code()).isEqualTo(2);
        assertThat(json.err()).isEmpty();
        JsonNode refused = new ObjectMapper().readTree(json.out());
        assertThat(refused.size()).isEqualTo(2);
        assertThat(refused.at("/refused/0/hazard").asText()).isEqualTo("H05");
        assertThat(refused.at("/refused/0/text").asText()).isNotEmpty();
    }

    @Test
    void everyUnreadableFileIsNamedAtOnce() throws IOException {
        Files.writeString(folder.resolve("a.nii"), "no volume");
        Files.writeString(folder.resolve("b.nii"), "no volume");
        lesion = folder.resolve("a.nii");
        zone = folder.resolve("b.nii");

        Cli.Run run = assess();

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("a.nii: ", "b.nii: ");
    }

    @ParameterizedTest
    @Tag("H26")
    @ValueSource(strings = {"5,0", "NaN", "-1", "5d", "0x1p3", "1e1", "Infinity", "\u0665", ""})
    void aTargetThatIsNoPlainNumberIsRefusedNamingTheOption(String target) {
        Cli.Run run = assess("--target-mm=" + target);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("--target-mm");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--target-mm=51",
                "--registration-error-mm=101",
                "--transform-maps=fixed-to-moving",
                "--drawn-after=liver",
                "--contraction-percent=51",
                "--threads=0",
                "--mesh=obj",
                "--surface-csv",
                "--preset=hepatoma",
                "--vessels=liver=V.nii.gz",
                "--vessels=V.nii.gz",
                "--structure=G.nii.gz",
                "--xform=p",
                "--colour"
            })
    void aBadOptionEndsWithTwoAndIsNamed(String option) {
        Cli.Run run = assess(option);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains(option.substring(2, option.contains("=") ? option.indexOf('=') : option.length()));
    }

    @Test
    void aBadCommandLineIsJsonWhenAskedFor() throws IOException {
        Cli.Run run = assess("--json", "--threads=0");

        assertThat(run.code()).isEqualTo(2);
        assertThat(new ObjectMapper().readTree(run.out()).at("/refused/0/text").asText())
                .contains("--threads must be 1 to 1024, was 0");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void caseAndVolumesAreNotTakenTogetherAndOneIsNeeded() {
        assertThat(assess(folder).err()).contains("not both");
        assertThat(Cli.run("assess").err()).contains("give a CASE, or --lesion FILE and --zone FILE");
        assertThat(Cli.run("assess", "--target-mm", "5", "--preset", "crlm").err())
                .contains("--target-mm")
                .contains("--preset");
        assertThat(Cli.run().code()).isEqualTo(2);
    }

    @Test
    void aCaseFileSaysWhatTheOptionsWouldAndTheOptionsWin() throws IOException {
        Files.writeString(folder.resolve("case.json"), """
                {"schema": "thermargin.case/1", "id": "demo",
                 "volumes": [{"role": "lesion", "file": "L.nii.gz"}, {"role": "zone", "file": "Z.nii.gz"}],
                 "criteria": {"target_mm": 12}}
                """);

        Cli.Run asCase = Cli.run("assess", folder);
        Cli.Run asAsked = Cli.run("assess", folder, "--target-mm", "3");

        assertThat(asCase.out())
                .startsWith("INSUFFICIENT")
                .contains("case demo")
                .contains("12 mm, as stated");
        assertThat(asAsked.out()).startsWith("COMPLETE").contains("3 mm, as stated");
    }

    @Test
    @Tag("H26")
    void answersDoNotDependOnTheLocale() {
        Locale before = Locale.getDefault();
        String expected = both();
        try {
            for (String tag : new String[] {"tr-TR", "de-DE", "ar-EG"}) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                assertThat(both()).isEqualTo(expected);
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    private String both() {
        return assess("--json").out()
                + assess("--threads=0").err()
                + Cli.run("inspect", zone).out();
    }

    @Test
    void aLabelIsTakenByNumberAndAnAbsentOneIsRefused() {
        assertThat(Cli.run("assess", "--lesion", lesion + ":1", "--zone", zone).code())
                .isZero();
        assertThat(Cli.run("assess", "--lesion", lesion + ":7", "--zone", zone).err())
                .contains("label-absent");
    }
}
