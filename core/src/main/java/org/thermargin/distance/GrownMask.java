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
        long[][] joined = ball.joined(threads);
        BinaryMask result = new BinaryMask(mask.grid());
        long[] words = result.words();
        Workers.run(mask.grid().nz(), threads, () -> k -> ball.slice(joined, k, words));
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

    /** For every distance along z up to the farthest, what a slice gives to the slices so far away. */
    private long[][] joined(int threads) {
        int slice = perRow * grid.ny();
        long[][] joined = new long[reachZ + 1][slice * grid.nz()];
        Workers.run(grid.nz(), threads, () -> {
            long[][] widened = new long[widest + 1][slice];
            return k -> {
                System.arraycopy(mask.packed(), slice * k, widened[0], 0, slice);
                if (isEmpty(widened[0])) {
                    return;
                }
                for (int half = 1; half <= widest; half++) {
                    widen(widened[half - 1], widened[half]);
                }
                for (int dz = 0; dz <= reachZ; dz++) {
                    for (int dy = -reachY; dy <= reachY; dy++) {
                        int half = halfWidth[Math.abs(dy) + (reachY + 1) * dz];
                        if (half >= 0) {
                            join(widened[half], dy * perRow, joined[dz], slice * k, slice);
                        }
                    }
                }
            };
        });
        return joined;
    }

    private static boolean isEmpty(long[] words) {
        for (long word : words) {
            if (word != 0) {
                return false;
            }
        }
        return true;
    }

    /** Widens rows along x by a voxel on either side. */
    private void widen(long[] from, long[] to) {
        long last = (grid.nx() & 63) == 0 ? -1L : (1L << (grid.nx() & 63)) - 1;
        for (int start = 0; start < from.length; start += perRow) {
            for (int w = 0; w < perRow; w++) {
                long word = from[start + w];
                long before = w > 0 ? from[start + w - 1] >>> 63 : 0;
                long after = w < perRow - 1 ? from[start + w + 1] << 63 : 0;
                to[start + w] = word | word << 1 | before | word >>> 1 | after;
            }
            to[start + perRow - 1] &= last;
        }
    }

    /** Joins the words of a slice, each the shift ahead of its place, into the slice that begins at the place. */
    private static void join(long[] from, int shift, long[] to, int place, int slice) {
        int end = Math.min(slice, slice - shift);
        for (int w = Math.max(0, -shift); w < end; w++) {
            to[place + w] |= from[w + shift];
        }
    }

    /** Joins what all slices that the ball reaches give to one. */
    private void slice(long[][] joined, int k, long[] out) {
        int slice = perRow * grid.ny();
        for (int dz = -Math.min(reachZ, k); dz <= Math.min(reachZ, grid.nz() - 1 - k); dz++) {
            long[] from = joined[Math.abs(dz)];
            int shift = slice * dz;
            for (int w = slice * k; w < slice * (k + 1); w++) {
                out[w] |= from[w + shift];
            }
        }
    }
}
