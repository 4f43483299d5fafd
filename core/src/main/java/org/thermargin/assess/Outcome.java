package org.thermargin.assess;

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
    NOT_TARGETED
}
