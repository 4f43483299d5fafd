package org.thermargin.distance;

import java.util.Optional;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;
import org.thermargin.grid.ScalarVolume;
import org.thermargin.grid.VoxelGrid;

/**
 * Exact Euclidean distance from every voxel centre to the nearest set voxel centre (the nearest <em>feature</em>) of a
 * mask, along the true, possibly unequal, spacing. Distances run from centre to centre: a set voxel has distance 0,
 * and its face neighbour one spacing. Nothing beyond the grid counts as a feature: where no voxel is set the distance
 * is +infinity everywhere.
 *
 * <p>Time and memory grow with the number of voxels only, not with distances. Which to use: {@link #squaredVolumeMm2}
 * for whole images, {@link #squaredWithinMm2} where only a band around a small structure matters (it touches nothing
 * else), {@link #squaredMm2} where rounding to float is too coarse, {@link #nearestFeature} where the place is wanted.
 *
 * <p>Results have the same bits for every number of threads. A result larger than the memory of the virtual machine is
 * refused before it is allocated ({@link IllegalArgumentException}); beside it each thread has some hundred kilobytes.
 *
 * <p>Every field is checked at 64 voxels by brute force before it is given out; one that fails is a {@link
 * DistanceFieldException}, never a result.
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
        double[] result = VolumeMemory.doubles(grid);
        Workers.run(nz, threads, () -> {
            ReferenceDistanceKernel.Scratch scratch = new ReferenceDistanceKernel.Scratch(ny);
            return k -> {
                ReferenceDistanceKernel.rows(
                        features.packed(), features.wordsPerRow(), ny * k, ny, nx, grid.dxMm(), result);
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
        FieldCheck.squared(features, result, threads);
        return result;
    }

    /**
     * Squared distances in float, mm2, on the mask's grid; relative error at most 2e-7, exact where the sums of squares
     * fit a float. +infinity everywhere for an empty mask.
     */
    public static ScalarVolume squaredVolumeMm2(BinaryMask features, int threads) {
        return squaredVolumeMm2(features, threads, EnvelopeKernels.fastest());
    }

    /** By that kernel, so that the check of fields can be seen to catch a wrong one. */
    static ScalarVolume squaredVolumeMm2(BinaryMask features, int threads, EnvelopeKernel kernel) {
        Workers.check(threads);
        float[] values = VolumeMemory.floats(features.grid());
        DistanceKernel.squared(features, threads, kernel, values);
        FieldCheck.squared(features, values, threads);
        return new ScalarVolume(features.grid(), values);
    }

    /**
     * Squared distances in float up to a radius, mm2: the same values as {@link #squaredVolumeMm2} where the distance is
     * at most the radius and +infinity elsewhere, on the part of the grid that can be within the radius (the box of the
     * set voxels grown by it and clipped to the grid). Empty for an empty mask.
     *
     * @param radiusMm at least 0, may be +infinity
     */
    public static Optional<ScalarVolume> squaredWithinMm2(BinaryMask features, double radiusMm, int threads) {
        return squaredWithinMm2(features, radiusMm, threads, EnvelopeKernels.fastest());
    }

    static Optional<ScalarVolume> squaredWithinMm2(
            BinaryMask features, double radiusMm, int threads, EnvelopeKernel kernel) {
        Workers.check(threads);
        if (!(radiusMm >= 0)) {
            throw new IllegalArgumentException("radius must be at least 0 mm, was " + radiusMm);
        }
        VoxelGrid grid = features.grid();
        Optional<IndexBox> bounds = features.boundingBox();
        if (bounds.isEmpty()) {
            return Optional.empty();
        }
        IndexBox box = bounds.get()
                .grown(
                        voxelsWithin(radiusMm, grid.dxMm(), grid.nx()),
                        voxelsWithin(radiusMm, grid.dyMm(), grid.ny()),
                        voxelsWithin(radiusMm, grid.dzMm(), grid.nz()))
                .clippedTo(grid);
        BinaryMask near = features.cropped(box);
        float[] values = VolumeMemory.floats(near.grid());
        DistanceKernel.squared(near, threads, kernel, values);
        DistanceKernel.discardAbove((float) (radiusMm * radiusMm), values);
        FieldCheck.squaredWithin(near, radiusMm, values, threads);
        return Optional.of(new ScalarVolume(near.grid(), values));
    }

    /**
     * For every voxel the linear index of the nearest set voxel, or -1 everywhere for an empty mask. Of equally near
     * ones (as far as double arithmetic tells) the lowest index, so that the answer never depends on threads.
     */
    public static int[] nearestFeature(BinaryMask features, int threads) {
        Workers.check(threads);
        int[] nearest = VolumeMemory.ints(features.grid());
        NearestFeatureKernel.volume(features, threads, nearest);
        FieldCheck.nearest(features, nearest, threads);
        return nearest;
    }

    /** Voxels of an axis that a radius can reach, never fewer; at most the axis itself. */
    private static int voxelsWithin(double radiusMm, double spacingMm, int n) {
        return (int) Math.min(n, Math.floor(radiusMm / spacingMm) + 1);
    }
}
