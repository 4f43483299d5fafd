package org.thermargin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectCommandTest {
    @TempDir
    Path folder;

    @Test
    void saysGeometryAndLabels() {
        Cli.Run run = Cli.run("inspect", Cli.ball(folder.resolve("L.nii.gz"), 0, 10));

        assertThat(run.code()).isZero();
        // a ball of 10 mm radius on 1 mm voxels: 4169 lattice points
        assertThat(run.out())
                .contains("40 x 40 x 40 voxels", "1 x 1 x 1 mm", "-20.000, -20.000, 980.000 mm", "stored RAS")
                .contains("label 1             4169 voxels, 4.169 mL");
    }

    @Test
    void jsonHasTheSame() throws IOException {
        Path file = Cli.ball(folder.resolve("L.nii.gz"), 0, 10);

        JsonNode volume = new ObjectMapper()
                .readTree(Cli.run("inspect", "--json", file).out())
                .at("/volumes/0");

        assertThat(volume.at("/labels/0/voxels").asLong()).isEqualTo(4169);
        assertThat(volume.at("/labels/0/volume_ml").asDouble()).isEqualTo(4.169);
        assertThat(volume.at("/grid/size_voxels/2").asInt()).isEqualTo(40);
        assertThat(volume.at("/grid/origin_lps_mm/2").asDouble()).isEqualTo(980);
        assertThat(volume.has("range")).isFalse();
    }

    @Test
    void aFileThatIsNotThereIsRefused() throws IOException {
        Cli.Run run = Cli.run("inspect", "--json", folder.resolve("none.nii"));

        assertThat(run.code()).isEqualTo(2);
        assertThat(new ObjectMapper().readTree(run.out()).at("/refused/0/file").asText())
                .isEqualTo("none.nii");
    }
}
