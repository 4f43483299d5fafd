package org.thermargin.distance;

import java.util.Arrays;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;

/**
 * Exact squared distance transform, float results from a bit-packed mask: x from runs of bits, then one lower envelope
 * of parabolas per y line and per z line (Felzenszwalb and Huttenlocher, Theory of Computing 2012;8:415-428,
 * doi:10.4086/toc.2012.v008a019, with whole-number changeover positions as in Meijster, Roerdink and Hesselink 2000,
 * doi:10.1007/0-306-47025-X_36). x and y are done slice by slice while the slice is in cache, z in tiles of
 * {@value #TILE} neighbouring lines. Changeover positions are computed in double, values in float from squares rounded
 * once: at most three roundings lead to a value, so that its relative error is at most 3 * 2^-24.
 *
 * <p>A row (fixed j, k) with a set bit is finite everywhere and one without is +infinity everywhere, likewise after y
 * for whole slices, so that empty rows and slices are skipped by lists made once and never enter the arithmetic. A zero ends the envelope
 * on its left and begins that on its right, since no parabola reaches below zero or past it; runs of zeros cost a test
 * per voxel.
 */
final class DistanceKernel {
    /** Lines copied to scratch together: 64 bytes of each row. */
    static final int TILE = 16;

    /** From here on a block copy is faster than a loop. */
    private static final int BLOCK_COPY = 24;

    private DistanceKernel() {}

    /** The whole transform; {@code volume} is written. */
    static void volume(BinaryMask mask, int threads, float[] volume) {
        VoxelGrid grid = mask.grid();
        Axis x = new Axis(grid.nx(), grid.dxMm());
        Axis y = new Axis(grid.ny(), grid.dyMm());
        Axis z = new Axis(grid.nz(), grid.dzMm());
        boolean[] occupied = new boolean[z.n];
        Workers.run(z.n, threads, () -> {
            Scratch scratch = new Scratch(y.n);
            return k -> occupied[k] = slice(mask.words(), mask.wordsPerRow(), k, x, y, scratch, volume);
        });
        int[] slices = new int[z.n];
        int count = 0;
        for (int k = 0; k < z.n; k++) {
            if (occupied[k]) {
                slices[count++] = k;
            }
        }
        if (count == 0 || z.n == 1) {
            return;
        }
        int occupiedCount = count;
        Workers.run(y.n, threads, () -> {
            Scratch scratch = new Scratch(z.n);
            return j -> lines(volume, j, x, y, z, slices, occupiedCount, scratch);
        });
    }

    /** Replaces every value above the limit by +infinity. */
    static void discardAbove(float limit, float[] values) {
        for (int v = 0; v < values.length; v++) {
            values[v] = values[v] > limit ? Float.POSITIVE_INFINITY : values[v];
        }
    }

    /**
     * x and y passes of slice k.
     *
     * @param words packed mask (read)
     * @param volume nx * ny * nz values (the slice is written; +infinity where it has no feature)
     * @return whether the slice has a feature
     */
    static boolean slice(long[] words, int wordsPerRow, int k, Axis x, Axis y, Scratch scratch, float[] volume) {
        int nx = x.n;
        int ny = y.n;
        int[] rows = scratch.positions;
        int count = 0;
        for (int j = 0; j < ny; j++) {
            int word = (j + ny * k) * wordsPerRow;
            if (row(words, word, word + wordsPerRow, x, volume, nx * (j + ny * k))) {
                rows[count++] = j;
            }
        }
        if (count == 0) {
            Arrays.fill(volume, nx * ny * k, nx * ny * (k + 1), Float.POSITIVE_INFINITY);
            return false;
        }
        for (int i = 0; i < nx; i += TILE) {
            tile(volume, nx * ny * k + i, Math.min(TILE, nx - i), nx, rows, count, y, scratch);
        }
        return true;
    }

