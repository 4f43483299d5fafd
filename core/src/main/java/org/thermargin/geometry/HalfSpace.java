package org.thermargin.geometry;

/**
 * All points on one side of a plane.
 *
 * @param onPlane a point of the boundary plane, LPS mm
 * @param outward direction that leaves the half space
 */
public record HalfSpace(Point3 onPlane, Direction3 outward) implements SignedField {
    @Override
    public double depthMm(double x, double y, double z) {
        return (onPlane.x() - x) * outward.x() + (onPlane.y() - y) * outward.y() + (onPlane.z() - z) * outward.z();
    }

    /** The point of the plane nearest to the given one. */
    public Point3 foot(Point3 point) {
        return point.along(outward, depthMm(point));
    }
}
