package org.thermargin.io;

import java.io.IOException;
import org.thermargin.InputException;

/**
 * Thrown by decompressing streams when the bytes break the rules of their encoding. Carries the code of the refusal;
 * readers turn it into an {@link InputException} with the file's name.
 */
public final class CorruptDataException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String code;

    /** A refusal code (e.g. {@code gzip-corrupt}) and a sentence with rule and value found. */
    public CorruptDataException(String code, String text) {
        super(text);
        this.code = code;
    }

    /** The refusal for a failed read of the named file: this exception's own code, else {@code file-unreadable}. */
    public static InputException refusal(IOException cause, String file) {
        InputException refusal = cause instanceof CorruptDataException corrupt
                ? new InputException(corrupt.code, "H27", file, corrupt.getMessage())
                : new InputException(
                        "file-unreadable",
                        "H36",
                        file,
                        "file must be readable, was not: " + cause.getClass().getSimpleName());
        refusal.initCause(cause);
        return refusal;
    }
}
