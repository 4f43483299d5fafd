package org.thermargin.phantom;

import java.util.OptionalDouble;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Point3;
import org.thermargin.scene.Application;
import org.thermargin.scene.ApplicatorPlacement;

/**
 * The tabled zones that the planned phantoms rest on, and placements that put their centre where it is wanted. Rows
 * emprint-100-300 and emprint-100-600 of the device data (vendor profile, tissue state not stated).
 *
 * @param timeS time at 100 W, s
 * @param shortAxisMm diameter across the shaft
 * @param longAxisMm diameter along the shaft
 * @param reachBeyondTipMm how far the zone reaches beyond the tip
 */
record PlacedZone(double timeS, double shortAxisMm, double longAxisMm, double reachBeyondTipMm) {
    /** Device id of the catalogue. */
    static final String DEVICE = "emprint";

    static final double POWER_W = 100;
    static final PlacedZone EMPRINT_100_300 = new PlacedZone(300, 35, 37, 6.95);
    static final PlacedZone EMPRINT_100_600 = new PlacedZone(600, 36, 42, 9.45);

    /** An applicator whose zone is centred at the point; the entry lies the given length before the tip, mm. */
    ApplicatorPlacement centredAt(String id, Point3 centre, Direction3 direction, double shaftMm) {
        Point3 tip = centre.along(direction, 0.5 * longAxisMm - reachBeyondTipMm);
        return ApplicatorPlacement.once(
                id,
                rounded(tip.along(direction, -shaftMm)),
                rounded(tip),
                DEVICE,
                Application.atTip(OptionalDouble.of(POWER_W), timeS));
    }

    /** The zone of a placement. */
    Spheroid zone(ApplicatorPlacement placement) {
        Direction3 d = placement.direction();
        Point3 centre = placement.tip().along(d, reachBeyondTipMm - 0.5 * longAxisMm);
        return new Spheroid(centre, d, 0.5 * longAxisMm, 0.5 * shortAxisMm);
    }

    /** To 1/1024 mm, exact in binary and in the nine digits of the case file. */
    private static Point3 rounded(Point3 p) {
        return new Point3(
                Math.rint(p.x() * 1024) / 1024, Math.rint(p.y() * 1024) / 1024, Math.rint(p.z() * 1024) / 1024);
    }
}
