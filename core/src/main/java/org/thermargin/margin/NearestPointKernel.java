package org.thermargin.margin;

/** Squared distances to a few points, in two loops that the compiler can do many points at a time. */
final class NearestPointKernel {
    private NearestPointKernel() {}

    /** The least squared distance from a place to the points; writes that of each. At least one point. */
    static double least(
            double[] x, double[] y, double[] z, int count, double px, double py, double pz, double[] squared) {
        for (int n = 0; n < count; n++) {
            double dx = x[n] - px;
            double dy = y[n] - py;
            double dz = z[n] - pz;
            squared[n] = dx * dx + dy * dy + dz * dz;
        }
        double a = squared[0];
        double b = a;
        double c = a;
        double d = a;
        int n = 0;
        for (; n < count - 3; n += 4) {
            a = squared[n] < a ? squared[n] : a;
            b = squared[n + 1] < b ? squared[n + 1] : b;
            c = squared[n + 2] < c ? squared[n + 2] : c;
            d = squared[n + 3] < d ? squared[n + 3] : d;
        }
        for (; n < count; n++) {
            a = squared[n] < a ? squared[n] : a;
        }
        return Math.min(Math.min(a, b), Math.min(c, d));
    }
}
