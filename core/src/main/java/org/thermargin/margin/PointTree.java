package org.thermargin.margin;

/**
 * Nearest point among many: a balanced tree of boxes over points (three doubles each), built once. Nodes are halves at
 * the median of the longest side of their box, numbered like a heap; a search descends into the nearer child first and
 * leaves out boxes farther than the best found. Of equally near points the one given first is taken, so that answers
 * depend on nothing but the points. Thread-safe.
 */
public final class PointTree {
    private static final int LEAF = 8;
    private static final int MAX_DEPTH = 32;
    /** Starts of a search: nothing is known; the first point within the limit will do. */
    private static final int NONE = -1;

    private static final int ANY = -2;

    private final int[] order; // position in tree order -> index as given
    private final int[] position; // the other way round
    private final double[] px; // coordinates in tree order
    private final double[] py;
    private final double[] pz;
    private final int[] from; // first position of every node, and one past its last
    private final int[] to;
    private final double[] box; // low x, y, z, high x, y, z of every node

    /** A tree over n points given as 3n coordinates (copied); n at least 1. */
    public PointTree(double[] points) {
        if (points.length < 3) {
            throw new IllegalArgumentException("a point tree needs a point");
        }
        int n = points.length / 3;
        int depth = 0;
        while (n > LEAF << depth) {
            depth++;
        }
        int nodes = 2 << depth;
        order = new int[n];
        for (int p = 0; p < n; p++) {
            order[p] = p;
        }
        from = new int[nodes];
        to = new int[nodes];
        box = new double[6 * nodes];
        build(points, 1, 0, n, nodes / 2);
        position = new int[n];
        px = new double[n];
        py = new double[n];
        pz = new double[n];
        for (int p = 0; p < n; p++) {
            position[order[p]] = p;
            px[p] = points[3 * order[p]];
            py[p] = points[3 * order[p] + 1];
            pz[p] = points[3 * order[p] + 2];
        }
    }

