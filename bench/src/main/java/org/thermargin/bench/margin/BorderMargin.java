package org.thermargin.bench.margin;

import org.thermargin.distance.DistanceTransform;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;
import org.thermargin.grid.VoxelGrid;

/**
 * The published voxel-border recipe on the box of both structures: border is the mask minus its 6-connected erosion,
 * distances run from each lesion border centre to the nearest zone border centre, negative outside the zone. A rival
 * to time against; its value is up to a voxel too small.
 */
final class BorderMargin {
    private BorderMargin() {}

    /** The smallest signed border distance, mm; neither mask is empty, both on one grid. */
    static double minimumMm(BinaryMask lesion, BinaryMask zone, int threads) {
        IndexBox box = lesion.boundingBox()
                .orElseThrow()
                .union(zone.boundingBox().orElseThrow())
                .grown(1, 1, 1)
                .clippedTo(zone.grid());
        BinaryMask inside = zone.cropped(box);
        BinaryMask lesionBorder = border(lesion.cropped(box));
        float[] squared =
                DistanceTransform.squaredVolumeMm2(border(inside), threads).values();
        VoxelGrid grid = inside.grid();
        double smallest = Double.POSITIVE_INFINITY;
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    if (lesionBorder.get(i, j, k)) {
                        double distance = Math.sqrt(squared[grid.linearIndex(i, j, k)]);
                        smallest = Math.min(smallest, inside.get(i, j, k) ? distance : -distance);
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
                    boolean eroded = mask.getOrFalse(i - 1, j, k)
                            && mask.getOrFalse(i + 1, j, k)
                            && mask.getOrFalse(i, j - 1, k)
                            && mask.getOrFalse(i, j + 1, k)
                            && mask.getOrFalse(i, j, k - 1)
                            && mask.getOrFalse(i, j, k + 1);
                    if (mask.get(i, j, k) && !eroded) {
                        border.set(i, j, k);
                    }
                }
            }
        }
        return border;
    }
}
