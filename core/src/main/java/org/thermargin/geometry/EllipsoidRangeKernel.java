package org.thermargin.geometry;

/**
 * What the distance from a point to an ellipsoid is at least and at most, several times faster than the distance itself. With
 * the quantities of {@link SphereQuadraticKernel}, every s > 0 gives a lower bound of its minimum by duality,
 * {@code -s - sum b[i]^2 / (s + a[i])}, and every u on the sphere an upper one; after a step of its iteration both are close
 * to the minimum, since their errors are of second order in that of s. Immutable; points in the frame of the axes, mm.
 */
final class EllipsoidRangeKernel {
    /** More than any rounding, relative to the terms of a sum. */
    private static final double ROUNDING = 1e-13;

    private final double e0;
    private final double e1;
    private final double e2;
    private final double low; // smallest squared semi-axis
    private final double a0;
    private final double a1;
    private final double a2;

    EllipsoidRangeKernel(double[] semiAxesMm) {
        e0 = semiAxesMm[0];
        e1 = semiAxesMm[1];
        e2 = semiAxesMm[2];
        double shortest = Math.min(e0, Math.min(e1, e2));
        low = shortest * shortest;
        a0 = e0 * e0 - low;
        a1 = e1 * e1 - low;
        a2 = e2 * e2 - low;
    }

    /** The s of both bounds, after one step from the root for points of the surface and in balls; not positive: none. */
    private double multiplier(double x, double y, double z) {
        double l0 = x / e0;
        double l1 = y / e1;
        double l2 = z / e2;
        double s = low * Math.sqrt(l0 * l0 + l1 * l1 + l2 * l2);
        double r0 = 1 / (s + a0);
        double r1 = 1 / (s + a1);
        double r2 = 1 / (s + a2);
        double w0 = e0 * x * r0;
        double w1 = e1 * y * r1;
        double w2 = e2 * z * r2;
        double squared = w0 * w0 + w1 * w1 + w2 * w2;
        double slope = w0 * w0 * r0 + w1 * w1 * r1 + w2 * w2 * r2;
        return s + squared / slope * (Math.sqrt(squared) - 1);
    }

    /** What the distance is at least; NaN where nothing is said, at the centre or next to it. */
    double atLeastMm(double x, double y, double z) {
        return atLeastMm(x, y, z, multiplier(x, y, z));
    }

    /** What the distance is at most; NaN at the centre. */
    double atMostMm(double x, double y, double z) {
        double s = multiplier(x, y, z);
        double w0 = e0 * x / (s + a0);
        double w1 = e1 * y / (s + a1);
        double w2 = e2 * z / (s + a2);
        double scale = 1 / Math.sqrt(w0 * w0 + w1 * w1 + w2 * w2);
        double d0 = x - e0 * w0 * scale;
        double d1 = y - e1 * w1 * scale;
        double d2 = z - e2 * w2 * scale;
        return Math.sqrt(d0 * d0 + d1 * d1 + d2 * d2);
    }

    private double atLeastMm(double x, double y, double z, double s) {
        if (!(s > 0)) {
            return Double.NaN;
        }
        double b0 = e0 * x;
        double b1 = e1 * y;
        double b2 = e2 * z;
        double far = x * x + y * y + z * z;
        double linear = b0 * b0 / (s + a0) + b1 * b1 / (s + a1) + b2 * b2 / (s + a2);
        return Math.sqrt(Math.max(0, far + low - s - linear - ROUNDING * (far + low + s + linear)));
    }

    /**
     * Writes what the distance is at least and at most; NaN where nothing is said.
     *
     * @param near gets a point of the surface that is as far as the upper bound says, in the frame of the axes
     */
    void distanceMm(double x, double y, double z, double[] range, double[] near) {
        double s = multiplier(x, y, z);
        double w0 = e0 * x / (s + a0);
        double w1 = e1 * y / (s + a1);
        double w2 = e2 * z / (s + a2);
        double length = Math.sqrt(w0 * w0 + w1 * w1 + w2 * w2);
        near[0] = e0 * w0 / length;
        near[1] = e1 * w1 / length;
        near[2] = e2 * w2 / length;
        double d0 = x - near[0];
        double d1 = y - near[1];
        double d2 = z - near[2];
        range[0] = atLeastMm(x, y, z, s);
        range[1] = Math.sqrt(d0 * d0 + d1 * d1 + d2 * d2);
    }
}
