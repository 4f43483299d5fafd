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
        double px = p[0];
        double py = p[1];
        double pz = p[2];
        double ax = v[a];
        double ay = v[a + 1];
        double az = v[a + 2];
        double bx = v[b];
        double by = v[b + 1];
        double bz = v[b + 2];
        double cx = v[c];
        double cy = v[c + 1];
        double cz = v[c + 2];
        double abx = bx - ax;
        double aby = by - ay;
        double abz = bz - az;
        double acx = cx - ax;
        double acy = cy - ay;
        double acz = cz - az;
        double d1 = abx * (px - ax) + aby * (py - ay) + abz * (pz - az);
        double d2 = acx * (px - ax) + acy * (py - ay) + acz * (pz - az);
        if (d1 <= 0 && d2 <= 0) {
            return corner(v, a, q, 0);
        }
        double d3 = abx * (px - bx) + aby * (py - by) + abz * (pz - bz);
        double d4 = acx * (px - bx) + acy * (py - by) + acz * (pz - bz);
        if (d3 >= 0 && d4 <= d3) {
            return corner(v, b, q, 1);
        }
        double vc = d1 * d4 - d3 * d2;
        if (vc <= 0 && d1 >= 0 && d3 <= 0 && d1 > d3) {
            return side(v, a, b, d1 / (d1 - d3), q, 0);
        }
        double d5 = abx * (px - cx) + aby * (py - cy) + abz * (pz - cz);
        double d6 = acx * (px - cx) + acy * (py - cy) + acz * (pz - cz);
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
        q[0] = ax + s * abx + w * acx;
        q[1] = ay + s * aby + w * acy;
        q[2] = az + s * abz + w * acz;
        return FACE;
    }

    private static int corner(double[] v, int at, double[] q, int code) {
        q[0] = v[at];
        q[1] = v[at + 1];
        q[2] = v[at + 2];
        return code;
    }

    private static int side(double[] v, int from, int to, double share, double[] q, int side) {
        q[0] = v[from] + share * (v[to] - v[from]);
        q[1] = v[from + 1] + share * (v[to + 1] - v[from + 1]);
        q[2] = v[from + 2] + share * (v[to + 2] - v[from + 2]);
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
