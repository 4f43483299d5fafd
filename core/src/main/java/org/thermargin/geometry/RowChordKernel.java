package org.thermargin.geometry;

/**
 * Which points of a row lie in an ellipsoid. The level along the row is a quadratic of the place in it, so that those
 * between its two roots do; so near to a root that rounding could decide the ellipsoid itself is asked.
 */
final class RowChordKernel {
    /** More than rounding changes a level by. */
    private static final double LEVEL_ERROR = 1e-9;
    /** More than rounding changes the middle of a chord by, relative to its place in the row. */
    private static final double PLACE_ERROR = 1e-9;

    private RowChordKernel() {}

    /** Sets the bits of the points that the ellipsoid contains. */
    static void mark(Ellipsoid part, PointRow row, long[] bits) {
        int last = row.count() - 1;
        double[] point = new double[3];
        row.copy(last, point);
        double ux = point[0];
        double uy = point[1];
        double uz = point[2];
        row.copy(0, point);
        double x = point[0];
        double y = point[1];
        double z = point[2];
        ux = (ux - x) / last;
        uy = (uy - y) / last;
        uz = (uz - z) / last;
        Point3 centre = part.centre();
        double a = 0;
        double b = 0;
        double c = -1;
        for (int n = 0; n < 3; n++) {
            Direction3 axis = part.axis(n);
            double e = part.semiAxisMm(n);
            double linear = (axis.x() * ux + axis.y() * uy + axis.z() * uz) / e;
            double constant =
                    (axis.x() * (x - centre.x()) + axis.y() * (y - centre.y()) + axis.z() * (z - centre.z())) / e;
            a += linear * linear;
            b += linear * constant;
            c += constant * constant;
        }
        if (!(a > 0)) { // one point, or the same over and over
            ask(part, row, 0, last, bits);
            return;
        }
        double middle = -b / a;
        double lowest = c - b * b / a;
        if (!(lowest <= LEVEL_ERROR)) {
            return;
        }
        double half = Math.sqrt(Math.max(0, -lowest) / a);
        double unsure = Math.sqrt(LEVEL_ERROR / a) + PLACE_ERROR * (1 + Math.abs(middle));
        int from = (int) Math.max(0, Math.ceil(middle - half - unsure));
        int to = (int) Math.min(last, Math.floor(middle + half + unsure));
        int inFrom = (int) Math.max(from, Math.ceil(middle - half + unsure));
        int inTo = (int) Math.min(to, Math.floor(middle + half - unsure));
        if (inTo < inFrom) {
            ask(part, row, from, to, bits);
            return;
        }
        ask(part, row, from, inFrom - 1, bits);
        set(inFrom, inTo, bits);
        ask(part, row, inTo + 1, to, bits);
    }

    private static void ask(Ellipsoid part, PointRow row, int from, int to, long[] bits) {
        double[] point = new double[3];
        for (int n = from; n <= to; n++) {
            row.copy(n, point);
            if (part.contains(point[0], point[1], point[2])) {
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
