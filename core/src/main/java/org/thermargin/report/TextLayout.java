package org.thermargin.report;

import java.util.ArrayList;
import java.util.List;

/** Lines of text in two columns, label and value, wrapped at 80 characters with a hanging indent. */
final class TextLayout implements EntryLines {
    private static final int WIDTH = 80;
    private static final int LABEL = 20;

    /** Becomes a blank, but no line ends there. */
    static final char KEEP = '\u00a0';

    private final StringBuilder text = new StringBuilder();
    private final int labelWidth;

    TextLayout() {
        this(LABEL);
    }

    /** With room for labels of the given length, at most half a line. */
    TextLayout(int labelWidth) {
        this.labelWidth = Math.min(WIDTH / 2, labelWidth);
    }

    /** A line as it is; may hold colours. */
    void line(String line) {
        text.append(line.replace(KEEP, ' ')).append('\n');
    }

    /** A paragraph from the left border, continued with an indent. */
    void paragraph(String words) {
        wrapped("", words, 4);
    }

    /** A labelled value. */
    @Override
    public void entry(String label, String value) {
        wrapped("  " + label + " ".repeat(Math.max(1, labelWidth - label.length())), value, labelWidth + 2);
    }

    private void wrapped(String start, String words, int indent) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(start);
        boolean empty = true;
        for (String word : words.split(" ")) {
            if (!empty && line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line = new StringBuilder(" ".repeat(indent));
                empty = true;
            }
            line.append(empty ? "" : " ").append(word);
            empty = false;
        }
        lines.add(line.toString());
        lines.forEach(this::line);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
