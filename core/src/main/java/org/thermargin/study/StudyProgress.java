package org.thermargin.study;

/** Is told what has been done. Called by several threads, one at a time. */
public interface StudyProgress {
    /**
     * A batch is in the folder.
     *
     * @param tally everything so far, what an earlier run left included
     * @param reused whether an earlier run had left it
     */
    void batch(StudyTally tally, boolean reused);
}
