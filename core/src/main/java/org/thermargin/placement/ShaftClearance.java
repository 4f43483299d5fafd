package org.thermargin.placement;

import java.util.Arrays;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;

/**
 * Distance between a straight shaft and the voxel bodies of a mask, surface to surface. Exact for the voxel bodies: along
 * the segment the squared distance to a box is convex and quadratic between the planes of its faces, so its minimum is
 * found piece by piece. Cost: one point-to-segment distance per block of voxels, and per voxel of those near enough.
 */
final class ShaftClearance {
    private final double[] start = new double[3]; // mm along the axes of the grid, from the centre of voxel 0
    private final double[] step = new double[3];
    private final double[] half = new double[3];
    private final double squaredLength;
    private final double reach; // from the centre of a voxel to its corners, mm

    private ShaftClearance(VoxelGrid grid, Point3 from, Point3 to) {
        double[] spacing = {grid.dxMm(), grid.dyMm(), grid.dzMm()};
        double[] a = {
            grid.indexI(from.x(), from.y(), from.z()),
            grid.indexJ(from.x(), from.y(), from.z()),
            grid.indexK(from.x(), from.y(), from.z())
        };
        double[] b = {
            grid.indexI(to.x(), to.y(), to.z()),
            grid.indexJ(to.x(), to.y(), to.z()),
            grid.indexK(to.x(), to.y(), to.z())
        };
        double sum = 0;
        for (int axis = 0; axis < 3; axis++) {
            start[axis] = a[axis] * spacing[axis];
            step[axis] = (b[axis] - a[axis]) * spacing[axis];
            half[axis] = spacing[axis] / 2;
            sum += step[axis] * step[axis];
        }
        squaredLength = sum;
        reach = grid.voxelDiagonalMm() / 2;
    }

    /**
     * Smallest distance, mm, from the shaft (segment with radius, mm) to the mask; 0 where they meet, infinite for an
     * empty mask.
     */
    static double mm(BinaryMask mask, Point3 from, Point3 to, double radiusMm) {
        return mm(ObstacleBlocks.of(mask), from, to, radiusMm);
    }

    /** The same for a mask that is asked more than once. */
    static double mm(ObstacleBlocks mask, Point3 from, Point3 to, double radiusMm) {
        ShaftClearance shaft = new ShaftClearance(mask.grid(), from, to);
        double best = Double.POSITIVE_INFINITY;
        int nearest = shaft.nearestBlock(mask);
        if (nearest >= 0) {
            best = shaft.leastMm(mask, nearest, best);
        }
        double[] centre = new double[3];
        for (int block = 0; block < mask.count() && best > 0; block++) {
            double limit = best + shaft.reach + mask.ball(block, centre);
            if (shaft.squaredToCentre(centre) < limit * limit) {
                best = shaft.leastMm(mask, block, best);
            }
        }
        return Math.max(0, best - radiusMm);
    }

    private int nearestBlock(ObstacleBlocks mask) {
        double[] centre = new double[3];
        double least = Double.POSITIVE_INFINITY;
        int nearest = -1;
        for (int block = 0; block < mask.count(); block++) {
            double bound = -mask.ball(block, centre) + Math.sqrt(squaredToCentre(centre));
            if (bound < least) {
                least = bound;
                nearest = block;
            }
        }
        return nearest;
    }

    /** The smaller of the best so far and the least distance to a voxel body of the block. */
    private double leastMm(ObstacleBlocks mask, int block, double bestMm) {
        double[] best = {bestMm};
        mask.visit(block, new double[3], centre -> {
            double limit = best[0] + reach;
            if (squaredToCentre(centre) < limit * limit) {
                best[0] = Math.min(best[0], toVoxelMm(centre));
            }
        });
        return best[0];
    }

    private double squaredToCentre(double[] c) {
        double along = 0;
        for (int a = 0; a < 3; a++) {
            along += (c[a] - start[a]) * step[a];
        }
        double t = squaredLength == 0 ? 0 : Math.max(0, Math.min(1, along / squaredLength));
        double sum = 0;
        for (int a = 0; a < 3; a++) {
            double d = c[a] - start[a] - t * step[a];
            sum += d * d;
        }
        return sum;
    }

    private double toVoxelMm(double[] c) {
        double[] cuts = new double[8];
        int count = 0;
        cuts[count++] = 0;
        cuts[count++] = 1;
        for (int a = 0; a < 3; a++) {
            for (int side = -1; side <= 1; side += 2) {
                double t = step[a] == 0 ? -1 : (c[a] + side * half[a] - start[a]) / step[a];
                if (t > 0 && t < 1) {
                    cuts[count++] = t;
                }
            }
        }
        Arrays.sort(cuts, 0, count);
        double best = Double.POSITIVE_INFINITY;
        for (int n = 0; n + 1 < count; n++) {
            best = Math.min(best, lowest(c, cuts[n], cuts[n + 1]));
        }
        return Math.sqrt(best);
    }

    /** Smallest squared distance for t between two cuts, where each axis stays below, within or above the box. */
    private double lowest(double[] c, double low, double high) {
        double middle = (low + high) / 2;
        double quadratic = 0;
        double linear = 0;
        for (int a = 0; a < 3; a++) {
            double offset = start[a] + middle * step[a] - c[a];
            if (Math.abs(offset) > half[a]) {
                double gap = start[a] - c[a] - (offset > 0 ? half[a] : -half[a]);
                quadratic += step[a] * step[a];
                linear += gap * step[a];
            }
        }
        double t = quadratic == 0 ? middle : Math.max(low, Math.min(high, -linear / quadratic));
        double sum = 0;
        for (int a = 0; a < 3; a++) {
            double gap = Math.max(0, Math.abs(start[a] + t * step[a] - c[a]) - half[a]);
            sum += gap * gap;
        }
        return sum;
    }
}
