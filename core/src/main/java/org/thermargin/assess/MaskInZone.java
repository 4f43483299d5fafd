package org.thermargin.assess;

import java.util.Arrays;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.grid.VoxelRow;
import org.thermargin.margin.ZoneRegion;

/** The voxels of a mask whose centre lies in a zone. */
final class MaskInZone {
    private MaskInZone() {}

    /** How many. */
    static long count(BinaryMask mask, ZoneRegion zone) {
        VoxelGrid grid = mask.grid();
        IndexBox set = mask.boundingBox().orElse(null);
        IndexBox around = grid.indexBox(zone.bounds());
        if (set == null || !set.meets(around)) {
            return 0;
        }
        BinaryMask inside = mask.cropped(set.intersection(around));
        keep(inside, zone, true);
        return inside.count();
    }

    /** The voxels of the mask whose centre does not lie in the zone, on its grid. */
    static BinaryMask outside(BinaryMask mask, ZoneRegion zone) {
        BinaryMask left = mask.cropped(mask.grid().box());
        keep(left, zone, false);
        return left;
    }

    private static void keep(BinaryMask mask, ZoneRegion zone, boolean inside) {
        VoxelGrid grid = mask.grid();
        long[] words = mask.words();
        int perRow = mask.wordsPerRow();
        long[] row = new long[perRow];
        for (int r = 0; r < grid.ny() * grid.nz(); r++) {
            if (isEmpty(words, r * perRow, perRow)) {
                continue;
            }
            Arrays.fill(row, 0);
            zone.mark(new VoxelRow(grid, 0, r % grid.ny(), r / grid.ny(), grid.nx()), row);
            for (int w = 0; w < perRow; w++) {
                words[r * perRow + w] &= inside ? row[w] : ~row[w];
            }
        }
    }

    private static boolean isEmpty(long[] words, int from, int count) {
        for (int w = from; w < from + count; w++) {
            if (words[w] != 0) {
                return false;
            }
        }
        return true;
    }
}
