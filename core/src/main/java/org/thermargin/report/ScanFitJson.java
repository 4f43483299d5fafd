package org.thermargin.report;

import java.util.Optional;
import org.thermargin.geometry.AffineMap;
import org.thermargin.registration.LandmarkFit;
import org.thermargin.registration.SurfaceFit;
import org.thermargin.registration.SurfaceResidual;
import org.thermargin.registration.TargetError;

/** A registration that was found as JSON, schema {@code thermargin.registration/1}. It states no bound on the error. */
public final class ScanFitJson {
    /** Value of the key {@code schema}. */
    public static final String SCHEMA = "thermargin.registration/1";

    private ScanFitJson() {}

    /** The document, ending in a line feed; with the hash of the file that the map was written to, where there is one. */
    public static String of(ScanFit fit, Optional<String> transformSha256, PathStyle paths) {
        return JsonOut.document(json -> {
            json.text("schema", SCHEMA);
            json.objects("inputs", fit.inputs(), input -> {
                json.text("role", input.role());
                json.text("path", paths.of(input.path()));
                json.text("sha256", input.sha256());
            });
            json.text("by", fit.by().key());
            AffineMap map = fit.zoneToLesion();
            json.object("zone_to_lesion", () -> {
                json.numbers(
                        "x_lps", map.x().a(), map.x().b(), map.x().c(), map.x().offsetMm());
                json.numbers(
                        "y_lps", map.y().a(), map.y().b(), map.y().c(), map.y().offsetMm());
                json.numbers(
                        "z_lps", map.z().a(), map.z().b(), map.z().c(), map.z().offsetMm());
            });
            json.number("turn_deg", StrictMath.toDegrees(map.turnRad()));
            transformSha256.ifPresent(hash -> {
                json.text("transform_sha256", hash);
                json.text("transform_maps", ScanFitText.MAPS.key());
            });
            fit.middle()
                    .ifPresent(before -> json.object("sample", () -> {
                        json.text("place", fit.placeIsLesion() ? "lesion" : "liver");
                        json.point("lesion_scan_lps_mm", before);
                        json.point("zone_scan_lps_mm", map.inverse().apply(before));
                    }));
            fit.livers().ifPresent(livers -> json.object("livers", () -> livers(json, fit, livers)));
            fit.landmarks().ifPresent(landmarks -> json.object("landmarks", () -> landmarks(json, fit, landmarks)));
            json.warnings("warnings", fit.warnings());
        });
    }

    private static void livers(JsonOut json, ScanFit fit, SurfaceFit livers) {
        json.number("before_ml", fit.volumesMl().get(0));
        json.number("after_ml", fit.volumesMl().get(1));
        json.object("after_to_before", () -> residual(json, livers.afterToBefore()));
        json.object("before_to_after", () -> residual(json, livers.beforeToAfter()));
        json.integer("starts", livers.starts());
        json.integer("maps_that_fit_as_well", livers.goodOptima());
        json.number("apart_at_place_mm", livers.disagreementMm());
        json.number("loose_at_place_mm", livers.hold().looseMm());
        json.object("weakest_motion", () -> {
            json.text("kind", livers.hold().isTurn() ? "turn" : "shift");
            json.numbers(
                    "axis_lps",
                    livers.hold().axis().x(),
                    livers.hold().axis().y(),
                    livers.hold().axis().z());
            json.number("change_mm_per_mm", livers.hold().weakest());
        });
    }

    private static void residual(JsonOut json, SurfaceResidual r) {
        json.integer("points", r.points());
        json.number("median_mm", r.medianMm());
        json.number("q95_mm", r.p95Mm());
        json.number("rms_of_fitted_mm", r.rmsMm());
        json.number("left_out_fraction", r.leftOutFraction());
        json.number("not_shown_fraction", r.notShownFraction());
    }

    private static void landmarks(JsonOut json, ScanFit fit, LandmarkFit landmarks) {
        json.number("fiducial_registration_error_mm", landmarks.freMm());
        json.number("left_by_map_mm", landmarks.leftByMm(fit.zoneToLesion()));
        if (fit.by() == ScanFit.By.LANDMARKS && fit.place().isPresent()) {
            TargetError error = landmarks.in(fit.place().get());
            json.object("target_error", () -> {
                json.number("rms_mm", error.rmsMm());
                json.number("bound_mm", error.boundMm());
                json.number("coverage", error.coverage());
                json.number("coverage_factor", error.factor());
            });
        }
        json.objects("points", landmarks.landmarks(), l -> {
            json.text("label", l.label());
            json.number("residual_mm", l.residualMm());
            json.number("left_out_error_mm", l.leftOutMm());
            json.flag("stands_out", l.standsOut());
        });
    }
}
