package org.thermargin.geometry;

/**
 * What the depth of a point in an ellipsoid is at least and at most, several times faster than the depth itself. With the
 * quantities of {@link SphereQuadraticKernel}, every s > 0 gives a lower bound of the squared distance to the surface by
 * duality, {@code (low - s) (1 - sum x[i]^2 / (s + a[i]))}, and a point of the surface, whose distance is an upper one; after a
 * step of its iteration both are close to the distance, since their errors are of second order in that of s. Immutable; points
 * in the frame of the axes, mm.
 */
final class EllipsoidRangeKernel {
    /** More than any rounding, relative to the terms of a sum. */
    private static final double ROUNDING = 1e-13;

    private final double e0;
    private final double e1;
    private final double e2;
    private final double inverse0;
    private final double inverse1;
    private final double inverse2;
    private final double low; // smallest squared semi-axis
    private final double a0;
    private final double a1;
    private final double a2;

    EllipsoidRangeKernel(double[] semiAxesMm) {
        e0 = semiAxesMm[0];
        e1 = semiAxesMm[1];
        e2 = semiAxesMm[2];
        inverse0 = 1 / e0;
        inverse1 = 1 / e1;
        inverse2 = 1 / e2;
        double shortest = Math.min(e0, Math.min(e1, e2));
        low = shortest * shortest;
        a0 = e0 * e0 - low;
        a1 = e1 * e1 - low;
        a2 = e2 * e2 - low;
    }

    /** By how much the ellipsoid would have to grow to hold the point on its surface: above 1 outside. */
    private double growth(double x, double y, double z) {
        double l0 = x * inverse0;
        double l1 = y * inverse1;
        double l2 = z * inverse2;
        return Math.sqrt(l0 * l0 + l1 * l1 + l2 * l2);
    }

    /** What the depth is at least, but for rounding of the place; NaN where nothing is said, at the centre. */
    double atLeastMm(double x, double y, double z) {
        double growth = growth(x, y, z);
        double s = multiplier(x, y, z, low * growth);
        return growth <= 1 ? shortestMm(x, y, z, s) : -longestMm(x, y, z, s, null);
    }

    /**
     * Writes what the depth is at least and at most, but for rounding of the place; NaN where nothing is said.
     *
     * @param near gets a point of the surface whose distance is the larger of both, in the frame of the axes; may be null
     */
    void rangeMm(double x, double y, double z, double[] range, double[] near) {
        double growth = growth(x, y, z);
        double s = multiplier(x, y, z, low * growth);
        double shortest = shortestMm(x, y, z, s);
        double longest = longestMm(x, y, z, s, near);
        range[0] = growth <= 1 ? shortest : -longest;
        range[1] = growth <= 1 ? longest : -shortest;
    }

    /** A better s than the one that is right for points of the surface and in balls: one step of the iteration from there. */
    private double multiplier(double x, double y, double z, double s) {
        double r0 = 1 / (s + a0);
        double r1 = 1 / (s + a1);
        double r2 = 1 / (s + a2);
        double w0 = e0 * x * r0;
        double w1 = e1 * y * r1;
        double w2 = e2 * z * r2;
        double squared = w0 * w0 + w1 * w1 + w2 * w2;
        double slope = w0 * w0 * r0 + w1 * w1 * r1 + w2 * w2 * r2;
        double next = s + squared / slope * (Math.sqrt(squared) - 1);
        return next > 0 ? next : s;
    }

    /** What the distance to the surface is at least. */
    private double shortestMm(double x, double y, double z, double s) {
        double sum = x * x / (s + a0) + y * y / (s + a1) + z * z / (s + a2);
        double squared = (low - s) * (1 - sum);
        double error = ROUNDING * ((low + s) * Math.abs(1 - sum) + Math.abs(low - s) * (1 + sum));
        return Math.sqrt(Math.max(0, squared - error));
    }

    /** The distance to a point of the surface. */
    private double longestMm(double x, double y, double z, double s, double[] near) {
        double w0 = e0 * x / (s + a0);
        double w1 = e1 * y / (s + a1);
        double w2 = e2 * z / (s + a2);
        double scale = 1 / Math.sqrt(w0 * w0 + w1 * w1 + w2 * w2);
        double n0 = e0 * w0 * scale;
        double n1 = e1 * w1 * scale;
        double n2 = e2 * w2 * scale;
        if (near != null) {
            near[0] = n0;
            near[1] = n1;
            near[2] = n2;
        }
        double d0 = x - n0;
        double d1 = y - n1;
        double d2 = z - n2;
        return Math.sqrt(d0 * d0 + d1 * d1 + d2 * d2);
    }
}
