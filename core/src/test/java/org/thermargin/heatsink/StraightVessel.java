package org.thermargin.heatsink;

import org.thermargin.geometry.Point3;

/**
 * A straight vessel of constant radius with open ends: a cylinder between two points of its axis, closed by half balls.
 *
 * @param name name in the case
 * @param from one end of the axis, LPS mm
 * @param to the other end, distinct
 * @param radiusMm radius, mm, > 0
 */
public record StraightVessel(String name, Point3 from, Point3 to, double radiusMm) implements CoolingVessel {
    public StraightVessel {
        if (!(radiusMm > 0)) {
            throw new IllegalArgumentException("vessel radius must be > 0 mm, was " + radiusMm);
        }
        if (!(from.distanceMm(to) > 0)) {
            throw new IllegalArgumentException("ends of a vessel must differ, were both " + from);
        }
    }

    @Override
    public void nearest(double x, double y, double z, Nearest nearest) {
        double ax = to.x() - from.x();
        double ay = to.y() - from.y();
        double az = to.z() - from.z();
        double along =
                ((x - from.x()) * ax + (y - from.y()) * ay + (z - from.z()) * az) / (ax * ax + ay * ay + az * az);
        double t = Math.max(0, Math.min(1, along));
        double cx = from.x() + t * ax;
        double cy = from.y() + t * ay;
        double cz = from.z() + t * az;
        double dx = x - cx;
        double dy = y - cy;
        double dz = z - cz;
        double off = Math.sqrt(dx * dx + dy * dy + dz * dz);
        if (off < 1e-12) { // on the axis every direction across it is as near
            double length = Math.sqrt(ax * ax + ay * ay + az * az);
            boolean steep = Math.abs(az) > 0.9 * length;
            dx = steep ? az : -ay;
            dy = steep ? 0 : ax;
            dz = steep ? -ax : 0;
            double scale = Math.sqrt(dx * dx + dy * dy + dz * dz);
            dx /= scale;
            dy /= scale;
            dz /= scale;
        } else {
            dx /= off;
            dy /= off;
            dz /= off;
        }
        nearest.wallX = cx + radiusMm * dx;
        nearest.wallY = cy + radiusMm * dy;
        nearest.wallZ = cz + radiusMm * dz;
        nearest.distanceMm = off - radiusMm;
        nearest.radiusMm = radiusMm;
    }
}
