package org.thermargin;

import java.util.Objects;

/**
 * Something said about the input or the result: an always-on note, a warning, a taint, or the reason of a refusal. What
 * steers a terminal is not repeated, whatever a file or its name held (see {@link OneLine}).
 *
 * @param code short stable identifier in kebab-case, e.g. {@code "lesion-cut-by-border"}; unique per rule
 * @param hazard entry of the hazard register, e.g. {@code "H15"}; empty when none applies
 * @param text one sentence that names the rule and the value found, with units
 * @param file name of the file it is about; empty when none
 */
public record Finding(String code, String hazard, String text, String file) {
    public Finding {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(hazard, "hazard");
        text = OneLine.of(Objects.requireNonNull(text, "text"));
        file = OneLine.of(Objects.requireNonNull(file, "file"));
    }

    /** A finding about the case as a whole, tied to no file. */
    public static Finding of(String code, String hazard, String text) {
        return new Finding(code, hazard, text, "");
    }
}
