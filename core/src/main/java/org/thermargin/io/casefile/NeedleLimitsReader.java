package org.thermargin.io.casefile;

import java.util.OptionalDouble;
import java.util.Set;
import org.thermargin.InputException;
import org.thermargin.placement.PlacementLimits;

/** The object {@code needle_limits} of a case: what is not stated keeps its default. */
final class NeedleLimitsReader {
    private static final Set<String> KEYS = Set.of(
            "max_path_mm",
            "max_axial_angle_deg",
            "structure_clearance_mm",
            "vessel_clearance_mm",
            "min_parenchyma_mm",
            "max_punctures",
            "min_shaft_distance_mm",
            "max_shaft_angle_deg",
            "shaft_radius_mm",
            "ignored_gap_mm",
            "no_touch");

    private NeedleLimitsReader() {}

    static PlacementLimits read(JsonObjectReader json) throws InputException {
        VesselRuleReader.requireNoDiameter(json);
        json.requireOnly(KEYS);
        PlacementLimits base = PlacementLimits.defaults();
        double punctures = number(json, "max_punctures", 1, 20, "punctures", base.maxPunctures());
        if (punctures != Math.rint(punctures)) {
            throw json.refused(json.path("max_punctures") + " must be a whole number, was " + punctures);
        }
        return new PlacementLimits(
                optional(json, "max_path_mm", 1, 500, "mm", base.maxPathMm()),
                optional(json, "max_axial_angle_deg", 0, 90, "deg", base.maxAxialAngleDeg()),
                number(json, "structure_clearance_mm", 0, 100, "mm", base.structureClearanceMm()),
                number(json, "vessel_clearance_mm", 0, 100, "mm", base.vesselClearanceMm()),
                number(json, "min_parenchyma_mm", 0, 100, "mm", base.minParenchymaMm()),
                (int) punctures,
                number(json, "min_shaft_distance_mm", 0, 100, "mm", base.minShaftDistanceMm()),
                optional(json, "max_shaft_angle_deg", 0, 90, "deg", base.maxShaftAngleDeg()),
                number(json, "shaft_radius_mm", 0, 10, "mm", base.shaftRadiusMm()),
                number(json, "ignored_gap_mm", 0, 50, "mm", base.ignoredGapMm()),
                json.flag("no_touch", base.noTouch()));
    }

    private static double number(
            JsonObjectReader json, String key, double low, double high, String unit, double otherwise)
            throws InputException {
        return json.has(key) ? json.number(key, low, high, unit) : otherwise;
    }

    private static OptionalDouble optional(
            JsonObjectReader json, String key, double low, double high, String unit, OptionalDouble otherwise)
            throws InputException {
        return json.has(key) ? json.optionalNumber(key, low, high, unit) : otherwise;
    }
}
