package org.thermargin.distance;

import java.util.Arrays;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;

/**
 * Exact distance transforms of a bit-packed mask into floats: x from runs of bits ({@link RowKernel}), then lower
 * envelopes of parabolas along y and along z ({@link EnvelopeKernel}). x and y are done slice by slice while the slice
 * is in cache, z in tiles of neighbouring lines, so that the volume is written once, then read and written once. At most three
 * roundings lead to a squared distance, so that its relative error is at most 3 * 2^-24.
 *
 * <p>A row (fixed j, k) with a set bit is finite everywhere and one without is +infinity everywhere, likewise after y
 * for whole slices, so that those before the first and after the last occupied one never enter the arithmetic.
 */
final class DistanceKernel {
    private DistanceKernel() {}

    /** Squared distances to the nearest set voxel; {@code volume} is written. +infinity for an empty mask. */
    static void squared(BinaryMask mask, int threads, EnvelopeKernel kernel, float[] volume) {
        VoxelGrid grid = mask.grid();
        Axis x = new Axis(grid.nx(), grid.dxMm());
        Axis y = new Axis(grid.ny(), grid.dyMm());
        Axis z = new Axis(grid.nz(), grid.dzMm());
        int[] states = new int[z.n];
        Workers.run(z.n, threads, () -> {
            EnvelopeKernel.Worker worker = kernel.worker(y.n);
            Rows rows = new Rows();
            return k -> states[k] = slice(mask, k, x, y, rows, worker, volume);
        });
        Rows slices = rowsBut(RowKernel.EMPTY, states);
        if (slices.count == 0 || z.n == 1) {
            return;
        }
        Workers.run(y.n, threads, () -> {
            EnvelopeKernel.Worker worker = kernel.worker(z.n);
            return j -> {
                for (int i = 0; i < x.n; i += worker.tile()) {
                    int width = Math.min(worker.tile(), x.n - i);
                    worker.squared(volume, x.n * j + i, width, x.n * y.n, slices, z);
                }
            };
        });
    }

    /**
     * Signed distances, mm: inside plus the distance to the nearest centre outside, outside minus the distance to the
     * nearest centre inside; {@code volume} is written. Both sides are carried in the one volume: of the two squared
     * distances of a voxel one is 0, and its sign says which. -infinity for an empty mask, +infinity for a full one.
     */
    static void signed(BinaryMask mask, int threads, EnvelopeKernel kernel, float[] volume) {
        VoxelGrid grid = mask.grid();
        Axis x = new Axis(grid.nx(), grid.dxMm());
        Axis y = new Axis(grid.ny(), grid.dyMm());
        Axis z = new Axis(grid.nz(), grid.dzMm());
        int[] states = new int[z.n];
        Workers.run(z.n, threads, () -> {
            EnvelopeKernel.Worker worker = kernel.worker(y.n);
            Rows outer = new Rows();
            Rows inner = new Rows();
            return k -> states[k] = signedSlice(mask, k, x, y, outer, inner, worker, volume);
        });
        Rows outer = rowsBut(RowKernel.EMPTY, states);
        Rows inner = rowsBut(RowKernel.FULL, states);
        if (outer.count == 0 || inner.count == 0) {
            Arrays.fill(volume, outer.count == 0 ? Float.NEGATIVE_INFINITY : Float.POSITIVE_INFINITY);
            return;
        }
        Workers.run(y.n, threads, () -> {
            EnvelopeKernel.Worker worker = kernel.worker(z.n);
            return j -> {
                for (int i = 0; i < x.n; i += worker.tile()) {
                    int width = Math.min(worker.tile(), x.n - i);
                    worker.signed(volume, x.n * j + i, width, x.n * y.n, outer, inner, z, true);
                }
            };
        });
    }

    /** Replaces every value above the limit by +infinity. */
    static void discardAbove(float limit, float[] values) {
        for (int v = 0; v < values.length; v++) {
            values[v] = values[v] > limit ? Float.POSITIVE_INFINITY : values[v];
        }
    }

    /** x and y passes of slice k; +infinity where it has no feature. */
    private static int slice(
            BinaryMask mask, int k, Axis x, Axis y, Rows rows, EnvelopeKernel.Worker worker, float[] volume) {
        int wordsPerRow = mask.wordsPerRow();
        rows.clear();
        for (int j = 0; j < y.n; j++) {
            int word = (j + y.n * k) * wordsPerRow;
            int start = x.n * (j + y.n * k);
            if (RowKernel.squared(mask.packed(), word, word + wordsPerRow, x, volume, start) == RowKernel.EMPTY) {
                Arrays.fill(volume, start, start + x.n, Float.POSITIVE_INFINITY);
            } else {
                rows.add(j);
            }
        }
        if (rows.count == 0) {
            return RowKernel.EMPTY;
        }
        int start = x.n * y.n * k;
        for (int i = 0; i < x.n; i += worker.tile()) {
            worker.squared(volume, start + i, Math.min(worker.tile(), x.n - i), x.n, rows, y);
        }
        return RowKernel.MIXED;
    }

    /** x and y passes of slice k on both sides. */
    private static int signedSlice(
            BinaryMask mask,
            int k,
            Axis x,
            Axis y,
            Rows outer,
            Rows inner,
            EnvelopeKernel.Worker worker,
            float[] volume) {
        int wordsPerRow = mask.wordsPerRow();
        outer.clear();
        inner.clear();
        for (int j = 0; j < y.n; j++) {
            int word = (j + y.n * k) * wordsPerRow;
            int start = x.n * (j + y.n * k);
            int state = RowKernel.signed(mask.packed(), word, word + wordsPerRow, x, volume, start);
            if (state == RowKernel.MIXED) {
                outer.add(j);
                inner.add(j);
            } else {
                (state == RowKernel.EMPTY ? inner : outer).add(j);
                Arrays.fill(
                        volume,
                        start,
                        start + x.n,
                        state == RowKernel.EMPTY ? Float.POSITIVE_INFINITY : Float.NEGATIVE_INFINITY);
            }
        }
        if (outer.count == 0) {
            return RowKernel.EMPTY;
        }
        if (inner.count == 0) {
            return RowKernel.FULL;
        }
        int start = x.n * y.n * k;
        for (int i = 0; i < x.n; i += worker.tile()) {
            worker.signed(volume, start + i, Math.min(worker.tile(), x.n - i), x.n, outer, inner, y, false);
        }
        return RowKernel.MIXED;
    }

    private static Rows rowsBut(int state, int[] states) {
        Rows rows = new Rows();
        for (int k = 0; k < states.length; k++) {
            if (states[k] != state) {
                rows.add(k);
            }
        }
        return rows;
    }
}
