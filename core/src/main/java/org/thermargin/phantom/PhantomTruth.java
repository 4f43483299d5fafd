package org.thermargin.phantom;

import java.util.Objects;
import java.util.OptionalDouble;
import org.thermargin.scene.ZoneSource;

/**
 * The true margin of one lesion of a phantom, known without voxels.
 *
 * @param lesion name of the lesion
 * @param source which zone it is about
 * @param mamMm minimal ablative margin, mm: to unablated organ tissue where the phantom has an organ, else to the
 *     complement of the zone; negative where the lesion is not covered
 * @param rawMm the same to the complement of the zone whatever the organ, mm; empty when not known
 * @param residualMl volume of the lesion outside the zone, mL; empty when not known
 * @param toleranceMm how exactly the margins are known, mm
 * @param derivation formula or method
 */
public record PhantomTruth(
        String lesion,
        ZoneSource source,
        double mamMm,
        OptionalDouble rawMm,
        OptionalDouble residualMl,
        double toleranceMm,
        String derivation) {
    public PhantomTruth {
        Objects.requireNonNull(lesion, "lesion");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(rawMm, "rawMm");
        Objects.requireNonNull(residualMl, "residualMl");
        Objects.requireNonNull(derivation, "derivation");
        if (!Double.isFinite(mamMm) || !(toleranceMm > 0)) {
            throw new IllegalArgumentException(
                    "a truth needs a finite margin and a tolerance > 0 mm, was " + mamMm + " and " + toleranceMm);
        }
    }

    /** What the true margin means for a target, mm: COMPLETE, INSUFFICIENT or INCOMPLETE. */
    public String outcomeAt(double targetMm) {
        if (mamMm < 0) {
            return "INCOMPLETE";
        }
        return mamMm >= targetMm ? "COMPLETE" : "INSUFFICIENT";
    }
}
