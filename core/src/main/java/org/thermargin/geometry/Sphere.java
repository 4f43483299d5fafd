package org.thermargin.geometry;

/**
 * A ball.
 *
 * @param centre centre, LPS mm
 * @param radiusMm radius, > 0 mm
 */
public record Sphere(Point3 centre, double radiusMm) implements Solid {
    public Sphere {
        if (!(radiusMm > 0) || !Double.isFinite(radiusMm)) {
            throw new IllegalArgumentException("radius must be > 0 mm, was " + radiusMm);
        }
    }

    @Override
    public double depthMm(double x, double y, double z) {
        double dx = x - centre.x();
        double dy = y - centre.y();
        double dz = z - centre.z();
        return radiusMm - Math.sqrt(dx * dx + dy * dy + dz * dz);
    }

    /** The point of the surface nearest to the given one; for the centre the one towards the patient's left. */
    public Point3 foot(Point3 point) {
        if (point.equals(centre)) {
            return centre.along(Direction3.LEFT, radiusMm);
        }
        return centre.along(Direction3.between(centre, point), radiusMm);
    }

    @Override
    public Bounds3 bounds() {
        return new Bounds3(centre, centre).grown(radiusMm);
    }

    @Override
    public double volumeMm3() {
        return 4 * Math.PI / 3 * radiusMm * radiusMm * radiusMm;
    }

    /** The same ball as an ellipsoid, for unions. */
    public Ellipsoid toEllipsoid() {
        return Ellipsoid.ofRevolution(centre, Direction3.SUPERIOR, radiusMm, radiusMm);
    }
}
