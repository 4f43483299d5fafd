package org.thermargin.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;
import org.thermargin.Finding;

/** A study ended before all of it was done; nothing about its input is wrong. Said as such, not as a refusal. */
final class StudyEnded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    StudyEnded(String code, String text) {
        super(text);
        this.code = code;
    }

    /** The same as a finding. */
    Finding finding() {
        return Finding.of(code, "H31", getMessage());
    }

    /** What the system says, without the path that some exceptions begin with. */
    static String reason(IOException e) {
        String said = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
        boolean isPlain = e instanceof FileSystemException || e.getClass() == IOException.class;
        return isPlain && said != null ? "\"" + said + "\"" : e.getClass().getSimpleName();
    }
}
