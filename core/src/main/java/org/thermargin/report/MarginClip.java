package org.thermargin.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a convex polygon where its margin, linear between corners, passes a value. A corner is {right, up, margin}, mm;
 * an empty polygon has no corners.
 */
final class MarginClip {
    private MarginClip() {}

    /** The part with a margin of at least the value. */
    static double[][] atLeast(double[][] polygon, double mm) {
        return side(polygon, mm, 1);
    }

    /** The part with a margin below the value. */
    static double[][] below(double[][] polygon, double mm) {
        return side(polygon, mm, -1);
    }

    private static double[][] side(double[][] polygon, double mm, int sign) {
        if (Double.isInfinite(mm)) {
            return polygon;
        }
        List<double[]> kept = new ArrayList<>();
        for (int n = 0; n < polygon.length; n++) {
            double[] a = polygon[n];
            double[] b = polygon[(n + 1) % polygon.length];
            if (isAbove(a, mm) == (sign > 0)) {
                kept.add(a);
            }
            if (isAbove(a, mm) != isAbove(b, mm)) {
                kept.add(between(a, b, mm));
            }
        }
        return kept.toArray(new double[0][]);
    }

    /** The two points where the value passes through the border of the polygon; none where it does not. */
    static double[][] level(double[][] polygon, double mm) {
        List<double[]> ends = new ArrayList<>();
        for (int n = 0; n < polygon.length; n++) {
            double[] a = polygon[n];
            double[] b = polygon[(n + 1) % polygon.length];
            if (isAbove(a, mm) != isAbove(b, mm)) {
                ends.add(between(a, b, mm));
            }
        }
        return ends.toArray(new double[0][]);
    }

    private static boolean isAbove(double[] corner, double mm) {
        return corner[2] >= mm;
    }

    private static double[] between(double[] a, double[] b, double mm) {
        double share = (mm - a[2]) / (b[2] - a[2]);
        return new double[] {a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1]), mm};
    }
}
