package org.thermargin.placement;

import org.thermargin.geometry.Point3;
import org.thermargin.scene.ApplicatorPlacement;

/**
 * How two shafts (entry to tip) lie to each other.
 *
 * @param distanceMm smallest distance between the axes, mm
 * @param tipDistanceMm distance between the tips, mm
 * @param angleDeg angle between the directions, 0 (parallel) to 90 degrees
 */
record ShaftPair(double distanceMm, double tipDistanceMm, double angleDeg) {
    static ShaftPair of(ApplicatorPlacement one, ApplicatorPlacement other) {
        double cosine = one.direction().dot(other.direction());
        return new ShaftPair(
                axisDistanceMm(one, other),
                one.tip().distanceMm(other.tip()),
                StrictMath.toDegrees(StrictMath.acos(Math.min(1, Math.abs(cosine)))));
    }

    /**
     * Distance between two segments: of the lines where the nearest points lie within both, else the smallest distance of
     * an end of one to the other.
     */
    private static double axisDistanceMm(ApplicatorPlacement one, ApplicatorPlacement other) {
        double best = Math.min(
                Math.min(toSegmentMm(one.entry(), other), toSegmentMm(one.tip(), other)),
                Math.min(toSegmentMm(other.entry(), one), toSegmentMm(other.tip(), one)));
        double b = one.direction().dot(other.direction());
        double denominator = 1 - b * b;
        if (denominator > 1e-12) { // parallel lines are nearest at an end
            Point3 p = one.entry();
            Point3 q = other.entry();
            double d = along(one, q);
            double e = -along(other, p);
            double s = (d - b * e) / denominator;
            double t = (b * d - e) / denominator;
            if (s >= 0 && s <= one.lengthMm() && t >= 0 && t <= other.lengthMm()) {
                best = Math.min(best, p.along(one.direction(), s).distanceMm(q.along(other.direction(), t)));
            }
        }
        return best;
    }

    /** Distance from the entry to the foot of the point on the axis, mm; negative before the entry. */
    private static double along(ApplicatorPlacement shaft, Point3 point) {
        return (point.x() - shaft.entry().x()) * shaft.direction().x()
                + (point.y() - shaft.entry().y()) * shaft.direction().y()
                + (point.z() - shaft.entry().z()) * shaft.direction().z();
    }

    private static double toSegmentMm(Point3 point, ApplicatorPlacement shaft) {
        double t = Math.max(0, Math.min(shaft.lengthMm(), along(shaft, point)));
        return shaft.entry().along(shaft.direction(), t).distanceMm(point);
    }
}
