package org.thermargin.report;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.thermargin.assess.ApplicatorDifference;
import org.thermargin.assess.SourceDifference;
import org.thermargin.plan.CaseAdvice;
import org.thermargin.plan.Correction;

/**
 * What is said beside an assessment, as CSV of the form of {@link AssessmentTable}: one row per correction tried, per pair
 * of zone sources of a lesion, and per applicator that is both planned and placed. Each table starts with the case, so that
 * those of many cases can be put together.
 */
final class AdviceTables {
    private AdviceTables() {}

    /** One row per option of every correction; empty without corrections. */
    static Optional<String> corrections(String caseId, CaseAdvice advice) {
        StringBuilder table = new StringBuilder(header(
                "case_id,lesion_id,source,kind,applicators,passes,smallest_proved,best_effort,length_mm,shift_x_lps_mm,shift_y_lps_mm,"
                        + "shift_z_lps_mm,advance_mm,power_w,time_s,words,mam_mm,mam_lower_mm,mam_upper_mm,verdict,worsens,"
                        + "searched_mm,tolerance_mm,judged"));
        boolean any = false;
        for (Correction correction : advice.corrections()) {
            for (Correction.Option option : correction.options()) {
                any = true;
                table.append(row(caseId, correction, option));
            }
        }
        return any ? Optional.of(table.toString()) : Optional.empty();
    }

    private static String row(String caseId, Correction correction, Correction.Option option) {
        CsvRow row = new CsvRow()
                .text(caseId)
                .text(correction.lesionId())
                .text(correction.source().key())
                .text(AssessmentJson.key(option.kind()))
                .text(joined(option.applicators()))
                .flag(option.passes())
                .flag(option.smallest())
                .flag(option.bestEffort())
                .number(option.lengthMm());
        List<Double> v = option.shiftMm();
        for (int axis = 0; axis < 3; axis++) {
            row.number(option.isShift() ? OptionalDouble.of(v.get(axis)) : OptionalDouble.empty());
        }
        return row.number(option.advanceMm())
                .number(option.powerW())
                .number(option.timeS())
                .text(option.words())
                .number(option.mamMm())
                .number(option.lowerMm())
                .number(ZoneJson.bound(option.upperMm()))
                .text(option.verdict().name())
                .text(joined(option.worsens()))
                .number(correction.searchedMm())
                .number(correction.toleranceMm())
                .integer(correction.judged())
                .end();
    }

    /** One row per lesion and pair of sources; empty where nothing can be compared. */
    static Optional<String> differences(String caseId, List<SourceDifference> differences) {
        StringBuilder table = new StringBuilder(header(
                "case_id,lesion_id,from_source,to_source,from_mam_mm,from_mam_lower_mm,from_mam_upper_mm,to_mam_mm,"
                        + "to_mam_lower_mm,to_mam_upper_mm,mam_change_mm,change_proved,coverage_change_fraction,"
                        + "zone_volume_change_ml,from_verdict,to_verdict,thinnest_moved_mm,thinnest_moved"));
        for (SourceDifference d : differences) {
            table.append(new CsvRow()
                    .text(caseId)
                    .text(d.lesionId())
                    .text(d.from().key())
                    .text(d.to().key())
                    .number(d.fromMam().mm())
                    .number(d.fromMam().lowerMm())
                    .number(ZoneJson.bound(d.fromMam().upperMm()))
                    .number(d.toMam().mm())
                    .number(d.toMam().lowerMm())
                    .number(ZoneJson.bound(d.toMam().upperMm()))
                    .number(d.toMam().mm() - d.fromMam().mm())
                    .flag(d.changeProved())
                    .number(d.coverageChange())
                    .number(d.zoneVolumeChangeMl())
                    .text(d.fromVerdict().name())
                    .text(d.toVerdict().name())
                    .number(d.thinnestMovedMm())
                    .text(d.thinnestMoved())
                    .end());
        }
        return differences.isEmpty() ? Optional.empty() : Optional.of(table.toString());
    }

    /** One row per applicator that is both planned and placed; empty without such. */
    static Optional<String> needles(String caseId, List<ApplicatorDifference> needles) {
        StringBuilder table = new StringBuilder(
                header("case_id,applicator_id,tip_error_mm,tip_depth_mm,tip_lateral_mm,entry_error_mm,angle_deg"));
        for (ApplicatorDifference a : needles) {
            table.append(new CsvRow()
                    .text(caseId)
                    .text(a.id())
                    .number(a.tipErrorMm())
                    .number(a.tipDepthMm())
                    .number(a.tipLateralMm())
                    .number(a.entryErrorMm())
                    .number(a.angleDeg())
                    .end());
        }
        return needles.isEmpty() ? Optional.empty() : Optional.of(table.toString());
    }

    private static String header(String columns) {
        return columns + "\r\n";
    }

    private static String joined(List<String> items) {
        return String.join(AssessmentTable.SEPARATOR, items);
    }
}
