package org.thermargin.assess;

import java.util.List;
import java.util.Optional;
import org.thermargin.Finding;
import org.thermargin.margin.MarginResult;

/**
 * What decides about one lesion and one zone: margin, check of the result, assumptions and the rule. A reported
 * assessment and a trial both rest on it.
 *
 * @param margin the margin
 * @param failure why the check of the result failed; empty when all is well
 * @param findings what must be said about the margin
 * @param standing taints and doubts that bear on the outcome
 * @param accepted those that the user accepted
 * @param rule the outcome; empty when the check failed
 */
record LesionVerdict(
        MarginResult margin,
        Optional<String> failure,
        List<Finding> findings,
        List<String> standing,
        List<String> accepted,
        Optional<OutcomeRule> rule) {
    LesionVerdict {
        findings = List.copyOf(findings);
        standing = List.copyOf(standing);
        accepted = List.copyOf(accepted);
    }

    Outcome outcome() {
        return rule.map(OutcomeRule::verdict).orElse(Outcome.FAILED);
    }

    /** Of the plain zone and what vessels leave of it, whether the latter decides: it is not the better one. */
    static boolean deformedDecides(Outcome plain, Outcome deformed) {
        return deformed.compareTo(plain) <= 0;
    }

    /** As a trial tells it, beside the margin of the zone without vessels. */
    TrialVerdict told(Optional<MarginResult> plainMargin, boolean deformedByVessels) {
        return new TrialVerdict(
                outcome(),
                rule.map(OutcomeRule::untainted).orElse(Outcome.FAILED),
                rule.map(r -> margin),
                plainMargin,
                deformedByVessels);
    }
}
