package org.thermargin.margin;

import java.util.Arrays;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;

/** Voxel centres of a mask as world points, three doubles each, in linear order. */
final class VoxelCentres {
    private VoxelCentres() {}

    /** All centres of the mask. */
    static double[] all(BinaryMask mask) {
        return collect(mask, false);
    }

    /**
     * The centres with an unset voxel among their 26 neighbours within the mask's own grid. The nearest centre of the
     * mask to any unset voxel centre is one of them.
     */
    static double[] shell(BinaryMask mask) {
        return collect(mask, true);
    }

    private static double[] collect(BinaryMask mask, boolean shellOnly) {
        VoxelGrid grid = mask.grid();
        double[] points = new double[3 * 1024];
        int size = 0;
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int w = 0; w < mask.wordsPerRow(); w++) {
                    long left = mask.word(w, j, k);
                    left &= left == 0 || !shellOnly ? -1L : ~enclosed(mask, w, j, k);
                    for (; left != 0; left &= left - 1) {
                        int i = (w << 6) + Long.numberOfTrailingZeros(left);
                        if (size == points.length) {
                            points = Arrays.copyOf(points, 2 * size);
                        }
                        points[size++] = grid.worldX(i, j, k);
                        points[size++] = grid.worldY(i, j, k);
                        points[size++] = grid.worldZ(i, j, k);
                    }
                }
            }
        }
        return Arrays.copyOf(points, size);
    }

    /** The set voxels of a word of which no neighbour in the mask's grid, of 26, is unset. */
    static long enclosed(BinaryMask mask, int w, int j, int k) {
        VoxelGrid grid = mask.grid();
        long enclosed = -1L;
        for (int ofK = Math.max(0, k - 1); ofK <= Math.min(grid.nz() - 1, k + 1); ofK++) {
            for (int ofJ = Math.max(0, j - 1); ofJ <= Math.min(grid.ny() - 1, j + 1); ofJ++) {
                enclosed &= besideSet(mask, w, ofJ, ofK);
            }
        }
        return enclosed;
    }

    /** The set places of a word whose neighbours along the row, where there are any, are set. */
    private static long besideSet(BinaryMask mask, int w, int j, int k) {
        int last = mask.grid().nx() - 1;
        long own = mask.word(w, j, k);
        long before = w > 0 ? mask.word(w - 1, j, k) >>> 63 : 1;
        long after = w < last >> 6 ? mask.word(w + 1, j, k) << 63 : 1L << (last & 63);
        return own & (own << 1 | before) & (own >>> 1 | after);
    }
}
