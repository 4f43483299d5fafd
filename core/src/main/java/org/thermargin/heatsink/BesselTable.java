package org.thermargin.heatsink;

/**
 * K0 and K1 from a table with cubic interpolation in the square root of the argument: absolute error below 1e-6 for
 * arguments of 0.04 and more, computed directly below, 0 beyond 25 (where K0 is below 1e-11). Immutable.
 */
final class BesselTable {
    private static final double FIRST = 0.2;
    private static final double LAST = 5;
    private static final double STEP = 0.01;

    private final double[] k0;
    private final double[] k1;

    BesselTable() {
        int n = (int) Math.round((LAST - FIRST) / STEP) + 1;
        k0 = new double[n];
        k1 = new double[n];
        for (int i = 0; i < n; i++) {
            double y = FIRST + i * STEP;
            k0[i] = BesselK.k0(y * y);
            k1[i] = BesselK.k1(y * y);
        }
    }

    double k0(double x) {
        double y = Math.sqrt(x);
        if (y < FIRST) {
            return BesselK.k0(x);
        }
        int i = (int) ((y - FIRST) / STEP);
        if (i >= k0.length - 1) {
            return 0;
        }
        double y0 = FIRST + i * STEP;
        double y1 = y0 + STEP;
        return hermite((y - y0) / STEP, k0[i], k0[i + 1], -2 * y0 * k1[i], -2 * y1 * k1[i + 1]);
    }

    double k1(double x) {
        double y = Math.sqrt(x);
        if (y < FIRST) {
            return BesselK.k1(x);
        }
        int i = (int) ((y - FIRST) / STEP);
        if (i >= k0.length - 1) {
            return 0;
        }
        double y0 = FIRST + i * STEP;
        double y1 = y0 + STEP;
        double slope0 = -2 * y0 * (k0[i] + k1[i] / (y0 * y0));
        double slope1 = -2 * y1 * (k0[i + 1] + k1[i + 1] / (y1 * y1));
        return hermite((y - y0) / STEP, k1[i], k1[i + 1], slope0, slope1);
    }

    private static double hermite(double t, double a, double b, double slopeA, double slopeB) {
        double u = 1 - t;
        return u * u * ((1 + 2 * t) * a + t * STEP * slopeA) + t * t * ((3 - 2 * t) * b - u * STEP * slopeB);
    }
}
