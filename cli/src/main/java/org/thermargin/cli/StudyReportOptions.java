package org.thermargin.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.thermargin.InputException;
import org.thermargin.cli.tables.ParquetTable;
import org.thermargin.report.StudyHeading;
import org.thermargin.report.StudyJson;
import org.thermargin.report.StudyPage;
import org.thermargin.report.StudyText;
import org.thermargin.study.StudyColumn;
import org.thermargin.study.StudyFolder;
import org.thermargin.study.StudyMerge;
import org.thermargin.study.StudyPlan;
import org.thermargin.study.StudySummary;
import org.thermargin.study.StudyTables;
import org.thermargin.study.StudyTotals;
import picocli.CommandLine.Option;

/** How a study is summarised. */
final class StudyReportOptions {
    @Option(
            names = "--group-by",
            paramLabel = "COLUMN",
            description = "Column of the table to group statistics by (default: group, as a manifest states it).")
    String groupBy = "group";

    /** The column, or a refusal before anything is computed. */
    StudyColumn column() throws InputException {
        for (StudyColumn column : StudyColumn.values()) {
            if (column.key().equals(groupBy.toLowerCase(Locale.ROOT))) {
                return column;
            }
        }
        throw new InputException("study-group", "H26", "", "--group-by must be a column of the table, was " + groupBy);
    }

    /** Writes tables and reports of a run, prints the summary. */
    StudyTotals write(StudyPlan plan, StudyFolder folder, Console console, boolean json)
            throws InputException, IOException {
        StudyHeading heading = new StudyHeading(
                plan.key(), plan.design().inWords(), plan.design().seed(), plan.shard(), plan.shards());
        StringBuilder said = new StringBuilder();
        StudyTotals totals = tables(folder).write(plan, column(), reports(heading, said, json));
        console.out().print(said);
        return totals;
    }

    /** The same of joined shares. */
    StudyTotals write(StudyMerge merge, StudyFolder folder, Console console, boolean json)
            throws InputException, IOException {
        StudyHeading heading = new StudyHeading(
                merge.study().key(), merge.study().design(), merge.study().seed(), 1, 1);
        StringBuilder said = new StringBuilder();
        StudyTotals totals = merge.write(tables(folder), column(), reports(heading, said, json));
        console.out().print(said);
        return totals;
    }

    private static StudyTables tables(StudyFolder folder) {
        return new StudyTables(folder).with(ParquetTable.NAME, ParquetTable::open);
    }

    private static StudyTables.Reports reports(StudyHeading heading, StringBuilder said, boolean json) {
        return (counted, statistics) -> {
            List<StudySummary> summaries = StudySummary.of(statistics, heading.seed());
            Map<String, String> files = new LinkedHashMap<>();
            String summary = StudyJson.of(heading, BuildInfo.software(), counted, summaries);
            files.put("report.html", StudyPage.of(heading, BuildInfo.software(), counted, statistics, summaries));
            files.put(StudyFolder.SUMMARY, summary);
            said.append(json ? summary : StudyText.of(counted, summaries));
            return files;
        };
    }
}
