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

    /** The same boundary for points asked one after another, each near the last; for one thread. */
    default Boundary inSequence() {
        return this;
    }

    /** Signed distances of many points (three coordinates each). */
    default double[] atAll(double[] points, int threads) {
        double[] distance = new double[points.length / 3];
        Workers.run((distance.length + CHUNK - 1) / CHUNK, threads, () -> {
            Boundary own = inSequence();
            return chunk -> {
                int end = Math.min(distance.length, (chunk + 1) * CHUNK);
                for (int n = chunk * CHUNK; n < end; n++) {
                    distance[n] = own.at(points[3 * n], points[3 * n + 1], points[3 * n + 2]);
                }
            };
        });
        return distance;
    }
}
