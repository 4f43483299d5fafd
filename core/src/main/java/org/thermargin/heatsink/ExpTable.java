package org.thermargin.heatsink;

/** exp(-x) for x of at least 0 from a table with the Taylor series between its entries: relative error below 1e-8. */
final class ExpTable {
    private static final int PER_UNIT = 64;
    /** Beyond, 0 is returned: less than 1e-13 is. */
    private static final int LAST = 30;

    private final double[] values = new double[PER_UNIT * LAST + 1];

    ExpTable() {
        for (int n = 0; n < values.length; n++) {
            values[n] = StrictMath.exp(-(double) n / PER_UNIT);
        }
    }

    double at(double x) {
        int n = (int) (x * PER_UNIT + 0.5);
        if (n >= values.length) {
            return 0;
        }
        double d = x - (double) n / PER_UNIT;
        return values[n] * (1 - d * (1 - d / 2 * (1 - d / 3)));
    }
}
