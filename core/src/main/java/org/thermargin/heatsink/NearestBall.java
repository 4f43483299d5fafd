package org.thermargin.heatsink;

import java.util.Arrays;

/**
 * The ball whose surface is nearest to a point, or deepest around it: the least of distance to the centre minus radius.
 * Balls are gathered into groups of like place and radius, so that a large ball does not loosen the bound of small ones;
 * the group with the least bound is searched first, then those that may still hold a nearer one. Of equal ones always the
 * same for the same point. One level of groups: a few hundred balls of jittered places give a deeper tree little to leave
 * out. Thread-safe, allocates nothing per search.
 */
final class NearestBall {
    private static final int GROUP = 7; // low x, y, z, high x, y, z, largest radius

    private final double[] balls; // by groups
    private final double[] group;
    private final int[] from;

    /** Over at least one ball of four numbers each (copied). */
    NearestBall(double[] values) {
        int count = values.length / 4;
        int groups = 1;
        while (count > 2 * groups * groups) {
            groups *= 2;
        }
        group = new double[GROUP * groups];
        from = new int[groups + 1];
        Integer[] order = new Integer[count];
        for (int b = 0; b < count; b++) {
            order[b] = b;
        }
        part(values, order, 0, groups, 0, count);
        from[groups] = count;
        balls = new double[4 * count];
        for (int b = 0; b < count; b++) {
            System.arraycopy(values, 4 * order[b], balls, 4 * b, 4);
        }
    }

    /** Halves balls from first to end along what varies most until each of the groups from g on has its own. */
    private void part(double[] values, Integer[] order, int g, int groups, int first, int end) {
        double[] low = {Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE};
        double[] high = {-Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};
        for (int p = first; p < end; p++) {
            for (int axis = 0; axis < 4; axis++) {
                low[axis] = Math.min(low[axis], values[4 * order[p] + axis]);
                high[axis] = Math.max(high[axis], values[4 * order[p] + axis]);
            }
        }
        if (groups == 1) {
            System.arraycopy(low, 0, group, GROUP * g, 3);
            System.arraycopy(high, 0, group, GROUP * g + 3, 4);
            from[g] = first;
            return;
        }
        int widest = 0;
        for (int axis = 1; axis < 4; axis++) {
            widest = high[axis] - low[axis] > high[widest] - low[widest] ? axis : widest;
        }
        int by = widest;
        Arrays.sort(order, first, end, (a, b) -> {
            int along = Double.compare(values[4 * a + by], values[4 * b + by]);
            return along != 0 ? along : Integer.compare(a, b);
        });
        int middle = (first + end) >>> 1;
        part(values, order, g, groups / 2, first, middle);
        part(values, order, g + groups / 2, groups / 2, middle, end);
    }

    /** Place in {@link #values} of the ball nearest to the point. */
    int nearest(double x, double y, double z) {
        int near = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int g = 0; g < group.length; g += GROUP) {
            double bound = Math.sqrt(boxSquared(g, x, y, z)) - group[g + 6];
            if (bound < least) {
                least = bound;
                near = g;
            }
        }
        int best = nearestOf(near, -1, x, y, z);
        double gap = gapMm(best, x, y, z);
        for (int g = 0; g < group.length; g += GROUP) {
            double reach = gap + group[g + 6];
            if (g != near && reach > 0 && boxSquared(g, x, y, z) < reach * reach) {
                int found = nearestOf(g, best, x, y, z);
                if (found != best) {
                    best = found;
                    gap = gapMm(best, x, y, z);
                }
            }
        }
        return best;
    }

    /** The balls of which one is nearest to every point within the radius of the given one, in the same order. */
    double[] around(double x, double y, double z, double radiusMm) {
        double limit = gapMm(nearest(x, y, z), x, y, z) + 2 * radiusMm;
        double[] near = new double[balls.length];
        int size = 0;
        for (int g = 0; g < group.length; g += GROUP) {
            double reach = limit + group[g + 6];
            if (reach >= 0 && boxSquared(g, x, y, z) <= reach * reach) {
                for (int b = 4 * from[g / GROUP]; b < 4 * from[g / GROUP + 1]; b += 4) {
                    if (gapMm(b, x, y, z) <= limit) {
                        System.arraycopy(balls, b, near, size, 4);
                        size += 4;
                    }
                }
            }
        }
        return Arrays.copyOf(near, size);
    }

    /** Place of the nearest of a few balls, the first of equal ones. */
    static int nearestOf(double[] few, double x, double y, double z) {
        return nearest(few, 0, few.length, 0, Double.POSITIVE_INFINITY, x, y, z);
    }

    /** The nearest ball of the group, or the one found before (-1: none) where none is nearer. */
    private int nearestOf(int g, int found, double x, double y, double z) {
        double least = found < 0 ? Double.POSITIVE_INFINITY : gapMm(found, x, y, z);
        return nearest(balls, 4 * from[g / GROUP], 4 * from[g / GROUP + 1], found, least, x, y, z);
    }

    /** Place of the first ball from start to end whose surface is nearest and nearer than the least so far, or the one found. */
    private static int nearest(
            double[] balls, int start, int end, int found, double leastMm, double x, double y, double z) {
        int best = found;
        double least = leastMm;
        for (int b = start; b < end; b += 4) {
            double dx = balls[b] - x;
            double dy = balls[b + 1] - y;
            double dz = balls[b + 2] - z;
            double squared = dx * dx + dy * dy + dz * dz;
            double reach = least + balls[b + 3];
            if (reach > 0 && squared < reach * reach) {
                least = Math.sqrt(squared) - balls[b + 3];
                best = b;
            }
        }
        return best;
    }

    /** Squared distance from the point to the box of the centres of the group. */
    private double boxSquared(int g, double x, double y, double z) {
        double dx = Math.max(0, Math.max(group[g] - x, x - group[g + 3]));
        double dy = Math.max(0, Math.max(group[g + 1] - y, y - group[g + 4]));
        double dz = Math.max(0, Math.max(group[g + 2] - z, z - group[g + 5]));
        return dx * dx + dy * dy + dz * dz;
    }

    /** The balls by groups, four numbers each, not a copy. */
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
}
