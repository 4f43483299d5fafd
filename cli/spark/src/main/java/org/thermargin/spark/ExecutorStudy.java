package org.thermargin.spark;

import java.io.Serializable;
import java.util.Optional;
import java.util.OptionalLong;
import org.thermargin.InputException;
import org.thermargin.study.StudyBatches;
import org.thermargin.study.StudyPlan;

/**
 * The study as an executor holds it: sent as the source of its plan, made once in each process and shared by its tasks.
 * Refused where the process does not see the study that the driver sees.
 */
final class ExecutorStudy implements Serializable {
    private static final long serialVersionUID = 1L;

    private final PlanSource source;
    private final String key;
    private final long memoryLimitBytes;
    private transient Optional<StudyBatches> batches;

    /**
     * The study with this key.
     *
     * @param memoryLimitBytes for open cases of one executor; empty: two thirds of its heap
     */
    ExecutorStudy(PlanSource source, String key, OptionalLong memoryLimitBytes) {
        this.source = source;
        this.key = key;
        this.memoryLimitBytes = memoryLimitBytes.orElse(0);
    }

    @SuppressWarnings("OptionalAssignedToNull") // a transient field is null where this was sent
    synchronized StudyBatches batches() {
        if (batches == null) {
            batches = Optional.of(new StudyBatches(plan(), memory()));
        }
        return batches.orElseThrow();
    }

    private long memory() {
        return memoryLimitBytes > 0 ? memoryLimitBytes : Runtime.getRuntime().maxMemory() / 3 * 2;
    }

    private StudyPlan plan() {
        StudyPlan plan;
        try {
            plan = source.plan();
        } catch (InputException e) {
            throw new IllegalStateException("an executor must read the study as the driver does: " + e.getMessage(), e);
        }
        if (!plan.key().equals(key)) {
            throw new IllegalStateException(
                    "an executor must see the study of the driver, sees another: cases, options or version differ");
        }
        return plan;
    }
}
