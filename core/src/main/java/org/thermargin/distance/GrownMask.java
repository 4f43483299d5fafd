package org.thermargin.distance;

import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;

/**
 * A mask grown by a ball: the voxels whose centre lies at most a radius from the centre of a set voxel. The same voxels as
 * by {@link DistanceTransform#squaredVolumeMm2}, whose roundings it shares, but by shifts of packed rows, many voxels at
 * a time: for radii of a few voxels several times faster, and no distances are stored.
 */
public final class GrownMask {
    private final BinaryMask mask;
    private final VoxelGrid grid;
    private final int perRow;
    private final int reachY;
    private final int reachZ;
    private final int[] halfWidth; // of the ball's row at (dy, dz), or -1
    private final int widest;

    private GrownMask(BinaryMask mask, double radiusMm) {
        this.mask = mask;
        this.grid = mask.grid();
        this.perRow = mask.wordsPerRow();
        float limit = (float) (radiusMm * radiusMm);
        this.reachY = reach(grid.ny(), grid.dyMm(), limit);
        this.reachZ = reach(grid.nz(), grid.dzMm(), limit);
        this.halfWidth = new int[(reachY + 1) * (reachZ + 1)];
        int most = 0;
        for (int dz = 0; dz <= reachZ; dz++) {
            for (int dy = 0; dy <= reachY; dy++) {
                int half = -1;
                while (half + 1 < grid.nx()
                        && square(half + 1, grid.dxMm()) + square(dy, grid.dyMm()) + square(dz, grid.dzMm()) <= limit) {
                    half++;
                }
                halfWidth[dy + (reachY + 1) * dz] = half;
                most = Math.max(most, half);
            }
        }
        this.widest = most;
    }

    /**
     * The grown mask, on the same grid.
     *
     * @param radiusMm at least 0
     */
    public static BinaryMask of(BinaryMask mask, double radiusMm, int threads) {
        Workers.check(threads);
        if (!(radiusMm >= 0)) {
            throw new IllegalArgumentException("radius must be at least 0 mm, was " + radiusMm);
        }
        GrownMask ball = new GrownMask(mask, radiusMm);
        long[][] widened = ball.widened(threads);
        BinaryMask result = new BinaryMask(mask.grid());
        Workers.run(mask.grid().nz(), threads, () -> k -> ball.slice(widened, k, result.words()));
        return result;
    }

    private static float square(int steps, double spacingMm) {
        double distance = steps * spacingMm;
        return (float) (distance * distance);
    }

    private static int reach(int n, double spacingMm, float limit) {
        int steps = 0;
        while (steps + 1 < n && square(steps + 1, spacingMm) <= limit) {
            steps++;
        }
        return steps;
    }

    /** The mask widened along x by every half-width up to the widest. */
    private long[][] widened(int threads) {
        long[][] rows = new long[widest + 1][];
        rows[0] = mask.packed();
        long last = (grid.nx() & 63) == 0 ? -1L : (1L << (grid.nx() & 63)) - 1;
        for (int half = 1; half <= widest; half++) {
            long[] from = rows[half - 1];
            long[] to = new long[from.length];
            Workers.run(grid.nz(), threads, () -> k -> {
                for (int row = grid.ny() * k; row < grid.ny() * (k + 1); row++) {
                    int start = row * perRow;
                    for (int w = 0; w < perRow; w++) {
                        long word = from[start + w];
                        long before = w > 0 ? from[start + w - 1] >>> 63 : 0;
                        long after = w < perRow - 1 ? from[start + w + 1] << 63 : 0;
                        to[start + w] = word | word << 1 | before | word >>> 1 | after;
                    }
                    to[start + perRow - 1] &= last;
                }
            });
            rows[half] = to;
        }
        return rows;
    }

    /** Joins the widened rows that the ball reaches from every row of a slice. */
    private void slice(long[][] widened, int k, long[] out) {
        for (int dz = -Math.min(reachZ, k); dz <= Math.min(reachZ, grid.nz() - 1 - k); dz++) {
            for (int dy = -reachY; dy <= reachY; dy++) {
                int half = halfWidth[Math.abs(dy) + (reachY + 1) * Math.abs(dz)];
                if (half < 0) {
                    continue;
                }
                long[] from = widened[half];
                int first = Math.max(0, -dy);
                int end = Math.min(grid.ny(), grid.ny() - dy);
                int shift = (dy + grid.ny() * dz) * perRow;
                int to = (end + grid.ny() * k) * perRow;
                for (int w = (first + grid.ny() * k) * perRow; w < to; w++) {
                    out[w] |= from[w + shift];
                }
            }
        }
    }
}
