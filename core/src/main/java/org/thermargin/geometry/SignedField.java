package org.thermargin.geometry;

/**
 * A region of space given by its signed distance: positive inside (distance to the outside), negative outside (minus
 * the distance to the region), zero on the boundary; world LPS, mm. Lipschitz with constant 1. Thread-safe.
 */
public interface SignedField {
    /** Signed depth of the world point in mm: positive inside the region, negative outside. */
    double depthMm(double x, double y, double z);

    /** Signed depth of the point, mm. */
    default double depthMm(Point3 point) {
        return depthMm(point.x(), point.y(), point.z());
    }

    /** Whether {@link #atLeastMm} and {@link #rangeMm} are answered several times faster than the depth. */
    default boolean hasQuickBounds() {
        return false;
    }

    /** What the depth of the point is at least, mm; implementations may answer faster than by the depth. */
    default double atLeastMm(double x, double y, double z) {
        return depthMm(x, y, z);
    }

    /** Writes what the depth of the point is at least and at most, mm; implementations may answer faster than by the depth. */
    default void rangeMm(double x, double y, double z, double[] range) {
        range[0] = depthMm(x, y, z);
        range[1] = range[0];
    }

    /**
     * How far many points lie outside the region, mm: entry n belongs to the point with coordinates 3n, 3n + 1 and 3n + 2.
     * Minus {@link #depthMm(double, double, double)}, bit for bit, where that is positive and at most the limit; else 0, and
     * +infinity above the limit. Implementations may answer faster where the points lie close together.
     */
    default void outsideMm(double[] points, int count, double limitMm, double[] distances) {
        for (int n = 0; n < count; n++) {
            double outside = -depthMm(points[3 * n], points[3 * n + 1], points[3 * n + 2]);
            distances[n] = outside > limitMm ? Double.POSITIVE_INFINITY : Math.max(0, outside);
        }
    }

    /** The same field for points asked one after another, each near the last; may answer faster; for one thread. */
    default SignedField walker() {
        return this;
    }

    /** Whether the world point lies in the closed region; implementations may answer faster than by the depth. */
    default boolean contains(double x, double y, double z) {
        return depthMm(x, y, z) >= 0;
    }

    /**
     * Sets the bit of every point of the row that lies in the closed region, bit {@code n & 63} of word {@code n >> 6} for
     * point n; other bits stay. As by {@link #contains}, point for point.
     */
    default void mark(PointRow row, long[] bits) {
        for (int n = 0; n < row.count(); n++) {
            if (contains(row.x(n), row.y(n), row.z(n))) {
                bits[n >> 6] |= 1L << (n & 63);
            }
        }
    }
}
