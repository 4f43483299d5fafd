package org.thermargin.margin;

import org.thermargin.distance.Workers;

/** The boundary of a region, asked for signed distances from world points; positive inside the region. Thread-safe. */
interface Boundary {
    /** Points that one thread takes at a time. */
    int CHUNK = 256;

    /** Signed distance of the world point to the boundary, mm: positive inside the region. */
    double at(double x, double y, double z);

    /** The boundary point nearest to the world point, written to the three entries (LPS mm). */
    void foot(double x, double y, double z, double[] point);

    /**
     * Whether the signed distance of the point is certainly larger than the value, mm; cheaper than {@link #at}, and may
     * be false where it is larger.
     */
    boolean isAbove(double x, double y, double z, double mm);

    /**
     * How far values around a point are known, mm: where {@link #isAbove} holds for a value larger by d and this, every
     * point within d has a signed distance above the value. Infinite when nothing is known of other points.
     */
    default double slackMm() {
        return Double.POSITIVE_INFINITY;
    }

    /** What the signed distance of the point is at least, mm; cheaper than {@link #at}. */
    default double atLeast(double x, double y, double z) {
        return Double.NEGATIVE_INFINITY;
    }

    /**
     * Writes what the signed distances of all points within a radius of the point are at least and at most, mm. An upper bound
     * that is finite says that the boundary of the zone alone decides there.
     */
    default void range(double x, double y, double z, double radiusMm, double[] range) {
        range[0] = Double.NEGATIVE_INFINITY;
        range[1] = Double.POSITIVE_INFINITY;
    }

    /** The signed distance of the point, mm, where it is at most the limit, bit for bit; above the limit some value above it. */
    default double upTo(double x, double y, double z, double limitMm) {
        return isAbove(x, y, z, limitMm) ? Double.POSITIVE_INFINITY : at(x, y, z);
    }

    /** The same boundary for points asked one after another, each near the last; for one thread. */
    default Boundary inSequence() {
        return this;
    }

    /** Signed distances of the first points of a list (three coordinates each), as by {@link #at}, bit for bit. */
    default void at(double[] points, int count, double[] distances) {
        for (int n = 0; n < count; n++) {
            distances[n] = at(points[3 * n], points[3 * n + 1], points[3 * n + 2]);
        }
    }

    /** Signed distances of many points (three coordinates each), which are asked in chunks of neighbours. */
    default double[] atAll(double[] points, int threads) {
        int[] order = PointGroups.of(points);
        double[] distance = new double[order.length];
        Workers.run((distance.length + CHUNK - 1) / CHUNK, threads, () -> {
            Boundary own = inSequence();
            double[] near = new double[3 * CHUNK];
            double[] found = new double[CHUNK];
            return chunk -> {
                int first = chunk * CHUNK;
                int count = Math.min(distance.length - first, CHUNK);
                for (int n = 0; n < count; n++) {
                    System.arraycopy(points, 3 * order[first + n], near, 3 * n, 3);
                }
                own.at(near, count, found);
                for (int n = 0; n < count; n++) {
                    distance[order[first + n]] = found[n];
                }
            };
        });
        return distance;
    }
}
