package org.thermargin.distance;

import java.util.Arrays;
import java.util.Random;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;

/** Distances by trying every pair, and random small masks to try them on. */
final class BruteForce {
    private BruteForce() {}

    /** Squared distance of every voxel centre to the nearest set one; +infinity where none is set. */
    static double[] squaredMm2(BinaryMask mask) {
        VoxelGrid grid = mask.grid();
        double[] result = new double[grid.voxelCount()];
        Arrays.fill(result, Double.POSITIVE_INFINITY);
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    if (mask.get(i, j, k)) {
                        lower(result, grid, i, j, k);
                    }
                }
            }
        }
        return result;
    }

    private static void lower(double[] result, VoxelGrid grid, int i, int j, int k) {
        int v = 0;
        for (int c = 0; c < grid.nz(); c++) {
            double z = (c - k) * grid.dzMm();
            for (int b = 0; b < grid.ny(); b++) {
                double y = (b - j) * grid.dyMm();
                for (int a = 0; a < grid.nx(); a++, v++) {
                    double x = (a - i) * grid.dxMm();
                    result[v] = Math.min(result[v], x * x + y * y + z * z);
                }
            }
        }
    }

    /** A grid of 1 to 12 voxels per axis, often 1 thick, spacing 0.2 to 10 mm with a ratio of at most 25. */
    static VoxelGrid grid(Random random) {
        double least = 0.2 + 0.2 * random.nextDouble();
        return VoxelGrid.axisAligned(
                size(random, 12),
                size(random, 12),
                size(random, 12),
                least * Math.pow(25, random.nextDouble()),
                least * Math.pow(25, random.nextDouble()),
                least * Math.pow(25, random.nextDouble()),
                new Point3(1, 2, 3));
    }

    /** 1 to most, 1 in one of five. */
    static int size(Random random, int most) {
        return random.nextInt(5) == 0 ? 1 : 1 + random.nextInt(most);
    }

    /** Random voxels with a density between very sparse and half; sometimes full, sometimes with a single voxel. */
    static BinaryMask mask(VoxelGrid grid, Random random) {
        BinaryMask mask = new BinaryMask(grid);
        int kind = random.nextInt(8);
        double density = kind == 0 ? 2 : kind == 1 ? -1 : 0.5 * Math.pow(random.nextDouble(), 3);
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    if (random.nextDouble() < density) {
                        mask.set(i, j, k);
                    }
                }
            }
        }
        if (mask.isEmpty()) {
            mask.set(random.nextInt(grid.nx()), random.nextInt(grid.ny()), random.nextInt(grid.nz()));
        }
        return mask;
    }
}
