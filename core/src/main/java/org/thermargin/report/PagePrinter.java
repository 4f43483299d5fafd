package org.thermargin.report;

import java.io.IOException;
import java.io.OutputStream;

/** Turns the report page into a file for a printer. */
public interface PagePrinter {
    /** Writes the page, XHTML as {@link ReportPage} makes it; the stream stays open. */
    void print(String page, OutputStream out) throws IOException;
}
