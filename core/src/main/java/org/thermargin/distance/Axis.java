package org.thermargin.distance;

/** Tables of one axis of a grid; made once per transform and only read. */
final class Axis {
    /** Number of positions. */
    final int n;
    /** Rows behind the last that a kernel may try, +infinity as they are. */
    static final int BEYOND = 4;

    /** At n + k: (k d)^2, mm2, for k = -n .. n; behind them anything finite. */
    final float[] squares;
    /** At k: 1 / (2 k d^2), 1/mm2. */
    final double[] slope;
    /** At k: (k d)^2, mm2, for k = 0 .. n; {@code falling} the same mirrored, at n - k. */
    final float[] rising;

    final float[] falling;
    /** As rising and falling, negative. */
    final float[] risingInside;

    final float[] fallingInside;

    Axis(int n, double dMm) {
        this.n = n;
        squares = new float[2 * n + 1 + BEYOND];
        slope = new double[n + 1];
        rising = new float[n + 1];
        falling = new float[n + 1];
        risingInside = new float[n + 1];
        fallingInside = new float[n + 1];
        for (int k = 0; k <= n; k++) {
            double distanceMm = k * dMm;
            float square = (float) (distanceMm * distanceMm);
            squares[n + k] = square;
            squares[n - k] = square;
            slope[k] = 1 / (2 * k * dMm * dMm);
            rising[k] = square;
            falling[n - k] = square;
            risingInside[k] = -square;
            fallingInside[n - k] = -square;
        }
    }
}
