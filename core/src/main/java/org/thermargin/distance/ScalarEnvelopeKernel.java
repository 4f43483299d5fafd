package org.thermargin.distance;

import java.util.Arrays;

/**
 * Lower envelopes in plain Java, line by line: Felzenszwalb and Huttenlocher, Theory of Computing 2012;8:415-428,
 * doi:10.4086/toc.2012.v008a019, with whole-number changeover positions as in Meijster, Roerdink and Hesselink 2000,
 * doi:10.1007/0-306-47025-X_36. Always present, and what other kernels are held against. Changeover positions are
 * computed in double, values in float from squares rounded once.
 *
 * <p>A zero ends the envelope on its left and begins that on its right, since no parabola reaches below zero or past it:
 * where all lines of a tile are zero they are left as they are, and what lies between is done by itself. Otherwise about
 * 6 ns per voxel, bound by mispredicted branches.
 */
final class ScalarEnvelopeKernel implements EnvelopeKernel {
    /** Lines copied to a panel together: 64 bytes of each row. */
    private static final int TILE = 16;

    @Override
    public Worker worker(int n) {
        return new Panels(n);
    }

    /** Stack of the parts of an envelope: which of the finite rows, and where its part begins. */
    private static final class Stack {
        private final int[] apex;
        private final int[] from;
        private final int[] marks;

        Stack(int n) {
            apex = new int[n];
            from = new int[n];
            marks = new int[n + 1]; // a part may begin behind the last position
        }
    }

    /** Working arrays: panels with row r at r * TILE. */
    private static final class Panels implements Worker {
        private final float[] in;
        private final float[] outer;
        private final float[] inner;
        private final Stack stack;
        private final Rows between = new Rows(); // zeros and what they enclose

        Panels(int n) {
            in = new float[n * TILE];
            outer = new float[n * TILE];
            inner = new float[n * TILE];
            stack = new Stack(n);
        }

        @Override
        public int tile() {
            return TILE;
        }

        @Override
        public void squared(float[] volume, int start, int width, int stride, Rows rows, Axis axis) {
            if (rows.count < axis.n) {
                part(volume, start, width, stride, rows, 0, axis.n, axis);
                return;
            }
            int p = 0;
            while (p < axis.n) {
                if (isZero(volume, start + p * stride, width)) {
                    p++;
                    continue;
                }
                int from = Math.max(0, p - 1);
                while (p < axis.n && !isZero(volume, start + p * stride, width)) {
                    p++;
                }
                between.first = from;
                between.count = Math.min(axis.n, p + 1) - from;
                part(volume, start, width, stride, between, from, from + between.count, axis);
            }
        }

        private static boolean isZero(float[] volume, int from, int width) {
            for (int v = from; v < from + width; v++) {
                if (volume[v] != 0) {
                    return false;
                }
            }
            return true;
        }

        /** Positions from .. to - 1 of all lines, which no parabola reaches from beyond. */
        private void part(float[] volume, int start, int width, int stride, Rows rows, int from, int to, Axis axis) {
            side(volume, start, width, stride, rows, 0);
            for (int c = 0; c < width; c++) {
                line(in, outer, c, rows, from, to, axis, stack);
            }
            for (int p = from; p < to; p++) {
                System.arraycopy(outer, p * TILE, volume, start + p * stride, width);
            }
        }

        @Override
        public void signed(
                float[] volume,
                int start,
                int width,
                int stride,
                Rows outerRows,
                Rows innerRows,
                Axis axis,
                boolean rooted) {
            if (outerRows.count > 0) {
                side(volume, start, width, stride, outerRows, 1);
                for (int c = 0; c < width; c++) {
                    line(in, outer, c, outerRows, 0, axis.n, axis, stack);
                }
            }
            if (innerRows.count > 0) {
                side(volume, start, width, stride, innerRows, -1);
                for (int c = 0; c < width; c++) {
                    line(in, inner, c, innerRows, 0, axis.n, axis, stack);
                }
            }
            for (int p = 0; p < axis.n; p++) {
                int at = start + p * stride;
                for (int c = 0; c < width; c++) {
                    boolean within = volume[at + c] < 0;
                    float value = within ? inner[p * TILE + c] : outer[p * TILE + c];
                    float size = rooted ? (float) Math.sqrt(value) : value;
                    volume[at + c] = within == rooted ? size : -size;
                }
            }
        }

        /** Copies the rows to the panel: all values, or those of one sign without it and 0 for the others. */
        private void side(float[] volume, int start, int width, int stride, Rows rows, int sign) {
            for (int r = 0; r < rows.count; r++) {
                int from = start + (rows.first + r) * stride;
                for (int c = 0; c < width; c++) {
                    float value = volume[from + c];
                    in[r * TILE + c] = sign == 0 ? value : Math.max(0, sign * value);
                }
            }
        }
    }

    /** Lower envelope of one line of the tile at positions low .. high - 1, from panel to panel. Ties go to the lower position. */
    private static void line(float[] in, float[] out, int lane, Rows rows, int low, int high, Axis axis, Stack stack) {
        int[] apex = stack.apex;
        int[] from = stack.from;
        int first = rows.first;
        int count = rows.count;
        double[] slope = axis.slope;
        int last = axis.n - 1;
        int done = low; // positions before this one are written
        int top = 0;
        int v = first;
        double g = in[lane];
        int begin = low;
        apex[0] = 0;
        from[0] = low;
        if (g == 0) {
            done = finish(in, out, lane, done, v, top, first, axis, stack);
            begin = done;
            from[0] = done;
        }
        for (int s = 1; s < count; s++) {
            int q = first + s;
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
                v = first + apex[top];
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
                done = finish(in, out, lane, done, q, top, first, axis, stack);
                begin = done;
                top = 0;
                apex[0] = s;
                from[0] = done;
            }
        }
        evaluate(in, out, lane, done, high, top, first, axis, stack);
    }

    /** Writes what lies before the zero at q, and the zero; returns the position after it. */
    private static int finish(
            float[] in, float[] out, int lane, int done, int q, int top, int first, Axis axis, Stack stack) {
        evaluate(in, out, lane, done, q, top, first, axis, stack);
        out[q * TILE + lane] = 0;
        return q + 1;
    }

    /**
     * Writes positions done .. to - 1 from parts 0 .. top of the stack. Parts are short, so that instead of a loop for
     * each, their apexes are marked where they begin and carried on as a running maximum: no branch to mispredict.
     */
    private static void evaluate(
            float[] in, float[] out, int lane, int done, int to, int top, int first, Axis axis, Stack stack) {
        int[] apex = stack.apex;
        int[] from = stack.from;
        int[] marks = stack.marks;
        float[] square = axis.squares;
        int n = axis.n;
        Arrays.fill(marks, done, to, 0);
        for (int part = 0; part <= top; part++) {
            marks[from[part]] = apex[part];
        }
        int s = 0;
        for (int p = done; p < to; p++) {
            s = Math.max(s, marks[p]);
            out[p * TILE + lane] = in[s * TILE + lane] + square[n + p - (first + s)];
        }
    }
}
