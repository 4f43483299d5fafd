package org.thermargin.io.casefile;

import java.util.Set;
import org.thermargin.InputException;
import org.thermargin.heatsink.VesselRule;

/**
 * The object {@code vessel_rule} of a case: what is not stated keeps its default. Its {@code min_diameter_mm} is the one
 * place that says what a wide vessel is.
 */
final class VesselRuleReader {
    private static final Set<String> KEYS = Set.of("min_diameter_mm", "distance_mm", "inspect_mm");
    private static final String OTHER_DIAMETER = "min_vessel_diameter_mm";
    private static final double MAX_MM = 50;

    private VesselRuleReader() {}

    /** Refuses a diameter of an object's own and says what to write. */
    static void requireNoDiameter(JsonObjectReader json) throws InputException {
        if (json.has(OTHER_DIAMETER)) {
            throw json.refused(json.path(OTHER_DIAMETER)
                    + " must not be given: one setting says what a wide vessel is, for cooling, risk and needle checks"
                    + " alike; write \"vessel_rule\": {\"min_diameter_mm\": ...}");
        }
    }

    static VesselRule read(JsonObjectReader json) throws InputException {
        json.requireOnly(KEYS);
        VesselRule base = VesselRule.defaults();
        double diameter = json.has("min_diameter_mm")
                ? json.number("min_diameter_mm", VesselRule.MIN_DIAMETER_MM, VesselRule.MAX_DIAMETER_MM, "mm")
                : base.minDiameterMm();
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
