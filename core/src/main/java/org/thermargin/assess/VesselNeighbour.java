package org.thermargin.assess;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.thermargin.geometry.Bounds3;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.heatsink.CoolingVessel;
import org.thermargin.heatsink.MaskVessel;
import org.thermargin.heatsink.VesselCalibre;
import org.thermargin.heatsink.VesselRule;
import org.thermargin.margin.MarginMap;
import org.thermargin.margin.MarginResult;
import org.thermargin.placement.NeedleAnatomy;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.scene.Vessel;

/** One vessel of the case and what it is to lesions, zones and shafts. Measured near them only. Thread-safe. */
final class VesselNeighbour {
    /** How far around the shafts, at least, thin branches are told from wide ones, mm. */
    private static final double SHAFT_REACH_MM = 10;

    private final Vessel vessel;
    private final VesselRule rule;
    private final IndexBox set;
    private final Proximity surface;
    private final IdentityHashMap<LesionRegion, Near> lesions = new IdentityHashMap<>();

    /**
     * What a vessel is to a lesion, whatever the zone.
     *
     * @param toLesionMm surface to surface; 0 where they share voxels
     * @param sharedMl common volume
     * @param diameterMm at the place nearest to the lesion; empty beyond the distance to inspect
     * @param wide the parts that may be wide enough to matter; empty when there are none
     * @param meetsRule whether a part that may be wide enough lies within the distance of the rule
     */
    private record Near(
            double toLesionMm,
            double sharedMl,
            OptionalDouble diameterMm,
            OptionalDouble diameterErrorMm,
            Optional<CoolingVessel> wide,
            boolean meetsRule) {}

    VesselNeighbour(Vessel vessel, VesselRule rule) {
        this.vessel = vessel;
        this.rule = rule;
        this.set = vessel.mask().boundingBox().orElseThrow();
        this.surface = Proximity.of(vessel.mask(), set);
    }

    String name() {
        return vessel.name();
    }

    Proximity surface() {
        return surface;
    }

    /** Everything about the vessel beside this lesion and zone. */
    ZoneNumbers.VesselDistance distance(LesionRegion lesion, SourceZone zone, MarginResult margin) {
        Near near;
        synchronized (lesions) {
            near = lesions.computeIfAbsent(lesion, l -> near(l, margin));
        }
        return new ZoneNumbers.VesselDistance(
                vessel.name(),
                vessel.kind(),
                near.diameterMm(),
                near.diameterErrorMm(),
                near.toLesionMm(),
                surface.toRegionMm(
                        margin.zoneDepth(),
                        zone.region().bounds(),
                        zone.region().unevennessMm()),
                surface.toShaftMm(zone.placements()),
                WallArea.insideMm2(vessel.mask(), set, zone.region()),
                near.sharedMl(),
                HeatSinkRisk.of(near.meetsRule(), zone.modalities()),
                near.meetsRule() ? facingMm(margin.surface(), near.wide()) : OptionalDouble.empty());
    }

    private Near near(LesionRegion lesion, MarginResult margin) {
        double shared = sharedMl(lesion.mask());
        Proximity.Nearest nearest = surface.nearest(margin.lesionDepth(), lesion.bounds());
        double distance = shared > 0 ? 0 : nearest.distanceMm();
        if (distance > rule.inspectMm()) {
            return new Near(distance, shared, OptionalDouble.empty(), OptionalDouble.empty(), Optional.empty(), false);
        }
        Optional<VesselCalibre> calibre =
                VesselCalibre.of(vessel.mask(), set, lesion.bounds().grown(rule.inspectMm()));
        if (calibre.isEmpty()) {
            // near and without a measurable width: taken as wide, since the other way hides its cooling
            boolean within = distance <= rule.distanceMm();
            return new Near(distance, shared, OptionalDouble.empty(), OptionalDouble.empty(), Optional.empty(), within);
        }
        double diameter = calibre.get().diameterNearMm(nearest.place());
        Optional<CoolingVessel> wide = MaskVessel.of(vessel.name(), calibre.get(), rule.minDiameterMm());
        boolean meets = distance <= rule.distanceMm()
                && (calibre.get().mayReach(diameter, rule.minDiameterMm())
                        || facingMm(margin.surface(), wide).isPresent());
        return new Near(
                distance,
                shared,
                OptionalDouble.of(diameter),
                OptionalDouble.of(calibre.get().errorMm(diameter)),
                wide,
                meets);
    }

    /** The least margin of the lesion surface within the distance of the rule from a wide wall; empty when none is. */
    private OptionalDouble facingMm(MarginMap lesion, Optional<CoolingVessel> wide) {
        double least = Double.POSITIVE_INFINITY;
        if (wide.isPresent()) {
            CoolingVessel.Nearest nearest = new CoolingVessel.Nearest();
            double[] vertices = lesion.verticesMm();
            double[] margins = lesion.marginMm();
            for (int v = 0; v < margins.length; v++) {
                if (margins[v] < least) {
                    wide.get().nearest(vertices[3 * v], vertices[3 * v + 1], vertices[3 * v + 2], nearest);
                    least = nearest.distanceMm <= rule.distanceMm() ? margins[v] : least;
                }
            }
        }
        return least == Double.POSITIVE_INFINITY ? OptionalDouble.empty() : OptionalDouble.of(least);
    }

    /** Volume of the lesion's voxels whose centre lies in a voxel of the vessel, mL. */
    private double sharedMl(BinaryMask lesion) {
        VoxelGrid grid = lesion.grid();
        VoxelGrid target = vessel.mask().grid();
        if (lesion.worldBounds().orElseThrow().gapMm(target.worldBounds(set)) > 0) {
            return 0;
        }
        long count = 0;
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    if (lesion.get(i, j, k)) {
                        double x = grid.worldX(i, j, k);
                        double y = grid.worldY(i, j, k);
                        double z = grid.worldZ(i, j, k);
                        if (vessel.mask()
                                .getOrFalse(
                                        (int) Math.floor(target.indexI(x, y, z) + 0.5),
                                        (int) Math.floor(target.indexJ(x, y, z) + 0.5),
                                        (int) Math.floor(target.indexK(x, y, z) + 0.5))) {
                            count++;
                        }
                    }
                }
            }
        }
        return count * grid.voxelVolumeMm3() / 1000;
    }

    /** The region in which thin branches are told from wide ones: at least 10 mm around the shafts. */
    static Bounds3 aroundShafts(List<ApplicatorPlacement> placements) {
        Bounds3 shafts = null;
        for (ApplicatorPlacement placement : placements) {
            for (Point3 end : List.of(placement.entry(), placement.tip())) {
                Bounds3 point = new Bounds3(end, end);
                shafts = shafts == null ? point : shafts.union(point);
            }
        }
        return HeatSink.outward(shafts.grown(SHAFT_REACH_MM));
    }

    /** The vessel without branches too thin to count in the region; outside it is whole. */
    Optional<NeedleAnatomy.Obstacle> obstacle(Bounds3 region, double minDiameterMm) {
        BinaryMask wide = VesselCalibre.withoutThin(vessel.mask(), set, region, minDiameterMm);
        return wide.isEmpty() ? Optional.empty() : Optional.of(new NeedleAnatomy.Obstacle(vessel.name(), wide));
    }
}