    /** z pass of all lines with the given j; slices lists the {@code count} slices that have a feature, at least one. */
    static void lines(float[] volume, int j, Axis x, Axis y, Axis z, int[] slices, int count, Scratch scratch) {
        for (int i = 0; i < x.n; i += TILE) {
            tile(volume, x.n * j + i, Math.min(TILE, x.n - i), x.n * y.n, slices, count, z, scratch);
        }
    }

    /** x pass of one row: squared distance to the nearest set bit. Leaves the row alone and says false if none is set. */
    private static boolean row(long[] words, int wordFrom, int wordTo, Axis x, float[] volume, int start) {
        int previous = -1; // last set voxel so far
        for (int w = wordFrom; w < wordTo; w++) {
            long word = words[w];
            int base = (w - wordFrom) << 6;
            while (word != 0) {
                int from = Long.numberOfTrailingZeros(word);
                long ended = ~(word >>> from); // shifted-in zeros end the run inside this word
                int length = Math.min(Long.numberOfTrailingZeros(ended), 64 - from);
                gap(volume, start, previous, base + from, x);
                zeros(volume, start + base + from, length);
                previous = base + from + length - 1;
                word = from + length == 64 ? 0 : word & (-1L << (from + length));
            }
        }
        if (previous < 0) {
            return false;
        }
        copy(x.rising, 1, volume, start + previous + 1, x.n - 1 - previous);
        return true;
    }

    /** Fills the voxels between two set ones; before the first one if previous is -1. */
    private static void gap(float[] volume, int start, int previous, int next, Axis x) {
        int length = next - previous - 1;
        if (length <= 0) {
            return;
        }
        int left = previous < 0 ? 0 : (length + 1) >> 1;
        copy(x.rising, 1, volume, start + previous + 1, left);
        int right = length - left;
        copy(x.falling, x.n - right, volume, start + next - right, right);
    }

    private static void zeros(float[] volume, int from, int length) {
        for (int n = from; n < from + length; n++) {
            volume[n] = 0;
        }
    }

    private static void copy(float[] source, int from, float[] target, int to, int length) {
        if (length >= BLOCK_COPY) {
            System.arraycopy(source, from, target, to, length);
        } else {
            for (int n = 0; n < length; n++) {
                target[to + n] = source[from + n];
            }
        }
    }

    /**
     * Replaces {@code width} neighbouring lines by their lower envelopes.
     *
     * @param volume read at the given positions of each line, written at all
     * @param start first value of the first line; the lines are neighbours in memory
     * @param stride step between values of a line
     * @param positions the {@code count} positions with finite values, ascending
     */
    private static void tile(
            float[] volume, int start, int width, int stride, int[] positions, int count, Axis axis, Scratch scratch) {
        float[] in = scratch.in;
        for (int s = 0; s < count; s++) {
            int from = start + positions[s] * stride;
            for (int c = 0; c < width; c++) {
                in[s * TILE + c] = volume[from + c];
            }
        }
        for (int c = 0; c < width; c++) {
            line(in, c, positions, count, axis, scratch);
        }
        float[] out = scratch.out;
        for (int p = 0; p < axis.n; p++) {
            int to = start + p * stride;
            for (int c = 0; c < width; c++) {
                volume[to + c] = out[p * TILE + c];
            }
        }
    }

