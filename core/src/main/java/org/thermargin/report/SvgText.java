package org.thermargin.report;

/** Text made safe for XML 1.0: markup escaped, characters that XML does not allow shown as {@code ?}. */
final class SvgText {
    private SvgText() {}

    static String escaped(String text) {
        StringBuilder result = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> result.append("&amp;");
                case '<' -> result.append("&lt;");
                case '>' -> result.append("&gt;");
                case '"' -> result.append("&quot;");
                case '\'' -> result.append("&#39;");
                default -> result.appendCodePoint(isXml(c) ? c : '?');
            }
        });
        return result.toString();
    }

    private static boolean isXml(int c) {
        return c >= 0x20 && !(c >= 0x7f && c <= 0x9f) && !(c >= 0xd800 && c <= 0xdfff) && (c & 0xfffe) != 0xfffe;
    }
}
