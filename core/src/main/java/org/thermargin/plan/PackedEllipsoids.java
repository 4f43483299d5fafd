package org.thermargin.plan;

import java.util.List;
import org.thermargin.geometry.Ellipsoid;

/**
 * Ellipsoids as one flat array that hot loops read without indirection, refilled for every plan. Of each, {@value #STRIDE}
 * numbers: centre (3, LPS mm), rows of the matrix that maps the ellipsoid to the unit ball (9, 1/mm), its axes
 * as rows (9), semi-axes (3, mm), shortest and longest semi-axis (2, mm).
 */
final class PackedEllipsoids {
    static final int STRIDE = 26;
    static final int BALL = 3;
    static final int AXES = 12;
    static final int SEMI = 21;
    static final int SHORTEST = 24;
    static final int LONGEST = 25;

    double[] values = new double[STRIDE];
    int count;

    /** Takes these ellipsoids in place of the old ones. */
    void set(List<Ellipsoid> ellipsoids) {
        count = ellipsoids.size();
        if (values.length < count * STRIDE) {
            values = new double[count * STRIDE];
        }
        for (int k = 0; k < count; k++) {
            Ellipsoid ellipsoid = ellipsoids.get(k);
            int at = k * STRIDE;
            values[at] = ellipsoid.centre().x();
            values[at + 1] = ellipsoid.centre().y();
            values[at + 2] = ellipsoid.centre().z();
            double shortest = Double.POSITIVE_INFINITY;
            double longest = 0;
            for (int n = 0; n < 3; n++) {
                var axis = ellipsoid.axis(n);
                double e = ellipsoid.semiAxisMm(n);
                put(at + AXES + 3 * n, axis.x(), axis.y(), axis.z());
                put(at + BALL + 3 * n, axis.x() / e, axis.y() / e, axis.z() / e);
                values[at + SEMI + n] = e;
                shortest = Math.min(shortest, e);
                longest = Math.max(longest, e);
            }
            values[at + SHORTEST] = shortest;
            values[at + LONGEST] = longest;
        }
    }

    private void put(int at, double a, double b, double c) {
        values[at] = a;
        values[at + 1] = b;
        values[at + 2] = c;
    }

    /** Distance of the point from the centre as the ellipsoid's unit ball sees it: 1 on the surface. */
    static double scale(double[] v, int at, double x, double y, double z) {
        double dx = x - v[at];
        double dy = y - v[at + 1];
        double dz = z - v[at + 2];
        double a = v[at + 3] * dx + v[at + 4] * dy + v[at + 5] * dz;
        double b = v[at + 6] * dx + v[at + 7] * dy + v[at + 8] * dz;
        double c = v[at + 9] * dx + v[at + 10] * dy + v[at + 11] * dz;
        return Math.sqrt(a * a + b * b + c * c);
    }

