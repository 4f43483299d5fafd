package org.thermargin.study;

import java.io.Closeable;
import java.io.IOException;

/** Takes the rows of a study one by one, in their order. Closed before its end it leaves a file that is none. */
public interface RowSink extends Closeable {
    /** The next row. */
    void row(StudyRow row) throws IOException;

    /** No row follows; the file is whole when this returns. */
    void end() throws IOException;
}
