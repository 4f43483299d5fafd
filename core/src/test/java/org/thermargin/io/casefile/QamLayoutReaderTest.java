package org.thermargin.io.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thermargin.InputException;
import org.thermargin.scene.Scene;
import org.thermargin.scene.ZoneSource;

class QamLayoutReaderTest {
    @TempDir
    private Path temp;

    @Test
    void folderOfALesionIsACase() throws Exception {
        Path lesion = lesion("P01", "2");

        Scene scene = CaseFolder.scene(CaseFileReader.readAny(lesion));

        assertThat(scene.caseId()).isEqualTo("P01_L2");
        assertThat(scene.liver().orElseThrow().count()).isEqualTo(6 * 7 * 8);
        assertThat(scene.lesions()).hasSize(1);
        assertThat(scene.lesions().get(0).name()).isEqualTo("L2");
        assertThat(scene.lesions().get(0).mask().count()).isEqualTo(8);
        assertThat(scene.zones().get(0).source()).isEqualTo(ZoneSource.OBSERVED);
        assertThat(scene.zones()).hasSize(1);
    }

    @Test
    void folderOfAPatientWithOneLesionIsThatCase() throws Exception {
        Path lesion = lesion("P01", "2");
        Files.writeString(lesion.getParent().resolve("notes.txt"), "free text does not matter");

        CaseFile fromPatient = CaseFileReader.readAny(lesion.getParent());

        assertThat(fromPatient).isEqualTo(CaseFileReader.readAny(lesion));
    }

    @Test
    void theLiverMayBeMissing() throws Exception {
        Path lesion = lesion("P01", "2");
        Files.delete(lesion.resolve("P01_L2_Liver.nii.gz"));

        assertThat(CaseFolder.scene(CaseFileReader.readAny(lesion)).liver()).isEmpty();
    }

    @Test
    @Tag("H29")
    void severalLesionsMustBeNamed() throws IOException {
        lesion("P01", "1");
        Path second = lesion("P01", "2");

        assertThat(refusal(second.getParent(), "qam-several-lesions")).hasMessageContaining("had 2: 1, 2");
    }

    @Test
    @Tag("H29")
    void filesOfAnotherPatientOrLesionAreRefused() throws IOException {
        Path lesion = lesion("P01", "2");
        Path stranger = Files.move(lesion.resolve("P01_L2_Liver.nii.gz"), lesion.resolve("P02_L2_Liver.nii.gz"));
        refusal(lesion, "qam-unmatched");

        Files.move(stranger, lesion.resolve("P01_L1_Liver.nii.gz"));
        assertThat(refusal(lesion, "qam-unmatched")).hasMessageContaining("P01_L1_Liver.nii.gz");
    }

    @Test
    @Tag("H29")
    void nothingIsTakenTwiceAndNothingIsLeftOut() throws IOException {
        Path lesion = lesion("P01", "2");
        Files.copy(lesion.resolve("P01_L2_Tumor.nii.gz"), lesion.resolve("P01_L2_Tumor.nii"));
        refusal(lesion, "qam-doubled");

        Files.delete(lesion.resolve("P01_L2_Tumor.nii"));
        Files.delete(lesion.resolve("P01_L2_Ablation.nii.gz"));
        assertThat(refusal(lesion, "qam-missing")).hasMessageContaining("P01_L2_Ablation.nii.gz");
    }

    @Test
    void otherFoldersAreNoCase() throws IOException {
        refusal(Files.createDirectory(temp.resolve("empty")), "case-unknown");
    }

    /** The case file says what the folder is, whatever else lies there. */
    @Test
    void caseFileGoesBeforeTheLayout() throws Exception {
        Path lesion = lesion("P01", "2");
        new CaseFolder(lesion).json(CaseFolder.caseOf("'volumes': []"));

        assertThat(CaseFileReader.readAny(lesion).id()).isEqualTo("a");
    }

    private Path lesion(String patient, String lesion) throws IOException {
        CaseFolder folder = new CaseFolder(temp.resolve(patient).resolve(lesion));
        String prefix = patient + "_L" + lesion + "_";
        folder.volume(prefix + "Liver.nii.gz", CaseFolder.box(1, 1, 1, 7, 8, 9));
        folder.volume(prefix + "Tumor.nii.gz", CaseFolder.box(3, 3, 4, 5, 5, 6));
        folder.volume(prefix + "Ablation.nii.gz", CaseFolder.box(2, 2, 3, 6, 7, 6));
        return folder.path();
    }

    private static InputException refusal(Path folder, String code) {
        InputException refusal = catchThrowableOfType(InputException.class, () -> CaseFileReader.readAny(folder));
        assertThat(refusal).isNotNull();
        assertThat(refusal.code()).isEqualTo(code);
        return refusal;
    }
}
