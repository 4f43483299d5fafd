package org.thermargin.distance;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Lower envelopes of two vectors of neighbouring lines at a time by divide and conquer. The row whose parabola is lowest at z
 * moves forward as z does, in every line; so the rows worth trying at z lie between the least of them at the solved
 * position before and the greatest at the one after. Solved are position 0, then the multiples of ever smaller powers
 * of two. Cost: 1 to 4 vector steps per voxel and pass; bound by instructions on data in L1 and L2, and by memory where
 * most rows are zero. Vectors never cross a method boundary, since they would then be allocated.
 */
final class VectorEnvelopeKernel implements EnvelopeKernel {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> ROWS = SPECIES.withLanes(int.class);
    private static final int LANES = SPECIES.length();
    /** Lines of a unit: two vectors share what is found out about rows, and neither waits for the other. */
    private static final int LENGTH = 2 * LANES;
    /** Units per tile. */
    private static final int UNITS = Math.max(1, 128 / LENGTH);

    /** Rows that a leaf tries at once; it may try up to one less behind the last, which hold +infinity. */
    private static final int STEP = Axis.BEYOND;

    @Override
    public Worker worker(int n) {
        return new Panels(n);
    }

    /** Working arrays: for every unit of a tile a panel, row r at r * LENGTH. */
    private static final class Panels implements Worker {
        private final float[] outer;
        private final float[] inner;
        private final float[] outerResult;
        private final float[] innerResult;
        private final int[] least;
        private final int[] greatest;
        private final boolean[] outside = new boolean[UNITS];
        private final boolean[] inside = new boolean[UNITS];

        Panels(int n) {
            outer = new float[(n + STEP) * UNITS * LENGTH];
            inner = new float[(n + STEP) * UNITS * LENGTH];
            outerResult = new float[n * LENGTH];
            innerResult = new float[n * LENGTH];
            least = new int[n];
            greatest = new int[n];
        }

        @Override
        public int tile() {
            return UNITS * LENGTH;
        }

        @Override
        public void squared(float[] volume, int start, int width, int stride, Rows rows, Axis axis) {
            int panel = (axis.n + STEP) * LENGTH;
            int whole = width / LENGTH;
            gather(volume, start, whole, stride, rows, outer, panel);
            for (int unit = 0; unit < whole; unit++) {
                int to = start + unit * LENGTH;
                envelopes(outer, unit * panel, rows, axis, least, greatest, volume, to, stride);
            }
            if (whole * LENGTH < width) {
                int from = start + whole * LENGTH;
                int lines = width - whole * LENGTH;
                for (int r = 0; r < rows.count; r++) {
                    spread(volume, from + (rows.first + r) * stride, lines, outer, r * LENGTH);
                }
                envelopes(outer, 0, rows, axis, least, greatest, outerResult, 0, LENGTH);
                for (int p = 0; p < axis.n; p++) {
                    System.arraycopy(outerResult, p * LENGTH, volume, from + p * stride, lines);
                }
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
            int panel = (axis.n + STEP) * LENGTH;
            int whole = width / LENGTH;
            for (int unit = 0; unit < whole; unit++) {
                int from = start + unit * LENGTH;
                outside[unit] =
                        side(volume, from, stride, outerRows, outer, unit * panel, 1f) || outerRows.count < axis.n;
                inside[unit] =
                        side(volume, from, stride, innerRows, inner, unit * panel, -1f) || innerRows.count < axis.n;
            }
            for (int unit = 0; unit < whole; unit++) {
                int to = start + unit * LENGTH;
                both(unit, outerRows, innerRows, axis);
                merge(volume, to, stride, axis.n, outside[unit], outerResult, inside[unit], innerResult, rooted);
            }
            if (whole * LENGTH < width) {
                rest(
                        volume,
                        start + whole * LENGTH,
                        width - whole * LENGTH,
                        stride,
                        outerRows,
                        innerRows,
                        axis,
                        rooted);
            }
        }

        private void both(int unit, Rows outerRows, Rows innerRows, Axis axis) {
            int panel = unit * (axis.n + STEP) * LENGTH;
            if (outside[unit] && outerRows.count > 0) {
                envelopes(outer, panel, outerRows, axis, least, greatest, outerResult, 0, LENGTH);
            }
            if (inside[unit] && innerRows.count > 0) {
                envelopes(inner, panel, innerRows, axis, least, greatest, innerResult, 0, LENGTH);
            }
        }

        /** Fewer lines than a unit has. */
        private void rest(
                float[] volume,
                int start,
                int lines,
                int stride,
                Rows outerRows,
                Rows innerRows,
                Axis axis,
                boolean rooted) {
            int n = axis.n;
            float[] copy = new float[n * LENGTH];
            for (int p = 0; p < n; p++) {
                spread(volume, start + p * stride, lines, copy, p * LENGTH);
            }
            outside[0] = side(copy, 0, LENGTH, outerRows, outer, 0, 1f) || outerRows.count < n;
            inside[0] = side(copy, 0, LENGTH, innerRows, inner, 0, -1f) || innerRows.count < n;
            both(0, outerRows, innerRows, axis);
            merge(copy, 0, LENGTH, n, outside[0], outerResult, inside[0], innerResult, rooted);
            for (int p = 0; p < n; p++) {
                System.arraycopy(copy, p * LENGTH, volume, start + p * stride, lines);
            }
        }
    }

