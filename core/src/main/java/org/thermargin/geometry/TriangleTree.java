package org.thermargin.geometry;

/** A tree of boxes over triangles for the nearest one to a point. Split at the median of the longest side. */
final class TriangleTree {
    private static final int LEAF = 4;
    private static final int STACK = 128;

    private final double[] vertices;
    private final int[] corners;
    /** Triangles in the order of the leaves. */
    private final int[] order;
    /** Of node n: low corner at 6 n, high corner at 6 n + 3. */
    private final double[] boxes;
    /** Of node n: first triangle of a leaf in {@code order}, or minus the index of the second child less one. */
    private final int[] first;

    private final int[] count;
    private int nodes;

    /** The nearest triangle to a point: index, feature by {@link TriangleKernel} and foot. */
    static final class Hit {
        final double[] foot = new double[3];
        int triangle = -1;
        int feature;
        double distance2 = Double.POSITIVE_INFINITY;
    }

    TriangleTree(double[] vertices, int[] corners) {
        this.vertices = vertices;
        this.corners = corners;
        int triangles = corners.length / 3;
        order = new int[triangles];
        for (int t = 0; t < triangles; t++) {
            order[t] = t;
        }
        boxes = new double[12 * triangles];
        first = new int[2 * triangles];
        count = new int[2 * triangles];
        build(0, triangles, new double[triangles]);
    }

    private int build(int from, int to, double[] key) {
        int node = nodes++;
        int at = 6 * node;
        for (int n = 0; n < 3; n++) {
            boxes[at + n] = Double.POSITIVE_INFINITY;
            boxes[at + 3 + n] = Double.NEGATIVE_INFINITY;
            for (int m = from; m < to; m++) {
                for (int c = 0; c < 3; c++) {
                    double x = vertices[3 * corners[3 * order[m] + c] + n];
                    boxes[at + n] = Math.min(boxes[at + n], x);
                    boxes[at + 3 + n] = Math.max(boxes[at + 3 + n], x);
                }
            }
        }
        if (to - from <= LEAF) {
            first[node] = from;
            count[node] = to - from;
            return node;
        }
        int axis = 0;
        for (int n = 1; n < 3; n++) {
            if (boxes[at + 3 + n] - boxes[at + n] > boxes[at + 3 + axis] - boxes[at + axis]) {
                axis = n;
            }
        }
        for (int m = from; m < to; m++) {
            int c = 3 * order[m];
            key[order[m]] = vertices[3 * corners[c] + axis]
                    + vertices[3 * corners[c + 1] + axis]
                    + vertices[3 * corners[c + 2] + axis];
        }
        int middle = (from + to) >>> 1;
        select(from, to - 1, middle, key);
        build(from, middle, key);
        first[node] = -build(middle, to, key) - 1;
        return node;
    }

    /** Puts the triangle of the given rank at its place, smaller keys before it (Hoare's selection). */
    private void select(int from, int to, int rank, double[] key) {
        int low = from;
        int high = to;
        while (low < high) {
            double pivot = key[order[(low + high) >>> 1]];
            int i = low;
            int j = high;
            while (i <= j) {
                while (key[order[i]] < pivot) {
                    i++;
                }
                while (key[order[j]] > pivot) {
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
            if (rank <= j) {
                high = j;
            } else if (rank >= i) {
                low = i;
            } else {
                return;
            }
        }
    }

    /** The triangle nearest to the point; of equally near ones the first met, always the same. */
    Hit nearest(double[] p) {
        Hit hit = new Hit();
        int[] stack = new int[STACK];
        double[] q = new double[3];
        int depth = 0;
        stack[depth++] = 0;
        while (depth > 0) {
            int node = stack[--depth];
            if (boxDistance2(node, p) >= hit.distance2) {
                continue;
            }
            if (count[node] > 0) {
                leaf(node, p, q, hit);
                continue;
            }
            int left = node + 1;
            int right = -first[node] - 1;
            boolean leftFirst = boxDistance2(left, p) <= boxDistance2(right, p);
            stack[depth++] = leftFirst ? right : left;
            stack[depth++] = leftFirst ? left : right;
        }
        return hit;
    }

    private void leaf(int node, double[] p, double[] q, Hit hit) {
        for (int m = first[node]; m < first[node] + count[node]; m++) {
            int feature = TriangleKernel.nearest(vertices, corners, order[m], p, q);
            double dx = q[0] - p[0];
            double dy = q[1] - p[1];
            double dz = q[2] - p[2];
            double distance2 = dx * dx + dy * dy + dz * dz;
            if (distance2 < hit.distance2) {
                hit.distance2 = distance2;
                hit.triangle = order[m];
                hit.feature = feature;
                System.arraycopy(q, 0, hit.foot, 0, 3);
            }
        }
    }

    private double boxDistance2(int node, double[] p) {
        double sum = 0;
        for (int n = 0; n < 3; n++) {
            double d = Math.max(0, Math.max(boxes[6 * node + n] - p[n], p[n] - boxes[6 * node + 3 + n]));
            sum += d * d;
        }
        return sum;
    }
}
