package org.thermargin.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.thermargin.Finding;
import org.thermargin.InputException;
import org.thermargin.assess.Outcome;

/** From a listed case to one whose tasks can be done, and what its tasks come to when it cannot be opened. */
final class CaseOpener {
    /** The case would not fit into the memory that is allowed. */
    static final String NO_ROOM = "case-memory";

    /** A file is not the one that was hashed. */
    static final String CHANGED = "file-changed";

    /**
     * Codes of refusals that rest on memory or on the state of a file, not on what it holds: no room by the headers of the
     * case or for a single volume, a file that changed or could not be read.
     */
    static final Set<String> PASSING = Set.of(NO_ROOM, "volume-too-large", CHANGED, "file-unreadable");

    private final StudyPlan plan;
    private final long memoryLimitBytes;

    CaseOpener(StudyPlan plan, long memoryLimitBytes) {
        this.plan = plan;
        this.memoryLimitBytes = memoryLimitBytes;
    }

    /** What names the case and everything that its results depend on. */
    CaseLabel label(int index, StudyCase.Prepared prepared) {
        List<String> content = new ArrayList<>();
        content.add(plan.options().content());
        content.addAll(prepared.content());
        return new CaseLabel(
                index + 1, prepared.id(), plan.cases().get(index).group(), plan.firstTaskOfCase(index), content);
    }

    /** The same of a case of which not even that is known. */
    CaseLabel refusedLabel(int index, List<Finding> findings) {
        StudyCase source = plan.cases().get(index);
        List<String> content = new ArrayList<>(List.of(plan.options().content(), source.name()));
        findings.forEach(f -> content.add(f.code() + " " + f.text()));
        return new CaseLabel(index + 1, source.name(), source.group(), plan.firstTaskOfCase(index), content);
    }

    /** Refuses a case that would not fit on its own. */
    void requireRoom(StudyCase.Prepared prepared) throws InputException {
        if (prepared.memoryBytes() > memoryLimitBytes) {
            throw new InputException(
                    NO_ROOM,
                    "H36",
                    "",
                    "a case must need at most " + (memoryLimitBytes >> 20)
                            + " MiB by the headers of its files, would need " + (prepared.memoryBytes() >> 20)
                            + " MiB");
        }
    }

    /** Decodes the case; refused when a file changed since it was hashed. */
    CaseTrials open(CaseLabel label, StudyCase.Prepared prepared, int decodeThreads, int taskThreads)
            throws InputException {
        StudyCase.Read read;
        try {
            read = prepared.read(decodeThreads);
        } catch (InputException e) {
            // a refusal is kept under the hashes of the files: it must be of these files
            requireHashes(prepared, hashesNow(label.number() - 1));
            throw e;
        }
        requireHashes(
                prepared,
                read.scene().inputs().stream().map(input -> input.sha256()).toList());
        return new CaseTrials(label, read, plan.design(), plan.options(), taskThreads);
    }

    private List<String> hashesNow(int index) {
        try {
            return plan.cases().get(index).prepare().hashes();
        } catch (InputException e) {
            return List.of();
        }
    }

    private static void requireHashes(StudyCase.Prepared prepared, List<String> found) throws InputException {
        if (!found.equals(prepared.hashes())) {
            throw new InputException(
                    CHANGED, "H33", "", "the files of a case must not change while a study runs, one did");
        }
    }

    /** Every task of the batch gets a row that says why there is no margin. */
    TaskResult without(CaseLabel label, int batch, Outcome outcome, List<Finding> findings) {
        List<TaskResult> results = new ArrayList<>();
        for (int n = 0; n < plan.tasksOf(batch); n++) {
            int task = plan.firstTask(batch) + n;
            StudyRow.Builder row = label.start(task, plan.design().isNone() ? 0 : task + 1, "");
            RowCollector rows = new RowCollector(label.firstTask() + task);
            rows.without(row, "", outcome, findings);
            results.add(rows.result());
        }
        return TaskResult.joined(results);
    }

    /** What is said of a case that ran out of memory with no other open. */
    static List<Finding> outOfMemory() {
        return List.of(
                Finding.of("out-of-memory", "H30", "not enough memory for this case, even with no other one open"));
    }
}
