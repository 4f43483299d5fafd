package org.thermargin.assess;

import java.util.List;
import java.util.Optional;
import org.thermargin.margin.MarginMap;
import org.thermargin.margin.ProvisionalMargin;
import org.thermargin.scene.ZoneSource;

/**
 * What can be said of a pose while the applicators are being moved, before the whole {@link Assessment} of it is made: estimates
 * and their calibrated interval, nothing proved, nothing checked. For the eye alone; no result rests on it. See
 * docs/live.md.
 *
 * @param source whose applicators were posed
 * @param lesions every lesion of the case
 */
public record ProvisionalAssessment(ZoneSource source, List<Lesion> lesions) {
    public ProvisionalAssessment {
        lesions = List.copyOf(lesions);
    }

    /**
     * A lesion of the case.
     *
     * @param id its name
     * @param zone against the zone of the pose; empty where that is not meant for it, or the lesion is refused
     */
    public record Lesion(String id, Optional<Zone> zone) {}

    /**
     * A lesion against the zone of a pose, as vessels leave it where they change it.
     *
     * @param verdict the outcome that the interval gives if the whole assessment finds nothing against it; the worse one of
     *     the zone with and without vessels
     * @param nominalVerdict what the point estimate alone gives
     * @param possibleVerdicts outcomes that the interval leaves open
     * @param margin the margin
     * @param direction side of the lesion on which it is thinnest, in anatomical words
     * @param facing vessel or structure nearest to the thinnest place, with its distance
     * @param surface lesion surface with a margin per vertex
     * @param bands share of lesion surface area per band of margin, lowest band first
     * @param fractionGeTarget share of lesion surface area whose margin is at least the target
     * @param coverageFraction share of lesion volume inside the zone
     * @param residualMl lesion volume outside the zone, mL
     * @param plain the zone without vessels; empty where they do not change it
     */
    public record Zone(
            Outcome verdict,
            Outcome nominalVerdict,
            List<Outcome> possibleVerdicts,
            ProvisionalMargin margin,
            String direction,
            Optional<String> facing,
            MarginMap surface,
            List<ZoneNumbers.SurfaceBand> bands,
            ZoneNumbers.FractionInterval fractionGeTarget,
            double coverageFraction,
            double residualMl,
            Optional<Plain> plain) {
        public Zone {
            possibleVerdicts = List.copyOf(possibleVerdicts);
            bands = List.copyOf(bands);
        }
    }

    /**
     * The zone without vessels, beside the one that decides.
     *
     * @param verdict its outcome
     * @param mamMm its margin, mm
     */
    public record Plain(Outcome verdict, double mamMm) {}
}
