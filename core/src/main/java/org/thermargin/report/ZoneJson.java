package org.thermargin.report;

import java.util.OptionalDouble;
import org.thermargin.assess.Assessment;
import org.thermargin.assess.AssessmentCriteria;
import org.thermargin.assess.CoolingEffect;
import org.thermargin.assess.HeatSinkRisk;
import org.thermargin.assess.QamNumbers;
import org.thermargin.assess.ShownMargin;
import org.thermargin.assess.ZoneAssessment;
import org.thermargin.assess.ZoneNumbers;
import org.thermargin.margin.MarginResult;
import org.thermargin.placement.NeedleCheck;
import org.thermargin.scene.ApplicatorPlacement;

/** One lesion against one zone source, inside the document of {@link AssessmentJson}. */
final class ZoneJson {
    private ZoneJson() {}

    static void write(JsonOut json, ZoneAssessment zone, Assessment assessment) {
        json.text("source", zone.source().key());
        json.text("model", zone.model());
        json.text("claim", zone.claim());
        json.texts("table_rows", zone.tableRows());
        json.number("volume_ml", zone.volumeMl());
        json.flag("deformed_by_vessels", zone.deformedByVessels());
        json.text("verdict", zone.verdict().name());
        json.text("nominal_verdict", zone.nominalVerdict().name());
        json.text("guaranteed_verdict", zone.guaranteedVerdict().name());
        json.texts("possible_verdicts", zone.possibleVerdicts());
        if (!zone.taints().isEmpty()) {
            json.text("untainted_verdict", zone.untaintedVerdict().name());
        }
        json.text("decided_by", zone.decidedBy());
        json.texts("taints", zone.taints());
        json.texts("accepted", zone.accepted());
        json.text("label", zone.verdict().label());
        zone.modelInterval()
                .ifPresent(interval -> json.object("model_interval_mm", () -> {
                    json.number("lower", interval.lowerMm());
                    json.number("upper", interval.upperMm());
                    json.number("coverage", interval.coverage());
                }));
        zone.numbers().ifPresent(numbers -> {
            numbers(json, numbers, ScanPlace.of(assessment, zone.source()));
            shown(json, assessment.criteria(), numbers.margin());
        });
        zone.cooling().ifPresent(cooling -> cooling(json, cooling));
    }

    private static void cooling(JsonOut json, CoolingEffect cooling) {
        json.object("plain_zone", () -> {
            json.text("verdict", cooling.plainVerdict().name());
            json.number("mam_mm", cooling.plainMamMm());
            json.number("volume_ml", cooling.plainVolumeMl());
        });
        json.object("cooling", () -> {
            json.text("wall_rule", cooling.wallRule());
            json.number("volume_lost_ml", cooling.volumeLostMl());
            json.objects("volume_lost_by_vessel", cooling.losses(), loss -> {
                json.text("vessel", loss.vessel());
                json.number("volume_ml", loss.volumeMl());
            });
            json.number("margin_lost_mm", cooling.marginLostMm());
            json.text("vessel", cooling.vessel());
        });
    }

    private static void numbers(JsonOut json, ZoneNumbers numbers, ScanPlace place) {
        margin(json, numbers, place);
        surface(json, numbers);
        coverage(json, numbers);
        surroundings(json, numbers);
        numbers.qam().ifPresent(qam -> qam(json, qam));
    }

    private static void margin(JsonOut json, ZoneNumbers numbers, ScanPlace place) {
        MarginResult margin = numbers.margin();
        json.number("mam_mm", margin.mamMm());
        json.text("mam_reference", AssessmentJson.key(margin.reference()));
        json.number("mam_lower_mm", margin.lowerMm());
        json.number("mam_upper_mm", bound(margin.upperMm()));
        json.number("mam_guaranteed_lower_mm", margin.guaranteedLowerMm());
        json.number("mam_guaranteed_upper_mm", bound(margin.guaranteedUpperMm()));
        json.objects("interval", margin.components(), component -> {
            json.text("component", component.name());
            json.number("mm", component.mm());
        });
        json.number("mam_raw_mm", margin.rawMm());
        json.number("mam_excluded_mm", margin.excludedMm());
        json.number("excluded_area_fraction", margin.excludedAreaFraction());
        json.object("witness", () -> {
            json.point("lesion_lps_mm", margin.witness().lesion());
            json.point("zone_lps_mm", margin.witness().zone());
            place.onScanAfter(margin.witness().lesion()).ifPresent(p -> json.point("lesion_on_zone_scan_lps_mm", p));
            place.onScanAfter(margin.witness().zone()).ifPresent(p -> json.point("zone_on_zone_scan_lps_mm", p));
            json.text("direction", numbers.direction());
            json.text("facing", numbers.facing());
        });
    }

