package org.thermargin.io.casefile;

import org.thermargin.InputException;

/**
 * One case of a cohort as listed, before its file is opened.
 *
 * @param name how the list calls it: a path relative to the list, or an id
 * @param group group stated for it; empty when none
 * @param source reads what the case states
 */
public record CohortCase(String name, String group, Source source) {
    /** Reads what a case states. */
    public interface Source {
        /** The case; refused when its file cannot be trusted. */
        CaseFile read() throws InputException;
    }
}
