package org.thermargin.margin;

import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;
import org.thermargin.grid.VoxelGrid;

/** Voxels of unablated tissue on a box of the zone's lattice. */
final class UnablatedMask {
    private UnablatedMask() {}

    /**
     * The voxels of the box outside the zone; beyond the zone's grid nothing is ablated. The box may reach outside the
     * grid.
     */
    static BinaryMask complement(BinaryMask zone, IndexBox box) {
        return zone.cropped(box).not();
    }

    /**
     * The voxels of the box that are organ and not zone; both masks on one lattice. Beyond the organ's grid its border
     * voxels continue, so that an organ cut by the image counts as going on there.
     */
    static BinaryMask organTissue(BinaryMask zone, BinaryMask organ, IndexBox box) {
        BinaryMask result = complement(zone, box);
        VoxelGrid o = organ.grid();
        VoxelGrid.IndexOffset shift = o.latticeOffset(zone.grid());
        VoxelGrid grid = result.grid();
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    int oi = clamp(i + box.iLow() + shift.i(), o.nx());
                    int oj = clamp(j + box.jLow() + shift.j(), o.ny());
                    int ok = clamp(k + box.kLow() + shift.k(), o.nz());
                    if (!organ.get(oi, oj, ok)) {
                        result.clear(i, j, k);
                    }
                }
            }
        }
        return result;
    }

    private static int clamp(int index, int n) {
        return Math.max(0, Math.min(n - 1, index));
    }
}
