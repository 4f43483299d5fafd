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
 * @param zoneVoxels voxels of a sampled zone; empty for an exact one
 * @param tissueVoxels voxels of unablated organ tissue; empty without an organ or where there is none
 * @param nothingUnablated whether no unablated organ tissue lies anywhere near, so that the raw margin is used
 * @param cut whether the zone reaches the border of its grid
 */
record ZoneSide(
        Boundary raw,
        Boundary tissue,
        Boundary rawFitted,
        Boundary tissueFitted,
        Optional<ZoneVoxels> zoneVoxels,
        Optional<TissueVoxels> tissueVoxels,
        boolean nothingUnablated,
        boolean cut) {
    /** Tolerance for two grids to be one lattice, mm. */
    static final double LATTICE_TOLERANCE_MM = 0.01;
    /** Rim around lesion and zone, mm: larger than two default ball radii of the unablated side. */
    private static final double RIM_MM = 8;
    /** Finest node spacing of a surface shared by an exact zone and an organ mask, mm. */
    private static final double MIN_NODE_MM = 0.6;

    /** How much is prepared. */
    enum Detail {
        /** What the minimal margin needs; fitted boundaries are the plain ones. */
        MINIMUM,
        /** Also what the distribution over the surface needs. */
        SURFACE
    }

    /** Prepares the zone of a query for its lesion, which is given cropped. */
    static ZoneSide of(MarginQuery query, BinaryMask lesion, Detail detail) {
        Bounds3 around =
                query.zone().bounds().union(lesion.worldBounds().orElseThrow()).grown(RIM_MM);
        return query.zone() instanceof ZoneRegion.Sampled sampled
                ? sampled(query, lesion, sampled.mask(), around, detail)
                : exact(query, lesion, (ZoneRegion.Exact) query.zone(), around);
    }

    /** The same zone with the complement as the only reference, whatever the organ. */
    ZoneSide rawOnly() {
        return new ZoneSide(raw, raw, rawFitted, rawFitted, zoneVoxels, Optional.empty(), nothingUnablated, cut);
    }

    /** Voxels certain to be unablated, where they share the lattice of the surfaces of this side; else empty. */
    Optional<BinaryMask> blendable() {
        if (tissueVoxels.isPresent()) {
            TissueVoxels tissue = tissueVoxels.get();
            return zoneVoxels.isPresent() && tissue.decided()
                    ? Optional.of(tissue.certain())
                    : Optional.empty();
        }
        return zoneVoxels.map(ZoneVoxels::known);
    }

    private static ZoneSide exact(MarginQuery query, BinaryMask lesion, ZoneRegion.Exact zone, Bounds3 around) {
        ExactBoundary raw = new ExactBoundary(zone.depth());
        if (query.organ().isEmpty()) {
            return new ZoneSide(raw, raw, raw, raw, Optional.empty(), Optional.empty(), false, false);
        }
        BinaryMask organ = query.organ().get();
        TissueVoxels voxels = TissueVoxels.exactZone(zone.depth(), organ, lesion, around);
        Boundary tissue = voxels.possible().isEmpty() ? null : tissue(raw, organ, around);
        if (tissue == null) {
            return new ZoneSide(raw, raw, raw, raw, Optional.empty(), Optional.empty(), true, false);
        }
        return new ZoneSide(raw, tissue, raw, tissue, Optional.empty(), Optional.of(voxels), false, false);
    }

    private static ZoneSide sampled(
            MarginQuery query, BinaryMask lesion, BinaryMask zone, Bounds3 around, Detail detail) {
        VoxelGrid grid = zone.grid();
        IndexBox box = indexBox(grid, around).union(RegionField.rim(zone));
        ZoneVoxels voxels = ZoneVoxels.of(zone, box);
        boolean cut = ZoneVoxels.isCut(zone);
        IndexBox own = RegionField.rim(voxels.zone());
        RegionField field = RegionField.of(voxels.zone(), own);
        Surface bending = SurfaceNets.extract(field.phi(), field.nodes());
        double radius = LesionSide.radiusMm(voxels.zone());
        Boundary raw = new SurfaceDistance(field, bending);
        Boundary rawFitted = detail == Detail.MINIMUM
                ? raw
                : new SurfaceDistance(field, FittedSurface.of(voxels.zone(), own, radius, field, bending));
        if (query.organ().isEmpty()) {
            return new ZoneSide(raw, raw, rawFitted, rawFitted, Optional.of(voxels), Optional.empty(), false, cut);
        }
        BinaryMask organ = query.organ().get();
        boolean oneLattice = organ.grid().sameLattice(grid, LATTICE_TOLERANCE_MM);
        TissueVoxels tissue = oneLattice
                ? TissueVoxels.sameLattice(voxels, organ, lesion)
                : TissueVoxels.otherLattice(voxels, organ, lesion);
        ZoneSide nothing =
                new ZoneSide(raw, raw, rawFitted, rawFitted, Optional.of(voxels), Optional.empty(), true, cut);
        if (tissue.possible().isEmpty()) {
            return nothing;
        }
        if (!oneLattice) {
            Boundary union = tissue(raw, organ, around);
            return union == null
                    ? nothing
                    : new ZoneSide(raw, union, rawFitted, union, Optional.of(voxels), Optional.of(tissue), false, cut);
        }
        BinaryMask spared = tissue.possible().not();
        IndexBox all = spared.grid().box();
        RegionField tissueField = RegionField.of(spared, all);
        Surface tissueSurface = SurfaceNets.extract(tissueField.phi(), tissueField.nodes());
        Boundary spare = new SurfaceDistance(tissueField, tissueSurface);
        Boundary spareFitted = detail == Detail.MINIMUM
                ? spare
                : new SurfaceDistance(tissueField, FittedSurface.of(spared, all, radius, tissueField, tissueSurface));
        return new ZoneSide(raw, spare, rawFitted, spareFitted, Optional.of(voxels), Optional.of(tissue), false, cut);
    }

    /** Boundary of zone or outside of the organ for lattices that differ; null when no organ tissue is unablated. */
    private static Boundary tissue(Boundary raw, BinaryMask organ, Bounds3 box) {
        RegionField organField = organField(organ, box);
        double spacing = Math.max(MIN_NODE_MM, organ.grid().minSpacingMm());
        return TissueBoundary.of(raw, organField, box, spacing);
    }

    /** Field of the organ on the part of its lattice that covers the world box; its border voxels continue outside. */
    static RegionField organField(BinaryMask organ, Bounds3 world) {
        BinaryMask tissue =
                TissueVoxels.extended(organ, indexBox(organ.grid(), world).grown(4, 4, 4));
        if (tissue.isEmpty() || tissue.not().isEmpty()) {
            double[] flat = new double[tissue.grid().voxelCount()];
            java.util.Arrays.fill(flat, tissue.isEmpty() ? -1e6 : 1e6);
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
