package org.thermargin.io.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thermargin.Finding;
import org.thermargin.InputException;
import org.thermargin.assess.Assessment;
import org.thermargin.assess.AssessmentCriteria;
import org.thermargin.assess.CaseAssessor;
import org.thermargin.device.DeviceCatalogue;
import org.thermargin.io.ReadOptions;
import org.thermargin.scene.Scene;
import org.thermargin.scene.VesselKind;
import org.thermargin.zone.EllipsoidZoneModel;

/** 3D-IRCADb-01 as downloaded, with a needle placed by hand: from archive to assessment. Skipped where it is not at hand. */
class PublishedDicomCaseTest {
    @TempDir
    Path folder;

    private Scene scene(String patient, String volumes, String needle) throws IOException, InputException {
        Path masks = Path.of(
                System.getProperty("thermargin.root", ".."),
                "..",
                "shared",
                "data",
                "3dircadb01",
                patient,
                "MASKS_DICOM.zip");
        assumeTrue(Files.exists(masks), "published sample not at hand: " + patient);
        Files.copy(masks, folder.resolve("MASKS_DICOM.zip"));
        Path file = Files.writeString(folder.resolve("case.json"), """
                {"schema": "thermargin.case/1", "id": "published", "frame": "LPS", "volumes": [%s],
                 "applicators": [{"id": "a", "source": "planned", "device": "emprint", "power_w": 100, "time_s": 300, %s}]}
                """.formatted(volumes, needle));
        return new SceneBuilder(ReadOptions.strict(), 2).build(CaseFileReader.read(file));
    }

    @Test
    @Tag("H06")
    void aPatientIsAssessedByOneLabelMap() throws IOException, InputException {
        Scene scene = scene(
                "3Dircadb1.18",
                "{\"file\": \"MASKS_DICOM.zip\", \"labels\": \"3dircadb01\"}",
                "\"entry_mm\": [20, 110, 96], \"tip_mm\": [112, 152, 88]");

        assertThat(scene.lesions()).extracting(l -> l.name()).containsExactly("livertumor");
        assertThat(scene.lesions().get(0).mask().volumeMl()).isEqualTo(6.25, within(0.005));
        assertThat(scene.vessels())
                .extracting(v -> v.kind())
                .containsExactlyInAnyOrder(VesselKind.PORTAL, VesselKind.IVC);
        assertThat(scene.structures()).extracting(s -> s.name()).containsExactly("gallbladder");
        assertThat(scene.findings()).extracting(Finding::code).containsExactly("studies-differ");
        Assessment assessment = new CaseAssessor(
                        CaseAssessor.Options.defaults(2),
                        new EllipsoidZoneModel(DeviceCatalogue.released(), EllipsoidZoneModel.Options.strict()))
                .assess(scene, AssessmentCriteria.preset("crlm"));
        assertThat(assessment.lesions()).hasSize(1);
        assertThat(assessment.lesions().get(0).zones()).hasSize(1);
    }

    @Test
    void masksOfOneArchiveAreTakenByName() throws IOException, InputException {
        Scene scene = scene("3Dircadb1.1", """
                {"file": "MASKS_DICOM.zip", "role": "liver", "label": "liver"},
                {"file": "MASKS_DICOM.zip", "role": "lesion", "label": "livertumor05"}
                """, "\"entry_mm\": [10, 100, 160], \"tip_mm\": [134, 132, 187]");

        assertThat(scene.lesions()).extracting(l -> l.name()).containsExactly("livertumor05");
        assertThat(scene.lesions().get(0).mask().volumeMl()).isEqualTo(10.10, within(0.005));
        assertThat(scene.liver().orElseThrow().count()).isEqualTo(2_865_131);
    }
}
