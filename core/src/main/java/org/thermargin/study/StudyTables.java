package org.thermargin.study;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.thermargin.InputException;

/**
 * Puts the parts of a study together: {@code rows.csv}, further tables, {@code failures.jsonl}, then whatever rests on
 * the rows, at last the summary. Every task must be there once and every row must have one verdict, else nothing is
 * summarised.
 */
public final class StudyTables {
    /** The table of all rows. */
    public static final String ROWS = "rows.csv";

    /** Why rows have no margin, one JSON document a line. */
    public static final String FAILURES = "failures.jsonl";

    private final StudyFolder folder;
    private final Map<String, Writer> tables = new LinkedHashMap<>();

    /** Another form of the table. */
    public interface Writer {
        /** Begins the file, read and written through these files alone. */
        RowSink open(Path file, StudyFiles files) throws IOException;
    }

    /** Files made from the counted rows, by name, in the order in which they are to appear. */
    public interface Reports {
        /** The files; the last is the summary. */
        Map<String, String> of(StudyTotals totals, StudyStatistics statistics);
    }

    /** The tables go into this folder. */
    public StudyTables(StudyFolder folder) {
        this.folder = folder;
    }

    /** Also writes the table in another form. */
    public StudyTables with(String name, Writer writer) {
        tables.put(name, writer);
        return this;
    }

    /**
     * Tables and reports of the share of the study that is in the folder.
     *
     * @param groupBy column by which statistics are grouped
     */
    public StudyTotals write(StudyPlan plan, StudyColumn groupBy, Reports reports) throws InputException, IOException {
        List<PartSource> parts = new ArrayList<>();
        for (int batch = 0; batch < plan.batches(); batch++) {
            if (plan.isOurs(batch)) {
                int number = batch;
                parts.add(new PartSource(
                        batch,
                        plan.firstTaskOfCase(plan.caseOf(batch)) + plan.firstTask(batch),
                        plan.tasksOf(batch),
                        () -> folder.part(number)));
            }
        }
        return write(parts, plan.cases().size(), plan.tasks(), groupBy, reports);
    }

    /** One part to come. */
    record PartSource(int batch, int firstTask, int tasks, Reader reader) {}

    /** Reads a part. */
    interface Reader {
        Optional<StudyPart> read() throws IOException, InputException;
    }

    StudyTotals write(List<PartSource> parts, int cases, int tasks, StudyColumn groupBy, Reports reports)
            throws InputException, IOException {
        folder.delete(StudyFolder.SUMMARY);
        StudyTotals.Counter counter = new StudyTotals.Counter(cases, tasks);
        StudyStatistics statistics = new StudyStatistics(groupBy);
        try (Sinks sinks = new Sinks();
                OutputStream csv = folder.files().create(folder.staged(ROWS));
                OutputStream failures = folder.files().create(folder.staged(FAILURES))) {
            for (Map.Entry<String, Writer> table : tables.entrySet()) {
                sinks.add(table.getValue().open(folder.staged(table.getKey()), folder.files()));
            }
            csv.write(StudyRow.header().getBytes(StandardCharsets.UTF_8));
            FailureLines lines = new FailureLines(failures);
            for (PartSource source : parts) {
                StudyPart part = source.reader()
                        .read()
                        .orElseThrow(() -> new StudyImbalanceException(
                                "part " + source.batch() + " must be in the folder and whole, is not"));
                counter.begin(source.firstTask(), source.tasks(), part.caseNumber());
                for (String line : part.lines()) {
                    StudyRow row = counted(line, source, counter, statistics);
                    csv.write((line + CsvLine.END).getBytes(StandardCharsets.UTF_8));
                    sinks.row(row);
                }
                counter.end();
                lines.add(part);
            }
            lines.end();
            sinks.end();
        }
        StudyTotals totals = counter.totals();
        folder.finish(ROWS);
        for (String name : tables.keySet()) {
            folder.finish(name);
        }
        folder.finish(FAILURES);
        for (Map.Entry<String, String> report : reports.of(totals, statistics).entrySet()) {
            folder.publish(report.getKey(), report.getValue().getBytes(StandardCharsets.UTF_8));
        }
        return totals;
    }

    /** The row of a line, counted; one that no study writes was tampered with. */
    private static StudyRow counted(
            String line, PartSource source, StudyTotals.Counter counter, StudyStatistics statistics) {
        try {
            StudyRow row = StudyRow.parse(line);
            counter.row(row);
            statistics.add(row);
            return row;
        } catch (IllegalArgumentException e) {
            throw new StudyImbalanceException("rows of part " + source.batch()
                    + " must be as a study wrote them, one was not: " + e.getMessage());
        }
    }

    /** The other forms of the table, each closed whatever becomes of the others. */
    private static final class Sinks implements RowSink {
        private final List<RowSink> all = new ArrayList<>();

        void add(RowSink sink) {
            all.add(sink);
        }

        @Override
        public void row(StudyRow row) throws IOException {
            for (RowSink sink : all) {
                sink.row(row);
            }
        }

        @Override
        public void end() throws IOException {
            for (RowSink sink : all) {
                sink.end();
            }
        }

        @Override
        public void close() throws IOException {
            IOException first = null;
            for (RowSink sink : all) {
                try {
                    sink.close();
                } catch (IOException e) {
                    first = first == null ? e : first;
                }
            }
            if (first != null) {
                throw first;
            }
        }
    }

    /** One line for each reason of a case, with its first task and the number of tasks (or rows of them) that have it. */
    private static final class FailureLines {
        private final OutputStream out;
        private int caseNumber;
        private String caseId = "";
        private final Map<String, int[]> open = new LinkedHashMap<>();

        FailureLines(OutputStream out) {
            this.out = out;
        }

        void add(StudyPart part) throws IOException {
            if (part.caseNumber() != caseNumber) {
                end();
                caseNumber = part.caseNumber();
                caseId = part.caseId();
            }
            for (String line : part.reasons()) {
                int tab = line.indexOf('\t');
                int task = Integer.parseInt(line.substring(0, tab));
                int[] tasks = open.computeIfAbsent(line.substring(tab + 1), r -> new int[] {task, 0});
                tasks[1]++;
            }
        }

        /** Writes what is open: for each reason its first task and how many tasks of the case have it. */
        void end() throws IOException {
            for (Map.Entry<String, int[]> reason : open.entrySet()) {
                int[] tasks = reason.getValue();
                out.write(StudyFailure.line(caseNumber, caseId, tasks[0], tasks[1], reason.getKey())
                        .getBytes(StandardCharsets.UTF_8));
            }
            open.clear();
        }
    }
}
