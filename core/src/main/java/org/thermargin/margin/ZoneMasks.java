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
 * @param depth depth of an exact zone; empty for a sampled one
 * @param tissue voxels of unablated organ tissue; empty without an organ or where there is none
 * @param around world box of lesion and zone with a rim
 * @param oneLattice whether a sampled zone and the organ share a lattice
 * @param cut whether the zone reaches the border of its grid
 */
record ZoneMasks(
        Optional<ZoneVoxels> zone,
        Optional<SignedField> depth,
        Optional<TissueVoxels> tissue,
        Bounds3 around,
        boolean oneLattice,
        boolean cut) {
    /** Rim around lesion and zone, mm: larger than two default ball radii of the unablated side. */
    private static final double RIM_MM = 8;

    static ZoneMasks of(MarginQuery query, BinaryMask lesion) {
        Bounds3 around =
                query.zone().bounds().union(lesion.worldBounds().orElseThrow()).grown(RIM_MM);
        if (query.zone() instanceof ZoneRegion.Sampled sampled) {
            return sampled(query, lesion, sampled.mask(), around);
        }
        SignedField depth = ((ZoneRegion.Exact) query.zone()).depth();
        Optional<TissueVoxels> tissue =
                query.organ().map(organ -> TissueVoxels.exactZone(depth, organ, lesion, around));
        return new ZoneMasks(
                Optional.empty(), Optional.of(depth), tissue.filter(ZoneMasks::isThere), around, false, false);
    }

    private static ZoneMasks sampled(MarginQuery query, BinaryMask lesion, BinaryMask mask, Bounds3 around) {
        IndexBox box = mask.grid().indexBox(around).union(RegionField.rim(mask));
        ZoneVoxels zone = ZoneVoxels.of(mask, box);
        boolean oneLattice = query.organ().isPresent()
                && query.organ().get().grid().sameLattice(mask.grid(), ZoneSide.LATTICE_TOLERANCE_MM);
        Optional<TissueVoxels> tissue = query.organ()
                .map(organ -> oneLattice
                        ? TissueVoxels.sameLattice(zone, organ, lesion)
                        : TissueVoxels.otherLattice(zone, organ, lesion));
        return new ZoneMasks(
                Optional.of(zone),
                Optional.empty(),
                tissue.filter(ZoneMasks::isThere),
                around,
                oneLattice,
                ZoneVoxels.isCut(mask));
    }

    private static boolean isThere(TissueVoxels tissue) {
        return !tissue.possible().isEmpty();
    }

    /** The same without the organ. */
    ZoneMasks rawOnly() {
        return new ZoneMasks(zone, depth, Optional.empty(), around, oneLattice, cut);
    }
}
