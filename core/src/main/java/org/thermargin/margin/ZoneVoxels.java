package org.thermargin.margin;

import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;

/**
 * A sampled zone on a box of its lattice, which may reach beyond the zone's own grid.
 *
 * @param zone voxels of the zone
 * @param complement all other voxels: beyond the zone's grid nothing counts as ablated
 * @param known those of them within the zone's grid, of which it is certain that they are not ablated
 */
record ZoneVoxels(BinaryMask zone, BinaryMask complement, BinaryMask known) {
    static ZoneVoxels of(BinaryMask mask, IndexBox box) {
        BinaryMask zone = mask.cropped(box);
        BinaryMask complement = zone.not();
        IndexBox shown = box.clippedTo(mask.grid());
        BinaryMask known = mask.cropped(shown).not().onto(zone.grid());
        return new ZoneVoxels(zone, complement, known);
    }

    /** Whether the zone reaches the border of its own grid, so that it may go on beyond. */
    static boolean isCut(ZoneRegion.Sampled region) {
        BinaryMask mask = region.mask();
        IndexBox box = region.box();
        return box.iLow() == 0
                || box.jLow() == 0
                || box.kLow() == 0
                || box.iHigh() == mask.grid().nx()
                || box.jHigh() == mask.grid().ny()
                || box.kHigh() == mask.grid().nz();
    }
}
