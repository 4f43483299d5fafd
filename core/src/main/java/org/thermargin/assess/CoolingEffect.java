package org.thermargin.assess;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.thermargin.heatsink.CooledZone;
import org.thermargin.margin.ZoneRegion;

/**
 * What vessels take from a device zone, and what the zone without them gives. The verdict of the lesion is the worse of
 * the two.
 *
 * @param wallRule what held at the vessel walls, e.g. {@code isothermal}
 * @param volumeLostMl volume lost to cooling, mL
 * @param losses volume lost by vessel
 * @param marginLostMm margin without vessels less margin with them, mm; empty when a margin is missing
 * @param vessel vessel that takes most at the thinnest place; empty when none takes anything there
 * @param plainVerdict outcome of the zone without vessels
 * @param plainMamMm its minimal margin, mm
 * @param plainVolumeMl its volume, mL
 * @param plainZone the zone without vessels
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
        boolean deformedDecides) {
    public CoolingEffect {
        losses = List.copyOf(losses);
    }
}
