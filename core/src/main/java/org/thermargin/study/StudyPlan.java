package org.thermargin.study;

import java.util.ArrayList;
import java.util.List;

/**
 * What a study computes: its cases, what is varied about each, and which share of the work this run does. Tasks are
 * numbered from 1 over all cases, those of one case together; a batch is a run of at most 100 tasks of one case.
 *
 * @param cases in their order
 * @param design what is varied
 * @param options how all are assessed
 * @param shard which share, from 1
 * @param shards number of shares, each a run of its own on any machine
 */
public record StudyPlan(List<StudyCase> cases, StudyDesign design, StudyOptions options, int shard, int shards) {
    /** Most cases of a study. */
    public static final int MAX_CASES = 1_000_000;

    /** Tasks of a batch: what a killed run can lose of one thread's work. */
    static final int BATCH = 100;

    public StudyPlan {
        cases = List.copyOf(cases);
        if (cases.isEmpty() || cases.size() > MAX_CASES) {
            throw new IllegalArgumentException("a study must have 1 to 1000000 cases, had " + cases.size());
        }
        if (shards < 1 || shard < 1 || shard > shards) {
            throw new IllegalArgumentException("shard must be 1 to " + shards + ", was " + shard);
        }
        if ((long) cases.size() * design.tasksPerCase() > Integer.MAX_VALUE / 2) {
            throw new IllegalArgumentException("a study must have at most a thousand million tasks, had "
                    + (long) cases.size() * design.tasksPerCase());
        }
    }

    /** Tasks of all shares. */
    public int tasks() {
        return cases.size() * design.tasksPerCase();
    }

    /** Batches of all shares. */
    public int batches() {
        return cases.size() * batchesPerCase();
    }

    int batchesPerCase() {
        return (design.tasksPerCase() + BATCH - 1) / BATCH;
    }

    /** Whether this run does the batch. */
    public boolean isOurs(int batch) {
        return batch % shards == shard - 1;
    }

    /** The batches of a case that this run does, numbered over the study from 0. */
    List<Integer> batchesOf(int caseIndex) {
        List<Integer> batches = new ArrayList<>();
        for (int b = caseIndex * batchesPerCase(); b < (caseIndex + 1) * batchesPerCase(); b++) {
            if (isOurs(b)) {
                batches.add(b);
            }
        }
        return batches;
    }

    /** Place of the case of a batch, from 0. */
    public int caseOf(int batch) {
        return batch / batchesPerCase();
    }

    /** First task of a batch within its case, from 0. */
    int firstTask(int batch) {
        return batch % batchesPerCase() * BATCH;
    }

    int tasksOf(int batch) {
        return Math.min(BATCH, design.tasksPerCase() - firstTask(batch));
    }

    /** First task of a case in the study, from 1. */
    int firstTaskOfCase(int caseIndex) {
        return caseIndex * design.tasksPerCase() + 1;
    }

    /** Tasks that this run does. */
    public int tasksOfShard() {
        int tasks = 0;
        for (int batch = 0; batch < batches(); batch++) {
            tasks += isOurs(batch) ? tasksOf(batch) : 0;
        }
        return tasks;
    }

    /** Hash of everything but the contents of files and the shard: shares of one study have the same. */
    public String key() {
        List<String> content = new ArrayList<>(List.of(options.content(), design.content()));
        cases.forEach(c -> content.addAll(List.of(c.name(), c.group())));
        return ContentKey.of(content);
    }
}
