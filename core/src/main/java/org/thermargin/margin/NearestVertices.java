package org.thermargin.margin;

/**
 * The vertices nearest to points that lie close together. Let all points lie in a box of half sides h, and q be any vertex.
 * If a vertex v is as near to one of the points as q, then, with squared distances from the middle of the box,
 * {@code |v|^2 - |q|^2 <= 2 h.|v - q|}, the last by absolute coordinates: few are its rivals when q is near the middle. Rivals
 * for a block of points are looked up in the tree; the block is halved again and again, and wherever that has made its box
 * much smaller the rivals of the part are chosen from those at hand. Only those of a group of points are held against each.
 * The answers are those of {@link PointTree#nearest(double, double, double)}. For one thread.
 */
final class NearestVertices {
    /** Points of a block, and of a group of it, at most: both are parts of {@link PointGroups}. */
    static final int BLOCK = 512;

    static final int GROUP = PointGroups.GROUP;
    /** Rivals are chosen anew where the box is smaller than this, in sizes of the box of those at hand. */
    private static final double SHRUNK = 0.5;

    private static final int LISTS = 1 + Integer.numberOfTrailingZeros(BLOCK / GROUP);

    private final PointTree tree;
    private final Rivals[] lists = new Rivals[LISTS];
    private final double[] sizes = new double[LISTS]; // of the box for which a list was made, mm
    private final double[] boxes = new double[6 * BLOCK / GROUP]; // of every group of the block
    private final PointBox box = new PointBox(); // of the points at hand
    private int last; // the vertex nearest to the middle of the block before
    private double[] points;
    private int first; // of the block
    private int end;
    private Asked asked;

    /** Who asks for the vertices. */
    interface Asked {
        /** Whether these points need no vertex, for none of them has one nearer than that, mm. */
        boolean isSettled(int from, int end, double leastMm);

        /** Takes the index of the vertex nearest to a point. */
        void take(int point, int vertex);
    }

    NearestVertices(PointTree tree) {
        this.tree = tree;
        for (int n = 0; n < LISTS; n++) {
            lists[n] = new Rivals();
        }
    }

    /** Writes the index of the vertex nearest to each of the first points (three coordinates each). */
    void find(double[] points, int count, int[] to) {
        find(points, count, new Asked() {
            @Override
            public boolean isSettled(int from, int end, double leastMm) {
                return false;
            }

            @Override
            public void take(int point, int vertex) {
                to[point] = vertex;
            }
        });
    }

    /** Tells the vertex nearest to each of the first points that are not settled without. */
    void find(double[] points, int count, Asked asked) {
        this.points = points;
        this.asked = asked;
        for (int from = 0; from < count; from += BLOCK) {
            first = from;
            end = Math.min(count, from + BLOCK);
            block();
        }
    }

    private void block() {
        int groups = (end - first + GROUP - 1) / GROUP;
        for (int g = 0; g < groups; g++) {
            PointBox.enclose(points, first + g * GROUP, last(g + 1), boxes, g);
        }
        box.hold(boxes, 0, groups);
        last = tree.nearest(box.x, box.y, box.z, last);
        if (!asked.isSettled(first, end, leastMm(tree.distanceMm(last, box.x, box.y, box.z)))) {
            tree.rivals(last, box, lists[0]);
            sizes[0] = box.sizeMm();
            halve(0, 0, groups);
        }
    }

    /** Goes on with the groups from to end - 1, whose rivals stand in the list. */
    private void halve(int list, int from, int end) {
        if (end - from == 1) {
            for (int n = first + from * GROUP; n < last(end); n++) {
                asked.take(n, lists[list].nearest(points[3 * n], points[3 * n + 1], points[3 * n + 2]));
            }
            return;
        }
        int middle = from + Integer.highestOneBit(end - from - 1); // as they were halved
        part(list, from, middle);
        part(list, middle, end);
    }

    private void part(int list, int from, int end) {
        box.hold(boxes, from, end);
        double size = box.sizeMm();
        if (size > SHRUNK * sizes[list]) {
            halve(list, from, end);
            return;
        }
        double apart = Math.sqrt(lists[list].seek(box));
        if (!asked.isSettled(first + from * GROUP, last(end), leastMm(apart))) {
            lists[list].choose(box, lists[list + 1]);
            sizes[list + 1] = size;
            halve(list + 1, from, end);
        }
    }

    /** One past the last point of the groups before. */
    private int last(int groups) {
        return Math.min(end, first + groups * GROUP);
    }

    /** A lower bound of the distance from any point of the box to any vertex, by that from its middle, mm. */
    private double leastMm(double apartMm) {
        return (apartMm - box.radiusMm()) * (1 - Rivals.ROUNDING) - Rivals.ROUNDING;
    }
}
