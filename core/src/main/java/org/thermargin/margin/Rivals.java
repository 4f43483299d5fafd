package org.thermargin.margin;

import java.util.Arrays;

/** Vertices with the indices that they were given with, some of which are nearest to the points of a {@link PointBox}. */
final class Rivals {
    /** Slack, relative and in mm, that no rounding exceeds. */
    static final double ROUNDING = 1e-9;

    double[] x = new double[128];
    double[] y = new double[128];
    double[] z = new double[128];
    int[] index = new int[128];
    int size;
    private double[] middleSq = new double[128]; // squared distances from the middle
    private double[] beyond = new double[128]; // above 0: cannot be as near as the known one
    private int known; // nearest to the middle sought last

    /** Makes place for so many more. */
    void reserve(int more) {
        if (size + more > index.length) {
            int length = 2 * (size + more);
            x = Arrays.copyOf(x, length);
            y = Arrays.copyOf(y, length);
            z = Arrays.copyOf(z, length);
            index = Arrays.copyOf(index, length);
            middleSq = new double[length];
            beyond = new double[length];
        }
    }

    /**
     * Whether a vertex can be as near as another to a point of the box, by squared distances from its middle and the
     * differences of their coordinates.
     */
    static boolean isRival(double middleSq, double otherMiddleSq, double dx, double dy, double dz, PointBox box) {
        double more = middleSq - otherMiddleSq - ROUNDING * (1 + middleSq);
        return more <= 2 * (box.halfX * dx + box.halfY * dy + box.halfZ * dz);
    }

    /** Finds the one nearest to the middle of the box; its squared distance, mm2. */
    double seek(PointBox box) {
        squared(box.x, box.y, box.z, middleSq);
        int nearest = 0;
        for (int v = 1; v < size; v++) {
            nearest = middleSq[v] < middleSq[nearest] ? v : nearest;
        }
        known = nearest;
        return middleSq[nearest];
    }

    /**
     * Lists those that can be nearest to a point of the box that was sought last. Without branches on what a vertex is, since
     * which are rivals is anyone's guess.
     */
    void choose(PointBox box, Rivals to) {
        to.size = 0;
        to.reserve(size);
        double qx = x[known];
        double qy = y[known];
        double qz = z[known];
        double limit = middleSq[known] + ROUNDING;
        double hx = 2 * box.halfX;
        double hy = 2 * box.halfY;
        double hz = 2 * box.halfZ;
        for (int v = 0; v < size; v++) {
            beyond[v] = middleSq[v] * (1 - ROUNDING)
                    - limit
                    - (hx * Math.abs(x[v] - qx) + hy * Math.abs(y[v] - qy) + hz * Math.abs(z[v] - qz));
        }
        int count = 0;
        for (int v = 0; v < size; v++) {
            to.x[count] = x[v];
            to.y[count] = y[v];
            to.z[count] = z[v];
            to.index[count] = index[v];
            count += beyond[v] <= 0 ? 1 : 0;
        }
        to.size = count;
    }

    private void squared(double px, double py, double pz, double[] to) {
        double[] x = this.x;
        double[] y = this.y;
        double[] z = this.z;
        for (int v = 0; v < size; v++) {
            double dx = x[v] - px;
            double dy = y[v] - py;
            double dz = z[v] - pz;
            to[v] = dx * dx + dy * dy + dz * dz;
        }
    }

    /** Index of the one nearest to the point, the lowest of equally near ones. */
    int nearest(double px, double py, double pz) {
        double best = Double.POSITIVE_INFINITY;
        int found = Integer.MAX_VALUE;
        for (int v = 0; v < size; v++) {
            double squared = squared(v, px, py, pz);
            if (squared < best || (squared == best && index[v] < found)) {
                best = squared;
                found = index[v];
            }
        }
        return found;
    }

    double squared(int v, double px, double py, double pz) {
        double dx = x[v] - px;
        double dy = y[v] - py;
        double dz = z[v] - pz;
        return dx * dx + dy * dy + dz * dz;
    }
}
