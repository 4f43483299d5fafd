package org.thermargin.heatsink;

/**
 * The modified Bessel functions of the second kind K0 and K1 by the trapezoid rule on
 * {@code K0(x) = integral over u >= 0 of exp(-x cosh u)}, K1 the same with weight cosh u (DLMF 10.32.9). Relative error
 * below 1e-13 for 0.001 <= x <= 40.
 */
public final class BesselK {
    private static final double STEP = 0.2;
    private static final double[] COSH = new double[61];

    static {
        for (int n = 0; n < COSH.length; n++) {
            COSH[n] = StrictMath.cosh(n * STEP);
        }
    }

    private BesselK() {}

    /** K0(x), x > 0. */
    public static double k0(double x) {
        return sum(x, false);
    }

    /** K1(x), x > 0. */
    public static double k1(double x) {
        return sum(x, true);
    }

    private static double sum(double x, boolean weighted) {
        if (!(x > 0)) {
            throw new IllegalArgumentException("argument of K must be > 0, was " + x);
        }
        double sum = 0.5 * StrictMath.exp(-x);
        for (int n = 1; n < COSH.length && x * COSH[n] < 745; n++) {
            double term = StrictMath.exp(-x * COSH[n]);
            sum += weighted ? COSH[n] * term : term;
        }
        return STEP * sum;
    }
}
