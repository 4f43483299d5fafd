package org.thermargin.margin;

/**
 * An order of points in which those of a group are near each other, and so are the groups: the points are halved at the
 * median of the longest side of their box, again and again. All parts of a power of two of groups, counted from the first,
 * are such halves. On a surface the groups have about two thirds of the size that they have along a Morton curve.
 */
final class PointGroups {
    /** Points of a group; the last may have fewer. */
    static final int GROUP = 8;

    private final double[] points;
    private final int[] order;

    private PointGroups(double[] points) {
        this.points = points;
        this.order = new int[points.length / 3];
        for (int n = 0; n < order.length; n++) {
            order[n] = n;
        }
    }

    /** Indices of the points (three coordinates each) in that order. */
    static int[] of(double[] points) {
        PointGroups groups = new PointGroups(points);
        groups.halve(0, groups.order.length);
        return groups.order;
    }

    private void halve(int first, int end) {
        if (end - first <= GROUP) {
            return;
        }
        int groups = (end - first + GROUP - 1) / GROUP;
        int middle = first + GROUP * Integer.highestOneBit(groups - 1);
        PointTree.select(points, order, first, end - 1, middle, longestSide(first, end));
        halve(first, middle);
        halve(middle, end);
    }

    private int longestSide(int first, int end) {
        int longest = 0;
        double length = -1;
        for (int axis = 0; axis < 3; axis++) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (int n = first; n < end; n++) {
                double c = points[3 * order[n] + axis];
                low = Math.min(low, c);
                high = Math.max(high, c);
            }
            if (high - low > length) {
                longest = axis;
                length = high - low;
            }
        }
        return longest;
    }
}
