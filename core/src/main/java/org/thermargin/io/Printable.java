package org.thermargin.io;

/** Text from a file made safe to print: control characters replaced, length capped. */
public final class Printable {
    private static final int MAX_LENGTH = 80;

    private Printable() {}

    /** At most 80 characters of the text, control characters shown as {@code ?}. */
    public static String of(String text) {
        StringBuilder result = new StringBuilder();
        for (int n = 0; n < Math.min(text.length(), MAX_LENGTH); n++) {
            char c = text.charAt(n);
            result.append(Character.isISOControl(c) ? '?' : c);
        }
        return text.length() > MAX_LENGTH ? result.append("...").toString() : result.toString();
    }
}