    /** Copies the rows of whole units into their panels. */
    private static void gather(float[] volume, int start, int whole, int stride, Rows rows, float[] panels, int panel) {
        for (int r = 0; r < rows.count; r++) {
            int from = start + (rows.first + r) * stride;
            for (int unit = 0; unit < whole; unit++) {
                int to = unit * panel + r * LENGTH;
                FloatVector.fromArray(SPECIES, volume, from + unit * LENGTH).intoArray(panels, to);
                FloatVector.fromArray(SPECIES, volume, from + unit * LENGTH + LANES)
                        .intoArray(panels, to + LANES);
            }
        }
    }

    /** Copies fewer values than a unit has and repeats the last one, so that idle lanes follow a true line. */
    private static void spread(float[] volume, int from, int lines, float[] panel, int to) {
        for (int c = 0; c < LENGTH; c++) {
            panel[to + c] = volume[from + Math.min(c, lines - 1)];
        }
    }

    /** The squared distances of one side, 0 on the other, to a panel; whether any is not 0. */
    private static boolean side(float[] volume, int start, int stride, Rows rows, float[] panel, int to, float sign) {
        FloatVector any = FloatVector.zero(SPECIES);
        for (int r = 0; r < rows.count; r++) {
            int at = start + (rows.first + r) * stride;
            FloatVector v = FloatVector.fromArray(SPECIES, volume, at).mul(sign).max(0f);
            FloatVector w =
                    FloatVector.fromArray(SPECIES, volume, at + LANES).mul(sign).max(0f);
            v.intoArray(panel, to + r * LENGTH);
            w.intoArray(panel, to + r * LENGTH + LANES);
            any = any.max(v).max(w);
        }
        return any.compare(VectorOperators.GT, 0f).anyTrue();
    }

    /** Puts each side's result where the old value has its sign. */
    private static void merge(
            float[] volume,
            int start,
            int stride,
            int n,
            boolean outside,
            float[] outer,
            boolean inside,
            float[] inner,
            boolean rooted) {
        float sign = rooted ? -1 : 1;
        for (int p = 0; p < n; p++) {
            for (int half = 0; half < LENGTH; half += LANES) {
                int at = start + p * stride + half;
                VectorMask<Float> within =
                        FloatVector.fromArray(SPECIES, volume, at).compare(VectorOperators.LT, 0f);
                FloatVector o = FloatVector.fromArray(SPECIES, outer, p * LENGTH + half);
                FloatVector i = FloatVector.fromArray(SPECIES, inner, p * LENGTH + half);
                if (!inside) {
                    i = o;
                } else if (!outside) {
                    o = i;
                }
                FloatVector value = o.blend(i, within);
                if (rooted) {
                    value = value.lanewise(VectorOperators.SQRT);
                }
                value.mul(sign).blend(value.mul(-sign), within).intoArray(volume, at);
            }
        }
    }

    /** Envelopes of the lines of a panel that begins at {@code from}; result p at out[to + p * stride]. */
    private static void envelopes(
            float[] panel,
            int from,
            Rows rows,
            Axis axis,
            int[] least,
            int[] greatest,
            float[] out,
            int to,
            int stride) {
        int n = axis.n;
        int last = rows.count - 1;
        int first = rows.first;
        float[] squares = axis.squares;
        Arrays.fill(panel, from + rows.count * LENGTH, from + (rows.count + STEP) * LENGTH, Float.POSITIVE_INFINITY);
        node(panel, from, 0, last, 0, n + first, squares, least, greatest, out, to);
        if (n == 1) {
            return;
        }
        for (int s = Integer.highestOneBit(n - 1); s > 1; s >>= 1) {
            for (int z = s; z < n; z += 2 * s) {
                int r = z - first;
                if (r >= 0 && r <= last && isZero(panel, from + r * LENGTH)) {
                    least[z] = r;
                    greatest[z] = r;
                    zero(out, to + z * stride);
                } else {
                    int high = z + s < n ? greatest[z + s] : last;
                    node(
                            panel,
                            from,
                            least[z - s],
                            high,
                            z,
                            n + first - z,
                            squares,
                            least,
                            greatest,
                            out,
                            to + z * stride);
                }
            }
        }
        for (int z = 1; z < n; z += 2) {
            int r = z - first;
            if (r >= 0 && r <= last && isZero(panel, from + r * LENGTH)) {
                zero(out, to + z * stride);
            } else {
                leaf(
                        panel,
                        from,
                        least[z - 1],
                        z + 1 < n ? greatest[z + 1] : last,
                        n + first - z,
                        squares,
                        out,
                        to + z * stride);
            }
        }
    }

