package org.thermargin.scene;

import java.util.OptionalDouble;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Point3;

/**
 * One applicator in the patient: where its shaft enters, where its tip is, and what it is set to.
 *
 * @param id name in the case, unique within it
 * @param entry a point of the shaft away from the tip (skin entry), LPS mm
 * @param tip tip of the applicator, LPS mm; differs from the entry
 * @param deviceId device of the catalogue
 * @param powerW set power, W; empty for devices that control power themselves
 * @param timeS duration of the application, s, > 0
 * @param reachBeyondTipMm reach of the zone beyond the tip as stated by the user, mm; empty when the table has it
 */
public record ApplicatorPlacement(
        String id,
        Point3 entry,
        Point3 tip,
        String deviceId,
        OptionalDouble powerW,
        double timeS,
        OptionalDouble reachBeyondTipMm) {
    public ApplicatorPlacement {
        if (entry.distanceMm(tip) < 1) {
            throw new IllegalArgumentException("entry and tip of applicator " + id + " must be at least 1 mm apart");
        }
        if (!(timeS > 0)) {
            throw new IllegalArgumentException("time of applicator " + id + " must be > 0 s, was " + timeS);
        }
    }

    /** From entry to tip. */
    public Direction3 direction() {
        return Direction3.between(entry, tip);
    }

    /** Distance from entry to tip, mm. */
    public double lengthMm() {
        return entry.distanceMm(tip);
    }
}
