package org.thermargin.report;

import org.thermargin.assess.Assessment;
import org.thermargin.assess.RegistrationUse;
import org.thermargin.geometry.AffineMap;
import org.thermargin.registration.LandmarkFit;
import org.thermargin.scene.SceneInput;

/** How scans were brought together, inside the document of {@link AssessmentJson}. */
final class RegistrationJson {
    private RegistrationJson() {}

    static void write(JsonOut json, Assessment assessment) {
        if (assessment.registrationErrorMm().isEmpty()
                && assessment.registration().isEmpty()) {
            return;
        }
        json.object("registration", () -> {
            json.number("error_mm", assessment.registrationErrorMm());
            assessment.registration().ifPresent(use -> registration(json, use));
        });
    }

    private static void registration(JsonOut json, RegistrationUse use) {
        json.text("error_from", use.boundStated() ? "stated" : "landmarks");
        json.text("transform_from", use.scan().isFromLandmarks() ? "landmarks" : "file");
        use.scan().transform().ifPresent(stated -> {
            json.text("transform_sha256", stated.file().sha256());
            json.text("transform_maps", stated.maps().key());
        });
        AffineMap map = use.scan().zoneToLesion();
        json.object("zone_to_lesion", () -> {
            json.numbers("x_lps", map.x().a(), map.x().b(), map.x().c(), map.x().offsetMm());
            json.numbers("y_lps", map.y().a(), map.y().b(), map.y().c(), map.y().offsetMm());
            json.numbers("z_lps", map.z().a(), map.z().b(), map.z().c(), map.z().offsetMm());
        });
        json.number("turn_deg", StrictMath.toDegrees(map.turnRad()));
        json.number("volume_factor", map.volumeFactor());
        json.object("sample", () -> {
            json.point("zone_scan_lps_mm", use.onScanAfter());
            json.point("lesion_scan_lps_mm", use.onScanBefore());
        });
        json.object("lesions_covered_fraction", () -> {
            json.number("as_stated", use.covered());
            json.number("inverted", use.coveredInverted());
            json.number("not_moved", use.coveredUnmoved());
        });
        use.scan().landmarks().ifPresent(fit -> landmarks(json, use, fit));
    }

    private static void landmarks(JsonOut json, RegistrationUse use, LandmarkFit fit) {
        for (int n = 0; n < 2; n++) {
            SceneInput file = use.scan().landmarkFiles().get(n);
            json.text(n == 0 ? "landmarks_before_sha256" : "landmarks_after_sha256", file.sha256());
        }
        json.number("fiducial_registration_error_mm", fit.freMm());
        json.number("fiducial_localisation_error_mm", fit.fleMm());
        if (!use.scan().isFromLandmarks()) {
            json.number("left_by_transform_mm", fit.leftByMm(use.scan().zoneToLesion()));
        }
        json.objects("landmarks", fit.landmarks(), l -> {
            json.text("label", l.label());
            json.number("residual_mm", l.residualMm());
            json.number("left_out_error_mm", l.leftOutMm());
            json.flag("stands_out", l.standsOut());
        });
        if (!use.errors().isEmpty()) {
            json.objects("target_errors", use.errors(), e -> {
                json.text("lesion", e.lesionId());
                json.number("rms_mm", e.error().rmsMm());
                json.number("bound_mm", e.error().boundMm());
                json.number("coverage", e.error().coverage());
                json.number("coverage_factor", e.error().factor());
            });
        }
    }
}
