package org.thermargin.assess;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Assumptions made for the user and doubts about the input that bear on an outcome.
 *
 * @param open taints that were not accepted
 * @param doubtful doubts that were not accepted
 * @param accepted those that the user accepted
 */
record Assumed(List<String> open, List<String> doubtful, List<String> accepted) {
    static Assumed of(Set<String> taints, Set<String> doubts, Set<String> acceptedByUser) {
        Set<String> accepted = new LinkedHashSet<>(taints);
        accepted.addAll(doubts);
        accepted.retainAll(acceptedByUser);
        return new Assumed(
                taints.stream().filter(t -> !accepted.contains(t)).toList(),
                doubts.stream().filter(d -> !accepted.contains(d)).toList(),
                List.copyOf(accepted));
    }

    /** All that stands against the outcome. */
    List<String> standing() {
        List<String> standing = new ArrayList<>(open);
        standing.addAll(doubtful);
        return standing;
    }
}
