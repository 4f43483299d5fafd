package org.thermargin.margin;

import java.util.Optional;
import org.thermargin.geometry.Bounds3;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;
import org.thermargin.grid.VoxelGrid;

/**
 * The zone prepared for margin work.
 *
 * @param raw boundary of the zone itself; inside is ablated
 * @param tissue boundary of everything that is not unablated organ tissue; the same object as {@code raw} where no organ
 *     is known
 * @param rawFitted as {@code raw}, from fitted surfaces, for shares of area
 * @param tissueFitted as {@code tissue}, from fitted surfaces
 * @param unablated voxels of unablated tissue on a box of the zone's lattice; empty for an exact zone
 * @param zone voxels of the zone on the same box; empty for an exact zone
 * @param nothingUnablated whether no unablated organ tissue lies anywhere near, so that the raw margin is used
 */
record ZoneSide(
        Boundary raw,
        Boundary tissue,
        Boundary rawFitted,
        Boundary tissueFitted,
        Optional<BinaryMask> unablated,
        Optional<BinaryMask> zone,
        boolean nothingUnablated) {
    /** Rim around lesion and zone, mm: larger than two default ball radii of the unablated side. */
    private static final double RIM_MM = 8;
    /** Tolerance for two grids to be one lattice, mm. */
    private static final double LATTICE_TOLERANCE_MM = 0.01;
    /** Finest node spacing of a surface shared by an exact zone and an organ mask, mm. */
    private static final double MIN_NODE_MM = 0.6;

    static ZoneSide of(MarginQuery query) {
        if (query.zone() instanceof ZoneRegion.Sampled sampled) {
            return sampled(query, sampled.mask());
        }
        ExactBoundary raw = new ExactBoundary(((ZoneRegion.Exact) query.zone()).depth());
        Boundary tissue =
                query.organ().isPresent() ? tissue(query, raw, query.organ().get()) : raw;
        return new ZoneSide(
                raw,
                tissue == null ? raw : tissue,
                raw,
                tissue == null ? raw : tissue,
                Optional.empty(),
                Optional.empty(),
                tissue == null);
    }

    /** The same zone with the complement as the only reference, whatever the organ. */
    ZoneSide rawOnly() {
        Optional<BinaryMask> complement = zone.map(BinaryMask::not);
        return new ZoneSide(raw, raw, rawFitted, rawFitted, complement, zone, nothingUnablated);
    }

    private static ZoneSide sampled(MarginQuery query, BinaryMask zone) {
        VoxelGrid grid = zone.grid();
        Bounds3 around = zone.worldBounds()
                .orElseThrow()
                .union(query.lesion().worldBounds().orElseThrow())
                .grown(RIM_MM);
        IndexBox box = indexBox(grid, around).union(RegionField.rim(zone));
        BinaryMask ablated = zone.cropped(box);
        IndexBox all = ablated.grid().box();
        RegionField field = RegionField.of(ablated, all);
        Surface bending = SurfaceNets.extract(field.phi(), field.nodes());
        double radius = LesionSide.radiusMm(zone);
        Boundary raw = new SurfaceDistance(field, bending);
        Boundary rawFitted = new SurfaceDistance(field, FittedSurface.of(ablated, all, radius, field, bending));
        BinaryMask complement = UnablatedMask.complement(zone, box);
        if (query.organ().isEmpty()) {
            return new ZoneSide(raw, raw, rawFitted, rawFitted, Optional.of(complement), Optional.of(ablated), false);
        }
        BinaryMask organ = query.organ().get();
        if (!organ.grid().sameLattice(grid, LATTICE_TOLERANCE_MM)) {
            Boundary tissue = tissue(query, raw, organ);
            return new ZoneSide(
                    raw,
                    tissue == null ? raw : tissue,
                    rawFitted,
                    tissue == null ? rawFitted : tissue,
                    Optional.of(complement),
                    Optional.of(ablated),
                    tissue == null);
        }
        BinaryMask unablated = UnablatedMask.organTissue(zone, organ, box);
        if (unablated.isEmpty()) {
            return new ZoneSide(raw, raw, rawFitted, rawFitted, Optional.of(complement), Optional.of(ablated), true);
        }
        BinaryMask spared = unablated.not();
        RegionField tissueField = RegionField.of(spared, all);
        Surface tissueSurface = SurfaceNets.extract(tissueField.phi(), tissueField.nodes());
        return new ZoneSide(
                raw,
                new SurfaceDistance(tissueField, tissueSurface),
                rawFitted,
                new SurfaceDistance(tissueField, FittedSurface.of(spared, all, radius, tissueField, tissueSurface)),
                Optional.of(unablated),
                Optional.of(ablated),
                false);
    }

    /** Boundary of zone or outside of the organ for lattices that differ; null when no organ tissue is unablated. */
    private static Boundary tissue(MarginQuery query, Boundary raw, BinaryMask organ) {
        Bounds3 box = query.zone()
                .bounds()
                .union(query.lesion().worldBounds().orElseThrow())
                .grown(RIM_MM);
        RegionField organField = organField(organ, box);
        double spacing = Math.max(MIN_NODE_MM, organ.grid().minSpacingMm());
        return TissueBoundary.of(raw, organField, box, spacing);
    }

    /** Field of the organ on the part of its lattice that covers the world box; its border voxels continue outside. */
    static RegionField organField(BinaryMask organ, Bounds3 world) {
        IndexBox box = indexBox(organ.grid(), world).grown(4, 4, 4);
        BinaryMask empty = new BinaryMask(organ.grid());
        BinaryMask tissue = UnablatedMask.organTissue(empty, organ, box);
        if (tissue.isEmpty() || tissue.not().isEmpty()) {
            double value = tissue.isEmpty() ? -1e6 : 1e6;
            double[] flat = new double[tissue.grid().voxelCount()];
            java.util.Arrays.fill(flat, value);
            return RegionField.ofNodes(tissue.grid(), flat);
        }
        return RegionField.of(tissue, tissue.grid().box());
    }

    /** The voxels of the lattice whose centres cover the world box; may reach outside the grid. */
    static IndexBox indexBox(VoxelGrid grid, Bounds3 world) {
        double[] low = {Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE};
        double[] high = {-Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};
        for (int corner = 0; corner < 8; corner++) {
            Point3 a = world.low();
            Point3 b = world.high();
            double x = (corner & 1) == 0 ? a.x() : b.x();
            double y = (corner & 2) == 0 ? a.y() : b.y();
            double z = (corner & 4) == 0 ? a.z() : b.z();
            double[] index = {grid.indexI(x, y, z), grid.indexJ(x, y, z), grid.indexK(x, y, z)};
            for (int axis = 0; axis < 3; axis++) {
                low[axis] = Math.min(low[axis], index[axis]);
                high[axis] = Math.max(high[axis], index[axis]);
            }
        }
        return new IndexBox(
                (int) Math.floor(low[0]),
                (int) Math.floor(low[1]),
                (int) Math.floor(low[2]),
                (int) Math.ceil(high[0]) + 1,
                (int) Math.ceil(high[1]) + 1,
                (int) Math.ceil(high[2]) + 1);
    }
}
