package org.thermargin.guard;

/** Java source with parts blanked out: line breaks stay where they were, so that line numbers hold. */
final class SourceText {
    private SourceText() {}

    /** The code alone: comments and the contents of string and character literals become spaces. */
    static String code(String source) {
        StringBuilder out = new StringBuilder(source);
        int n = 0;
        while (n < source.length()) {
            int end = endOfSpan(source, n);
            for (int at = n; at < end; at++) {
                if (source.charAt(at) != '\n') {
                    out.setCharAt(at, ' ');
                }
            }
            n = Math.max(end, n + 1);
        }
        return out.toString();
    }

    /** End of the comment or literal that starts here; the start itself when none does. */
    private static int endOfSpan(String source, int start) {
        if (source.startsWith("//", start)) {
            return orEnd(source, source.indexOf('\n', start), 0);
        }
        if (source.startsWith("/*", start)) {
            return orEnd(source, source.indexOf("*/", start + 2), 2);
        }
        if (source.startsWith("\"\"\"", start)) {
            return orEnd(source, source.indexOf("\"\"\"", start + 3), 3);
        }
        char quote = source.charAt(start);
        if (quote != '"' && quote != '\'') {
            return start;
        }
        int n = start + 1;
        while (n < source.length() && source.charAt(n) != quote) {
            n += source.charAt(n) == '\\' ? 2 : 1;
        }
        return Math.min(source.length(), n + 1);
    }

    private static int orEnd(String source, int index, int length) {
        return index < 0 ? source.length() : index + length;
    }
}
