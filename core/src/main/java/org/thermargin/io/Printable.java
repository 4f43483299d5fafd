package org.thermargin.io;

/** Text from a file made safe to print: what shows as nothing or steers a terminal is replaced, length capped. */
public final class Printable {
    private static final int MAX_LENGTH = 80;

    private Printable() {}

    /** At most 80 characters of the text; see {@link #line}. */
    public static String of(String text) {
        return of(text, MAX_LENGTH);
    }

    /** At most so many characters of the text, followed by three dots where there are more; see {@link #line}. */
    public static String of(String text, int most) {
        return text.length() > most ? line(text.substring(0, most)) + "..." : line(text);
    }

    /**
     * All of the text as one line. Control characters, those from U+0080 to U+009F included, of which terminals take some
     * for commands, line separators, and marks that turn the direction of what follows are shown as {@code ?}.
     */
    public static String line(String text) {
        StringBuilder result = new StringBuilder(text);
        for (int n = 0; n < result.length(); n++) {
            switch (Character.getType(result.charAt(n))) {
                case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                    result.setCharAt(n, '?');
                default -> {
                    // shown as it is
                }
            }
        }
        return result.toString();
    }
}
