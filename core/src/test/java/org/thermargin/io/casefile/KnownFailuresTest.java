package org.thermargin.io.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thermargin.InputException;

/** Failures of other tools that must not happen here. */
class KnownFailuresTest {
    @TempDir
    private Path temp;

    @Test
    @DisplayName("artorg-unibe-ch/qam: the highest label of a file becomes the mask")
    @Tag("H13")
    void labelMustBeNamed() throws Exception {
        CaseFolder folder = new CaseFolder(temp).withLesionAndZone();
        folder.volume("labels.nii.gz", (i, j, k) -> i == 3 ? 1 : i == 4 ? 2 : 0);
        String unnamed = CaseFolder.lesionAndZone("", "").replace("lesion.nii.gz", "labels.nii.gz");
        String named = unnamed.replace("'labels.nii.gz'", "'labels.nii.gz', 'label': 1");

        Path file = folder.json(unnamed);
        InputException refusal =
                catchThrowableOfType(InputException.class, () -> CaseFolder.scene(CaseFileReader.read(file)));

        assertThat(refusal.code()).isEqualTo("label-must-be-named");
        assertThat(refusal).hasMessageContaining("labels 1 (90 voxels), 2 (90 voxels)");
        assertThat(folder.scene(named).lesions().get(0).mask().get(3, 0, 0)).isTrue();
        assertThat(folder.scene(named).lesions().get(0).mask().get(4, 0, 0)).isFalse();
    }
}
