package org.thermargin.plan;

/** Covered intervals row by row. Always present. Cost: a square root per row that is met, bound by its latency. */
final class PlainCoverKernel implements CoverKernel {
    private static final int LAST = Long.SIZE - 1;

    @Override
    public void cover(LesionRows rows, double[] seen, long[] covered) {
        double f0 = seen[3];
        double f1 = seen[4];
        double f2 = seen[5];
        double g0 = seen[6];
        double g2 = seen[7];
        double h = seen[8];
        for (int r = 0; r < rows.rows; r++) {
            double j = rows.j[r];
            double k = rows.k[r];
            double f = f1 * j + f2 * k + f0;
            double g = g2 * k + g0;
            double squared = h - f * f - g * g;
            if (squared >= 0) {
                double middle = seen[1] * j + seen[2] * k + seen[0];
                double root = Math.sqrt(squared);
                mark(rows, r, middle - root + 0.5 + WHOLE, middle + root - 0.5 + WHOLE, covered);
            }
        }
    }

    private static void mark(LesionRows rows, int row, double low, double high, long[] covered) {
        for (int w = 0; w < rows.words; w++) {
            long origin = CoverKernel.origin(w);
            long from = Math.max(0, Math.min(LAST, Double.doubleToRawLongBits(low) - origin));
            long beyond = Math.max(0, Math.min(LAST, origin + LAST - Double.doubleToRawLongBits(high)));
            covered[w * rows.rows + row] |= (-1L << from) & (-1L >>> beyond);
        }
    }
}