    /** Lower envelope of one line of the tile, from scratch in to scratch out. Ties go to the lower position. */
    private static void line(float[] in, int lane, int[] positions, int count, Axis axis, Scratch scratch) {
        int[] apex = scratch.apex;
        int[] from = scratch.from;
        float[] out = scratch.out;
        double[] slope = axis.slope;
        int last = axis.n - 1;
        int done = 0; // positions before this one are written
        int top = 0;
        int v = positions[0];
        double g = in[lane];
        int begin = 0;
        apex[0] = 0;
        from[0] = 0;
        if (g == 0) {
            done = finish(in, lane, done, v, top, positions, axis, scratch);
            begin = done;
            from[0] = done;
        }
        for (int s = 1; s < count; s++) {
            int q = positions[s];
            double f = in[s * TILE + lane];
            if (f == 0 && g == 0 && q == v + 1) {
                out[q * TILE + lane] = 0;
                v = q;
                done = q + 1;
                begin = done;
                top = 0;
                apex[0] = s;
                from[0] = done;
                continue;
            }
            double crossing = 0.5 * (q + v) + (f - g) * slope[q - v];
            while (crossing < begin) {
                if (--top < 0) {
                    break;
                }
                v = positions[apex[top]];
                g = in[apex[top] * TILE + lane];
                begin = from[top];
                crossing = 0.5 * (q + v) + (f - g) * slope[q - v];
            }
            if (top < 0) {
                begin = done;
            } else if (crossing >= last) {
                continue;
            } else {
                begin = (int) crossing + 1;
            }
            top++;
            v = q;
            g = f;
            apex[top] = s;
            from[top] = begin;
            if (f == 0) {
                done = finish(in, lane, done, q, top, positions, axis, scratch);
                begin = done;
                top = 0;
                apex[0] = s;
                from[0] = done;
            }
        }
        evaluate(in, lane, done, axis.n, top, positions, axis, scratch);
    }

    /** Writes what lies before the zero at q, and the zero; returns the position after it. */
    private static int finish(
            float[] in, int lane, int done, int q, int top, int[] positions, Axis axis, Scratch scratch) {
        evaluate(in, lane, done, q, top, positions, axis, scratch);
        scratch.out[q * TILE + lane] = 0;
        return q + 1;
    }

    /**
     * Writes positions done .. to - 1 from parts 0 .. top of the stack. Parts are short, so that instead of a loop for
     * each, their apexes are marked where they begin and carried on as a running maximum: no branch to mispredict.
     */
    private static void evaluate(
            float[] in, int lane, int done, int to, int top, int[] positions, Axis axis, Scratch scratch) {
        int[] apex = scratch.apex;
        int[] from = scratch.from;
        int[] marks = scratch.marks;
        float[] square = axis.squares;
        float[] out = scratch.out;
        int n = axis.n;
        Arrays.fill(marks, done, to, 0);
        for (int part = 0; part <= top; part++) {
            marks[from[part]] = apex[part];
        }
        int s = 0;
        for (int p = done; p < to; p++) {
            s = Math.max(s, marks[p]);
            out[p * TILE + lane] = in[s * TILE + lane] + square[n + p - positions[s]];
        }
    }

    /** Tables of one axis; made once per transform and only read. */
    static final class Axis {
        private final int n;
        /** At n + k: (k d)^2 for k = -n .. n. */
        private final float[] squares;
        /** At k: 1 / (2 k d^2). */
        private final double[] slope;
        /** At k: (k d)^2; and mirrored, at n - k. */
        private final float[] rising;

        private final float[] falling;

        Axis(int n, double dMm) {
            this.n = n;
            squares = new float[2 * n + 1];
            slope = new double[n + 1];
            rising = new float[n + 1];
            falling = new float[n + 1];
            for (int k = 0; k <= n; k++) {
                double distanceMm = k * dMm;
                float square = (float) (distanceMm * distanceMm);
                squares[n + k] = square;
                squares[n - k] = square;
                slope[k] = 1 / (2 * k * dMm * dMm);
                rising[k] = square;
                falling[n - k] = rising[k];
            }
        }
    }

    /** One thread's working arrays. */
    static final class Scratch {
        private final int[] positions;
        private final float[] in;
        private final float[] out;
        /** Stack of the parts of the envelope: which of the finite positions, and where its part begins. */
        private final int[] apex;

        private final int[] from;
        private final int[] marks;

        /** For lines of up to n values. */
        Scratch(int n) {
            positions = new int[n];
            in = new float[n * TILE];
            out = new float[n * TILE];
            apex = new int[n];
            from = new int[n];
            marks = new int[n + 1]; // a part may begin behind the last position
        }
    }
}
