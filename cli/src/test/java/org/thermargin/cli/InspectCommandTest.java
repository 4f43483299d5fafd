package org.thermargin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.LabelVolume;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.io.nifti.NiftiWriter;

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
    void ofThousandsOfValuesThereIsOneLine() throws IOException {
        short[] values = new short[20 * 20 * 20];
        for (int n = 0; n < values.length; n++) {
            values[n] = (short) n; // 0 to 7999
        }
        Path file = folder.resolve("ct.nii.gz");
        NiftiWriter.write(
                file, LabelVolume.ofShorts(VoxelGrid.axisAligned(20, 20, 20, 1, 1, 1, new Point3(0, 0, 0)), values));

        assertThat(Cli.run("inspect", file).out())
                .contains("7999 different ones from 1 to 7999 beside 0")
                .doesNotContain("label ");
    }

    @Test
    void aFileThatIsNotThereIsRefused() throws IOException {
        Cli.Run run = Cli.run("inspect", "--json", folder.resolve("none.nii"));

        assertThat(run.code()).isEqualTo(2);
        assertThat(new ObjectMapper().readTree(run.out()).at("/refused/0/file").asText())
                .isEqualTo("none.nii");
    }
}
