package org.thermargin.geometry;

/** A unit vector of the world frame (LPS): x towards the patient's left, y posterior, z superior. */
public record Direction3(double x, double y, double z) {
    private static final double UNIT_TOLERANCE = 1e-9;

    public static final Direction3 LEFT = new Direction3(1, 0, 0);
    public static final Direction3 POSTERIOR = new Direction3(0, 1, 0);
    public static final Direction3 SUPERIOR = new Direction3(0, 0, 1);

    public Direction3 {
        x += 0.0; // no negative zeros: equal directions have equal bits
        y += 0.0;
        z += 0.0;
        double length = Math.sqrt(x * x + y * y + z * z);
        if (!(Math.abs(length - 1) <= UNIT_TOLERANCE)) {
            throw new IllegalArgumentException("a direction has length 1, was " + length);
        }
    }

    /** The direction of the given vector of any positive length; a zero or non-finite vector is refused. */
    public static Direction3 of(double x, double y, double z) {
        double length = Math.sqrt(x * x + y * y + z * z);
        if (!(length > 0) || !Double.isFinite(length)) {
            throw new IllegalArgumentException("no direction in vector " + x + ", " + y + ", " + z);
        }
        return new Direction3(x / length, y / length, z / length);
    }

    /** The direction from one point to another, distinct one. */
    public static Direction3 between(Point3 from, Point3 to) {
        return of(to.x() - from.x(), to.y() - from.y(), to.z() - from.z());
    }

    /** Scalar product. */
    public double dot(Direction3 other) {
        return x * other.x + y * other.y + z * other.z;
    }

    /** The opposite direction. */
    public Direction3 reversed() {
        return new Direction3(-x, -y, -z);
    }

    /** Some direction at right angles to this one; a fixed choice for a given direction. */
    public Direction3 anyPerpendicular() {
        double ax = Math.abs(x);
        double ay = Math.abs(y);
        double az = Math.abs(z);
        if (ax <= ay && ax <= az) {
            return of(0, -z, y);
        }
        return ay <= az ? of(-z, 0, x) : of(-y, x, 0);
    }

    /** The right-handed vector product of two directions, normalised; parallel directions are refused. */
    public Direction3 cross(Direction3 other) {
        return of(y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x);
    }
}
