package org.thermargin.distance;

import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;

/**
 * Exact Euclidean distance from every voxel centre to the nearest set voxel centre (the nearest <em>feature</em>) of a
 * mask, along the true, possibly unequal, spacing. Distances run from centre to centre: a set voxel has distance 0,
 * and its face neighbour one spacing. Nothing beyond the grid counts as a feature: where no voxel is set the distance
 * is +infinity everywhere.
 *
 * <p>Results have the same bits for every number of threads.
 */
public final class DistanceTransform {
    private DistanceTransform() {}

    /**
     * Squared distances in double, mm2, one per voxel in the grid's linear order; relative error below 1e-12, exact
     * where spacings squared and their sums are. +infinity everywhere for an empty mask. Eight bytes per voxel and
     * plain code: for crops and as oracle.
     */
    public static double[] squaredMm2(BinaryMask features, int threads) {
        Workers.check(threads);
        VoxelGrid grid = features.grid();
        int nx = grid.nx();
        int ny = grid.ny();
        int nz = grid.nz();
        double[] result = new double[grid.voxelCount()];
        Workers.run(nz, threads, () -> {
            ReferenceDistanceKernel.Scratch scratch = new ReferenceDistanceKernel.Scratch(ny);
            return k -> {
                ReferenceDistanceKernel.rows(
                        features.words(), features.wordsPerRow(), ny * k, ny, nx, grid.dxMm(), result);
                for (int i = 0; i < nx; i++) {
                    ReferenceDistanceKernel.line(result, nx * ny * k + i, nx, ny, grid.dyMm(), scratch);
                }
            };
        });
        Workers.run(ny, threads, () -> {
            ReferenceDistanceKernel.Scratch scratch = new ReferenceDistanceKernel.Scratch(nz);
            return j -> {
                for (int i = 0; i < nx; i++) {
                    ReferenceDistanceKernel.line(result, nx * j + i, nx * ny, nz, grid.dzMm(), scratch);
                }
            };
        });
        return result;
    }
}
