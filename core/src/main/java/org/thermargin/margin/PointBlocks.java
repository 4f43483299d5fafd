package org.thermargin.margin;

/**
 * Points in blocks of neighbours with a ball around each, and blocks of blocks: values that change no faster than places
 * are bounded over a block by the one in its middle. Immutable.
 */
final class PointBlocks {
    /** Points of a block, and blocks of a larger one. */
    static final int FAN = 8;
    /** Relative slack that no rounding exceeds. */
    private static final double ROUNDING = 1e-9;

    private final double[] points;
    private final int[] order;
    private final double[][] balls; // per level, the smallest blocks first: middle and radius

    private PointBlocks(double[] points, int[] order, double[][] balls) {
        this.points = points;
        this.order = order;
        this.balls = balls;
    }

    /** Of points of three coordinates each, mm. */
    static PointBlocks of(double[] points) {
        int[] order = PointOrder.of(points);
        int levels = 0;
        for (int n = order.length; n > FAN; n = (n + FAN - 1) / FAN) {
            levels++;
        }
        double[][] balls = new double[levels][];
        int size = FAN;
        for (int level = 0; level < levels; level++, size *= FAN) {
            balls[level] = new double[4 * ((order.length + size - 1) / size)];
            for (int block = 0; block < balls[level].length / 4; block++) {
                ball(points, order, block * size, Math.min(order.length, (block + 1) * size), balls[level], 4 * block);
            }
        }
        return new PointBlocks(points, order, balls);
    }

    private static void ball(double[] points, int[] order, int from, int to, double[] balls, int place) {
        double[] low = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        double[] high = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (int n = from; n < to; n++) {
            for (int axis = 0; axis < 3; axis++) {
                low[axis] = Math.min(low[axis], points[3 * order[n] + axis]);
                high[axis] = Math.max(high[axis], points[3 * order[n] + axis]);
            }
        }
        double squared = 0;
        for (int axis = 0; axis < 3; axis++) {
            balls[place + axis] = (low[axis] + high[axis]) / 2;
        }
        for (int n = from; n < to; n++) {
            double dx = points[3 * order[n]] - balls[place];
            double dy = points[3 * order[n] + 1] - balls[place + 1];
            double dz = points[3 * order[n] + 2] - balls[place + 2];
            squared = Math.max(squared, dx * dx + dy * dy + dz * dz);
        }
        balls[place + 3] = Math.sqrt(squared) * (1 + ROUNDING);
    }

    /** The points as they were given, not a copy. */
    double[] points() {
        return points;
    }

    /** Number of points. */
    int count() {
        return order.length;
    }

    /** Number of levels of blocks; level 0 are those of points. */
    int levels() {
        return balls.length;
    }

    /** Number of blocks of a level; of level -1 the number of points. */
    int blocks(int level) {
        return level < 0 ? order.length : balls[level].length / 4;
    }

    /** The point at a place of the order in which neighbours follow each other. */
    int point(int place) {
        return order[place];
    }

    double middleX(int level, int block) {
        return balls[level][4 * block];
    }

    double middleY(int level, int block) {
        return balls[level][4 * block + 1];
    }

    double middleZ(int level, int block) {
        return balls[level][4 * block + 2];
    }

    /** Radius of the ball around a block, mm. */
    double radiusMm(int level, int block) {
        return balls[level][4 * block + 3];
    }
}
