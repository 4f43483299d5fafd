package org.thermargin;

/** Text that may come from a file or its name, as one line that steers no terminal. */
public final class OneLine {
    private OneLine() {}

    /**
     * The text with {@code ?} for control characters, those from U+0080 to U+009F included, of which terminals take some
     * for commands, for line separators, and for marks that turn the direction of what follows.
     */
    public static String of(String text) {
        for (int n = 0; n < text.length(); n++) {
            if (steers(text.charAt(n))) {
                return replaced(text, n);
            }
        }
        return text;
    }

    private static String replaced(String text, int from) {
        StringBuilder line = new StringBuilder(text);
        for (int n = from; n < line.length(); n++) {
            if (steers(line.charAt(n))) {
                line.setCharAt(n, '?');
            }
        }
        return line.toString();
    }

    private static boolean steers(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