    /** Fills node {@code node} over the positions; nodes from {@code firstLeaf} on are leaves. */
    private void build(double[] points, int node, int first, int end, int firstLeaf) {
        from[node] = first;
        to[node] = end;
        int b = 6 * node;
        for (int axis = 0; axis < 3; axis++) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (int p = first; p < end; p++) {
                double c = points[3 * order[p] + axis];
                low = Math.min(low, c);
                high = Math.max(high, c);
            }
            box[b + axis] = low;
            box[b + 3 + axis] = high;
        }
        if (node >= firstLeaf) {
            return;
        }
        int longest = 0;
        for (int axis = 1; axis < 3; axis++) {
            if (box[b + 3 + axis] - box[b + axis] > box[b + 3 + longest] - box[b + longest]) {
                longest = axis;
            }
        }
        int middle = (first + end) >>> 1;
        select(points, order, first, end - 1, middle, longest);
        build(points, 2 * node, first, middle, firstLeaf);
        build(points, 2 * node + 1, middle, end, firstLeaf);
    }

    /**
     * Quickselect by the middle of three: the indices from first to last are put such that no point before the wanted place
     * is beyond it along the axis, and none after it before; a fixed order for equal keys.
     */
    static void select(double[] points, int[] order, int first, int last, int want, int axis) {
        int low = first;
        int high = last;
        while (low < high) {
            double pivot = median(
                    points[3 * order[low] + axis],
                    points[3 * order[(low + high) >>> 1] + axis],
                    points[3 * order[high] + axis]);
            int i = low;
            int j = high;
            while (i <= j) {
                while (points[3 * order[i] + axis] < pivot) {
                    i++;
                }
                while (points[3 * order[j] + axis] > pivot) {
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
    public int nearest(double x, double y, double z) {
        return order[search(x, y, z, Double.POSITIVE_INFINITY, NONE)];
    }

    /** The same; {@code near}, index of a point not far from the given one, makes the search short. */
    int nearest(double x, double y, double z, int near) {
        int known = position[near];
        return order[search(x, y, z, squared(known, x, y, z), known)];
    }

    /** Index of the point nearest to the given one, if its squared distance is at most the limit, else the known one. */
    int nearest(double x, double y, double z, double limitSqMm2, int known) {
        int position = search(x, y, z, limitSqMm2, NONE);
        return position < 0 ? known : order[position];
    }

    /** Distance from the given point to the nearest one, mm. */
    public double distanceMm(double x, double y, double z) {
        return Math.sqrt(squared(search(x, y, z, Double.POSITIVE_INFINITY, NONE), x, y, z));
    }

    /** The smaller of the distance from the given point to the nearest one and the limit, mm. */
    public double distanceWithin(double x, double y, double z, double limitMm) {
        int position = search(x, y, z, limitMm * limitMm, NONE);
        return position < 0 ? limitMm : Math.min(limitMm, Math.sqrt(squared(position, x, y, z)));
    }

    /** Whether a point lies within the limit (mm) of the given one. */
    public boolean anyWithin(double x, double y, double z, double limitMm) {
        return search(x, y, z, limitMm * limitMm, ANY) >= 0;
    }

    /**
     * Position of the nearest point whose squared distance is at most the limit, or -1; from {@link #ANY} the first such
     * point found, from a position the nearest where the limit is the squared distance of that one.
     */
    private int search(double x, double y, double z, double limitSq, int start) {
        double bestSq = limitSq;
        int best = Math.max(NONE, start);
        int firstLeaf = from.length / 2;
        int[] nodes = new int[MAX_DEPTH];
        double[] gaps = new double[MAX_DEPTH];
        nodes[0] = 1;
        gaps[0] = gapSq(1, x, y, z);
        int waiting = 1;
        while (waiting > 0) {
            int node = nodes[--waiting];
            if (gaps[waiting] > bestSq) {
                continue;
            }
            while (node < firstLeaf) {
                int near = 2 * node;
                int far = near + 1;
                double nearGap = gapSq(near, x, y, z);
                double farGap = gapSq(far, x, y, z);
                if (farGap < nearGap) {
                    int swap = near;
                    near = far;
                    far = swap;
                    double gap = nearGap;
                    nearGap = farGap;
                    farGap = gap;
                }
                if (farGap <= bestSq) {
                    nodes[waiting] = far;
                    gaps[waiting++] = farGap;
                }
                if (nearGap > bestSq) {
                    node = 0;
                    break;
                }
                node = near;
            }
            if (node == 0) {
                continue;
            }
            for (int p = from[node]; p < to[node]; p++) {
                double sq = squared(p, x, y, z);
                if (sq < bestSq || (sq == bestSq && (best < 0 || order[p] < order[best]))) {
                    if (start == ANY) {
                        return p;
                    }
                    bestSq = sq;
                    best = p;
                }
            }
        }
        return best;
    }

    /** Distance from the given point to the one of that index, mm. */
    double distanceMm(int index, double x, double y, double z) {
        return Math.sqrt(squared(position[index], x, y, z));
    }

    /** Lists all points that may be as near as the known one to a place in the box. */
    void rivals(int known, PointBox box, Rivals rivals) {
        int q = position[known];
        double knownSq = squared(q, box.x, box.y, box.z);
        int firstLeaf = from.length / 2;
        int[] nodes = new int[MAX_DEPTH];
        nodes[0] = 1;
        int waiting = 1;
        rivals.size = 0;
        while (waiting > 0) {
            int node = nodes[--waiting];
            if (!mayHoldRival(node, q, knownSq, box)) {
                continue;
            }
            if (node < firstLeaf) {
                nodes[waiting++] = 2 * node + 1;
                nodes[waiting++] = 2 * node;
                continue;
            }
            rivals.reserve(to[node] - from[node]);
            for (int p = from[node]; p < to[node]; p++) {
                double dx = Math.abs(px[p] - px[q]);
                double dy = Math.abs(py[p] - py[q]);
                double dz = Math.abs(pz[p] - pz[q]);
                if (Rivals.isRival(squared(p, box.x, box.y, box.z), knownSq, dx, dy, dz, box)) {
                    int at = rivals.size++;
                    rivals.x[at] = px[p];
                    rivals.y[at] = py[p];
                    rivals.z[at] = pz[p];
                    rivals.index[at] = order[p];
                }
            }
        }
    }

    /** Whether a point of the node may be as near as the one at the position to a place in the box. */
    private boolean mayHoldRival(int node, int q, double knownSq, PointBox of) {
        int b = 6 * node;
        double dx = Math.max(px[q] - box[b], box[b + 3] - px[q]);
        double dy = Math.max(py[q] - box[b + 1], box[b + 4] - py[q]);
        double dz = Math.max(pz[q] - box[b + 2], box[b + 5] - pz[q]);
        return Rivals.isRival(gapSq(node, of.x, of.y, of.z), knownSq, dx, dy, dz, of);
    }

    private double squared(int position, double x, double y, double z) {
        double dx = px[position] - x;
        double dy = py[position] - y;
        double dz = pz[position] - z;
        return dx * dx + dy * dy + dz * dz;
    }

    /** Squared distance from the point to the box of a node. */
    private double gapSq(int node, double x, double y, double z) {
        int b = 6 * node;
        double dx = Math.max(0, Math.max(box[b] - x, x - box[b + 3]));
        double dy = Math.max(0, Math.max(box[b + 1] - y, y - box[b + 4]));
        double dz = Math.max(0, Math.max(box[b + 2] - z, z - box[b + 5]));
        return dx * dx + dy * dy + dz * dz;
    }
}
