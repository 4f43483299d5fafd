package org.thermargin.assess;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.thermargin.margin.MarginResult;

/**
 * From an interval and a target to an outcome: INCOMPLETE when the whole interval is below 0, COMPLETE when all of it is
 * at or above the target and the guaranteed lower bound is not negative, INSUFFICIENT when it lies between 0 and the
 * target, else INDETERMINATE. An assumption made for the user blocks COMPLETE and INSUFFICIENT; a doubt about the input
 * blocks every outcome, but a lesion that may go on beyond its image cannot turn a residual that is seen into none.
 *
 * @param verdict the outcome
 * @param untainted what the interval alone gives
 * @param nominal what the point estimate alone gives
 * @param guaranteed what the guaranteed interval gives
 * @param possible outcomes that remain possible, worst first
 * @param decidedBy the rule that fired, with its numbers
 */
record OutcomeRule(
        Outcome verdict,
        Outcome untainted,
        Outcome nominal,
        Outcome guaranteed,
        List<Outcome> possible,
        String decidedBy) {

    /** Doubts that what is not seen may be worse than what is; a residual that is seen stays one. */
    private static final Set<String> UNSEEN_PART = Set.of("lesion-flat-face");

    /**
     * Applies the rule.
     *
     * @param strict whether the guaranteed interval decides everything
     * @param taints assumptions made for the user that were not accepted
     * @param doubts reasons not to trust the geometry that were not accepted
     */
    static OutcomeRule of(
            MarginResult margin, double target, boolean strict, Collection<String> taints, Collection<String> doubts) {
        double proved = margin.guaranteedLowerMm();
        return of(
                new Reading(
                        margin.mamMm(),
                        strict ? proved : margin.lowerMm(),
                        strict ? margin.guaranteedUpperMm() : margin.upperMm(),
                        proved,
                        margin.guaranteedUpperMm()),
                target,
                strict,
                taints,
                doubts);
    }

    /**
     * What of a margin the rule looks at, mm.
     *
     * @param lower of the interval that decides
     * @param proved guaranteed lower end
     */
    record Reading(double mam, double lower, double upper, double proved, double provedUpper) {}

    /** The same of a reading. */
    static OutcomeRule of(
            Reading margin, double target, boolean strict, Collection<String> taints, Collection<String> doubts) {
        double lower = margin.lower;
        double upper = margin.upper;
        double proved = margin.proved;
        Outcome byInterval = certain(lower, upper, proved, target);
        Outcome byProof = certain(proved, margin.provedUpper, proved, target);
        Outcome nominal =
                margin.mam < 0 ? Outcome.INCOMPLETE : margin.mam < target ? Outcome.INSUFFICIENT : Outcome.COMPLETE;
        Set<Outcome> possible = possible(byInterval, lower, upper, proved, target);
        String name = strict ? "guaranteed interval" : "99 % interval";
        String interval = String.format(Locale.ROOT, "%s %.1f to %.1f mm, target %.1f mm", name, lower, upper, target);
        boolean good = byInterval == Outcome.COMPLETE || byInterval == Outcome.INSUFFICIENT;
        boolean stands = byInterval == Outcome.INCOMPLETE && UNSEEN_PART.containsAll(doubts);
        if (!doubts.isEmpty() && !stands) {
            return new OutcomeRule(
                    Outcome.INDETERMINATE,
                    byInterval,
                    nominal,
                    byProof,
                    List.of(Outcome.INCOMPLETE, Outcome.INSUFFICIENT, Outcome.COMPLETE),
                    "input in doubt: " + String.join(", ", doubts) + "; otherwise " + byInterval + " by " + interval);
        }
        if (good && !taints.isEmpty()) {
            return new OutcomeRule(
                    Outcome.INDETERMINATE,
                    byInterval,
                    nominal,
                    byProof,
                    List.of(Outcome.INCOMPLETE, Outcome.INSUFFICIENT, Outcome.COMPLETE),
                    "assumed for the user: " + String.join(", ", taints) + "; otherwise " + byInterval + " by "
                            + interval);
        }
        String reason = interval;
        if (byInterval == Outcome.INDETERMINATE && lower >= target) {
            reason += String.format(Locale.ROOT, "; a residual is not excluded by proof (%.1f mm)", proved);
        }
        return new OutcomeRule(byInterval, byInterval, nominal, byProof, new ArrayList<>(possible), reason);
    }

    private static Outcome certain(double lower, double upper, double proved, double target) {
        if (upper < 0) {
            return Outcome.INCOMPLETE;
        }
        if (lower >= target && proved >= 0) {
            return Outcome.COMPLETE;
        }
        if (lower >= 0 && upper < target) {
            return Outcome.INSUFFICIENT;
        }
        return Outcome.INDETERMINATE;
    }

    private static Set<Outcome> possible(Outcome certain, double lower, double upper, double proved, double target) {
        Set<Outcome> possible = EnumSet.noneOf(Outcome.class);
        if (certain != Outcome.INDETERMINATE) {
            possible.add(certain);
            return possible;
        }
        if (lower < 0 || proved < 0) { // what is between two possible margins is possible too
            possible.add(Outcome.INCOMPLETE);
        }
        if (Math.min(lower, proved) < target && upper >= 0 && target > 0) {
            possible.add(Outcome.INSUFFICIENT);
        }
        if (upper >= target) {
            possible.add(Outcome.COMPLETE);
        }
        return possible;
    }
}
