package org.thermargin.distance;

import java.util.Arrays;
import java.util.Optional;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;
import org.thermargin.grid.ScalarVolume;
import org.thermargin.grid.VoxelGrid;

/**
 * Signed distance between voxel centres on both sides of a region: inside, plus the distance to the nearest centre
 * outside; outside, minus the distance to the nearest centre inside. No value is 0: two face neighbours across the
 * border have plus and minus one spacing. Nothing beyond the grid counts as outside.
 */
public final class SignedDistance {
    private SignedDistance() {}

    /**
     * The signed distance, mm, on the region's grid; relative error at most 2e-7. An empty region is -infinity
     * everywhere, a full one +infinity. The same bits for every number of threads.
     */
    public static ScalarVolume of(BinaryMask region, int threads) {
        Workers.check(threads);
        VoxelGrid grid = region.grid();
        float[] values = new float[grid.voxelCount()];
        Optional<IndexBox> bounds = region.boundingBox();
        if (bounds.isEmpty()) {
            Arrays.fill(values, Float.NEGATIVE_INFINITY);
            return new ScalarVolume(grid, values);
        }
        DistanceKernel.volume(region, threads, values);
        // Clamping an outside centre into the grown box brings it nearer and keeps it outside, so that the box
        // suffices.
        IndexBox box = bounds.get().grown(1, 1, 1).clippedTo(grid);
        BinaryMask outside = region.cropped(box).not();
        float[] depths = new float[outside.grid().voxelCount()];
        DistanceKernel.volume(outside, threads, depths);
        Workers.run(
                grid.nz(), threads, () -> k -> negateRoots(values, k * grid.nx() * grid.ny(), grid.nx() * grid.ny()));
        Workers.run(box.nz(), threads, () -> k -> insertRoots(region, box, box.kLow() + k, depths, values));
        return new ScalarVolume(grid, values);
    }

    private static void negateRoots(float[] values, int from, int count) {
        for (int v = from; v < from + count; v++) {
            values[v] = -(float) Math.sqrt(values[v]);
        }
    }

    private static void insertRoots(BinaryMask region, IndexBox box, int k, float[] depths, float[] values) {
        VoxelGrid grid = region.grid();
        for (int j = box.jLow(); j < box.jHigh(); j++) {
            int from = box.nx() * (j - box.jLow() + box.ny() * (k - box.kLow())) - box.iLow();
            int to = grid.linearIndex(0, j, k);
            for (int i = box.iLow(); i < box.iHigh(); i++) {
                if (region.get(i, j, k)) {
                    values[to + i] = (float) Math.sqrt(depths[from + i]);
                }
            }
        }
    }
}
