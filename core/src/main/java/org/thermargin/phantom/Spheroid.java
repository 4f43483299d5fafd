package org.thermargin.phantom;

import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Point3;

/** An ellipsoid of revolution: the plain zone of one applicator. Semi-axes mm, along the axis and across it. */
record Spheroid(Point3 centre, Direction3 axis, double alongMm, double acrossMm) implements Region, StarSurface {
    @Override
    public boolean contains(double x, double y, double z) {
        double dx = x - centre.x();
        double dy = y - centre.y();
        double dz = z - centre.z();
        double t = dx * axis.x() + dy * axis.y() + dz * axis.z();
        double across = dx * dx + dy * dy + dz * dz - t * t;
        return t * t / (alongMm * alongMm) + across / (acrossMm * acrossMm) <= 1;
    }

    @Override
    public void surfacePoint(double u, double v, double w, double[] xyz) {
        double q = Math.sqrt(u * u + v * v + w * w);
        double t = (u * axis.x() + v * axis.y() + w * axis.z()) / q;
        double stretch = (alongMm - acrossMm) * t;
        xyz[0] = centre.x() + acrossMm * u / q + stretch * axis.x();
        xyz[1] = centre.y() + acrossMm * v / q + stretch * axis.y();
        xyz[2] = centre.z() + acrossMm * w / q + stretch * axis.z();
    }
}
