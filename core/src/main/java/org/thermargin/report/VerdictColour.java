package org.thermargin.report;

import org.thermargin.assess.Outcome;

/** The colours of verdicts in pictures of studies; those of the margin bands where they say the same. */
final class VerdictColour {
    private VerdictColour() {}

    static String hex(Outcome outcome) {
        return switch (outcome) {
            case COMPLETE -> BandColour.FROM_10_MM.hex();
            case INSUFFICIENT -> BandColour.UNDER_5_MM.hex();
            case INCOMPLETE -> BandColour.UNCOVERED.hex();
            case INDETERMINATE -> "#999999";
            case NOT_TARGETED -> "#dddddd";
            case REFUSED -> "#555555";
            case FAILED -> "#000000";
        };
    }
}
