package org.thermargin.study;

import static org.thermargin.study.StudyColumn.*;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.thermargin.Finding;
import org.thermargin.assess.Assessment;
import org.thermargin.assess.AssessmentCriteria;
import org.thermargin.assess.HeatSinkRisk;
import org.thermargin.assess.LesionAssessment;
import org.thermargin.assess.Outcome;
import org.thermargin.assess.QamNumbers;
import org.thermargin.assess.TrialVerdict;
import org.thermargin.assess.ZoneAssessment;
import org.thermargin.assess.ZoneNumbers;
import org.thermargin.margin.MarginMap;
import org.thermargin.margin.MarginResult;

/** Fills the fields of rows from what was assessed. */
final class RowFields {
    private RowFields() {}

    static void criteria(StudyRow.Builder row, AssessmentCriteria criteria, OptionalDouble registrationErrorMm) {
        row.number(TARGET_MM, criteria.targetMm())
                .flag(TARGET_ASSUMED, criteria.targetAssumed())
                .text(PRESET, criteria.preset())
                .number(REGISTRATION_ERROR_MM, registrationErrorMm);
    }

    static void lesion(StudyRow.Builder row, Assessment assessment, LesionAssessment lesion) {
        row.text(LESION_ID, lesion.id())
                .number(LESION_VOLUME_ML, lesion.volumeMl())
                .number(LESION_EQUIVALENT_DIAMETER_MM, lesion.equivalentDiameterMm())
                .number(LESION_MAX_DIAMETER_MM, lesion.maxDiameterMm())
                .text(LESION_NOTES, codes(lesion.notes()))
                .text(CASE_WARNINGS, codes(assessment.warnings()));
        lesion.subcapsular().ifPresent(near -> row.flag(SUBCAPSULAR, near));
        lesion.zones().stream()
                .flatMap(zone -> zone.numbers().stream())
                .findFirst()
                .ifPresent(numbers -> row.number(NEAREST_VESSEL_TO_LESION_MM, nearestVesselMm(numbers)));
    }

    private static OptionalDouble nearestVesselMm(ZoneNumbers numbers) {
        return numbers.vessels().stream()
                .mapToDouble(ZoneNumbers.VesselDistance::toLesionMm)
                .min();
    }

    /** A zone with all that was measured. */
    static void zone(StudyRow.Builder row, ZoneAssessment zone, double targetMm) {
        row.text(SOURCE, zone.source().key())
                .text(VERDICT, zone.verdict().name())
                .text(POINT_VERDICT, zone.nominalVerdict().name())
                .text(GUARANTEED_VERDICT, zone.guaranteedVerdict().name())
                .text(UNTAINTED_VERDICT, zone.untaintedVerdict().name())
                .text(TAINTS, String.join(";", zone.taints()))
                .text(ACCEPTED, String.join(";", zone.accepted()))
                .text(ZONE_MODEL, zone.model())
                .text(TABLE_ROWS, String.join(";", zone.tableRows()))
                .number(ZONE_VOLUME_ML, zone.volumeMl())
                .flag(DEFORMED_BY_VESSELS, zone.deformedByVessels());
        List<Finding> findings = new ArrayList<>(zone.findings());
        zone.cooling()
                .ifPresent(cooling -> row.number(COOLING_MARGIN_LOST_MM, cooling.marginLostMm())
                        .number(COOLING_VOLUME_LOST_ML, cooling.volumeLostMl()));
        zone.numbers().ifPresent(numbers -> {
            findings.addAll(numbers.margin().findings());
            margin(row, numbers.margin(), targetMm);
            numbers(row, numbers);
        });
        row.text(ZONE_FINDINGS, codes(findings));
    }

    /** What decides about a trial, and no more. */
    static void trial(StudyRow.Builder row, TrialVerdict trial, double targetMm) {
        row.text(VERDICT, trial.verdict().name())
                .text(UNTAINTED_VERDICT, trial.untaintedVerdict().name())
                .flag(DEFORMED_BY_VESSELS, trial.deformedByVessels());
        trial.margin().ifPresent(margin -> {
            row.text(POINT_VERDICT, point(margin.mamMm(), targetMm).name())
                    .text(ZONE_FINDINGS, codes(margin.findings()));
            margin(row, margin, targetMm);
        });
    }

    private static Outcome point(double mamMm, double targetMm) {
        return mamMm < 0 ? Outcome.INCOMPLETE : mamMm < targetMm ? Outcome.INSUFFICIENT : Outcome.COMPLETE;
    }

