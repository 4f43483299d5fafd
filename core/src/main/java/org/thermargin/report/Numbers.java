package org.thermargin.report;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Numbers as text. For files: the shortest decimals that read back as the same double, the same on every Java version.
 * For people: fixed decimals, rounded so that a bound never looks better than it is.
 */
final class Numbers {
    /** Shares below this are rounding of a sum of areas, not area. */
    private static final double NOTHING = 1e-9;

    /** With a blank at which {@link TextLayout} does not break a line. */
    static final String PERCENT = TextLayout.KEEP + "%";

    private Numbers() {}

    /** Shortest text that reads back as the same number; NaN and infinities are a defect of the caller. */
    static String exact(double value) {
        requireFinite(value, "value");
        return NumberOutput.toString(value + 0.0, true);
    }

    /** Refuses NaN and infinities: they must end as a failed assessment, never in a document. */
    static void requireFinite(double value, String name) {
        if (!Double.isFinite(value)) {
            throw new IllegalStateException(name + " must be a finite number, was " + value);
        }
    }

    /** Rounded to the nearest, e.g. {@code 6.02}; never {@code -0.00}. */
    static String near(double value, int decimals) {
        return rounded(value, decimals, RoundingMode.HALF_EVEN);
    }

    /** Rounded towards minus infinity: for lower bounds. */
    static String down(double value, int decimals) {
        return rounded(value, decimals, RoundingMode.FLOOR);
    }

    /** Rounded towards plus infinity: for upper bounds. */
    static String up(double value, int decimals) {
        return rounded(value, decimals, RoundingMode.CEILING);
    }

    /** Without needless zeros, e.g. {@code 5} or {@code 7.5}; for numbers that people chose. */
    static String plain(double value) {
        String text =
                new BigDecimal(exact(value)).setScale(3, RoundingMode.HALF_EVEN).toPlainString();
        return text.replaceAll("\\.?0+$", "").replaceAll("^-?$", "0");
    }

    /** A share as percent with one decimal; rounded down, so that 100.0 % means all. */
    static String percentDown(double fraction) {
        return down(fraction * 100, 1) + PERCENT;
    }

    /** A share as percent with one decimal; a positive share that would round to 0.0 is shown as {@code <0.1}. */
    static String percent(double fraction) {
        return (fraction > NOTHING && fraction < 0.0005 ? "<0.1" : near(fraction * 100, 1)) + PERCENT;
    }

    private static String rounded(double value, int decimals, RoundingMode mode) {
        // from the shortest decimals: 4.35 is meant to be 4.35, not the double just below it
        return new BigDecimal(exact(value)).setScale(decimals, mode).toPlainString();
    }
}
