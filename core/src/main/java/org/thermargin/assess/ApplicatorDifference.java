package org.thermargin.assess;

import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Point3;
import org.thermargin.scene.ApplicatorPlacement;

/**
 * How far a placed applicator is from the planned one of the same id.
 *
 * @param id the applicator
 * @param tipErrorMm distance between the tips, mm
 * @param tipDepthMm its part along the planned shaft, mm; positive: placed too deep
 * @param tipLateralMm its part at right angles to the planned shaft, mm
 * @param entryErrorMm distance of the planned entry to the line of the placed shaft, mm: where along the shaft an entry
 *     is marked says nothing
 * @param angleDeg angle between the shafts, degrees
 */
public record ApplicatorDifference(
        String id, double tipErrorMm, double tipDepthMm, double tipLateralMm, double entryErrorMm, double angleDeg) {

    static ApplicatorDifference of(ApplicatorPlacement planned, ApplicatorPlacement placed) {
        Direction3 shaft = planned.direction();
        double depth = along(planned.tip(), placed.tip(), shaft);
        double error = planned.tip().distanceMm(placed.tip());
        double toEntry = along(placed.entry(), planned.entry(), placed.direction());
        double entry = planned.entry().distanceMm(placed.entry().along(placed.direction(), toEntry));
        return new ApplicatorDifference(
                planned.id(),
                error,
                depth,
                Math.sqrt(Math.max(0, error * error - depth * depth)),
                entry,
                angleDeg(shaft, placed.direction()));
    }

    private static double along(Point3 from, Point3 to, Direction3 axis) {
        return (to.x() - from.x()) * axis.x() + (to.y() - from.y()) * axis.y() + (to.z() - from.z()) * axis.z();
    }

    /** By the chord, which is accurate for small angles. */
    private static double angleDeg(Direction3 a, Direction3 b) {
        double x = a.x() - b.x();
        double y = a.y() - b.y();
        double z = a.z() - b.z();
        return StrictMath.toDegrees(2 * StrictMath.asin(Math.min(1, Math.sqrt(x * x + y * y + z * z) / 2)));
    }
}
