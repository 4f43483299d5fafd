package org.thermargin.study;

import java.util.ArrayList;
import java.util.List;

/** One line of CSV after RFC 4180: commas, quotes where needed; a field holds no line end. */
public final class CsvLine {
    /** End of a line. */
    public static final String END = "\r\n";

    private CsvLine() {}

    /** The fields as a line without its end. */
    public static String of(List<String> fields) {
        StringBuilder line = new StringBuilder();
        for (int n = 0; n < fields.size(); n++) {
            String field = fields.get(n);
            if (n > 0) {
                line.append(',');
            }
            boolean quoted = field.indexOf(',') >= 0 || field.indexOf('"') >= 0;
            line.append(quoted ? '"' + field.replace("\"", "\"\"") + '"' : field);
        }
        return line.toString();
    }

    /** The fields of a line; an {@code IllegalArgumentException} says what is wrong with it. */
    public static List<String> fields(String line) {
        String text = line.endsWith("\n") ? line.substring(0, line.length() - 1) : line;
        text = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
        List<String> fields = new ArrayList<>();
        int at = 0;
        while (true) {
            int end;
            if (at < text.length() && text.charAt(at) == '"') {
                StringBuilder field = new StringBuilder();
                end = quoted(text, at + 1, field);
                fields.add(field.toString());
            } else {
                end = text.indexOf(',', at);
                end = end < 0 ? text.length() : end;
                String field = text.substring(at, end);
                if (field.indexOf('"') >= 0) {
                    throw new IllegalArgumentException("a quote must stand at the start of a field, stood within "
                            + "field " + (fields.size() + 1));
                }
                fields.add(field);
            }
            if (end == text.length()) {
                return fields;
            }
            if (text.charAt(end) != ',') {
                throw new IllegalArgumentException("a comma must follow quoted field " + fields.size());
            }
            at = end + 1;
        }
    }

    /** Appends the field that starts at {@code from}; the index after its closing quote. */
    private static int quoted(String text, int from, StringBuilder field) {
        int at = from;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != '"') {
                field.append(c);
            } else if (at < text.length() && text.charAt(at) == '"') {
                field.append('"');
                at++;
            } else {
                return at;
            }
        }
        throw new IllegalArgumentException("a quoted field must end with a quote before the line ends");
    }
}
