package org.thermargin.margin;

/**
 * Nearest vertex among many: a balanced k-d tree over points (three doubles each), built once, queried without
 * allocation. Ties go to the vertex met first in a fixed traversal, so answers do not depend on threads.
 */
final class PointTree {
    private static final int LEAF = 8;

    private final double[] points;
    private final int[] order;

    /** A tree over n points given as 3n coordinates (kept, not copied); n at least 1. */
    PointTree(double[] points) {
        if (points.length < 3) {
            throw new IllegalArgumentException("a point tree needs a point");
        }
        this.points = points;
        this.order = new int[points.length / 3];
        for (int n = 0; n < order.length; n++) {
            order[n] = n;
        }
        build(0, order.length, 0);
    }

    private void build(int from, int to, int axis) {
        if (to - from <= LEAF) {
            return;
        }
        int middle = (from + to) >>> 1;
        select(from, to - 1, middle, axis);
        int next = axis == 2 ? 0 : axis + 1;
        build(from, middle, next);
        build(middle + 1, to, next);
    }

    private double coordinate(int position, int axis) {
        return points[3 * order[position] + axis];
    }

    /** Quickselect by the middle of three; equal keys keep a deterministic order. */
    private void select(int from, int to, int want, int axis) {
        int low = from;
        int high = to;
        while (low < high) {
            double pivot = median(coordinate(low, axis), coordinate((low + high) >>> 1, axis), coordinate(high, axis));
            int i = low;
            int j = high;
            while (i <= j) {
                while (coordinate(i, axis) < pivot) {
                    i++;
                }
                while (coordinate(j, axis) > pivot) {
                    j--;
                }
                if (i <= j) {
                    int swap = order[i];
                    order[i] = order[j];
                    order[j] = swap;
                    i++;
                    j--;
                }
            }
            if (want <= j) {
                high = j;
            } else if (want >= i) {
                low = i;
            } else {
                return;
            }
        }
    }

    private static double median(double a, double b, double c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }

    /** Index of the point nearest to the given one. */
    int nearest(double x, double y, double z) {
        Search search = new Search(x, y, z);
        search.visit(0, order.length, 0);
        return search.best;
    }

    /** Distance from the given point to the nearest one, mm. */
    double distanceMm(double x, double y, double z) {
        Search search = new Search(x, y, z);
        search.visit(0, order.length, 0);
        return Math.sqrt(search.bestSq);
    }

    private final class Search {
        private final double x;
        private final double y;
        private final double z;
        private int best = -1;
        private double bestSq = Double.POSITIVE_INFINITY;

        Search(double x, double y, double z) {
            this.x = x;
            this.y = y;
            this.z = z;
        }

        private void take(int position) {
            int n = order[position];
            double dx = points[3 * n] - x;
            double dy = points[3 * n + 1] - y;
            double dz = points[3 * n + 2] - z;
            double sq = dx * dx + dy * dy + dz * dz;
            if (sq < bestSq || (sq == bestSq && n < best)) {
                bestSq = sq;
                best = n;
            }
        }

        private void visit(int from, int to, int axis) {
            if (to - from <= LEAF) {
                for (int position = from; position < to; position++) {
                    take(position);
                }
                return;
            }
            int middle = (from + to) >>> 1;
            take(middle);
            double offset = (axis == 0 ? x : axis == 1 ? y : z) - coordinate(middle, axis);
            int next = axis == 2 ? 0 : axis + 1;
            if (offset < 0) {
                visit(from, middle, next);
                if (offset * offset <= bestSq) {
                    visit(middle + 1, to, next);
                }
            } else {
                visit(middle + 1, to, next);
                if (offset * offset <= bestSq) {
                    visit(from, middle, next);
                }
            }
        }
    }
}
