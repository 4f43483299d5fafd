package org.thermargin.study;

/** Rows or tasks are missing or doubled: a defect of ours, or parts that were tampered with. Nothing is summarised. */
public final class StudyImbalanceException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /** What does not add up. */
    public StudyImbalanceException(String message) {
        super(message);
    }
}
