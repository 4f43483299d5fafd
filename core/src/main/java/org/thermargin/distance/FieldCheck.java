package org.thermargin.distance;

import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;
import org.thermargin.grid.VoxelGrid;

/**
 * Checks 64 voxels of every distance field by brute force before it is given out: in the box of the features, no row
 * within the distance found may hold a nearer feature, and one must hold a feature at that distance. The voxels are drawn
 * with a fixed seed, so that the same field is checked in the same places on every machine.
 */
final class FieldCheck {
    private static final int VOXELS = 64;
    private static final long SEED = 20_240_601;
    /** Floats carry at most three roundings of a square, doubles far less. */
    private static final double FLOAT = 4 * 0x1p-24;

    private static final double DOUBLE = 1e-12;
    private static final int ROWS_OF_ONE_THREAD = 10_000;

    private final VoxelGrid grid;
    private final long[] words;
    private final int perRow;
    private final boolean inverted; // features are the unset voxels
    private final IndexBox box;

    private FieldCheck(BinaryMask mask, boolean inverted) {
        this.grid = mask.grid();
        this.words = mask.packed();
        this.perRow = mask.wordsPerRow();
        this.inverted = inverted;
        this.box = inverted ? grid.box() : mask.boundingBox().orElse(grid.box());
    }

    /** Squared distance at a voxel, mm2. */
    private interface Found {
        double squaredMm2(int voxel);
    }

    /** Throws unless the squares are those of the distances to the set voxels. */
    static void squared(BinaryMask features, float[] found, int threads) {
        new FieldCheck(features, false).every(v -> found[v], FLOAT, Double.POSITIVE_INFINITY, threads);
    }

    /** The same where nothing is said beyond a radius. */
    static void squaredWithin(BinaryMask features, double radiusMm, float[] found, int threads) {
        new FieldCheck(features, false).every(v -> found[v], FLOAT, radiusMm * radiusMm, threads);
    }

    /** The same in double. */
    static void squared(BinaryMask features, double[] found, int threads) {
        new FieldCheck(features, false).every(v -> found[v], DOUBLE, Double.POSITIVE_INFINITY, threads);
    }

    /** Throws unless the values are plus the distance to the nearest voxel outside, or minus that to one inside. */
    static void signed(BinaryMask region, float[] found, int threads) {
        FieldCheck toInside = new FieldCheck(region, false);
        FieldCheck toOutside = new FieldCheck(region, true);
        toOutside.every(threads, v -> {
            FieldCheck side = toInside.isFeature(v) ? toOutside : toInside;
            if (found[v] > 0 != toInside.isFeature(v)) {
                throw side.failure(v, found[v], Double.NaN);
            }
            side.one(v, (double) found[v] * found[v], 2 * FLOAT, Double.POSITIVE_INFINITY);
        });
    }

    /** Throws unless the indices are those of nearest set voxels. */
    static void nearest(BinaryMask features, int[] found, int threads) {
        FieldCheck check = new FieldCheck(features, false);
        check.every(v -> check.squared(v, found[v]), DOUBLE, Double.POSITIVE_INFINITY, threads);
    }

    private boolean isFeature(int v) {
        int i = v % grid.nx();
        boolean set = ((words[v / grid.nx() * perRow + (i >> 6)] >>> (i & 63)) & 1) != 0;
        return set != inverted;
    }

    /** Squared distance of two voxels; +infinity where the second is none, NaN where it is no feature. */
    private double squared(int v, int feature) {
        if (feature < 0) {
            return Double.POSITIVE_INFINITY;
        }
        int rowV = v / grid.nx();
        int rowF = feature / grid.nx();
        return isFeature(feature)
                ? square(v % grid.nx() - feature % grid.nx(), grid.dxMm())
                        + square(rowV % grid.ny() - rowF % grid.ny(), grid.dyMm())
                        + square(rowV / grid.ny() - rowF / grid.ny(), grid.dzMm())
                : Double.NaN;
    }

    private void every(Found found, double relative, double limit, int threads) {
        every(threads, v -> one(v, found.squaredMm2(v), relative, limit));
    }

