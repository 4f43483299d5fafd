package org.thermargin.assess;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.thermargin.geometry.Point3;
import org.thermargin.heatsink.CooledZone;
import org.thermargin.margin.ZoneRegion;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.scene.Vessel;

/**
 * What vessels take from a device zone, and what the zone without them gives. The verdict of the lesion is the worse of
 * the two.
 *
 * @param wallRule what held at the vessel walls, e.g. {@code isothermal}
 * @param volumeLostMl volume that the whole zone of the source loses to cooling, mL; the same for each of its lesions
 * @param losses volume lost by vessel, likewise of the whole zone
 * @param marginLostMm margin without vessels less margin with them, mm; empty when a margin is missing
 * @param vessel vessel that takes most at the thinnest place; empty when none takes anything there
 * @param plainVerdict outcome of the zone without vessels
 * @param plainMamMm its minimal margin, mm
 * @param plainVolumeMl its volume, mL
 * @param plainZone the zone without vessels
 * @param view what a picture of the cooling shows
 * @param deformedDecides whether the printed numbers are those of the deformed zone
 */
public record CoolingEffect(
        String wallRule,
        double volumeLostMl,
        List<CooledZone.VesselLoss> losses,
        OptionalDouble marginLostMm,
        Optional<String> vessel,
        Outcome plainVerdict,
        OptionalDouble plainMamMm,
        double plainVolumeMl,
        ZoneRegion plainZone,
        View view,
        boolean deformedDecides) {
    public CoolingEffect {
        losses = List.copyOf(losses);
    }

    /**
     * The zone with and without vessels, and what lies around it.
     *
     * @param zone both zones
     * @param placements the applicators
     * @param vessels every vessel of the case, whether or not it cools
     */
    public record View(CooledZone zone, List<ApplicatorPlacement> placements, List<Vessel> vessels) {
        public View {
            placements = List.copyOf(placements);
            vessels = List.copyOf(vessels);
        }

        /** The applicator that heats the point most, by the depth of the point in the zones of each. */
        public ApplicatorPlacement applicatorAt(Point3 point) {
            String best = placements.get(0).id();
            double deepest = Double.NEGATIVE_INFINITY;
            for (var part : zone.plain().parts()) {
                double depth = part.shape().depthMm(point);
                if (depth > deepest) {
                    deepest = depth;
                    best = part.applicatorId();
                }
            }
            for (ApplicatorPlacement placement : placements) {
                if (placement.id().equals(best)) {
                    return placement;
                }
            }
            return placements.get(0);
        }
    }
}
