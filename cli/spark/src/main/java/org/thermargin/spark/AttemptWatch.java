package org.thermargin.spark;

import java.io.Serializable;
import java.util.List;
import org.thermargin.study.BatchResult;

/** Sees each step of an attempt to compute a group on an executor, so that each can be made to fail. */
interface AttemptWatch extends Serializable {
    /** Sees nothing. */
    AttemptWatch NONE = new AttemptWatch() {};

    /** Steps in their order. */
    enum Step {
        BEGUN,
        PLANNED,
        BATCH_DONE,
        ALL_DONE
    }

    /** The attempt, from 0, at the group has come to this step. */
    default void at(Step step, BatchGroup group, int attempt) {}

    /** What the attempt sends in place of its results. */
    default List<BatchResult> sent(List<BatchResult> results, int attempt) {
        return results;
    }
}
