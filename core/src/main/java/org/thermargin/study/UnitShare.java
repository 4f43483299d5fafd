package org.thermargin.study;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * A share of rows that come in units, those of a case or of a task, with its 95 % interval: Wilson's, for the number of
 * independent rows that would vary as the units do and with Student's quantile for their number (Korn and Graubard, Surv
 * Methodol 1998;24:193; Dean and Pagano, Int J Biostat 2015;11:39). Where no unit differs from the share as a whole,
 * above all at 0 and 1, each unit counts as one row, so that no interval is a point.
 */
final class UnitShare {
    private static final double UPPER = 0.975;

    private UnitShare() {}

    /** Share of the hits in all rows; empty with no row, without an interval with fewer than two units. */
    static StudySummary.Share of(int[] unitRows, int[] unitHits) {
        double rows = Arrays.stream(unitRows).sum();
        int units = unitRows.length;
        if (units < 2) {
            OptionalDouble none = OptionalDouble.empty();
            return new StudySummary.Share(
                    rows == 0 ? none : OptionalDouble.of(Arrays.stream(unitHits).sum() / rows), none, none);
        }
        double share = Arrays.stream(unitHits).sum() / rows;
        double squares = 0;
        for (int u = 0; u < units; u++) {
            double off = unitHits[u] - share * unitRows[u];
            squares += off * off;
        }
        double variance = squares / rows / rows * units / (units - 1);
        double independent = variance > 0 ? Math.min(rows, share * (1 - share) / variance) : units;
        double t = new TDistribution(units - 1.0).inverseCumulativeProbability(UPPER);
        double t2 = t * t;
        double middle = (share + t2 / (2 * independent)) / (1 + t2 / independent);
        double half = t
                / (1 + t2 / independent)
                * Math.sqrt(share * (1 - share) / independent + t2 / (4 * independent * independent));
        // at 0 and 1 the formula gives the end itself, up to rounding
        return new StudySummary.Share(
                OptionalDouble.of(share),
                OptionalDouble.of(share == 0 ? 0 : Math.max(0, middle - half)),
                OptionalDouble.of(share == 1 ? 1 : Math.min(1, middle + half)));
    }
}
