package org.thermargin.assess;

import java.util.List;
import java.util.OptionalDouble;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Point3;
import org.thermargin.margin.MarginMap;
import org.thermargin.margin.MarginResult;

/** Margin results with chosen numbers, for the rules that read nothing else. */
final class Margins {
    private Margins() {}

    /** Estimate in the middle of the calibrated interval; everything else is a stub. */
    static MarginResult interval(double lower, double upper, double provedLower, double provedUpper) {
        return of((lower + upper) / 2, lower, upper, provedLower, provedUpper, (lower + upper) / 2);
    }

    static MarginResult of(double mam, double lower, double upper, double provedLower, double provedUpper, double raw) {
        return of(MarginResult.Reference.COMPLEMENT, mam, lower, upper, provedLower, provedUpper, raw);
    }

    static MarginResult of(
            MarginResult.Reference reference,
            double mam,
            double lower,
            double upper,
            double provedLower,
            double provedUpper,
            double raw) {
        Point3 zero = new Point3(0, 0, 0);
        return new MarginResult(
                mam,
                reference,
                lower,
                upper,
                provedLower,
                provedUpper,
                List.of(),
                raw,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                new MarginResult.Witness(zero, zero, Direction3.LEFT),
                new MarginMap(new double[] {0, 0, 0, 1, 0, 0, 0, 1, 0}, new int[] {0, 1, 2}, new double[3]),
                (x, y, z) -> 0,
                (x, y, z) -> 0,
                (x, y, z) -> 0,
                List.of());
    }
}
