package org.thermargin.plan;

import java.util.List;
import java.util.Optional;
import org.thermargin.assess.CaseDifferences;
import org.thermargin.assess.ContractedMargin;
import org.thermargin.scene.ZoneSource;

/**
 * What is said beside an assessment: how zones that do not pass could be corrected, and what changed between sources.
 *
 * @param corrections one for each planned or placed zone that does not pass and was searched
 * @param differences what changed from one source to the next
 * @param contracted margins if tissue contracted, as asked for
 */
public record CaseAdvice(List<Correction> corrections, CaseDifferences differences, List<ContractedMargin> contracted) {
    public CaseAdvice {
        corrections = List.copyOf(corrections);
        contracted = List.copyOf(contracted);
    }

    /** Nobody asked what if tissue contracted. */
    public CaseAdvice(List<Correction> corrections, CaseDifferences differences) {
        this(corrections, differences, List.of());
    }

    /** Nothing to say. */
    public static CaseAdvice none() {
        return new CaseAdvice(List.of(), CaseDifferences.none());
    }

    /** The margins of that lesion and source if tissue contracted, in the order asked for. */
    public List<ContractedMargin> contracted(String lesionId, ZoneSource source) {
        return contracted.stream()
                .filter(c -> c.lesionId().equals(lesionId) && c.source() == source)
                .toList();
    }

    /** The correction of that lesion and source. */
    public Optional<Correction> correction(String lesionId, ZoneSource source) {
        return corrections.stream()
                .filter(c -> c.lesionId().equals(lesionId) && c.source() == source)
                .findFirst();
    }
}
