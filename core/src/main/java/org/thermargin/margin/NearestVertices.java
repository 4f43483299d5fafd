package org.thermargin.margin;

/**
 * The vertices nearest to points that lie close together. Let all points lie within r of a middle, and q be any vertex. If a
 * vertex v is as near to one of the points as q, then, with squared distances from the middle,
 * {@code |v|^2 - |q|^2 <= 2 r |v - q|}: few are its rivals when q is near the middle. Rivals for a block of points are looked
 * up in the tree, those for a group of the block chosen from them, and only these are held against the points. The answers
 * are those of {@link PointTree#nearest(double, double, double)}. For one thread.
 */
final class NearestVertices {
    /** Points of a block, and of a group of it, at most. */
    static final int BLOCK = 64;

    static final int GROUP = 8;

    private final PointTree tree;
    private final Rivals ofBlock = new Rivals();
    private final Rivals ofGroup = new Rivals();
    private int last; // the vertex nearest to the middle of the block before
    private double x; // middle of the points at hand
    private double y;
    private double z;
    private double radius;
    private double apart; // distance from the middle to the vertex nearest to it

    NearestVertices(PointTree tree) {
        this.tree = tree;
    }

    /** Writes the index of the vertex nearest to each of the first points (three coordinates each). */
    void find(double[] points, int count, int[] to) {
        for (int from = 0; from < count; from += BLOCK) {
            int end = Math.min(count, from + BLOCK);
            takeBlock(points, from, end);
            for (int n = from; n < end; n++) {
                if ((n - from) % GROUP == 0) {
                    takeGroup(points, n, Math.min(end, n + GROUP));
                }
                to[n] = find(points[3 * n], points[3 * n + 1], points[3 * n + 2]);
            }
        }
    }

    /** Takes points from to end - 1 as the block. */
    void takeBlock(double[] points, int from, int end) {
        enclose(points, from, end);
        last = tree.nearest(x, y, z, last);
        apart = tree.distanceMm(last, x, y, z);
        ofBlock.size = -1;
    }

    /** Takes points of the block as the group. */
    void takeGroup(double[] points, int from, int end) {
        if (ofBlock.size < 0) {
            tree.rivals(last, x, y, z, radius, ofBlock);
        }
        enclose(points, from, end);
        apart = Math.sqrt(ofGroup.choose(ofBlock, x, y, z, radius));
    }

    /** A lower bound of the distance from any point of the block or group taken last to any vertex, mm. */
    double leastMm() {
        return (apart - radius) * (1 - Rivals.ROUNDING) - Rivals.ROUNDING;
    }

    /** Index of the vertex nearest to a point of the group taken last. */
    int find(double px, double py, double pz) {
        return ofGroup.nearest(px, py, pz);
    }

    private void enclose(double[] points, int from, int end) {
        x = middle(points, 3 * from, 3 * end);
        y = middle(points, 3 * from + 1, 3 * end);
        z = middle(points, 3 * from + 2, 3 * end);
        double farthest = 0;
        for (int n = 3 * from; n < 3 * end; n += 3) {
            double dx = points[n] - x;
            double dy = points[n + 1] - y;
            double dz = points[n + 2] - z;
            double squared = dx * dx + dy * dy + dz * dz;
            farthest = squared > farthest ? squared : farthest;
        }
        radius = Math.sqrt(farthest);
    }

    private static double middle(double[] points, int from, int end) {
        double low = points[from];
        double high = low;
        for (int n = from + 3; n < end; n += 3) {
            low = points[n] < low ? points[n] : low;
            high = points[n] > high ? points[n] : high;
        }
        return (low + high) / 2;
    }
}