    private static void margin(StudyRow.Builder row, MarginResult margin, double targetMm) {
        row.number(MAM_MM, margin.mamMm())
                .text(MAM_REFERENCE, margin.reference().name().toLowerCase(Locale.ROOT))
                .number(MAM_LOWER_MM, bound(margin.lowerMm()))
                .number(MAM_UPPER_MM, bound(margin.upperMm()))
                .number(MAM_GUARANTEED_LOWER_MM, bound(margin.guaranteedLowerMm()))
                .number(MAM_GUARANTEED_UPPER_MM, bound(margin.guaranteedUpperMm()))
                .number(MAM_RAW_MM, margin.rawMm())
                .number(MAM_EXCLUDED_MM, margin.excludedMm())
                .number(EXCLUDED_AREA_FRACTION, margin.excludedAreaFraction())
                .number(WITNESS_X_LPS_MM, margin.witness().lesion().x())
                .number(WITNESS_Y_LPS_MM, margin.witness().lesion().y())
                .number(WITNESS_Z_LPS_MM, margin.witness().lesion().z());
        MarginMap surface = margin.surface();
        double from0 = surface.fractionAtLeast(0);
        double from5 = surface.fractionAtLeast(5);
        double from10 = surface.fractionAtLeast(10);
        row.number(SURFACE_AREA_MM2, surface.totalAreaMm2())
                .number(SURFACE_LT_0_FRACTION, 1 - from0)
                .number(SURFACE_0_TO_5_FRACTION, from0 - from5)
                .number(SURFACE_5_TO_10_FRACTION, from5 - from10)
                .number(SURFACE_GE_10_FRACTION, from10)
                .number(FRACTION_GE_TARGET, surface.fractionAtLeast(targetMm));
    }

    /** A bound that is known; infinite where nothing bounds it. */
    private static OptionalDouble bound(double mm) {
        return Double.isInfinite(mm) ? OptionalDouble.empty() : OptionalDouble.of(mm);
    }

    private static void numbers(StudyRow.Builder row, ZoneNumbers n) {
        row.text(DIRECTION, n.direction())
                .text(FACING, n.facing().orElse(""))
                .number(MARGIN_Q05_MM, n.quantilesMm().q05())
                .number(MARGIN_Q25_MM, n.quantilesMm().q25())
                .number(MARGIN_Q50_MM, n.quantilesMm().q50())
                .number(MARGIN_Q75_MM, n.quantilesMm().q75())
                .number(MARGIN_Q95_MM, n.quantilesMm().q95())
                .number(COVERAGE_FRACTION, n.coverageFraction())
                .number(RESIDUAL_ML, n.residualMl())
                .integer(RESIDUAL_ISLANDS, n.residualIslands().size())
                .number(LARGEST_FULL_SHELL_MM, n.largestFullShellMm())
                .number(LARGEST_90_PERCENT_SHELL_MM, n.largestShell90Mm())
                .number(INSUFFICIENT_MARGIN_ML, n.insufficientMarginMl())
                .number(NEAREST_VESSEL_TO_LESION_MM, nearestVesselMm(n));
        n.vessels().stream()
                .map(ZoneNumbers.VesselDistance::heatSinkRisk)
                .max(Comparator.naturalOrder())
                .map(HeatSinkRisk::key)
                .ifPresent(risk -> row.text(HEAT_SINK_RISK, risk));
        row.number(
                VESSEL_FACING_MAM_MM,
                n.vessels().stream()
                        .flatMapToDouble(v -> v.facingMamMm().stream())
                        .min());
        if (!n.structures().isEmpty()) {
            row.number(
                            NEAREST_STRUCTURE_TO_ZONE_MM,
                            n.structures().stream()
                                    .mapToDouble(ZoneNumbers.StructureDistance::toZoneMm)
                                    .min())
                    .integer(
                            STRUCTURE_ALERTS,
                            n.structures().stream()
                                    .filter(s -> !s.alert().equals("none"))
                                    .count());
        }
        if (!n.applicators().isEmpty()) {
            row.integer(
                    NEEDLE_CHECKS_FAILED,
                    n.applicators().stream()
                            .mapToInt(ZoneNumbers.ApplicatorCheck::failed)
                            .sum());
        }
        n.qam().ifPresent(qam -> qam(row, qam));
    }

    private static void qam(StudyRow.Builder row, QamNumbers qam) {
        row.number(QAM_MIN_MM, qam.minMm())
                .number(QAM_MEDIAN_MM, qam.medianMm())
                .number(QAM_MAX_MM, qam.maxMm());
    }

    static String codes(List<Finding> findings) {
        return String.join(";", findings.stream().map(Finding::code).distinct().toList());
    }
}
