package org.thermargin.assess;

import java.util.List;
import org.thermargin.margin.MarginResult;

/**
 * A margin of the criteria that is shown beside the target; it does not bear on the outcome.
 *
 * @param mm the margin, mm
 * @param reached whether the minimal margin reaches it, by the calibrated interval
 * @param fraction share of lesion surface area whose margin is at least that, point estimate
 */
public record ShownMargin(double mm, Reached reached, double fraction) {
    /** Whether a margin is reached. */
    public enum Reached {
        /** The whole interval lies at or above it. */
        YES,
        /** The whole interval lies below it. */
        NO,
        /** The interval holds it. */
        UNDECIDED
    }

    /** The margins shown beside the target, in the order of the criteria. */
    public static List<ShownMargin> of(AssessmentCriteria criteria, MarginResult margin) {
        return criteria.shownMm().stream().map(mm -> at(mm, margin)).toList();
    }

    private static ShownMargin at(double mm, MarginResult margin) {
        Reached reached = margin.lowerMm() >= mm ? Reached.YES : margin.upperMm() < mm ? Reached.NO : Reached.UNDECIDED;
        return new ShownMargin(mm, reached, margin.surface().fractionAtLeast(mm));
    }
}
