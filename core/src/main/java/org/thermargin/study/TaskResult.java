package org.thermargin.study;

import java.util.ArrayList;
import java.util.List;

/** Rows of one or several tasks, in their order, and why some have no margin. */
record TaskResult(List<StudyRow> rows, List<StudyFailure> failures) {
    TaskResult {
        rows = List.copyOf(rows);
        failures = List.copyOf(failures);
    }

    static TaskResult joined(List<TaskResult> results) {
        List<StudyRow> rows = new ArrayList<>();
        List<StudyFailure> failures = new ArrayList<>();
        for (TaskResult result : results) {
            rows.addAll(result.rows());
            failures.addAll(result.failures());
        }
        return new TaskResult(rows, failures);
    }
}
