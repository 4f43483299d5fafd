package org.thermargin.geometry;

/**
 * What the distance from a point to an ellipsoid is at least and at most, several times faster than the distance itself. With
 * the quantities of {@link SphereQuadraticKernel}, every s > 0 gives a lower bound of its minimum by duality,
 * {@code -s - sum b[i]^2 / (s + a[i])}, and every u on the sphere an upper one; after a step of its iteration both are close
 * to the minimum, since their errors are of second order in that of s.
 */
final class EllipsoidRangeKernel {
    private static final int STEPS = 1;
    /** More than any rounding, relative to the terms of a sum. */
    private static final double ROUNDING = 1e-13;

    private EllipsoidRangeKernel() {}

    /**
     * Writes the bounds, mm; false where nothing is said, on a plane of symmetry or next to it.
     *
     * @param e semi-axes, mm
     * @param e2 their squares
     * @param p the point in the frame of the axes
     * @param u gets the direction on the unit sphere whose surface point is as far as the upper bound says
     */
    static boolean distance(double[] e, double[] e2, double[] p, double[] range, double[] u) {
        double low = Math.min(e2[0], Math.min(e2[1], e2[2]));
        double a0 = e2[0] - low;
        double a1 = e2[1] - low;
        double a2 = e2[2] - low;
        double b0 = e[0] * Math.abs(p[0]);
        double b1 = e[1] * Math.abs(p[1]);
        double b2 = e[2] * Math.abs(p[2]);
        double l0 = p[0] / e[0];
        double l1 = p[1] / e[1];
        double l2 = p[2] / e[2];
        double s = low * Math.sqrt(l0 * l0 + l1 * l1 + l2 * l2); // the root for points of the surface, and in balls
        double w0 = 0;
        double w1 = 0;
        double w2 = 0;
        double squared = 0;
        for (int n = 0; n <= STEPS; n++) {
            if (!(s > 0)) {
                return false;
            }
            double r0 = 1 / (s + a0);
            double r1 = 1 / (s + a1);
            double r2 = 1 / (s + a2);
            w0 = b0 * r0;
            w1 = b1 * r1;
            w2 = b2 * r2;
            squared = w0 * w0 + w1 * w1 + w2 * w2;
            if (n < STEPS) {
                double slope = w0 * w0 * r0 + w1 * w1 * r1 + w2 * w2 * r2;
                s += squared / slope * (Math.sqrt(squared) - 1);
            }
        }
        double length = Math.sqrt(squared);
        u[0] = Math.copySign(w0 / length, p[0]);
        u[1] = Math.copySign(w1 / length, p[1]);
        u[2] = Math.copySign(w2 / length, p[2]);
        double d0 = p[0] - e[0] * u[0];
        double d1 = p[1] - e[1] * u[1];
        double d2 = p[2] - e[2] * u[2];
        double far = p[0] * p[0] + p[1] * p[1] + p[2] * p[2];
        double linear = b0 * w0 + b1 * w1 + b2 * w2;
        double least = far + low - s - linear - ROUNDING * (far + low + s + linear);
        range[0] = Math.sqrt(Math.max(0, least));
        range[1] = Math.sqrt(d0 * d0 + d1 * d1 + d2 * d2);
        return true;
    }
}
