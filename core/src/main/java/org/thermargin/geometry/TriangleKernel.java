package org.thermargin.geometry;

/**
 * Point of a triangle nearest to another point, and which feature of the triangle it lies on. Ericson, Real-Time
 * Collision Detection, 2005, section 5.1.5; triangles without area are taken as their three sides.
 */
final class TriangleKernel {
    /** Feature codes: 0 to 2 a corner, 3 to 5 the side from corner (code - 3) to the next, 6 the face. */
    static final int SIDE = 3;

    static final int FACE = 6;

    private TriangleKernel() {}

    /**
     * Writes the nearest point of triangle {@code t} into {@code q} (length 3) and returns the code of its feature.
     *
     * @param v vertex coordinates, three per vertex; read only
     * @param corners vertex indices, three per triangle; read only
     */
    static int nearest(double[] v, int[] corners, int t, double[] p, double[] q) {
        int a = 3 * corners[3 * t];
        int b = 3 * corners[3 * t + 1];
        int c = 3 * corners[3 * t + 2];
        double d1 = dot(v, a, b, p, a);
        double d2 = dot(v, a, c, p, a);
        if (d1 <= 0 && d2 <= 0) {
            return corner(v, a, q, 0);
        }
        double d3 = dot(v, a, b, p, b);
        double d4 = dot(v, a, c, p, b);
        if (d3 >= 0 && d4 <= d3) {
            return corner(v, b, q, 1);
        }
        double vc = d1 * d4 - d3 * d2;
        if (vc <= 0 && d1 >= 0 && d3 <= 0 && d1 > d3) {
            return side(v, a, b, d1 / (d1 - d3), q, 0);
        }
        double d5 = dot(v, a, b, p, c);
        double d6 = dot(v, a, c, p, c);
        if (d6 >= 0 && d5 <= d6) {
            return corner(v, c, q, 2);
        }
        double vb = d5 * d2 - d1 * d6;
        if (vb <= 0 && d2 >= 0 && d6 <= 0 && d2 > d6) {
            return side(v, a, c, d2 / (d2 - d6), q, 2);
        }
        double va = d3 * d6 - d5 * d4;
        double toC = d4 - d3;
        double toB = d5 - d6;
        if (va <= 0 && toC >= 0 && toB >= 0 && toC + toB > 0) {
            return side(v, b, c, toC / (toC + toB), q, 1);
        }
        double sum = va + vb + vc;
        if (!(sum > 0)) {
            return nearestSide(v, a, b, c, p, q);
        }
        double s = vb / sum;
        double w = vc / sum;
        for (int n = 0; n < 3; n++) {
            q[n] = v[a + n] + s * (v[b + n] - v[a + n]) + w * (v[c + n] - v[a + n]);
        }
        return FACE;
    }

    /** (to - from) . (p - base). */
    private static double dot(double[] v, int from, int to, double[] p, int base) {
        return (v[to] - v[from]) * (p[0] - v[base])
                + (v[to + 1] - v[from + 1]) * (p[1] - v[base + 1])
                + (v[to + 2] - v[from + 2]) * (p[2] - v[base + 2]);
    }

    private static int corner(double[] v, int at, double[] q, int code) {
        System.arraycopy(v, at, q, 0, 3);
        return code;
    }

    private static int side(double[] v, int from, int to, double share, double[] q, int side) {
        for (int n = 0; n < 3; n++) {
            q[n] = v[from + n] + share * (v[to + n] - v[from + n]);
        }
        return SIDE + side;
    }

    private static int nearestSide(double[] v, int a, int b, int c, double[] p, double[] q) {
        int[] ends = {a, b, c};
        double best = Double.POSITIVE_INFINITY;
        int code = 0;
        double[] foot = new double[3];
        for (int n = 0; n < 3; n++) {
            int from = ends[n];
            int to = ends[(n + 1) % 3];
            double length2 = 0;
            double along = 0;
            for (int k = 0; k < 3; k++) {
                length2 += (v[to + k] - v[from + k]) * (v[to + k] - v[from + k]);
                along += (v[to + k] - v[from + k]) * (p[k] - v[from + k]);
            }
            double share = length2 > 0 ? Math.max(0, Math.min(1, along / length2)) : 0;
            int here = side(v, from, to, share, foot, n);
            double distance2 = 0;
            for (int k = 0; k < 3; k++) {
                distance2 += (foot[k] - p[k]) * (foot[k] - p[k]);
            }
            if (distance2 < best) {
                best = distance2;
                code = share == 0 ? n : share == 1 ? (n + 1) % 3 : here;
                System.arraycopy(foot, 0, q, 0, 3);
            }
        }
        return code;
    }
}
