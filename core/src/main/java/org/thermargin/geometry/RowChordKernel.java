package org.thermargin.geometry;

/**
 * Which points of a row lie in an ellipsoid. The level along the row is a quadratic of the place in it, so that those
 * between its two roots do; within two points of a root, where rounding could decide, the ellipsoid itself is asked.
 */
final class RowChordKernel {
    /** Points this near to an end of the chord are asked one by one. */
    private static final int NEAR = 2;
    /** Smallest level along a row above which rounding cannot bring a point inside. */
    private static final double CLEAR = 1e-9;

    private RowChordKernel() {}

    /** Sets the bits of the points that the ellipsoid contains. */
    static void mark(Ellipsoid part, PointRow row, long[] bits) {
        int last = row.count() - 1;
        if (last < 2 * NEAR) {
            ask(part, row, 0, last, bits);
            return;
        }
        double x0 = row.x(0);
        double y0 = row.y(0);
        double z0 = row.z(0);
        double ux = (row.x(last) - x0) / last;
        double uy = (row.y(last) - y0) / last;
        double uz = (row.z(last) - z0) / last;
        Point3 centre = part.centre();
        double a = 0;
        double b = 0;
        double c = -1;
        for (int n = 0; n < 3; n++) {
            Direction3 axis = part.axis(n);
            double e = part.semiAxisMm(n);
            double linear = (axis.x() * ux + axis.y() * uy + axis.z() * uz) / e;
            double constant =
                    (axis.x() * (x0 - centre.x()) + axis.y() * (y0 - centre.y()) + axis.z() * (z0 - centre.z())) / e;
            a += linear * linear;
            b += linear * constant;
            c += constant * constant;
        }
        double middle = -b / a;
        double lowest = c - b * b / a;
        if (!(lowest <= CLEAR)) {
            return;
        }
        double half = lowest < 0 ? Math.sqrt(-lowest / a) : 0;
        int from = clamp(Math.floor(middle - half) - NEAR + 1, last);
        int to = clamp(Math.ceil(middle + half) + NEAR - 1, last);
        int inFrom = clamp(Math.ceil(middle - half) + NEAR, last + 1);
        int inTo = clamp(Math.floor(middle + half) - NEAR, last);
        if (middle + half < -NEAR || middle - half > last + NEAR) {
            return;
        }
        if (inTo < inFrom) {
            ask(part, row, from, to, bits);
            return;
        }
        ask(part, row, from, inFrom - 1, bits);
        set(inFrom, inTo, bits);
        ask(part, row, inTo + 1, to, bits);
    }

    private static int clamp(double n, int last) {
        return (int) Math.max(0, Math.min(last, n));
    }

    private static void ask(Ellipsoid part, PointRow row, int from, int to, long[] bits) {
        for (int n = from; n <= to; n++) {
            if (part.contains(row.x(n), row.y(n), row.z(n))) {
                bits[n >> 6] |= 1L << (n & 63);
            }
        }
    }

    private static void set(int from, int to, long[] bits) {
        for (int w = from >> 6; w <= to >> 6; w++) {
            long low = w == from >> 6 ? -1L << (from & 63) : -1L;
            long high = w == to >> 6 ? -1L >>> (63 - (to & 63)) : -1L;
            bits[w] |= low & high;
        }
    }
}
