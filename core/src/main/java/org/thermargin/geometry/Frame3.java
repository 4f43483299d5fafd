package org.thermargin.geometry;

/**
 * A right-handed frame in the world: an origin (LPS, mm) and three directions at right angles.
 *
 * @param origin where the local (0, 0, 0) lies
 * @param ex direction of the local x axis
 * @param ey direction of the local y axis
 * @param ez direction of the local z axis, {@code ex} x {@code ey}
 */
public record Frame3(Point3 origin, Direction3 ex, Direction3 ey, Direction3 ez) {
    private static final double TOLERANCE = 1e-9;

    /** The world itself. */
    public static final Frame3 WORLD =
            new Frame3(new Point3(0, 0, 0), Direction3.LEFT, Direction3.POSTERIOR, Direction3.SUPERIOR);

    public Frame3 {
        double handed = ex.y() * ey.z() - ex.z() * ey.y();
        double across = ex.z() * ey.x() - ex.x() * ey.z();
        double along = ex.x() * ey.y() - ex.y() * ey.x();
        double off = Math.abs(handed - ez.x()) + Math.abs(across - ez.y()) + Math.abs(along - ez.z());
        if (!(off <= TOLERANCE)) {
            throw new IllegalArgumentException("axes must be at right angles and right-handed, were off by " + off);
        }
    }

    /** The world point with the given local coordinates, mm. */
    public Point3 toWorld(double x, double y, double z) {
        return origin.shifted(
                ex.x() * x + ey.x() * y + ez.x() * z,
                ex.y() * x + ey.y() * y + ez.y() * z,
                ex.z() * x + ey.z() * y + ez.z() * z);
    }

    /** Local coordinates of a world point, mm, into {@code local}. */
    void toLocal(double x, double y, double z, double[] local) {
        double dx = x - origin.x();
        double dy = y - origin.y();
        double dz = z - origin.z();
        local[0] = ex.x() * dx + ex.y() * dy + ex.z() * dz;
        local[1] = ey.x() * dx + ey.y() * dy + ey.z() * dz;
        local[2] = ez.x() * dx + ez.y() * dy + ez.z() * dz;
    }
}
