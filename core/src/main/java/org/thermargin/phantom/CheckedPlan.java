package org.thermargin.phantom;

import java.util.ArrayList;
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
    static final double TIP_LATERAL_MM = 1.12;
    static final double TIP_DEPTH_MM = 3.84;

    private static final PlacedZone ROW = PlacedZone.EMPRINT_100_300;
    static final double OBSERVED_RADIUS_MM = 18;
    private static final double SHAFT_MM = 90;
    private static final Direction3 SHAFT = Direction3.of(2, 3, 6);
    private static final Direction3 ASIDE = Direction3.of(3, -6, 2);
    /** Tips are rounded to 1/1024 mm. */
    private static final double ROUNDING_MM = 0.002;

    private final Point3 centre;
    private final double radiusMm;
    private final ApplicatorPlacement planned;
    private final ApplicatorPlacement placed;
    private final Spheroid placedZone;

    /** A lesion of that radius at the centre, which is the target. */
    CheckedPlan(Point3 centre, double radiusMm) {
        this.centre = centre;
        this.radiusMm = radiusMm;
        this.planned = ROW.centredAt("needle", centre, SHAFT, SHAFT_MM);
        this.placed = placed(planned.tip());
        this.placedZone = ROW.zone(placed);
    }

    /** The middle of what was ablated. */
    Point3 observedCentre() {
        return placedZone.centre();
    }

    /** The plan as planned and as placed. */
    List<SceneZone> applied() {
        return List.of(
                new SceneZone.Applied(ZoneSource.PLANNED, List.of(planned)),
                new SceneZone.Applied(ZoneSource.PLACED, List.of(placed)));
    }

    /** The margins of the plan, of the placement and of a ball of the observed radius around the placed zone's middle. */
    List<PhantomTruth> truths() {
        return List.of(
                truth(
                        ZoneSource.PLANNED,
                        0.5 * ROW.shortAxisMm() - radiusMm,
                        "short semi-axis of row emprint-100-300 - r"),
                truth(
                        ZoneSource.PLACED,
                        depthMm(placedZone) - radiusMm,
                        "distance of the lesion's centre to the ellipse of its meridian - r"),
                truth(
                        ZoneSource.OBSERVED,
                        OBSERVED_RADIUS_MM - radiusMm - centre.distanceMm(placedZone.centre()),
                        "R - r - e"));
    }

    /** The case on one oblique lattice, all in one frame. */
    static PhantomCase onOneLattice(String name) {
        CheckedPlan plan = new CheckedPlan(ObliqueLattice.CENTRE, 10.5);
        Point3 observed = plan.observedCentre();
        VoxelGrid grid = ObliqueLattice.around(OBSERVED_RADIUS_MM + plan.centre.distanceMm(observed), 4, 0.75, 1, 1.25);
        List<SceneZone> zones = new ArrayList<>(plan.applied());
        zones.add(new SceneZone.Imported(
                ZoneSource.OBSERVED, Region.ball(observed, OBSERVED_RADIUS_MM).mask(grid), "zone.nii.gz"));
        Scene scene = new Scene(
                name,
                Optional.empty(),
                List.of(plan.lesion(grid)),
                List.of(),
                List.of(),
                zones,
                Map.of(),
                false,
                OptionalDouble.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of());
        return new PhantomCase(scene, PhantomCase.Layout.CASE_FILE, PhantomCatalogue.TARGET_MM, plan.truths());
    }

    /** The lesion on a lattice. */
    LesionMask lesion(VoxelGrid grid) {
        return new LesionMask(
                AnalyticCase.LESION, Region.ball(centre, radiusMm).mask(grid), Optional.empty(), "lesion.nii.gz");
    }

    private static ApplicatorPlacement placed(Point3 plannedTip) {
        Point3 tip = plannedTip.along(SHAFT, TIP_DEPTH_MM).along(ASIDE, TIP_LATERAL_MM);
        Direction3 turned =
                Direction3.of(24 * SHAFT.x() + ASIDE.x(), 24 * SHAFT.y() + ASIDE.y(), 24 * SHAFT.z() + ASIDE.z());
        Point3 middle = tip.along(turned, ROW.reachBeyondTipMm() - 0.5 * ROW.longAxisMm());
        return ROW.centredAt("needle", middle, turned, SHAFT_MM);
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
    private double depthMm(Spheroid zone) {
        Direction3 axis = zone.axis();
        double dx = centre.x() - zone.centre().x();
        double dy = centre.y() - zone.centre().y();
        double dz = centre.z() - zone.centre().z();
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