    private static void surface(JsonOut json, ZoneNumbers numbers) {
        json.number("surface_area_mm2", numbers.margin().surface().totalAreaMm2());
        json.objects("surface_bands", numbers.bands(), band -> {
            json.number("from_mm", band.fromMm());
            json.number("to_mm", band.toMm());
            json.number("fraction", band.fraction());
        });
        json.object("fraction_ge_target", () -> {
            json.number("estimate", numbers.fractionGeTarget().estimate());
            json.number("lower", numbers.fractionGeTarget().lower());
            json.number("upper", numbers.fractionGeTarget().upper());
        });
        ZoneNumbers.Quantiles quantiles = numbers.quantilesMm();
        json.object("margin_quantiles_mm", () -> {
            json.number("q05", quantiles.q05());
            json.number("q25", quantiles.q25());
            json.number("q50", quantiles.q50());
            json.number("q75", quantiles.q75());
            json.number("q95", quantiles.q95());
        });
    }

    private static void coverage(JsonOut json, ZoneNumbers numbers) {
        json.number("coverage_fraction", numbers.coverageFraction());
        json.number("residual_ml", numbers.residualMl());
        json.objects("residual_islands", numbers.residualIslands(), island -> {
            json.number("volume_ml", island.volumeMl());
            json.point("centroid_lps_mm", island.centroid());
        });
        json.objects("shells", numbers.shells(), shell -> {
            json.number("d_mm", shell.dMm());
            json.number("ablated_fraction", shell.ablatedFraction());
        });
        json.number("insufficient_margin_ml", numbers.insufficientMarginMl());
    }

    private static void surroundings(JsonOut json, ZoneNumbers numbers) {
        json.objects("vessels", numbers.vessels(), vessel -> {
            json.text("name", vessel.name());
            json.text("kind", vessel.kind().key());
            json.number("diameter_mm", vessel.diameterMm());
            json.number("diameter_error_mm", vessel.diameterErrorMm());
            json.number("to_lesion_mm", vessel.toLesionMm());
            json.number("to_zone_mm", vessel.toZoneMm());
            json.number("to_shaft_mm", vessel.toShaftMm());
            json.number("contact_mm2", vessel.contactMm2());
            if (vessel.heatSinkRisk() != HeatSinkRisk.NOT_GRADED) {
                json.text("heat_sink_risk", vessel.heatSinkRisk().key());
            }
            json.number("facing_mam_mm", vessel.facingMamMm());
        });
        json.objects("structures", numbers.structures(), structure -> {
            json.text("name", structure.name());
            json.number("to_zone_mm", structure.toZoneMm());
            json.number("overlap_ml", structure.overlapMl());
            json.text("alert", structure.alert());
            json.number("alert_mm", structure.alertMm());
            json.text("alert_source", structure.alertSource());
        });
        json.objects("applicators", numbers.applicators(), applicator -> {
            placement(json, applicator.placement());
            json.objects("checks", applicator.checks(), check -> check(json, check));
        });
    }

    /** Where the applicator stands and everything that the case states of its zone. */
    private static void placement(JsonOut json, ApplicatorPlacement placement) {
        json.text("id", placement.id());
        json.text("device", placement.deviceId());
        json.number("length_mm", placement.lengthMm());
        json.point("entry_lps_mm", placement.entry());
        json.point("tip_lps_mm", placement.tip());
        json.number("roll_deg", StrictMath.toDegrees(placement.rollRad()));
        json.objects("applications", placement.applications(), application -> {
            json.number("power_w", application.powerW());
            json.number("time_s", application.timeS());
            json.number("pull_back_mm", application.pullBackMm());
            json.number("reach_beyond_tip_stated_mm", application.reachBeyondTipMm());
            json.object("zone_factors", () -> {
                json.number("in_vivo_short", application.factors().inVivoShort());
                json.number("in_vivo_long", application.factors().inVivoLong());
                json.number("shrinkage", application.factors().shrinkage());
            });
        });
    }

    private static void check(JsonOut json, NeedleCheck check) {
        json.text("name", check.name());
        json.text("about", check.about());
        json.number("value", check.value());
        json.text("unit", check.unit());
        json.number("limit", check.limit());
        json.text("status", check.status().key());
        json.text("text", check.text());
        json.text("source", check.source());
    }

    /** Margins shown beside the target. */
    private static void shown(JsonOut json, AssessmentCriteria criteria, MarginResult margin) {
        json.objects("shown_margins", ShownMargin.of(criteria, margin), shown -> {
            json.number("mm", shown.mm());
            json.text("reached", AssessmentJson.key(shown.reached()));
            json.number("fraction", shown.fraction());
        });
    }

    private static void qam(JsonOut json, QamNumbers qam) {
        json.object("qam", () -> {
            json.integer("border_voxels", qam.borderVoxels());
            json.number("min_mm", qam.minMm());
            json.number("q25_mm", qam.q25Mm());
            json.number("median_mm", qam.medianMm());
            json.number("q75_mm", qam.q75Mm());
            json.number("max_mm", qam.maxMm());
            json.number("fraction_lt_0", qam.fractionBelow0());
            json.number("fraction_0_to_5", qam.fraction0To5());
            json.number("fraction_ge_5", qam.fractionAtLeast5());
        });
    }

    /** An upper bound that nothing gives (the zone is cut by its image) is absent. */
    static OptionalDouble bound(double upperMm) {
        return upperMm == Double.POSITIVE_INFINITY ? OptionalDouble.empty() : OptionalDouble.of(upperMm);
    }
}
