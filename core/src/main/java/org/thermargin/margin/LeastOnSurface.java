package org.thermargin.margin;

/**
 * The point of least signed distance among many, in a fixed order: blocks of points, and points, that are certainly above
 * the least so far are passed over. Of equal points the first counts.
 */
final class LeastOnSurface {
    /** Points of a block. */
    private static final int BLOCK = 16;
    /** Every so many-th point is looked at first, so that a low value is known early. */
    private static final int STRIDE = 61;

    private final Boundary boundary;
    private final double[] points;
    private final boolean[] chosen; // null: all
    private double marginMm = Double.POSITIVE_INFINITY;
    private int at = -1;

    private LeastOnSurface(Boundary boundary, double[] points, boolean[] chosen) {
        this.boundary = boundary;
        this.points = points;
        this.chosen = chosen;
    }

    /** The least over the points (three coordinates each), those chosen where a choice is given. */
    static LeastOnSurface of(Boundary boundary, double[] points, boolean[] chosen) {
        LeastOnSurface least = new LeastOnSurface(boundary, points, chosen);
        least.search();
        return least;
    }

    /** The least signed distance, mm; infinite without points. */
    double marginMm() {
        return marginMm;
    }

    /** Number of the point; -1 without points. */
    int at() {
        return at;
    }

    private void search() {
        int count = points.length / 3;
        double known = Double.POSITIVE_INFINITY;
        for (int n = 0; n < count; n += STRIDE) {
            if (chosen == null || chosen[n]) {
                known = isAbove(n, known) ? known : Math.min(known, value(n));
            }
        }
        for (int from = 0; from < count; from += BLOCK) {
            int to = Math.min(count, from + BLOCK);
            if (!isBlockAbove(from, to, Math.min(known, marginMm))) {
                for (int n = from; n < to; n++) {
                    if ((chosen == null || chosen[n]) && !isAbove(n, Math.min(known, marginMm))) {
                        take(n, value(n));
                    }
                }
            }
        }
    }

    private void take(int n, double value) {
        if (value < marginMm) {
            marginMm = value;
            at = n;
        }
    }

    private double value(int n) {
        return boundary.at(points[3 * n], points[3 * n + 1], points[3 * n + 2]);
    }

    private boolean isAbove(int n, double mm) {
        return boundary.isAbove(points[3 * n], points[3 * n + 1], points[3 * n + 2], mm);
    }

    /** Whether all points are, by the value in the middle of their box. */
    private boolean isBlockAbove(int from, int to, double mm) {
        double slack = boundary.slackMm();
        if (!(slack < Double.POSITIVE_INFINITY)) {
            return false;
        }
        double[] low = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        double[] high = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (int n = from; n < to; n++) {
            for (int axis = 0; axis < 3; axis++) {
                low[axis] = Math.min(low[axis], points[3 * n + axis]);
                high[axis] = Math.max(high[axis], points[3 * n + axis]);
            }
        }
        double dx = high[0] - low[0];
        double dy = high[1] - low[1];
        double dz = high[2] - low[2];
        double reach = Math.sqrt(dx * dx + dy * dy + dz * dz) / 2;
        return boundary.isAbove(
                (low[0] + high[0]) / 2, (low[1] + high[1]) / 2, (low[2] + high[2]) / 2, mm + reach + slack);
    }
}
