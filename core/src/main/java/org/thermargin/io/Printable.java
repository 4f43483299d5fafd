package org.thermargin.io;

import org.thermargin.OneLine;

/** Text from a file made safe to print: control characters replaced, length capped. */
public final class Printable {
    private static final int MAX_LENGTH = 80;

    private Printable() {}

    /** At most 80 characters of the text as one line, see {@link OneLine}. */
    public static String of(String text) {
        return of(text, MAX_LENGTH);
    }

    /** At most so many characters of the text as one line, followed by three dots where there are more. */
    public static String of(String text, int most) {
        return OneLine.of(text.length() > most ? text.substring(0, most) + "..." : text);
    }
}
