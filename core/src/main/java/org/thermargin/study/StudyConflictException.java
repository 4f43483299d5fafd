package org.thermargin.study;

/** Two different results under one key: a machine or a program that does not compute as the others do. Neither is kept. */
public final class StudyConflictException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /** What differs. */
    public StudyConflictException(String message) {
        super(message);
    }
}
