package org.thermargin.margin;

/**
 * Nearest vertex among many: a balanced k-d tree over points (three doubles each), built once, queried without
 * allocation. Ties go to the vertex met first in a fixed traversal, so answers do not depend on threads.
 */
final class PointTree {
    private static final int LEAF = 8;

    private double[] points; // in tree order once built
    private final int[] order;

    /** A tree over n points given as 3n coordinates (copied); n at least 1. */
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
        double[] sorted = new double[points.length];
        for (int n = 0; n < order.length; n++) {
            System.arraycopy(points, 3 * order[n], sorted, 3 * n, 3);
        }
        this.points = sorted;
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
        return distanceWithin(x, y, z, Double.POSITIVE_INFINITY);
    }

    /** The smaller of the distance from the given point to the nearest one and the limit, mm. */
    double distanceWithin(double x, double y, double z, double limitMm) {
        Search search = new Search(x, y, z);
        search.bestSq = limitMm * limitMm;
        search.visit(0, order.length, 0);
        return Math.sqrt(search.bestSq);
    }

    /** Whether a point lies within the limit (mm) of the given one. */
    boolean anyWithin(double x, double y, double z, double limitMm) {
        return anyWithin(x, y, z, limitMm * limitMm, 0, order.length, 0);
    }

    private boolean anyWithin(double x, double y, double z, double limitSq, int from, int to, int axis) {
        if (to - from <= LEAF) {
            for (int position = from; position < to; position++) {
                if (squared(position, x, y, z) <= limitSq) {
                    return true;
                }
            }
            return false;
        }
        int middle = (from + to) >>> 1;
        if (squared(middle, x, y, z) <= limitSq) {
            return true;
        }
        double offset = (axis == 0 ? x : axis == 1 ? y : z) - points[3 * middle + axis];
        int next = axis == 2 ? 0 : axis + 1;
        boolean lower = offset < 0;
        if (anyWithin(x, y, z, limitSq, lower ? from : middle + 1, lower ? middle : to, next)) {
            return true;
        }
        return offset * offset <= limitSq
                && anyWithin(x, y, z, limitSq, lower ? middle + 1 : from, lower ? to : middle, next);
    }

    private double squared(int position, double x, double y, double z) {
        double dx = points[3 * position] - x;
        double dy = points[3 * position + 1] - y;
        double dz = points[3 * position + 2] - z;
        return dx * dx + dy * dy + dz * dz;
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
            double sq = squared(position, x, y, z);
            if (sq < bestSq || (sq == bestSq && order[position] < best)) {
                bestSq = sq;
                best = order[position];
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
            double offset = (axis == 0 ? x : axis == 1 ? y : z) - points[3 * middle + axis];
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
