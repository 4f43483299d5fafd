package org.thermargin.cli;

import org.thermargin.assess.Outcome;

/** Exit codes; the highest that applies wins. */
final class ExitCode {
    /** Every verdict is COMPLETE; or the command has no verdict and did its work. */
    static final int OK = 0;
    /** Some verdict is below COMPLETE. */
    static final int BELOW_COMPLETE = 1;
    /** The input or the command line is refused. */
    static final int REFUSED = 2;
    /** Internal error. */
    static final int INTERNAL = 3;

    private ExitCode() {}

    /** A case without a targeted lesion is not complete: nothing was shown to be covered. */
    static int of(Outcome outcome) {
        return switch (outcome) {
            case COMPLETE -> OK;
            case INSUFFICIENT, INDETERMINATE, INCOMPLETE, NOT_TARGETED -> BELOW_COMPLETE;
            case REFUSED -> REFUSED;
            case FAILED -> INTERNAL;
        };
    }
}
