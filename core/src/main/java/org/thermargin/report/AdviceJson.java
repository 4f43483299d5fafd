package org.thermargin.report;

import java.util.List;
import org.thermargin.assess.CaseDifferences;
import org.thermargin.assess.ContractedMargin;
import org.thermargin.assess.SourceDifference;
import org.thermargin.plan.Correction;

/** Corrections and differences, inside the document of {@link AssessmentJson}. */
final class AdviceJson {
    private AdviceJson() {}

    static void correction(JsonOut json, Correction correction) {
        json.object("correction", () -> {
            json.number("searched_mm", correction.searchedMm());
            json.number("tolerance_mm", correction.toleranceMm());
            json.integer("judged", correction.judged());
            correction
                    .shortfall()
                    .ifPresent(s -> json.object("shortfall", () -> {
                        json.number("needed_ml", s.neededMl());
                        json.number("largest_ml", s.largestMl());
                    }));
            json.objects("options", correction.options(), option -> {
                json.text("kind", AssessmentJson.key(option.kind()));
                json.texts("applicators", option.applicators());
                json.flag("passes", option.passes());
                json.flag("smallest_proved", option.smallest());
                json.flag("best_effort", option.bestEffort());
                if (option.isShift()) {
                    List<Double> v = option.shiftMm();
                    json.numbers("shift_lps_mm", v.get(0), v.get(1), v.get(2));
                }
                json.number("length_mm", option.lengthMm());
                json.number("advance_mm", option.advanceMm());
                json.number("power_w", option.powerW());
                json.number("time_s", option.timeS());
                json.text("words", option.words());
                json.number("mam_mm", option.mamMm());
                json.number("mam_lower_mm", option.lowerMm());
                json.number("mam_upper_mm", ZoneJson.bound(option.upperMm()));
                json.text("verdict", option.verdict().name());
                json.texts("worsens", option.worsens());
            });
        });
    }

    /** What-if of tissue that contracted; nothing where nobody asked. */
    static void contracted(JsonOut json, List<ContractedMargin> margins) {
        if (!margins.isEmpty()) {
            json.objects("if_contracted", margins, m -> {
                json.number("radial_fraction", m.share());
                json.number("mam_mm", m.mamMm());
                json.number("mam_lower_mm", m.lowerMm());
                json.number("mam_upper_mm", ZoneJson.bound(m.upperMm()));
            });
        }
    }

    static void differences(JsonOut json, String lesionId, CaseDifferences differences) {
        List<SourceDifference> own = differences.sources().stream()
                .filter(d -> d.lesionId().equals(lesionId))
                .toList();
        if (own.isEmpty()) {
            return;
        }
        json.objects("differences", own, d -> {
            json.text("from", d.from().key());
            json.text("to", d.to().key());
            mam(json, "from_mam", d.fromMam());
            mam(json, "to_mam", d.toMam());
            json.number("mam_change_mm", d.toMam().mm() - d.fromMam().mm());
            json.flag("change_proved", d.changeProved());
            json.number("coverage_change_fraction", d.coverageChange());
            json.number("zone_volume_change_ml", d.zoneVolumeChangeMl());
            json.text("from_verdict", d.fromVerdict().name());
            json.text("to_verdict", d.toVerdict().name());
            json.number("thinnest_moved_mm", d.thinnestMovedMm());
            json.text("thinnest_moved", d.thinnestMoved());
        });
    }

    private static void mam(JsonOut json, String key, SourceDifference.Mam mam) {
        json.object(key, () -> {
            json.number("mm", mam.mm());
            json.number("lower_mm", mam.lowerMm());
            json.number("upper_mm", ZoneJson.bound(mam.upperMm()));
        });
    }

    static void applicators(JsonOut json, CaseDifferences differences) {
        if (!differences.applicators().isEmpty()) {
            json.objects("applicator_differences", differences.applicators(), a -> {
                json.text("id", a.id());
                json.number("tip_error_mm", a.tipErrorMm());
                json.number("tip_depth_mm", a.tipDepthMm());
                json.number("tip_lateral_mm", a.tipLateralMm());
                json.number("entry_error_mm", a.entryErrorMm());
                json.number("angle_deg", a.angleDeg());
            });
        }
        if (!differences.unmatchedApplicators().isEmpty()) {
            json.texts("unmatched_applicators", differences.unmatchedApplicators());
        }
    }
}
