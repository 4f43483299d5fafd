package org.thermargin.study;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.thermargin.assess.Outcome;

/**
 * One row of a study table: a lesion, a zone source, a task. Fields are text as they stand in the table, so that every
 * runner writes the same bytes; numbers are the shortest decimals that read back as the same double.
 */
public final class StudyRow {
    private static final StudyColumn[] COLUMNS = StudyColumn.values();

    private final String[] fields;

    private StudyRow(String[] fields) {
        this.fields = fields;
    }

    /** Names of the columns as the first line of a CSV file, with its end. */
    public static String header() {
        return CsvLine.of(Arrays.stream(COLUMNS).map(StudyColumn::key).toList()) + CsvLine.END;
    }

    /** The row in a line that {@link #line} wrote; its end may be there or not. */
    public static StudyRow parse(String line) {
        List<String> fields = CsvLine.fields(line);
        if (fields.size() != COLUMNS.length) {
            throw new IllegalArgumentException("a row must have " + COLUMNS.length + " fields, had " + fields.size());
        }
        return new StudyRow(fields.toArray(new String[0]));
    }

    /** The row as a line of CSV (RFC 4180) without its end. */
    public String line() {
        return CsvLine.of(Arrays.asList(fields));
    }

    /** The field as it stands in the table; empty where unknown. */
    public String text(StudyColumn column) {
        return fields[column.index()];
    }

    /** The number in the field; empty where unknown. */
    public OptionalDouble number(StudyColumn column) {
        String field = fields[column.index()];
        return field.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(field));
    }

    /** The verdict of the row. */
    public Outcome verdict() {
        return Outcome.valueOf(text(StudyColumn.VERDICT));
    }

    /** Number of the task. */
    public int task() {
        return Integer.parseInt(text(StudyColumn.TASK));
    }

    /** Fills a row field by field; what is not set is unknown. */
    static final class Builder {
        private final String[] fields;

        Builder() {
            fields = new String[COLUMNS.length];
            Arrays.fill(fields, "");
        }

        private Builder(String[] fields) {
            this.fields = fields;
        }

        /** A builder with the same fields so far. */
        Builder copy() {
            return new Builder(fields.clone());
        }

        /** Control characters are replaced, so that a row is one line. */
        Builder text(StudyColumn column, String value) {
            require(column, StudyColumn.Kind.TEXT);
            fields[column.index()] = oneLine(value);
            return this;
        }

        Builder number(StudyColumn column, double value) {
            require(column, StudyColumn.Kind.NUMBER);
            if (!Double.isFinite(value)) {
                throw new IllegalStateException(column.key() + " must be a finite number, was " + value);
            }
            fields[column.index()] = NumberOutput.toString(value + 0.0, true);
            return this;
        }

        Builder number(StudyColumn column, OptionalDouble value) {
            if (value.isPresent()) {
                number(column, value.getAsDouble());
            }
            return this;
        }

        Builder integer(StudyColumn column, long value) {
            require(column, StudyColumn.Kind.INTEGER);
            fields[column.index()] = Long.toString(value);
            return this;
        }

        Builder flag(StudyColumn column, boolean value) {
            require(column, StudyColumn.Kind.FLAG);
            fields[column.index()] = Boolean.toString(value);
            return this;
        }

        StudyRow row() {
            if (fields[StudyColumn.VERDICT.index()].isEmpty()) {
                throw new IllegalStateException("a row must have a verdict, had none");
            }
            return new StudyRow(fields.clone());
        }

        private static void require(StudyColumn column, StudyColumn.Kind kind) {
            if (column.kind() != kind) {
                throw new IllegalArgumentException(column.key() + " holds " + column.kind() + ", not " + kind);
            }
        }

        private static String oneLine(String value) {
            StringBuilder text = new StringBuilder(value);
            for (int n = 0; n < text.length(); n++) {
                if (Character.isISOControl(text.charAt(n))) {
                    text.setCharAt(n, '?');
                }
            }
            return text.toString();
        }
    }
}
