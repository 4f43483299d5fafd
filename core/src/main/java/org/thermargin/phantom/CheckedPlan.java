package org.thermargin.phantom;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.scene.LesionMask;
import org.thermargin.scene.Scene;
import org.thermargin.scene.SceneZone;
import org.thermargin.scene.ZoneSource;

/**
 * A needle planned on target, placed 4 mm off, and what was ablated then: a ball lesion in the tabled spheroid. The tip
 * is 1.12 mm off sideways and 3.84 mm too deep, the shaft turned by atan(1/24).
 */
final class CheckedPlan {
    static final double RADIUS_MM = 10.5;
    static final double TIP_LATERAL_MM = 1.12;
    static final double TIP_DEPTH_MM = 3.84;

    private static final PlacedZone ROW = PlacedZone.EMPRINT_100_300;
    private static final double OBSERVED_RADIUS_MM = 18;
    private static final double SHAFT_MM = 90;
    private static final Direction3 SHAFT = Direction3.of(2, 3, 6);
    private static final Direction3 ASIDE = Direction3.of(3, -6, 2);
    private static final Point3 C = ObliqueLattice.CENTRE;
    /** Tips are rounded to 1/1024 mm. */
    private static final double ROUNDING_MM = 0.002;

    PhantomCase of(String name) {
        ApplicatorPlacement planned = ROW.centredAt("needle", C, SHAFT, SHAFT_MM);
        ApplicatorPlacement placed = placed(planned.tip());
        Spheroid zone = ROW.zone(placed);
        double offset = C.distanceMm(zone.centre());
        VoxelGrid grid = ObliqueLattice.around(OBSERVED_RADIUS_MM + offset, 4, 0.75, 1, 1.25);
        Scene scene = new Scene(
                name,
                Optional.empty(),
                List.of(new LesionMask(
                        AnalyticCase.LESION, Region.ball(C, RADIUS_MM).mask(grid), Optional.empty(), "lesion.nii.gz")),
                List.of(),
                List.of(),
                List.of(
                        new SceneZone.Applied(ZoneSource.PLANNED, List.of(planned)),
                        new SceneZone.Applied(ZoneSource.PLACED, List.of(placed)),
                        new SceneZone.Imported(
                                ZoneSource.OBSERVED,
                                Region.ball(zone.centre(), OBSERVED_RADIUS_MM).mask(grid),
                                "zone.nii.gz")),
                Map.of(),
                false,
                OptionalDouble.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of());
        return new PhantomCase(
                scene,
                PhantomCase.Layout.CASE_FILE,
                PhantomCatalogue.TARGET_MM,
                List.of(
                        truth(
                                ZoneSource.PLANNED,
                                0.5 * ROW.shortAxisMm() - RADIUS_MM,
                                "short semi-axis of row emprint-100-300 - r"),
                        truth(
                                ZoneSource.PLACED,
                                depthMm(zone) - RADIUS_MM,
                                "distance of the lesion's centre to the ellipse of its meridian - r"),
                        truth(ZoneSource.OBSERVED, OBSERVED_RADIUS_MM - RADIUS_MM - offset, "R - r - e")));
    }

    private static ApplicatorPlacement placed(Point3 plannedTip) {
        Point3 tip = plannedTip.along(SHAFT, TIP_DEPTH_MM).along(ASIDE, TIP_LATERAL_MM);
        Direction3 turned =
                Direction3.of(24 * SHAFT.x() + ASIDE.x(), 24 * SHAFT.y() + ASIDE.y(), 24 * SHAFT.z() + ASIDE.z());
        Point3 centre = tip.along(turned, ROW.reachBeyondTipMm() - 0.5 * ROW.longAxisMm());
        return ROW.centredAt("needle", centre, turned, SHAFT_MM);
    }

    private static PhantomTruth truth(ZoneSource source, double marginMm, String derivation) {
        return new PhantomTruth(
                AnalyticCase.LESION,
                source,
                marginMm,
                OptionalDouble.of(marginMm),
                OptionalDouble.of(0),
                ROUNDING_MM,
                derivation);
    }

    /** Distance of the lesion's centre to the spheroid: along its meridian, by bisection of the angle of the foot. */
    private static double depthMm(Spheroid zone) {
        Direction3 axis = zone.axis();
        double dx = C.x() - zone.centre().x();
        double dy = C.y() - zone.centre().y();
        double dz = C.z() - zone.centre().z();
        double along = dx * axis.x() + dy * axis.y() + dz * axis.z();
        double across = Math.sqrt(Math.max(0, dx * dx + dy * dy + dz * dz - along * along));
        double z = Math.abs(along);
        double low = 0; // angle from the axis; the squared distance falls towards the foot
        double high = Math.PI / 2;
        for (int n = 0; n < 60; n++) {
            double angle = (low + high) / 2;
            double sin = StrictMath.sin(angle);
            double cos = StrictMath.cos(angle);
            double slope = (zone.acrossMm() * sin - across) * zone.acrossMm() * cos
                    - (zone.alongMm() * cos - z) * zone.alongMm() * sin;
            if (slope < 0) {
                low = angle;
            } else {
                high = angle;
            }
        }
        double footAcross = zone.acrossMm() * StrictMath.sin(low) - across;
        double footAlong = zone.alongMm() * StrictMath.cos(low) - z;
        return Math.sqrt(footAcross * footAcross + footAlong * footAlong);
    }
}
