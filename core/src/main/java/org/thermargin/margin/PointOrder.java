package org.thermargin.margin;

import java.util.Arrays;

/** An order of points in which neighbours in the list are neighbours in space: along a Morton curve through their box. */
final class PointOrder {
    /** Bits of the place along an axis. */
    private static final int BITS = 10;

    private PointOrder() {}

    /** Indices of the points (three coordinates each) in that order; points of one place as they were given. */
    static int[] of(double[] points) {
        double[] low = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        double size = 0;
        double[] high = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (int n = 0; n < points.length; n++) {
            low[n % 3] = Math.min(low[n % 3], points[n]);
            high[n % 3] = Math.max(high[n % 3], points[n]);
        }
        for (int axis = 0; axis < 3; axis++) {
            size = Math.max(size, high[axis] - low[axis]);
        }
        double scale = size > 0 ? ((1 << BITS) - 1) / size : 0;
        long[] keys = new long[points.length / 3];
        for (int n = 0; n < keys.length; n++) {
            long key = spread((int) ((points[3 * n] - low[0]) * scale))
                    | spread((int) ((points[3 * n + 1] - low[1]) * scale)) << 1
                    | spread((int) ((points[3 * n + 2] - low[2]) * scale)) << 2;
            keys[n] = key << Integer.SIZE | n;
        }
        Arrays.sort(keys);
        int[] order = new int[keys.length];
        for (int n = 0; n < order.length; n++) {
            order[n] = (int) keys[n];
        }
        return order;
    }

    /** The bits of a place, two others between each. */
    private static long spread(int place) {
        long bits = place;
        bits = (bits | bits << 16) & 0x30000FF;
        bits = (bits | bits << 8) & 0x300F00F;
        bits = (bits | bits << 4) & 0x30C30C3;
        return (bits | bits << 2) & 0x9249249;
    }
}
