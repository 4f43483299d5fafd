package org.thermargin.heatsink;

import java.util.Arrays;

/**
 * The ball whose surface is nearest to a point, or deepest around it: the least of distance to the centre minus radius. A
 * balanced tree of boxes over centres with the largest radius of each. Of equal ones the first given. Thread-safe,
 * allocates nothing per search.
 */
final class BallTree {
    private static final int LEAF = 4;
    private static final int NODE = 7; // low x, y, z, high x, y, z, largest radius

    private final double[] balls; // in tree order
    private final double[] node;
    private final int[] from;
    private final int firstLeaf;

    /** A tree over at least one ball of four numbers each (copied). */
    BallTree(double[] values) {
        int count = values.length / 4;
        int leaves = 1;
        while (count > LEAF * leaves) {
            leaves *= 2;
        }
        firstLeaf = leaves;
        node = new double[NODE * 2 * leaves];
        from = new int[leaves + 1];
        Integer[] order = new Integer[count];
        for (int b = 0; b < count; b++) {
            order[b] = b;
        }
        build(values, order, 1, 0, count);
        from[leaves] = count;
        balls = new double[4 * count];
        for (int b = 0; b < count; b++) {
            System.arraycopy(values, 4 * order[b], balls, 4 * b, 4);
        }
    }

    private void build(double[] values, Integer[] order, int n, int first, int end) {
        double[] low = {Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE};
        double[] high = {-Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};
        double radius = 0;
        for (int p = first; p < end; p++) {
            for (int axis = 0; axis < 3; axis++) {
                low[axis] = Math.min(low[axis], values[4 * order[p] + axis]);
                high[axis] = Math.max(high[axis], values[4 * order[p] + axis]);
            }
            radius = Math.max(radius, values[4 * order[p] + 3]);
        }
        System.arraycopy(low, 0, node, NODE * n, 3);
        System.arraycopy(high, 0, node, NODE * n + 3, 3);
        node[NODE * n + 6] = radius;
        if (n >= firstLeaf) {
            from[n - firstLeaf] = first;
            return;
        }
        int longest = 0;
        for (int axis = 1; axis < 3; axis++) {
            longest = high[axis] - low[axis] > high[longest] - low[longest] ? axis : longest;
        }
        int by = longest;
        Arrays.sort(order, first, end, (a, b) -> {
            int along = Double.compare(values[4 * a + by], values[4 * b + by]);
            return along != 0 ? along : Integer.compare(a, b);
        });
        int middle = (first + end) >>> 1;
        build(values, order, 2 * n, first, middle);
        build(values, order, 2 * n + 1, middle, end);
    }

    /** Place in {@link #values} of the ball nearest to the point. */
    int nearest(double x, double y, double z) {
        return search(1, x, y, z, -1);
    }

    /** The balls in the order of the tree, four numbers each, not a copy. */
    double[] values() {
        return balls;
    }

    /** Distance of the point from the surface of the ball at the place, mm; negative inside. */
    double gapMm(int ball, double x, double y, double z) {
        double dx = balls[ball] - x;
        double dy = balls[ball + 1] - y;
        double dz = balls[ball + 2] - z;
        return Math.sqrt(dx * dx + dy * dy + dz * dz) - balls[ball + 3];
    }

    private int search(int n, double x, double y, double z, int found) {
        int best = found;
        if (n >= firstLeaf) {
            double least = best < 0 ? Double.POSITIVE_INFINITY : gapMm(best, x, y, z);
            int end = 4 * from[n - firstLeaf + 1];
            for (int b = 4 * from[n - firstLeaf]; b < end; b += 4) {
                double gap = gapMm(b, x, y, z);
                if (gap < least) {
                    least = gap;
                    best = b;
                }
            }
            return best;
        }
        double left = bound(2 * n, x, y, z);
        double right = bound(2 * n + 1, x, y, z);
        int near = left <= right ? 2 * n : 2 * n + 1;
        if (best < 0 || Math.min(left, right) < gapMm(best, x, y, z)) {
            best = search(near, x, y, z, best);
        }
        if (best < 0 || Math.max(left, right) < gapMm(best, x, y, z)) {
            best = search(near ^ 1, x, y, z, best);
        }
        return best;
    }

    private double bound(int n, double x, double y, double z) {
        int b = NODE * n;
        double dx = Math.max(0, Math.max(node[b] - x, x - node[b + 3]));
        double dy = Math.max(0, Math.max(node[b + 1] - y, y - node[b + 4]));
        double dz = Math.max(0, Math.max(node[b + 2] - z, z - node[b + 5]));
        return Math.sqrt(dx * dx + dy * dy + dz * dz) - node[b + 6];
    }
}
