package org.thermargin.assess;

import java.util.Optional;

/** How a lesion and zone source, or a case, may end. From worst to best, so that the worst is the smallest. */
public enum Outcome {
    /** Internal error or failed self-check; no number is given. */
    FAILED,
    /** The input cannot be trusted; no number is given. */
    REFUSED,
    /** Residual lesion: the whole interval of the margin lies below 0. */
    INCOMPLETE,
    /** The interval allows more than one outcome, or an assumption made for the user stands in the way. */
    INDETERMINATE,
    /** Covered, but the whole interval lies below the target. */
    INSUFFICIENT,
    /** The whole interval lies at or above the target and no residual is possible under the stated assumption. */
    COMPLETE,
    /** No zone is meant for this lesion; outside the outcome of the case. */
    NOT_TARGETED;

    /**
     * The label by the analogy with residual tumour R0, R1, R2 (Shady 2018, doi:10.1016/j.jvir.2017.08.021, A0: ablation
     * with clear margins): A0 complete, A1 insufficient margin, A2 incomplete; empty for all others.
     */
    public Optional<String> label() {
        return switch (this) {
            case COMPLETE -> Optional.of("A0");
            case INSUFFICIENT -> Optional.of("A1");
            case INCOMPLETE -> Optional.of("A2");
            case FAILED, REFUSED, INDETERMINATE, NOT_TARGETED -> Optional.empty();
        };
    }
}