    private static boolean isZero(float[] panel, int at) {
        return FloatVector.fromArray(SPECIES, panel, at)
                .max(FloatVector.fromArray(SPECIES, panel, at + LANES))
                .compare(VectorOperators.EQ, 0f)
                .allTrue();
    }

    private static void zero(float[] out, int at) {
        FloatVector.zero(SPECIES).intoArray(out, at);
        FloatVector.zero(SPECIES).intoArray(out, at + LANES);
    }

    /** Value at z with the least and the greatest of the lowest rows over the lanes; ties go to the lower row. */
    private static void node(
            float[] panel,
            int from,
            int low,
            int high,
            int z,
            int table,
            float[] squares,
            int[] least,
            int[] greatest,
            float[] out,
            int to) {
        float square = squares[table + low];
        int at = from + low * LENGTH;
        IntVector best = FloatVector.fromArray(SPECIES, panel, at).add(square).reinterpretAsInts();
        IntVector best2 =
                FloatVector.fromArray(SPECIES, panel, at + LANES).add(square).reinterpretAsInts();
        int first = low;
        int second = low;
        if (high > low) {
            IntVector row = IntVector.broadcast(ROWS, low);
            IntVector row2 = row;
            for (int r = low + 1; r <= high; r++) {
                square = squares[table + r];
                at = from + r * LENGTH;
                IntVector v =
                        FloatVector.fromArray(SPECIES, panel, at).add(square).reinterpretAsInts();
                IntVector v2 = FloatVector.fromArray(SPECIES, panel, at + LANES)
                        .add(square)
                        .reinterpretAsInts();
                row = row.blend(r, v.compare(VectorOperators.LT, best));
                row2 = row2.blend(r, v2.compare(VectorOperators.LT, best2));
                best = best.min(v);
                best2 = best2.min(v2);
            }
            first = row.min(row2).reduceLanes(VectorOperators.MIN);
            second = row.max(row2).reduceLanes(VectorOperators.MAX);
        }
        least[z] = first;
        greatest[z] = second;
        best.reinterpretAsFloats().intoArray(out, to);
        best2.reinterpretAsFloats().intoArray(out, to + LANES);
    }

    /** Value at z alone. */
    private static void leaf(
            float[] panel, int from, int low, int high, int table, float[] squares, float[] out, int to) {
        float square = squares[table + low];
        int at = from + low * LENGTH;
        IntVector best = FloatVector.fromArray(SPECIES, panel, at).add(square).reinterpretAsInts();
        IntVector best2 =
                FloatVector.fromArray(SPECIES, panel, at + LANES).add(square).reinterpretAsInts();
        for (int r = low + 1; r <= high; r += STEP) {
            at = from + r * LENGTH;
            square = squares[table + r];
            best = best.min(
                    FloatVector.fromArray(SPECIES, panel, at).add(square).reinterpretAsInts());
            best2 = best2.min(FloatVector.fromArray(SPECIES, panel, at + LANES)
                    .add(square)
                    .reinterpretAsInts());
            square = squares[table + r + 1];
            best = best.min(FloatVector.fromArray(SPECIES, panel, at + LENGTH)
                    .add(square)
                    .reinterpretAsInts());
            best2 = best2.min(FloatVector.fromArray(SPECIES, panel, at + LENGTH + LANES)
                    .add(square)
                    .reinterpretAsInts());
            square = squares[table + r + 2];
            best = best.min(FloatVector.fromArray(SPECIES, panel, at + 2 * LENGTH)
                    .add(square)
                    .reinterpretAsInts());
            best2 = best2.min(FloatVector.fromArray(SPECIES, panel, at + 2 * LENGTH + LANES)
                    .add(square)
                    .reinterpretAsInts());
            square = squares[table + r + 3];
            best = best.min(FloatVector.fromArray(SPECIES, panel, at + 3 * LENGTH)
                    .add(square)
                    .reinterpretAsInts());
            best2 = best2.min(FloatVector.fromArray(SPECIES, panel, at + 3 * LENGTH + LANES)
                    .add(square)
                    .reinterpretAsInts());
        }
        best.reinterpretAsFloats().intoArray(out, to);
        best2.reinterpretAsFloats().intoArray(out, to + LANES);
    }
}
