package org.thermargin.report;

/** Takes labelled values one by one; the same sentences go to the terminal and to the report page. */
interface EntryLines {
    /** A labelled value; an empty label continues the one before. */
    void entry(String label, String value);
}
