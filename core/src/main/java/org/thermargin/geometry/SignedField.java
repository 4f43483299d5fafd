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

    /** The same field for points asked one after another, each near the last; may answer faster; for one thread. */
    default SignedField walker() {
        return this;
    }

    /**
     * A field with the same answers for points within the radius (mm) of the given one; quicker when many are asked for;
     * for one thread.
     */
    default SignedField around(double x, double y, double z, double radiusMm) {
        return this;
    }

    /**
     * Whether the boundary is certainly farther than the distance (mm) from every point that may be asked for; known of
     * fields made by {@link #around}, may be false where it is.
     */
    default boolean isFarAllAround(double mm) {
        return false;
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
