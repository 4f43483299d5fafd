package org.thermargin.plan;

import java.util.List;

/**
 * The shortest vector of space that satisfies linear constraints: exact, by adding one constraint at a time and, where it
 * is violated, solving anew on its plane (Seidel 1991, doi:10.1007/BF02574699, for a convex objective). Made for some tens
 * of constraints.
 */
final class LeastShift {
    /** A violation below this is rounding, mm. */
    private static final double ROUNDING = 1e-9;
    /** A plane whose normal has less than this in the subspace is parallel to it. */
    private static final double PARALLEL = 1e-7;

    private LeastShift() {}

    /**
     * A half-space normal . v >= bound.
     *
     * @param x normal, as y and z; any length but 0
     */
    record Cut(double x, double y, double z, double bound) {
        double excess(double[] v) {
            return x * v[0] + y * v[1] + z * v[2] - bound;
        }
    }

    /** The shortest vector within all half-spaces, mm; null where they have no common point. */
    static double[] within(List<Cut> cuts) {
        double[][] axes = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
        return within(cuts, cuts.size(), new double[3], axes);
    }

    /** Within the first {@code count} cuts, on the flat through {@code base} (its point nearest to 0) along the axes. */
    private static double[] within(List<Cut> cuts, int count, double[] base, double[][] axes) {
        double[] best = base;
        for (int n = 0; n < count; n++) {
            Cut cut = cuts.get(n);
            double excess = cut.excess(best);
            if (excess >= -ROUNDING) {
                continue;
            }
            double[] normal = new double[3];
            for (double[] axis : axes) {
                double along = cut.x() * axis[0] + cut.y() * axis[1] + cut.z() * axis[2];
                for (int c = 0; c < 3; c++) {
                    normal[c] += along * axis[c];
                }
            }
            double square = dot(normal, normal);
            if (square < PARALLEL) {
                return null;
            }
            double step = -cut.excess(base) / square;
            double[] on = new double[3];
            for (int c = 0; c < 3; c++) {
                on[c] = base[c] + step * normal[c];
            }
            best = within(cuts, n, on, across(axes, normal));
            if (best == null) {
                return null;
            }
        }
        return best;
    }

    /** Orthonormal axes of what is left of the flat at right angles to the normal, by Gram and Schmidt. */
    private static double[][] across(double[][] axes, double[] normal) {
        double[][] kept = new double[axes.length - 1][];
        double length = Math.sqrt(dot(normal, normal));
        double[] unit = {normal[0] / length, normal[1] / length, normal[2] / length};
        int skipped = 0; // the axis nearest to the normal
        for (int a = 1; a < axes.length; a++) {
            if (Math.abs(dot(axes[a], unit)) > Math.abs(dot(axes[skipped], unit))) {
                skipped = a;
            }
        }
        int filled = 0;
        for (int a = 0; a < axes.length; a++) {
            if (a == skipped) {
                continue;
            }
            double[] axis = axes[a].clone();
            remove(axis, unit);
            for (int k = 0; k < filled; k++) {
                remove(axis, kept[k]);
            }
            double size = Math.sqrt(dot(axis, axis));
            for (int c = 0; c < 3; c++) {
                axis[c] /= size;
            }
            kept[filled++] = axis;
        }
        return kept;
    }

    private static void remove(double[] axis, double[] unit) {
        double along = dot(axis, unit);
        for (int c = 0; c < 3; c++) {
            axis[c] -= along * unit[c];
        }
    }

    private static double dot(double[] a, double[] b) {
        return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    }
}
