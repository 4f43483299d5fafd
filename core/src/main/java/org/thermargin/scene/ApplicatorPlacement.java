package org.thermargin.scene;

import java.util.List;
import java.util.OptionalDouble;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Frame3;
import org.thermargin.geometry.Point3;

/**
 * One applicator in the patient: where its shaft enters, where its tip is, how it is turned, and what it delivers.
 *
 * @param id name in the case, unique within it
 * @param entry a point of the shaft away from the tip (skin entry), LPS mm
 * @param tip deepest position of the tip, LPS mm; differs from the entry
 * @param rollRad turn about the direction from entry to tip, right-handed, rad, zero as in {@link #shaftFrame}; matters for
 *     zones that are not round
 * @param deviceId device of the catalogue
 * @param applications what is delivered, in order, at least one; several with pull-backs overlap along the shaft
 */
public record ApplicatorPlacement(
        String id, Point3 entry, Point3 tip, double rollRad, String deviceId, List<Application> applications) {
    private static final double COS_ONE_DEGREE = 0.9998476951563913;

    public ApplicatorPlacement {
        applications = List.copyOf(applications);
        if (entry.distanceMm(tip) < 1) {
            throw new IllegalArgumentException("entry and tip of applicator " + id + " must be at least 1 mm apart");
        }
        if (applications.isEmpty()) {
            throw new IllegalArgumentException("applicator " + id + " must have at least one application");
        }
    }

    /** An applicator that is not turned and delivers once. */
    public static ApplicatorPlacement once(
            String id, Point3 entry, Point3 tip, String deviceId, Application application) {
        return new ApplicatorPlacement(id, entry, tip, 0, deviceId, List.of(application));
    }

    /** From entry to tip. */
    public Direction3 direction() {
        return Direction3.between(entry, tip);
    }

    /**
     * The frame of the shaft: its origin at the tip drawn back by {@code pullBackMm}, its z axis from entry to tip, its x
     * axis at roll 0 the part of superior (+z of the world) at right angles to the shaft, or the part of left (+x) where
     * the shaft runs within 1 degree of superior or inferior; roll turns x towards y = z cross x.
     */
    public Frame3 shaftFrame(double pullBackMm) {
        Direction3 along = direction();
        Frame3 unturned = shaftFrame(entry, tip);
        Direction3 x0 = unturned.ex();
        Direction3 y0 = unturned.ey();
        double c = StrictMath.cos(rollRad);
        double s = StrictMath.sin(rollRad);
        Direction3 x = Direction3.of(c * x0.x() + s * y0.x(), c * x0.y() + s * y0.y(), c * x0.z() + s * y0.z());
        return new Frame3(tip.along(along, -pullBackMm), x, along.cross(x), along);
    }

    /** The frame of a shaft at roll 0, its origin at the tip. */
    public static Frame3 shaftFrame(Point3 entry, Point3 tip) {
        Direction3 along = Direction3.between(entry, tip);
        Direction3 upright = Math.abs(along.z()) > COS_ONE_DEGREE ? Direction3.LEFT : Direction3.SUPERIOR;
        Direction3 y0 = along.cross(upright);
        return new Frame3(tip, y0.cross(along), y0, along);
    }

    /** Distance from entry to tip, mm. */
    public double lengthMm() {
        return entry.distanceMm(tip);
    }

    /** The same applicator turned about its shaft, rad. */
    public ApplicatorPlacement turned(double otherRollRad) {
        return new ApplicatorPlacement(id, entry, tip, otherRollRad, deviceId, applications);
    }

    /** The same applicator with shaft and tip moved, mm along the world axes. */
    public ApplicatorPlacement shifted(double x, double y, double z) {
        return new ApplicatorPlacement(
                id, entry.shifted(x, y, z), tip.shifted(x, y, z), rollRad, deviceId, applications);
    }

    /** The same applicator with its tip advanced along the shaft, mm; drawn back when negative. The entry stays. */
    public ApplicatorPlacement advanced(double mm) {
        return new ApplicatorPlacement(id, entry, tip.along(direction(), mm), rollRad, deviceId, applications);
    }

    /** The same applicator with the zones of all its applications taken by the given factors. */
    public ApplicatorPlacement with(ZoneFactors factors) {
        return new ApplicatorPlacement(
                id,
                entry,
                tip,
                rollRad,
                deviceId,
                applications.stream().map(a -> a.with(factors)).toList());
    }

    /** The same applicator with all its applications at another setting: W, empty for devices without, and s. */
    public ApplicatorPlacement with(OptionalDouble powerW, double timeS) {
        return new ApplicatorPlacement(
                id,
                entry,
                tip,
                rollRad,
                deviceId,
                applications.stream()
                        .map(a -> new Application(a.pullBackMm(), powerW, timeS, a.reachBeyondTipMm(), a.factors()))
                        .toList());
    }
}
