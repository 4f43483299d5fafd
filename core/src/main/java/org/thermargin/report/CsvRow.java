package org.thermargin.report;

import java.util.OptionalDouble;

/** One line of a CSV table after RFC 4180: comma, CR LF, quotes where needed; what is unknown is an empty field. */
final class CsvRow {
    private final StringBuilder line = new StringBuilder();
    private boolean started;

    CsvRow text(String value) {
        if (started) {
            line.append(',');
        }
        started = true;
        boolean quoted = value.indexOf(',') >= 0
                || value.indexOf('"') >= 0
                || value.indexOf('\n') >= 0
                || value.indexOf('\r') >= 0;
        line.append(quoted ? '"' + value.replace("\"", "\"\"") + '"' : value);
        return this;
    }

    CsvRow number(double value) {
        return text(Numbers.exact(value));
    }

    CsvRow number(OptionalDouble value) {
        return value.isPresent() ? number(value.getAsDouble()) : text("");
    }

    CsvRow integer(long value) {
        return text(Long.toString(value));
    }

    CsvRow flag(boolean value) {
        return text(Boolean.toString(value));
    }

    /** The line with its end. */
    String end() {
        return line + "\r\n";
    }
}
