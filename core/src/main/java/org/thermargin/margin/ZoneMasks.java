package org.thermargin.margin;

import java.util.Optional;
import org.thermargin.geometry.Bounds3;
import org.thermargin.geometry.SignedField;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;

/**
 * What voxels say about a zone and the organ around it, before any surface is made.
 *
 * @param zone voxels of a sampled zone; empty for an exact one
 * @param exact boundary of an exact zone; empty for a sampled one
 * @param tissue voxels of unablated organ tissue; empty without an organ or where there is none
 * @param shallow where an exact zone may come near the surface of the organ; empty for a sampled one and without tissue
 * @param around box of lesion and zone with a rim
 * @param oneLattice whether a sampled zone and the organ share a lattice
 * @param cut whether the zone reaches the border of its grid
 */
record ZoneMasks(
        Optional<ZoneVoxels> zone,
        Optional<ExactBoundary> exact,
        Optional<TissueVoxels> tissue,
        Optional<ShallowBlocks> shallow,
        Bounds3 around,
        boolean oneLattice,
        boolean cut) {
    /** Rim around lesion and zone, mm: larger than two default ball radii of the unablated side. */
    private static final double RIM_MM = 8;

    static ZoneMasks of(PreparedLesion prepared, ZoneRegion zone, int threads) {
        BinaryMask lesion = prepared.crop();
        Bounds3 around = zone.bounds().union(lesion.worldBounds().orElseThrow()).grown(RIM_MM);
        if (zone instanceof ZoneRegion.Sampled sampled) {
            return sampled(prepared.tissue(), lesion, sampled, around);
        }
        SignedField depth = ((ZoneRegion.Exact) zone).depth();
        ExactBoundary boundary = new ExactBoundary(depth, zone.unevennessMm());
        Optional<TissueVoxels> tissue = prepared.tissue()
                .map(organ -> TissueVoxels.exactZone(zone, organ, prepared.beyond(), around, threads))
                .filter(ZoneMasks::isThere);
        Optional<ShallowBlocks> shallow = tissue.map(
                t -> ShallowBlocks.of(boundary, zone.bounds(), prepared.tissue().orElseThrow(), prepared::organDepth));
        return new ZoneMasks(Optional.empty(), Optional.of(boundary), tissue, shallow, around, false, false);
    }

    private static ZoneMasks sampled(
            Optional<BinaryMask> tissueMask, BinaryMask lesion, ZoneRegion.Sampled region, Bounds3 around) {
        BinaryMask mask = region.mask();
        IndexBox box = mask.grid().indexBox(around).union(RegionField.rim(region.box()));
        ZoneVoxels zone = ZoneVoxels.of(mask, box);
        boolean oneLattice = tissueMask.isPresent()
                && tissueMask.get().grid().sameLattice(mask.grid(), ZoneSide.LATTICE_TOLERANCE_MM);
        Optional<TissueVoxels> tissue = tissueMask.map(organ -> oneLattice
                ? TissueVoxels.sameLattice(zone, organ, lesion)
                : TissueVoxels.otherLattice(zone, organ, lesion));
        return new ZoneMasks(
                Optional.of(zone),
                Optional.empty(),
                tissue.filter(ZoneMasks::isThere),
                Optional.empty(),
                around,
                oneLattice,
                ZoneVoxels.isCut(region));
    }

    private static boolean isThere(TissueVoxels tissue) {
        return !tissue.possible().isEmpty();
    }

    /**
     * Whether all that is not ablated in the box of a sampled zone is organ tissue for certain, so that the boundary of
     * the zone is that of everything which is not unablated tissue.
     */
    boolean onlyZoneSpared() {
        return oneLattice
                && tissue.isPresent()
                && tissue.get().decided()
                && tissue.get().possible().equals(zone.orElseThrow().complement());
    }

    /** The same without the organ. */
    ZoneMasks rawOnly() {
        return new ZoneMasks(zone, exact, Optional.empty(), Optional.empty(), around, oneLattice, cut);
    }
}
