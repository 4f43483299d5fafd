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
                for (int i = 0; i < grid.nx(); i++) {
                    if (!mask.get(i, j, k) || (shellOnly && !hasUnsetNeighbour(mask, i, j, k))) {
                        continue;
                    }
                    if (size == points.length) {
                        points = Arrays.copyOf(points, 2 * size);
                    }
                    points[size++] = grid.worldX(i, j, k);
                    points[size++] = grid.worldY(i, j, k);
                    points[size++] = grid.worldZ(i, j, k);
                }
            }
        }
        return Arrays.copyOf(points, size);
    }

    /** Whether one of the 26 neighbours within the mask's grid is unset. */
    static boolean hasUnsetNeighbour(BinaryMask mask, int i, int j, int k) {
        VoxelGrid grid = mask.grid();
        for (int dk = -1; dk <= 1; dk++) {
            for (int dj = -1; dj <= 1; dj++) {
                for (int di = -1; di <= 1; di++) {
                    if (grid.contains(i + di, j + dj, k + dk) && !mask.get(i + di, j + dj, k + dk)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
