package org.thermargin.distance;

/**
 * Exact anisotropic squared distance transform in double: one pass per axis, each the lower envelope of parabolas
 * {@code f(q) + ((z - q) d)^2}, linear time (Felzenszwalb and Huttenlocher, Theory of Computing 2012;8:415-428,
 * doi:10.4086/toc.2012.v008a019). Deviation from the paper: the crossing of two parabolas is computed as midpoint plus
 * slope term, not from squared indices, which keeps the relative error below 1e-12 on long axes. Rows without a
 * feature hold +infinity and are never a parabola.
 *
 * <p>Written for plainness: it is the oracle of the float kernel.
 */
final class ReferenceDistanceKernel {
    private ReferenceDistanceKernel() {}

    /**
     * Squared x distance to the nearest set bit of each row, for the rows of one slice.
     *
     * @param words packed mask rows, {@code wordsPerRow} words each (read)
     * @param firstRow first row of the slice, {@code ny * k}
     * @param result all rows of the volume, {@code nx} values each (the slice's rows are written)
     */
    static void rows(long[] words, int wordsPerRow, int firstRow, int rowCount, int nx, double dxMm, double[] result) {
        for (int row = firstRow; row < firstRow + rowCount; row++) {
            int base = row * nx;
            int last = -1;
            for (int i = 0; i < nx; i++) {
                if ((words[row * wordsPerRow + (i >> 6)] >>> (i & 63) & 1) != 0) {
                    last = i;
                }
                result[base + i] = last < 0 ? Double.POSITIVE_INFINITY : square((i - last) * dxMm);
            }
            int next = -1;
            for (int i = last; i >= 0; i--) {
                if ((words[row * wordsPerRow + (i >> 6)] >>> (i & 63) & 1) != 0) {
                    next = i;
                }
                result[base + i] = Math.min(result[base + i], square((next - i) * dxMm));
            }
        }
    }

    /**
     * Replaces one line of the volume by its lower envelope.
     *
     * @param values the volume (the line is read and written)
     * @param start index of the line's first value
     * @param stride step between values of the line
     * @param n number of values
     * @param dMm spacing along the line
     * @param scratch of at least n places each (overwritten)
     */
    static void line(double[] values, int start, int stride, int n, double dMm, Scratch scratch) {
        double[] height = scratch.height;
        int[] apex = scratch.apex;
        double[] from = scratch.from;
        double inverse = 1 / (dMm * dMm);
        int top = -1;
        for (int q = 0; q < n; q++) {
            double f = values[start + q * stride];
            if (f == Double.POSITIVE_INFINITY) {
                continue;
            }
            double crossing = Double.NEGATIVE_INFINITY;
            while (top >= 0) {
                int v = apex[top];
                crossing = 0.5 * ((f - height[top]) * inverse / (q - v) + (q + v));
                if (crossing > from[top]) {
                    break;
                }
                top--;
                crossing = Double.NEGATIVE_INFINITY;
            }
            top++;
            apex[top] = q;
            height[top] = f;
            from[top] = crossing;
        }
        if (top < 0) {
            return;
        }
        int part = 0;
        for (int z = 0; z < n; z++) {
            while (part < top && from[part + 1] < z) {
                part++;
            }
            values[start + z * stride] = height[part] + square((z - apex[part]) * dMm);
        }
    }

    private static double square(double a) {
        return a * a;
    }

    /** The parabolas of one line: apex index, height there, and where each begins to be the lowest. */
    static final class Scratch {
        private final double[] height;
        private final int[] apex;
        private final double[] from;

        /** For lines of up to n values. */
        Scratch(int n) {
            height = new double[n];
            apex = new int[n];
            from = new double[n];
        }
    }
}
