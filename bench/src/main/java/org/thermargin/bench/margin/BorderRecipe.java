package org.thermargin.bench.margin;

import org.thermargin.distance.DistanceTransform;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;

/**
 * The published voxel-border recipe: border = mask minus its 6-connected erosion; distance from every lesion border
 * voxel centre to the nearest zone border voxel centre, negative where the lesion voxel is outside the zone.
 */
final class BorderRecipe {
    private BorderRecipe() {}

    /** The smallest signed border distance, mm. */
    static double minimumMm(BinaryMask lesion, BinaryMask zone) {
        float[] toZone = DistanceTransform.squaredVolumeMm2(border(zone), 1).values();
        BinaryMask from = border(lesion);
        VoxelGrid grid = lesion.grid();
        double smallest = Double.POSITIVE_INFINITY;
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    if (from.get(i, j, k)) {
                        double distance = Math.sqrt(toZone[grid.linearIndex(i, j, k)]);
                        smallest = Math.min(smallest, zone.get(i, j, k) ? distance : -distance);
                    }
                }
            }
        }
        return smallest;
    }

    private static BinaryMask border(BinaryMask mask) {
        VoxelGrid grid = mask.grid();
        BinaryMask border = new BinaryMask(grid);
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    if (mask.get(i, j, k)
                            && !(mask.getOrFalse(i - 1, j, k)
                                    && mask.getOrFalse(i + 1, j, k)
                                    && mask.getOrFalse(i, j - 1, k)
                                    && mask.getOrFalse(i, j + 1, k)
                                    && mask.getOrFalse(i, j, k - 1)
                                    && mask.getOrFalse(i, j, k + 1))) {
                        border.set(i, j, k);
                    }
                }
            }
        }
        return border;
    }
}
