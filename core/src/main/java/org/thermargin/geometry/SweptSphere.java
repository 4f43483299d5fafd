package org.thermargin.geometry;

/**
 * All points within a radius of a segment: a cylinder with round ends. A segment of length 0 gives a ball.
 *
 * @param start one end of the segment, LPS mm
 * @param end the other end, LPS mm
 * @param radiusMm radius, > 0 mm
 */
public record SweptSphere(Point3 start, Point3 end, double radiusMm) implements Solid {
    public SweptSphere {
        if (!(radiusMm > 0) || !Double.isFinite(radiusMm)) {
            throw new IllegalArgumentException("radius must be > 0 mm, was " + radiusMm);
        }
    }

    @Override
    public double depthMm(double x, double y, double z) {
        double f = fractionOfNearest(x, y, z);
        double dx = x - (start.x() + f * (end.x() - start.x()));
        double dy = y - (start.y() + f * (end.y() - start.y()));
        double dz = z - (start.z() + f * (end.z() - start.z()));
        return radiusMm - Math.sqrt(dx * dx + dy * dy + dz * dz);
    }

    /** Where on the segment the nearest point lies: 0 at the start, 1 at the end. */
    private double fractionOfNearest(double x, double y, double z) {
        double ux = end.x() - start.x();
        double uy = end.y() - start.y();
        double uz = end.z() - start.z();
        double squared = ux * ux + uy * uy + uz * uz;
        if (squared == 0) {
            return 0;
        }
        double along = (x - start.x()) * ux + (y - start.y()) * uy + (z - start.z()) * uz;
        return Math.min(1, Math.max(0, along / squared));
    }

    /** The point of the surface nearest to the given one; for a point of the segment some nearest one. */
    public Point3 foot(Point3 point) {
        double f = fractionOfNearest(point.x(), point.y(), point.z());
        Point3 nearest = start.shifted(f * (end.x() - start.x()), f * (end.y() - start.y()), f * (end.z() - start.z()));
        if (nearest.distanceMm(point) > 0) {
            return nearest.along(Direction3.between(nearest, point), radiusMm);
        }
        Direction3 across = start.equals(end)
                ? Direction3.LEFT
                : Direction3.between(start, end).anyPerpendicular();
        return nearest.along(across, radiusMm);
    }

    @Override
    public Bounds3 bounds() {
        return new Bounds3(start, start).union(new Bounds3(end, end)).grown(radiusMm);
    }

    @Override
    public double volumeMm3() {
        return Math.PI * radiusMm * radiusMm * (start.distanceMm(end) + 4 * radiusMm / 3);
    }
}
