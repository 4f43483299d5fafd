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
    private double[] middleSq = new double[128]; // squared distances from the middle
    private double[] apartSq = new double[128]; // and from the known one

    /** Makes place for so many more. */
    void reserve(int more) {
        if (size + more > index.length) {
            int length = 2 * (size + more);
            x = Arrays.copyOf(x, length);
            y = Arrays.copyOf(y, length);
            z = Arrays.copyOf(z, length);
            index = Arrays.copyOf(index, length);
            middleSq = new double[length];
            apartSq = new double[length];
        }
    }

    /** Whether a vertex can be as near as another to a point within the radius of a middle. */
    static boolean isRival(double middleSq, double otherMiddleSq, double apartSq, double radius) {
        double more = middleSq - otherMiddleSq - ROUNDING * (1 + middleSq);
        return more <= 0 || more * more <= 4 * radius * radius * apartSq;
    }

    /** The same as 1 or 0, for lists that are filled without branches. */
    static int rival(double middleSq, double otherMiddleSq, double apartSq, double radius) {
        double more = Math.max(0, middleSq - otherMiddleSq - ROUNDING * (1 + middleSq));
        return more * more <= 4 * radius * radius * apartSq ? 1 : 0;
    }

    /**
     * Takes those of a list that can be nearest to a point within the radius of the middle; the least squared distance of
     * one of the list from the middle. Without branches on what a vertex is, since which are rivals is anyone's guess.
     */
    double choose(Rivals from, double mx, double my, double mz, double radius) {
        size = 0;
        reserve(from.size);
        from.squared(mx, my, mz, from.middleSq);
        int known = 0;
        for (int v = 1; v < from.size; v++) {
            known = from.middleSq[v] < from.middleSq[known] ? v : known;
        }
        double knownSq = from.middleSq[known];
        from.squared(from.x[known], from.y[known], from.z[known], from.apartSq);
        for (int v = 0; v < from.size; v++) {
            x[size] = from.x[v];
            y[size] = from.y[v];
            z[size] = from.z[v];
            index[size] = from.index[v];
            size += rival(from.middleSq[v], knownSq, from.apartSq[v], radius);
        }
        return knownSq;
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
