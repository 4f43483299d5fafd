package org.thermargin.assess;

import java.util.Optional;
import org.thermargin.margin.MarginResult;

/**
 * The outcome of a trial of other placements, equal to that of the whole assessment of them; nothing else is measured.
 *
 * @param verdict the outcome
 * @param untaintedVerdict what the interval gives when taints are not held against it
 * @param margin the margin that decided; empty when the outcome is FAILED
 * @param plainMargin the margin of the zone without vessels; empty where vessels do not change the zone or the check of
 *     the result failed
 * @param deformedByVessels whether the zone as vessels leave it decided
 */
public record TrialVerdict(
        Outcome verdict,
        Outcome untaintedVerdict,
        Optional<MarginResult> margin,
        Optional<MarginResult> plainMargin,
        boolean deformedByVessels) {
    /** Where the check of the result failed. */
    static TrialVerdict failed() {
        return new TrialVerdict(Outcome.FAILED, Outcome.FAILED, Optional.empty(), Optional.empty(), false);
    }
}
