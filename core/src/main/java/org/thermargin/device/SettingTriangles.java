package org.thermargin.device;

import java.util.ArrayList;
import java.util.List;

/**
 * The triangulation of a few settings in the plane of ln power and ln time: Delaunay triangles by their empty
 * circumcircle, taken in index order, without crossing those taken before (four settings of a rectangle have a choice);
 * settings on one line are joined pairwise instead.
 */
final class SettingTriangles {
    private static final double TOLERANCE = 1e-9;
    /** Rounding of logarithms and products; a setting this near to an edge, relatively, lies on it. */
    private static final double ROUNDING = 1e-14;

    private SettingTriangles() {}

    /** Triangles (three indices) or, for points on a line, segments (two); none for a single point. */
    static List<int[]> of(double[] x, double[] y) {
        List<int[]> triangles = new ArrayList<>();
        for (int a = 0; a < x.length; a++) {
            for (int b = a + 1; b < x.length; b++) {
                for (int c = b + 1; c < x.length; c++) {
                    int[] candidate = {a, b, c};
                    if (isDelaunay(candidate, x, y) && fits(candidate, triangles, x, y)) {
                        triangles.add(candidate);
                    }
                }
            }
        }
        return triangles.isEmpty() ? segments(x, y) : triangles;
    }

    private static double doubleArea(int a, int b, int c, double[] x, double[] y) {
        return (x[b] - x[a]) * (y[c] - y[a]) - (x[c] - x[a]) * (y[b] - y[a]);
    }

    private static boolean isDelaunay(int[] t, double[] x, double[] y) {
        double area = doubleArea(t[0], t[1], t[2], x, y);
        if (Math.abs(area) < TOLERANCE) {
            return false;
        }
        for (int p = 0; p < x.length; p++) {
            if (p != t[0] && p != t[1] && p != t[2] && inCircle(t, p, x, y) * Math.signum(area) > TOLERANCE) {
                return false;
            }
        }
        return true;
    }

    /** Positive when p lies inside the circle of the counter-clockwise triangle. */
    private static double inCircle(int[] t, int p, double[] x, double[] y) {
        double[][] m = new double[3][3];
        for (int n = 0; n < 3; n++) {
            m[n][0] = x[t[n]] - x[p];
            m[n][1] = y[t[n]] - y[p];
            m[n][2] = m[n][0] * m[n][0] + m[n][1] * m[n][1];
        }
        return m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1])
                - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
                + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]);
    }

    /** Whether no edge of the candidate crosses an edge of a triangle taken, and no taken triangle lies in it. */
    private static boolean fits(int[] candidate, List<int[]> taken, double[] x, double[] y) {
        for (int[] triangle : taken) {
            for (int n = 0; n < 3; n++) {
                for (int m = 0; m < 3; m++) {
                    if (cross(candidate[n], candidate[(n + 1) % 3], triangle[m], triangle[(m + 1) % 3], x, y)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private static boolean cross(int a, int b, int c, int d, double[] x, double[] y) {
        if (a == c || a == d || b == c || b == d) {
            return false;
        }
        return doubleArea(a, b, c, x, y) * doubleArea(a, b, d, x, y) < 0
                && doubleArea(c, d, a, x, y) * doubleArea(c, d, b, x, y) < 0;
    }

    /** Neighbours along the line. */
    private static List<int[]> segments(double[] x, double[] y) {
        List<Integer> order = new ArrayList<>();
        for (int n = 0; n < x.length; n++) {
            order.add(n);
        }
        order.sort((a, b) -> x[a] != x[b] ? Double.compare(x[a], x[b]) : Double.compare(y[a], y[b]));
        List<int[]> segments = new ArrayList<>();
        for (int n = 1; n < order.size(); n++) {
            segments.add(new int[] {order.get(n - 1), order.get(n)});
        }
        return segments;
    }

    /** Barycentric weights of the point, each 0..1, or null when the point lies outside the triangle or segment. */
    static double[] weights(int[] simplex, double[] x, double[] y, double px, double py) {
        return simplex.length == 3 ? inTriangle(simplex, x, y, px, py) : onSegment(simplex, x, y, px, py);
    }

    private static double[] inTriangle(int[] t, double[] x, double[] y, double px, double py) {
        double area = doubleArea(t[0], t[1], t[2], x, y);
        double[] weights = new double[3];
        for (int n = 0; n < 3; n++) {
            int b = t[(n + 1) % 3];
            int c = t[(n + 2) % 3];
            double part = ((x[b] - px) * (y[c] - py) - (x[c] - px) * (y[b] - py)) / area;
            if (part < -ROUNDING) {
                return null;
            }
            weights[n] = Math.max(0, part);
        }
        return weights;
    }

    private static double[] onSegment(int[] s, double[] x, double[] y, double px, double py) {
        double dx = x[s[1]] - x[s[0]];
        double dy = y[s[1]] - y[s[0]];
        double length = Math.sqrt(dx * dx + dy * dy);
        double along = ((px - x[s[0]]) * dx + (py - y[s[0]]) * dy) / (length * length);
        double off = Math.abs((px - x[s[0]]) * dy - (py - y[s[0]]) * dx) / length;
        if (along < -ROUNDING || along > 1 + ROUNDING || off > ROUNDING) {
            return null;
        }
        double weight = Math.max(0, Math.min(1, along));
        return new double[] {1 - weight, weight};
    }
}
