package org.thermargin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {
    @TempDir
    Path folder;

    private Path lesion;
    private Path zone;
    private Path result;

    @BeforeEach
    void assess() throws Exception {
        lesion = Cli.ball(folder.resolve("L.nii.gz"), 0, 6);
        zone = Cli.ball(folder.resolve("Z.nii.gz"), 0, 14);
        result = folder.resolve("r.json");
        Files.writeString(
                result,
                Cli.run("assess", "--lesion", lesion, "--zone", zone, "--threads", 1, "--json")
                        .out());
    }

    @Test
    void theSameFilesElsewhereGiveTheSameResult() throws Exception {
        Path moved = Files.createDirectory(folder.resolve("elsewhere"));
        Files.copy(lesion, moved.resolve("a.nii.gz"));
        Files.copy(zone, moved.resolve("b.nii.gz"));

        Cli.Run run =
                Cli.run("verify", result, "--lesion", moved.resolve("a.nii.gz"), "--zone", moved.resolve("b.nii.gz"));

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("SAME");
    }

    @Test
    void anotherLesionIsNotTheSame() throws Exception {
        Path other = Cli.ball(folder.resolve("O.nii.gz"), 0, 7);

        Cli.Run run = Cli.run("verify", result, "--lesion", other, "--zone", zone, "--json");

        assertThat(run.code()).isEqualTo(ExitCode.BELOW_COMPLETE);
        var places = new ObjectMapper().readTree(run.out()).get("differences").findValuesAsText("place");
        assertThat(places).contains("/inputs/0/sha256", "/lesions/0/zones/0/mam_mm");
    }

    @Test
    void otherOptionsAreNotTheSame() {
        Cli.Run run = Cli.run("verify", result, "--lesion", lesion, "--zone", zone, "--target-mm", 3);

        assertThat(run.code()).isEqualTo(ExitCode.BELOW_COMPLETE);
        assertThat(run.out()).contains("/criteria/target_mm  stored 5.0, now 3.0");
    }

    @Test
    void aResultWithoutACaseIsRefused() {
        assertThat(Cli.run("verify", result).code()).isEqualTo(ExitCode.REFUSED);
        assertThat(Cli.run("verify", zone, "--lesion", lesion, "--zone", zone).code())
                .isEqualTo(ExitCode.REFUSED);
    }
}
