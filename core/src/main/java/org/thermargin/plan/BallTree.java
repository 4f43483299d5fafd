package org.thermargin.plan;

/**
 * Points in nested balls, as flat arrays: node n has children 2n + 1 and 2n + 2 and holds the points from {@code
 * first[n]} to {@code first[n] + size[n]}; leaves hold at most {@value #LEAF}. Points are reordered by halving the longest
 * side of their box.
 */
final class BallTree {
    static final int LEAF = 16;
    /** Bounds in double are right to this, mm. */
    static final double ROUNDING_MM = 1e-9;

    static final int STRIDE = 10;
    static final int RADIUS = 3;
    /** Keeps the matrix of flat or single points invertible, mm2. */
    private static final double THICKNESS_SQ_MM2 = 1e-4;

    /** Coordinates in tree order, three per point, LPS mm. */
    final double[] points;
    /**
     * Per node {@value #STRIDE} numbers: centre (3), radius about it, and the matrix A (xx, yy, zz, xy, xz, yz) of an
     * ellipsoid about it that holds the points: along a vector g they reach at most sqrt(g A g). mm, mm2.
     */
    final double[] nodes;

    final int[] first;
    final int[] size;

    /** A tree of at least one point; the array is copied. */
    BallTree(double[] pointsMm) {
        int count = pointsMm.length / 3;
        if (count == 0) {
            throw new IllegalArgumentException("a tree needs at least one point");
        }
        int depth = 0;
        while ((count - 1) >> depth >= LEAF) {
            depth++;
        }
        points = pointsMm.clone();
        nodes = new double[STRIDE * count(depth)];
        first = new int[count(depth)];
        size = new int[count(depth)];
        build(0, 0, count, depth);
    }

    boolean isLeaf(int node) {
        return 2 * node + 1 >= size.length;
    }

    private void build(int node, int from, int to, int levels) {
        first[node] = from;
        size[node] = to - from;
        double[] low = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        double[] high = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (int p = from; p < to; p++) {
            for (int d = 0; d < 3; d++) {
                low[d] = Math.min(low[d], points[3 * p + d]);
                high[d] = Math.max(high[d], points[3 * p + d]);
            }
        }
        int longest = 0;
        for (int d = 0; d < 3; d++) {
            nodes[STRIDE * node + d] = (low[d] + high[d]) / 2;
            longest = high[d] - low[d] > high[longest] - low[longest] ? d : longest;
        }
        double radius = 0;
        for (int p = from; p < to; p++) {
            double dx = points[3 * p] - nodes[STRIDE * node];
            double dy = points[3 * p + 1] - nodes[STRIDE * node + 1];
            double dz = points[3 * p + 2] - nodes[STRIDE * node + 2];
            radius = Math.max(radius, dx * dx + dy * dy + dz * dz);
        }
        nodes[STRIDE * node + RADIUS] = Math.sqrt(radius);
        reach(node, from, to);
        if (levels > 0) {
            int middle = (from + to) >>> 1;
            select(from, to - 1, middle, longest);
            build(2 * node + 1, from, middle, levels - 1);
            build(2 * node + 2, middle, to, levels - 1);
        }
    }

    private static int count(int depth) {
        return (2 << depth) - 1;
    }

    /** The matrix of scatter of the points, scaled until its ellipsoid holds them. */
    private void reach(int node, int from, int to) {
        int at = STRIDE * node;
        double xx = 0;
        double yy = 0;
        double zz = 0;
        double xy = 0;
        double xz = 0;
        double yz = 0;
        for (int p = from; p < to; p++) {
            double dx = points[3 * p] - nodes[at];
            double dy = points[3 * p + 1] - nodes[at + 1];
            double dz = points[3 * p + 2] - nodes[at + 2];
            xx += dx * dx;
            yy += dy * dy;
            zz += dz * dz;
            xy += dx * dy;
            xz += dx * dz;
            yz += dy * dz;
        }
        int n = to - from;
        xx = xx / n + THICKNESS_SQ_MM2;
        yy = yy / n + THICKNESS_SQ_MM2;
        zz = zz / n + THICKNESS_SQ_MM2;
        xy /= n;
        xz /= n;
        yz /= n;
        double cxx = yy * zz - yz * yz;
        double cyy = xx * zz - xz * xz;
        double czz = xx * yy - xy * xy;
        double cxy = xz * yz - xy * zz;
        double cxz = xy * yz - xz * yy;
        double cyz = xy * xz - xx * yz;
        double determinant = xx * cxx + xy * cxy + xz * cxz;
        double worst = 0;
        for (int p = from; p < to; p++) {
            double dx = points[3 * p] - nodes[at];
            double dy = points[3 * p + 1] - nodes[at + 1];
            double dz = points[3 * p + 2] - nodes[at + 2];
            worst = Math.max(
                    worst,
                    cxx * dx * dx
                            + cyy * dy * dy
                            + czz * dz * dz
                            + 2 * (cxy * dx * dy + cxz * dx * dz + cyz * dy * dz));
        }
        double factor = worst / determinant * (1 + 1e-9);
        nodes[at + 4] = factor * xx;
        nodes[at + 5] = factor * yy;
        nodes[at + 6] = factor * zz;
        nodes[at + 7] = factor * xy;
        nodes[at + 8] = factor * xz;
        nodes[at + 9] = factor * yz;
    }

    /** Puts the point that belongs at {@code middle} by one coordinate there, smaller ones before it (Hoare's selection). */
    private void select(int from, int to, int middle, int axis) {
        int left = from;
        int right = to;
        while (left < right) {
            double pivot = points[3 * middle + axis];
            int i = left;
            int j = right;
            while (i <= j) {
                while (points[3 * i + axis] < pivot) {
                    i++;
                }
                while (points[3 * j + axis] > pivot) {
                    j--;
                }
                if (i <= j) {
                    swap(i++, j--);
                }
            }
            if (j < middle) {
                left = i;
            }
            if (i > middle) {
                right = j;
            }
        }
    }

    private void swap(int p, int q) {
        for (int d = 0; d < 3; d++) {
            double t = points[3 * p + d];
            points[3 * p + d] = points[3 * q + d];
            points[3 * q + d] = t;
        }
    }
}
