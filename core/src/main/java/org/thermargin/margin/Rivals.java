package org.thermargin.margin;

import java.util.Arrays;

/** Vertices with the indices that they were given with, some of which are nearest to the points at hand. */
final class Rivals {
    /** Slack, relative and in mm, that no rounding exceeds. */
    static final double ROUNDING = 1e-9;

    double[] x = new double[128];
    double[] y = new double[128];
    double[] z = new double[128];
    int[] index = new int[128];
    int size;

    /** Makes place for so many more. */
    void reserve(int more) {
        if (size + more > index.length) {
            int length = 2 * (size + more);
            x = Arrays.copyOf(x, length);
            y = Arrays.copyOf(y, length);
            z = Arrays.copyOf(z, length);
            index = Arrays.copyOf(index, length);
        }
    }

    /** Whether a vertex can be as near as another to a point within the radius of a middle. */
    static boolean isRival(double middleSq, double otherMiddleSq, double apartSq, double radius) {
        double more = middleSq - otherMiddleSq - ROUNDING * (1 + middleSq);
        return more <= 0 || more * more <= 4 * radius * radius * apartSq;
    }

    /** Takes those of a list that can be nearest to a point within the radius of the middle; {@code known} is one of them. */
    void choose(Rivals from, int known, double mx, double my, double mz, double radius) {
        size = 0;
        reserve(from.size);
        double qx = from.x[known];
        double qy = from.y[known];
        double qz = from.z[known];
        double knownSq = from.squared(known, mx, my, mz);
        for (int v = 0; v < from.size; v++) {
            if (isRival(from.squared(v, mx, my, mz), knownSq, from.squared(v, qx, qy, qz), radius)) {
                x[size] = from.x[v];
                y[size] = from.y[v];
                z[size] = from.z[v];
                index[size++] = from.index[v];
            }
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
