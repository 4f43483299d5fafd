package org.thermargin.io.casefile;

import java.util.Set;
import org.thermargin.InputException;
import org.thermargin.heatsink.VesselRule;

/** The object {@code vessel_rule} of a case: what is not stated keeps its default. */
final class VesselRuleReader {
    private static final Set<String> KEYS = Set.of("min_diameter_mm", "distance_mm", "inspect_mm");
    private static final double MAX_MM = 50;

    private VesselRuleReader() {}

    static VesselRule read(JsonObjectReader json) throws InputException {
        json.requireOnly(KEYS);
        VesselRule base = VesselRule.defaults();
        double diameter = number(json, "min_diameter_mm", base.minDiameterMm());
        double distance = number(json, "distance_mm", base.distanceMm());
        double inspect = number(json, "inspect_mm", Math.max(distance, base.inspectMm()));
        if (inspect < distance) {
            throw json.refused(
                    json.path("inspect_mm") + " must be at least distance_mm (" + distance + " mm), was " + inspect);
        }
        return new VesselRule(diameter, distance, inspect);
    }

    private static double number(JsonObjectReader json, String key, double otherwise) throws InputException {
        return json.has(key) ? json.number(key, 0, MAX_MM, "mm") : otherwise;
    }
}
