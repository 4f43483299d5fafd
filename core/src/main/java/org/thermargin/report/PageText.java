package org.thermargin.report;

import java.util.List;
import java.util.function.Consumer;

/** Parts of the report page as XHTML; whatever comes from people or files is text and never markup. */
final class PageText {
    private final StringBuilder page = new StringBuilder(1 << 18);

    /** Markup of our own, as it is. */
    PageText add(String markup) {
        page.append(markup);
        return this;
    }

    /** An element with text. */
    PageText element(String name, String cssClass, String text) {
        page.append('<').append(name);
        page.append(cssClass.isEmpty() ? "" : " class=\"" + cssClass + "\"").append('>');
        page.append(SvgText.escaped(text)).append("</").append(name).append(">\n");
        return this;
    }

    PageText heading(int level, String text) {
        return element("h" + level, "", text);
    }

    PageText paragraph(String text) {
        return element("p", "", text);
    }

    /** Labelled values as they stand in the text output; nothing when there are none. */
    PageText entries(Consumer<EntryLines> lines) {
        StringBuilder rows = new StringBuilder();
        lines.accept((label, value) -> rows.append("<tr><th>")
                .append(SvgText.escaped(label))
                .append("</th><td>")
                .append(SvgText.escaped(value))
                .append("</td></tr>\n"));
        return rows.isEmpty() ? this : add("<table class=\"facts\">\n" + rows + "</table>\n");
    }

    /** A table with a row of headings; nothing when it has no other rows. */
    PageText table(String cssClass, List<String> headings, List<List<String>> rows) {
        if (rows.isEmpty()) {
            return this;
        }
        add("<table class=\"" + cssClass + "\">\n<thead>");
        row("th", headings);
        add("</thead>\n<tbody>\n");
        rows.forEach(cells -> row("td", cells));
        return add("</tbody></table>\n");
    }

    private void row(String cell, List<String> cells) {
        add("<tr>");
        for (String text : cells) {
            add("<" + cell + ">" + SvgText.escaped(text) + "</" + cell + ">");
        }
        add("</tr>\n");
    }

    @Override
    public String toString() {
        return page.toString();
    }
}
