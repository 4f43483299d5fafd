package org.thermargin.study;

import java.util.EnumMap;
import java.util.Map;
import org.thermargin.assess.Outcome;

/** How many rows ended how, and how many tasks. Thread-safe. */
public final class StudyTally {
    private final Map<Outcome, Long> rows = new EnumMap<>(Outcome.class);
    private long tasks;

    /** Nothing counted yet. */
    public StudyTally() {}

    synchronized void add(Iterable<StudyRow> more, int moreTasks) {
        for (StudyRow row : more) {
            rows.merge(row.verdict(), 1L, Long::sum);
        }
        tasks += moreTasks;
    }

    /** Rows with that verdict. */
    public synchronized long rows(Outcome outcome) {
        return rows.getOrDefault(outcome, 0L);
    }

    /** Rows of all verdicts. */
    public synchronized long rows() {
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Tasks that these rows are of. */
    public synchronized long tasks() {
        return tasks;
    }
}