    /** A depth in the union is at least this: with t = 1 - scale, depth in one lies between t shortest and t longest. */
    double depthAtLeastMm(double x, double y, double z) {
        double best = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < count; k++) {
            int at = k * STRIDE;
            double t = 1 - scale(values, at, x, y, z);
            best = Math.max(best, t * values[at + (t > 0 ? SHORTEST : LONGEST)]);
        }
        return best;
    }

    /**
     * The same for all points of a node of the tree. As the unit ball sees it, the square of the scale is quadratic: from
     * u at the centre it grows over a step d by 2 (M^T u) d + |M d|^2, at most by twice the reach of the node along M^T
     * u and by (radius / shortest)^2. Flat pieces of surface, seen from the front, reach hardly at all.
     */
    double depthAtLeastMm(double[] nodes, int node) {
        double[] v = values;
        double best = Double.NEGATIVE_INFINITY;
        double radius = nodes[node + BallTree.RADIUS];
        for (int k = 0; k < count; k++) {
            int at = k * STRIDE;
            double dx = nodes[node] - v[at];
            double dy = nodes[node + 1] - v[at + 1];
            double dz = nodes[node + 2] - v[at + 2];
            double u0 = v[at + 3] * dx + v[at + 4] * dy + v[at + 5] * dz;
            double u1 = v[at + 6] * dx + v[at + 7] * dy + v[at + 8] * dz;
            double u2 = v[at + 9] * dx + v[at + 10] * dy + v[at + 11] * dz;
            double gx = v[at + 3] * u0 + v[at + 6] * u1 + v[at + 9] * u2;
            double gy = v[at + 4] * u0 + v[at + 7] * u1 + v[at + 10] * u2;
            double gz = v[at + 5] * u0 + v[at + 8] * u1 + v[at + 11] * u2;
            double grown = radius / v[at + SHORTEST];
            double reach = Math.sqrt(nodes[node + 4] * gx * gx
                    + nodes[node + 5] * gy * gy
                    + nodes[node + 6] * gz * gz
                    + 2 * (nodes[node + 7] * gx * gy + nodes[node + 8] * gx * gz + nodes[node + 9] * gy * gz));
            double t = 1 - Math.sqrt(u0 * u0 + u1 * u1 + u2 * u2 + 2 * reach + grown * grown);
            best = Math.max(best, t * v[at + (t > 0 ? SHORTEST : LONGEST)]);
        }
        return best;
    }

    /**
     * As {@link #depthAtLeastMm}, tight to second order near the surface. With u the point as the unit ball sees it, s its
     * length and g = |M^T u|: inside, no step d raises s^2 by more than 2 g d + d^2 / shortest^2; outside, the line
     * against the gradient meets the ellipsoid.
     */
    double depthCloselyAtLeastMm(double x, double y, double z) {
        double[] v = values;
        double best = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < count; k++) {
            int at = k * STRIDE;
            double dx = x - v[at];
            double dy = y - v[at + 1];
            double dz = z - v[at + 2];
            double u0 = v[at + 3] * dx + v[at + 4] * dy + v[at + 5] * dz;
            double u1 = v[at + 6] * dx + v[at + 7] * dy + v[at + 8] * dz;
            double u2 = v[at + 9] * dx + v[at + 10] * dy + v[at + 11] * dz;
            double q0 = u0 / v[at + SEMI];
            double q1 = u1 / v[at + SEMI + 1];
            double q2 = u2 / v[at + SEMI + 2];
            double inside = 1 - (u0 * u0 + u1 * u1 + u2 * u2);
            double g2 = q0 * q0 + q1 * q1 + q2 * q2;
            best = Math.max(best, inside >= 0 ? within(v, at, inside, g2) : beyond(v, at, inside, g2, q0, q1, q2));
        }
        return best;
    }

    private static double within(double[] v, int at, double inside, double g2) {
        double shortest = v[at + SHORTEST];
        return shortest * (Math.sqrt(shortest * shortest * g2 + inside) - shortest * Math.sqrt(g2));
    }

    private static double beyond(double[] v, int at, double inside, double g2, double q0, double q1, double q2) {
        double w0 = q0 / v[at + SEMI];
        double w1 = q1 / v[at + SEMI + 1];
        double w2 = q2 / v[at + SEMI + 2];
        double root = g2 + inside * (w0 * w0 + w1 * w1 + w2 * w2) / g2;
        return root >= 0 ? inside / (Math.sqrt(g2) + Math.sqrt(root)) : (1 - Math.sqrt(1 - inside)) * v[at + LONGEST];
    }

    /**
     * Largest signed depth in a single ellipsoid, mm; the depth in the union outside it, and never more than that inside.
     * Error below 1e-5 mm within 10 mm of a surface, below 1e-3 mm elsewhere, for semi-axes up to a ratio of 3.
     */
    double deepestMm(double x, double y, double z) {
        double best = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < count; k++) {
            int at = k * STRIDE;
            double t = 1 - scale(values, at, x, y, z);
            if (t * values[at + (t > 0 ? LONGEST : SHORTEST)] > best) {
                best = Math.max(best, depthMm(values, at, x, y, z, t, null, 0));
            }
        }
        return best;
    }

    /** Signed depth in one ellipsoid, mm, as {@link #deepestMm}; its nearest surface point goes to {@code feet}. */
    double depthMm(int k, double x, double y, double z, double[] feet, int to) {
        int at = k * STRIDE;
        return depthMm(values, at, x, y, z, 1 - scale(values, at, x, y, z), feet, to);
    }

    /**
     * Depth in one ellipsoid: foot from a few Newton steps on the secular equation (More and Sorensen 1983), started from
     * the side on which they are monotone.
     */
    private static double depthMm(double[] v, int at, double x, double y, double z, double t, double[] feet, int to) {
        double dx = x - v[at];
        double dy = y - v[at + 1];
        double dz = z - v[at + 2];
        double e0 = v[at + SEMI];
        double e1 = v[at + SEMI + 1];
        double e2 = v[at + SEMI + 2];
        double y0 = Math.max(1e-6 * e0, Math.abs(v[at + 12] * dx + v[at + 13] * dy + v[at + 14] * dz));
        double y1 = Math.max(1e-6 * e1, Math.abs(v[at + 15] * dx + v[at + 16] * dy + v[at + 17] * dz));
        double y2 = Math.max(1e-6 * e2, Math.abs(v[at + 18] * dx + v[at + 19] * dy + v[at + 20] * dz));
        double low = v[at + SHORTEST];
        double a0 = (e0 - low) * (e0 + low);
        double a1 = (e1 - low) * (e1 + low);
        double a2 = (e2 - low) * (e2 + low);
        double b0 = e0 * y0;
        double b1 = e1 * y1;
        double b2 = e2 * y2;
        double s = Math.max(b0 - a0, Math.max(b1 - a1, b2 - a2));
        double w0 = 0;
        double w1 = 0;
        double w2 = 0;
        for (int n = 0; n < 12; n++) {
            double r0 = 1 / (s + a0);
            double r1 = 1 / (s + a1);
            double r2 = 1 / (s + a2);
            w0 = b0 * r0;
            w1 = b1 * r1;
            w2 = b2 * r2;
            double squared = w0 * w0 + w1 * w1 + w2 * w2;
            double norm = Math.sqrt(squared);
            if (norm - 1 < 1e-7) {
                break;
            }
            s += squared / (w0 * w0 * r0 + w1 * w1 * r1 + w2 * w2 * r2) * (norm - 1);
        }
        double norm = 1 / Math.sqrt(w0 * w0 + w1 * w1 + w2 * w2);
        double d0 = y0 - e0 * w0 * norm;
        double d1 = y1 - e1 * w1 * norm;
        double d2 = y2 - e2 * w2 * norm;
        if (feet != null) {
            double c0 = Math.copySign(e0 * w0 * norm, v[at + 12] * dx + v[at + 13] * dy + v[at + 14] * dz);
            double c1 = Math.copySign(e1 * w1 * norm, v[at + 15] * dx + v[at + 16] * dy + v[at + 17] * dz);
            double c2 = Math.copySign(e2 * w2 * norm, v[at + 18] * dx + v[at + 19] * dy + v[at + 20] * dz);
            for (int n = 0; n < 3; n++) {
                feet[to + n] = v[at + n] + v[at + 12 + n] * c0 + v[at + 15 + n] * c1 + v[at + 18 + n] * c2;
            }
        }
        double distance = Math.sqrt(d0 * d0 + d1 * d1 + d2 * d2);
        return t >= 0 ? distance : -distance;
    }
}
