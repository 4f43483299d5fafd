package org.thermargin.geometry;

/** A point of the world frame, LPS, mm. Coordinates are finite. */
public record Point3(double x, double y, double z) {
    public Point3 {
        x += 0.0; // no negative zeros: equal points have equal bits
        y += 0.0;
        z += 0.0;
        if (!Double.isFinite(x) || !Double.isFinite(y) || !Double.isFinite(z)) {
            throw new IllegalArgumentException("a point needs finite coordinates, was " + x + ", " + y + ", " + z);
        }
    }

    /** Euclidean distance to the other point, mm. */
    public double distanceMm(Point3 other) {
        return Math.sqrt(squaredDistanceSqMm(other));
    }

    /** Squared Euclidean distance to the other point, mm2. */
    public double squaredDistanceSqMm(Point3 other) {
        double dx = other.x - x;
        double dy = other.y - y;
        double dz = other.z - z;
        return dx * dx + dy * dy + dz * dz;
    }

    /** The point reached from here by going the given distance (mm, may be negative) along the direction. */
    public Point3 along(Direction3 direction, double distanceMm) {
        return new Point3(
                x + direction.x() * distanceMm, y + direction.y() * distanceMm, z + direction.z() * distanceMm);
    }

    /** The point shifted by the given world offsets, mm. */
    public Point3 shifted(double dxMm, double dyMm, double dzMm) {
        return new Point3(x + dxMm, y + dyMm, z + dzMm);
    }
}
