package org.thermargin.scene;

import java.util.OptionalDouble;

/**
 * One delivery of energy by an applicator.
 *
 * @param pullBackMm how far the tip had been drawn back from the tip of the placement towards the entry, mm, at least 0
 * @param powerW set power, W; empty for devices that control power themselves
 * @param timeS duration, s, > 0
 * @param reachBeyondTipMm reach of the tabled zone beyond the tip as stated by the user, before any factor, mm; empty
 *     when the table has it
 * @param factors how the tabled zone is taken
 */
public record Application(
        double pullBackMm, OptionalDouble powerW, double timeS, OptionalDouble reachBeyondTipMm, ZoneFactors factors) {
    public Application {
        if (!(pullBackMm >= 0 && Double.isFinite(pullBackMm))) {
            throw new IllegalArgumentException("pull-back must be at least 0 mm, was " + pullBackMm);
        }
        if (!(timeS > 0)) {
            throw new IllegalArgumentException("time must be > 0 s, was " + timeS);
        }
    }

    /** An application whose zone is taken as tabled. */
    public Application(double pullBackMm, OptionalDouble powerW, double timeS, OptionalDouble reachBeyondTipMm) {
        this(pullBackMm, powerW, timeS, reachBeyondTipMm, ZoneFactors.none());
    }

    /** An application at the tip of the placement, with the reach of the table. */
    public static Application atTip(OptionalDouble powerW, double timeS) {
        return new Application(0, powerW, timeS, OptionalDouble.empty());
    }

    /** The same application with its zone taken by other factors. */
    public Application with(ZoneFactors other) {
        return new Application(pullBackMm, powerW, timeS, reachBeyondTipMm, other);
    }
}
