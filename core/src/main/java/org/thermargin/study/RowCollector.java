package org.thermargin.study;

import java.util.ArrayList;
import java.util.List;
import org.thermargin.Finding;
import org.thermargin.assess.Outcome;
import org.thermargin.assess.TrialVerdict;
import org.thermargin.assess.ZoneAssessment;

/** Gathers the rows of one task and why some of them have no margin. */
final class RowCollector {
    private final int task;
    private final List<StudyRow> rows = new ArrayList<>();
    private final List<StudyFailure> failures = new ArrayList<>();

    RowCollector(int task) {
        this.task = task;
    }

    void add(StudyRow.Builder row) {
        rows.add(row.row());
    }

    void refused(StudyRow.Builder row, String lesionId, List<Finding> findings) {
        without(row, lesionId, Outcome.REFUSED, findings);
    }

    void failed(StudyRow.Builder row, String lesionId, RuntimeException e) {
        without(row, lesionId, Outcome.FAILED, List.of(internal(e)));
    }

    /** A zone with all its numbers; one that failed says why. */
    void zone(StudyRow.Builder row, String lesionId, ZoneAssessment zone, double targetMm) {
        if (zone.verdict() == Outcome.FAILED) {
            without(row, lesionId, Outcome.FAILED, zone.findings());
        } else {
            StudyRow.Builder filled = row.copy();
            RowFields.zone(filled, zone, targetMm);
            add(filled);
        }
    }

    /** A trial with what decides. */
    void trial(StudyRow.Builder row, String lesionId, TrialVerdict trial, double targetMm) {
        if (trial.verdict() == Outcome.FAILED) {
            without(
                    row,
                    lesionId,
                    Outcome.FAILED,
                    List.of(Finding.of("self-check-failed", "H21", "the check of the result failed")));
        } else {
            StudyRow.Builder filled = row.copy();
            RowFields.trial(filled, trial, targetMm);
            add(filled);
        }
    }

    /** A row without a margin, and why. */
    void without(StudyRow.Builder row, String lesionId, Outcome outcome, List<Finding> findings) {
        add(row.text(StudyColumn.VERDICT, outcome.name()).text(StudyColumn.REASON, RowFields.codes(findings)));
        failures.add(new StudyFailure(task, lesionId, outcome, findings));
    }

    TaskResult result() {
        return new TaskResult(rows, failures);
    }

    /** What is said of a defect of ours; its message may hold data and is left out. */
    static Finding internal(Throwable e) {
        String place = "";
        for (StackTraceElement frame : e.getStackTrace()) {
            if (frame.getClassName().startsWith("org.thermargin.")) {
                place = " in " + frame.getClassName().replaceAll("^.*\\.", "") + "." + frame.getMethodName();
                break;
            }
        }
        return Finding.of(
                "internal-error", "H30", "internal error: " + e.getClass().getSimpleName() + place);
    }
}
