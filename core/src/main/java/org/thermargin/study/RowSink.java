package org.thermargin.study;

import java.io.Closeable;
import java.io.IOException;

/** Takes the rows of a study one by one, in their order. */
public interface RowSink extends Closeable {
    /** The next row. */
    void row(StudyRow row) throws IOException;
}
