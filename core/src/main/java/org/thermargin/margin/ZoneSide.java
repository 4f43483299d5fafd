package org.thermargin.margin;

import java.util.Optional;
import org.thermargin.geometry.Bounds3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;

/**
 * The zone prepared for margin work.
 *
 * @param raw boundary of the zone itself; inside is ablated
 * @param tissue boundary of everything that is not unablated organ tissue; the same object as {@code raw} where no organ
 *     is known
 * @param rawFitted as {@code raw}, from fitted surfaces, for shares of area; {@code raw} itself where tissue decides
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
    /** Finest node spacing of a surface shared by an exact zone and an organ mask, mm. */
    private static final double MIN_NODE_MM = 0.6;

    /** How much is prepared. */
    enum Detail {
        /** What the minimal margin needs; fitted boundaries are the plain ones. */
        MINIMUM,
        /** Also what the distribution over the surface needs. */
        SURFACE
    }

    /** Makes the surfaces of a zone. */
    static ZoneSide of(MarginQuery query, ZoneMasks masks, Detail detail) {
        return masks.zone().isPresent() ? sampled(query, masks, masks.zone().get(), detail) : exact(query, masks);
    }

    /** The same zone with the complement as the only reference, whatever the organ. */
    ZoneSide rawOnly() {
        return new ZoneSide(raw, raw, rawFitted, rawFitted, zoneVoxels, Optional.empty(), nothingUnablated, cut);
    }

    /** Voxels certain to be unablated, where they share the lattice of the surfaces of this side; else empty. */
    Optional<BinaryMask> blendable() {
        if (tissueVoxels.isPresent()) {
            TissueVoxels tissue = tissueVoxels.get();
            return zoneVoxels.isPresent() && tissue.decided() ? Optional.of(tissue.certain()) : Optional.empty();
        }
        return zoneVoxels.map(ZoneVoxels::known);
    }

    private static ZoneSide exact(MarginQuery query, ZoneMasks masks) {
        ExactBoundary raw = new ExactBoundary(masks.depth().orElseThrow());
        Boundary tissue =
                masks.tissue().isEmpty() ? null : tissue(raw, query.organ().orElseThrow(), masks.around(), 0);
        if (tissue == null) {
            return new ZoneSide(
                    raw,
                    raw,
                    raw,
                    raw,
                    Optional.empty(),
                    Optional.empty(),
                    query.organ().isPresent(),
                    false);
        }
        return new ZoneSide(raw, tissue, raw, tissue, Optional.empty(), masks.tissue(), false, false);
    }

    private static ZoneSide sampled(MarginQuery query, ZoneMasks masks, ZoneVoxels voxels, Detail detail) {
        IndexBox own = RegionField.rim(voxels.zone());
        double radius = LesionSide.radiusMm(voxels.zone());
        Boundary raw = boundary(voxels.zone(), own);
        Boundary union = null;
        Boundary unionFitted = null;
        if (masks.tissue().isPresent()) {
            if (masks.oneLattice()) {
                BinaryMask spared = masks.tissue().get().possible().not();
                union = boundary(spared, spared.grid().box());
                unionFitted = fitted(union, spared, spared.grid().box(), radius, detail);
            } else {
                BinaryMask organ = query.organ().orElseThrow();
                double film =
                        (organ.grid().maxSpacingMm() + voxels.zone().grid().maxSpacingMm()) / 2;
                union = tissue(raw, organ, masks.around(), film);
                unionFitted = union;
            }
        }
        if (union == null) {
            Boundary rawFitted = fitted(raw, voxels.zone(), own, radius, detail);
            boolean nothing = query.organ().isPresent();
            return new ZoneSide(raw, raw, rawFitted, rawFitted, masks.zone(), Optional.empty(), nothing, masks.cut());
        }
        return new ZoneSide(raw, union, raw, unionFitted, masks.zone(), masks.tissue(), false, masks.cut());
    }

    /** The boundary of a mask by the surface of least bending. */
    private static Boundary boundary(BinaryMask mask, IndexBox box) {
        RegionField field = RegionField.of(mask, box);
        return new SurfaceDistance(field, SurfaceNets.extract(field.phi(), field.nodes()));
    }

    /** The same boundary by the fitted surface, when it is wanted. */
    private static Boundary fitted(Boundary start, BinaryMask mask, IndexBox box, double radius, Detail detail) {
        return detail == Detail.SURFACE && start instanceof SurfaceDistance bending
                ? new SurfaceDistance(
                        bending.field(), FittedSurface.of(mask, box, radius, bending.field(), bending.surface()))
                : start;
    }

    /** Boundary of zone or outside of the organ for lattices that differ; null when no organ tissue is unablated. */
    private static Boundary tissue(Boundary raw, BinaryMask organ, Bounds3 box, double filmMm) {
        RegionField organField = organField(organ, box);
        double spacing = Math.max(MIN_NODE_MM, organ.grid().minSpacingMm());
        return TissueBoundary.of(raw, organField, box, spacing, filmMm);
    }

    /** Field of the organ on the part of its lattice that covers the world box; its border voxels continue outside. */
    static RegionField organField(BinaryMask organ, Bounds3 world) {
        BinaryMask tissue =
                TissueVoxels.extended(organ, organ.grid().indexBox(world).grown(4, 4, 4));
        if (tissue.isEmpty() || tissue.not().isEmpty()) {
            double[] flat = new double[tissue.grid().voxelCount()];
            java.util.Arrays.fill(flat, tissue.isEmpty() ? -1e6 : 1e6);
            return RegionField.ofNodes(tissue.grid(), flat);
        }
        return RegionField.of(tissue, tissue.grid().box());
    }
}