    /** Every voxel drawn; of several that fail the first is thrown. More than one thread only where their start pays. */
    private void every(int threads, IntConsumer voxel) {
        SplittableRandom random = new SplittableRandom(SEED);
        int[] voxels = random.ints(VOXELS, 0, grid.voxelCount()).toArray();
        DistanceFieldException[] failures = new DistanceFieldException[VOXELS];
        boolean small = (box.jHigh() - box.jLow()) * (box.kHigh() - box.kLow()) < ROWS_OF_ONE_THREAD;
        Workers.run(VOXELS, small ? 1 : threads, () -> n -> {
            try {
                voxel.accept(voxels[n]);
            } catch (DistanceFieldException e) {
                failures[n] = e;
            }
        });
        for (DistanceFieldException failure : failures) {
            if (failure != null) {
                throw failure;
            }
        }
    }

    private void one(int v, double found, double relative, double limit) {
        double within = Math.min(found, limit) * (1 + relative);
        double least = least(v, within);
        boolean right;
        if (found > limit) {
            right = least >= limit * (1 - relative);
        } else if (found == Double.POSITIVE_INFINITY) {
            right = least == found;
        } else {
            right = Math.abs(least - found) <= relative * found;
        }
        if (!right) {
            throw failure(v, found, least);
        }
    }

    private DistanceFieldException failure(int v, double found, double least) {
        int row = v / grid.nx();
        return new DistanceFieldException(String.format(
                Locale.ROOT,
                "distance field at voxel (%d, %d, %d) holds %.9g, by brute force the square is %.9g mm2",
                v % grid.nx(),
                row % grid.ny(),
                row / grid.ny(),
                found,
                least));
    }

    private static double square(int steps, double spacingMm) {
        double distance = steps * spacingMm;
        return distance * distance;
    }

    /** Least squared distance to a feature of the rows that come within the square; +infinity without any. */
    private double least(int v, double within) {
        int i = v % grid.nx();
        int j = v / grid.nx() % grid.ny();
        int k = v / grid.nx() / grid.ny();
        double least = Double.POSITIVE_INFINITY;
        int across = steps(within, grid.dzMm(), grid.nz());
        for (int c = Math.max(box.kLow(), k - across); c < Math.min(box.kHigh(), k + across + 1); c++) {
            double z = square(c - k, grid.dzMm());
            int along = steps(within - z, grid.dyMm(), grid.ny());
            for (int b = Math.max(box.jLow(), j - along); b < Math.min(box.jHigh(), j + along + 1); b++) {
                double yz = z + square(b - j, grid.dyMm());
                if (yz <= within && yz < least) {
                    int reach = steps(within - yz, grid.dxMm(), grid.nx());
                    int steps = stepsAlongRow(i, reach, (b + grid.ny() * c) * perRow);
                    if (steps >= 0) {
                        least = Math.min(least, yz + square(steps, grid.dxMm()));
                    }
                }
            }
        }
        return least;
    }

    /** Steps of an axis that the root of the square holds, one more for rounding; none where it is negative. */
    private static int steps(double squareMm2, double spacingMm, int n) {
        return squareMm2 >= 0 ? (int) Math.min(n, Math.sqrt(squareMm2) / spacingMm + 1) : 0;
    }

    /**
     * Voxels from i to the nearest feature of the row that starts at the word; -1 where it has none. Words that hold nothing
     * within reach are not read.
     */
    private int stepsAlongRow(int i, int reach, int start) {
        int after = -1;
        int last = Math.min(perRow - 1, (i + reach) >> 6);
        for (int w = i >> 6; w <= last && after < 0; w++) {
            long bits = word(start, w) & (w == i >> 6 ? -1L << (i & 63) : -1L);
            after = bits == 0 ? -1 : (w << 6) + Long.numberOfTrailingZeros(bits) - i;
        }
        int before = -1;
        int first = Math.max(0, i - reach) >> 6;
        for (int w = i >> 6; w >= first && before < 0; w--) {
            long bits = word(start, w) & (w == i >> 6 ? -1L >>> (63 - (i & 63)) : -1L);
            before = bits == 0 ? -1 : i - (w << 6) - 63 + Long.numberOfLeadingZeros(bits);
        }
        return after < 0 ? before : before < 0 ? after : Math.min(after, before);
    }

    private long word(int start, int w) {
        long bits = words[start + w];
        if (!inverted) {
            return bits;
        }
        long row = w == perRow - 1 && (grid.nx() & 63) != 0 ? (1L << (grid.nx() & 63)) - 1 : -1L;
        return ~bits & row;
    }
}
