package org.thermargin.scene;

import java.util.OptionalDouble;

/**
 * One delivery of energy by an applicator.
 *
 * @param pullBackMm how far the tip had been drawn back from the tip of the placement towards the entry, mm, at least 0
 * @param powerW set power, W; empty for devices that control power themselves
 * @param timeS duration, s, > 0
 * @param reachBeyondTipMm reach of the zone beyond the tip as stated by the user, mm; empty when the table has it
 */
public record Application(double pullBackMm, OptionalDouble powerW, double timeS, OptionalDouble reachBeyondTipMm) {
    public Application {
        if (!(pullBackMm >= 0 && Double.isFinite(pullBackMm))) {
            throw new IllegalArgumentException("pull-back must be at least 0 mm, was " + pullBackMm);
        }
        if (!(timeS > 0)) {
            throw new IllegalArgumentException("time must be > 0 s, was " + timeS);
        }
    }

    /** An application at the tip of the placement, with the reach of the table. */
    public static Application atTip(OptionalDouble powerW, double timeS) {
        return new Application(0, powerW, timeS, OptionalDouble.empty());
    }
}
