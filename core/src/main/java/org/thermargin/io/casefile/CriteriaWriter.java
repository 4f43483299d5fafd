package org.thermargin.io.casefile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.thermargin.heatsink.VesselRule;
import org.thermargin.placement.PlacementLimits;

/**
 * Writes what a case is held against: {@code criteria}, {@code needle_limits} and {@code vessel_rule}, each only where it
 * says something. Limits are written whole, so that a case keeps its meaning when defaults change.
 */
final class CriteriaWriter {
    private CriteriaWriter() {}

    static void write(ObjectNode root, CaseFile.CriteriaEntry criteria) {
        if (criteria.preset().isPresent() || criteria.targetMm().isPresent()) {
            ObjectNode node = root.putObject("criteria");
            criteria.preset().ifPresent(preset -> node.put("preset", preset));
            criteria.targetMm().ifPresent(mm -> node.put("target_mm", mm));
        }
        if (!criteria.needles().equals(PlacementLimits.defaults())) {
            needles(root.putObject("needle_limits"), criteria.needles());
        }
        if (!criteria.vesselRule().equals(VesselRule.defaults())) {
            VesselRule rule = criteria.vesselRule();
            root.putObject("vessel_rule")
                    .put("min_diameter_mm", rule.minDiameterMm())
                    .put("distance_mm", rule.distanceMm())
                    .put("inspect_mm", rule.inspectMm());
        }
    }

    private static void needles(ObjectNode node, PlacementLimits limits) {
        if (limits.maxPathMm().isEmpty()) {
            // no key says so, and left out it would be read as the default
            throw new IllegalArgumentException("needle limits without a longest path cannot be written");
        }
        node.put("max_path_mm", limits.maxPathMm().getAsDouble());
        limits.maxAxialAngleDeg().ifPresent(deg -> node.put("max_axial_angle_deg", deg));
        node.put("structure_clearance_mm", limits.structureClearanceMm());
        node.put("vessel_clearance_mm", limits.vesselClearanceMm());
        node.put("min_parenchyma_mm", limits.minParenchymaMm());
        node.put("max_punctures", limits.maxPunctures());
        node.put("min_shaft_distance_mm", limits.minShaftDistanceMm());
        limits.maxShaftAngleDeg().ifPresent(deg -> node.put("max_shaft_angle_deg", deg));
        node.put("shaft_radius_mm", limits.shaftRadiusMm());
        node.put("ignored_gap_mm", limits.ignoredGapMm());
        node.put("no_touch", limits.noTouch());
    }
}
