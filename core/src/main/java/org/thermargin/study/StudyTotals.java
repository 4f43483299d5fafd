package org.thermargin.study;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import org.thermargin.assess.Outcome;

/**
 * What a study comes to. For tasks: {@code tasks = assessed + refused + failed}, where a task is refused or failed when
 * its case was, as a whole. For rows: {@code rows = complete + insufficient + incomplete + indeterminate + not targeted
 * + refused + failed}, and every task has at least one row.
 *
 * @param casesPlanned cases of the whole study
 * @param tasksPlanned tasks of the whole study
 * @param cases cases of which there is a row here
 * @param tasks tasks of which there is a row here
 * @param tasksRefused those whose case was refused as a whole
 * @param tasksFailed those whose case failed as a whole
 * @param rows rows by verdict
 */
public record StudyTotals(
        int casesPlanned,
        int tasksPlanned,
        int cases,
        int tasks,
        int tasksRefused,
        int tasksFailed,
        Map<Outcome, Long> rows) {
    public StudyTotals {
        rows = Map.copyOf(rows);
    }

    /** Rows with the verdict. */
    public long rows(Outcome outcome) {
        return rows.getOrDefault(outcome, 0L);
    }

    /** All rows. */
    public long allRows() {
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Tasks that were assessed. */
    public int tasksAssessed() {
        return tasks - tasksRefused - tasksFailed;
    }

    /** Counts rows in their order and refuses what does not add up. */
    static final class Counter {
        private final int casesPlanned;
        private final int tasksPlanned;
        private final Map<Outcome, Long> byVerdict = new EnumMap<>(Outcome.class);
        private final Map<Outcome, Integer> wholeTasks = new EnumMap<>(Outcome.class);
        private long rows;
        private int cases;
        private int tasks;
        private int lastCase;
        private int firstTask;
        private int lastTask;
        private int task;

        Counter(int casesPlanned, int tasksPlanned) {
            this.casesPlanned = casesPlanned;
            this.tasksPlanned = tasksPlanned;
        }

        /** Rows of these tasks follow. */
        void begin(int first, int count, int caseNumber) {
            firstTask = first;
            lastTask = first + count - 1;
            task = first - 1;
            if (caseNumber != lastCase) {
                cases++;
                lastCase = caseNumber;
            }
        }

        void row(StudyRow row) {
            int number = row.task();
            if ((number != task && number != task + 1) || number < firstTask || number > lastTask) {
                throw new StudyImbalanceException("task " + (task + 1) + " must follow task " + task + " in tasks "
                        + firstTask + " to " + lastTask + ", was " + number);
            }
            boolean whole = row.text(StudyColumn.LESION_ID).isEmpty();
            Outcome verdict = row.verdict();
            if (whole && !EnumSet.of(Outcome.REFUSED, Outcome.FAILED).contains(verdict)) {
                throw new StudyImbalanceException("a row without a lesion must be refused or failed, was " + verdict);
            }
            if (number == task + 1) {
                tasks++;
                task = number;
                if (whole) {
                    wholeTasks.merge(verdict, 1, Integer::sum);
                }
            } else if (whole) {
                throw new StudyImbalanceException("task " + number + " must have one row where it has no lesion");
            }
            rows++;
            byVerdict.merge(verdict, 1L, Long::sum);
        }

        void end() {
            if (task != lastTask) {
                throw new StudyImbalanceException(
                        "tasks must go on to " + lastTask + ", ended with " + task + " after " + rows + " rows");
            }
        }

        StudyTotals totals() {
            StudyTotals totals = new StudyTotals(
                    casesPlanned,
                    tasksPlanned,
                    cases,
                    tasks,
                    wholeTasks.getOrDefault(Outcome.REFUSED, 0),
                    wholeTasks.getOrDefault(Outcome.FAILED, 0),
                    byVerdict);
            if (totals.allRows() != rows) {
                throw new StudyImbalanceException(
                        "rows by verdict must add up to " + rows + ", came to " + totals.allRows());
            }
            return totals;
        }
    }
}
