package org.thermargin.report;

import java.util.OptionalDouble;
import org.thermargin.assess.ProvisionalAssessment;
import org.thermargin.assess.ZoneNumbers;
import org.thermargin.margin.MarginResult;

/**
 * What follows a needle while it is dragged, as one line of JSON for a viewer: keys as in the document of {@link AssessmentJson}
 * where they mean the same, and only those that are known so soon. Nothing of it is ever stored.
 */
public final class ProvisionalJson {
    private ProvisionalJson() {}

    /**
     * The numbers of a pose that is being followed.
     *
     * @param seq number of the message that asked
     * @param serverMs time it took, ms
     */
    public static String of(long seq, ProvisionalAssessment pose, double serverMs) {
        return JsonOut.message(json -> {
            json.integer("seq", seq);
            json.text("type", "live");
            json.text("source", pose.source().key());
            json.flag("provisional", true);
            json.number("server_ms", serverMs);
            json.objects("lesions", pose.lesions(), lesion -> {
                json.text("id", lesion.id());
                lesion.zone().ifPresent(zone -> json.object("zone", () -> zone(json, pose, zone)));
            });
        });
    }

    private static void zone(JsonOut json, ProvisionalAssessment pose, ProvisionalAssessment.Zone zone) {
        json.text("source", pose.source().key());
        json.flag("provisional", true);
        json.text("verdict", zone.verdict().name());
        json.text("nominal_verdict", zone.nominalVerdict().name());
        json.texts("possible_verdicts", zone.possibleVerdicts());
        json.number("mam_mm", zone.margin().mamMm());
        json.text("mam_reference", AssessmentJson.key(zone.margin().reference()));
        json.number("mam_lower_mm", known(zone.margin().lowerMm()));
        json.number("mam_upper_mm", known(zone.margin().upperMm()));
        MarginResult.Witness witness = zone.margin().witness();
        json.object("witness", () -> {
            json.point("lesion_lps_mm", witness.lesion());
            json.point("zone_lps_mm", witness.zone());
            json.text("direction", zone.direction());
            json.text("facing", zone.facing());
        });
        json.objects("surface_bands", zone.bands(), band -> {
            json.number("from_mm", band.fromMm());
            json.number("to_mm", band.toMm());
            json.number("fraction", band.fraction());
        });
        ZoneNumbers.FractionInterval share = zone.fractionGeTarget();
        json.object("fraction_ge_target", () -> {
            json.number("estimate", share.estimate());
            json.number("lower", share.lower());
            json.number("upper", share.upper());
        });
        json.number("coverage_fraction", zone.coverageFraction());
        json.number("residual_ml", zone.residualMl());
        zone.plain()
                .ifPresent(plain -> json.object("plain_zone", () -> {
                    json.text("verdict", plain.verdict().name());
                    json.number("mam_mm", plain.mamMm());
                }));
    }

    private static OptionalDouble known(double mm) {
        return Double.isFinite(mm) ? OptionalDouble.of(mm) : OptionalDouble.empty();
    }
}
