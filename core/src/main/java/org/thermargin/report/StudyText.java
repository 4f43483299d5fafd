package org.thermargin.report;

import java.util.List;
import java.util.Locale;
import org.thermargin.assess.Outcome;
import org.thermargin.study.StudySummary;
import org.thermargin.study.StudyTotals;

/** The end of a study for people: totals, then one paragraph for each source and target. */
public final class StudyText {
    private StudyText() {}

    /** The text. */
    public static String of(StudyTotals totals, List<StudySummary> summaries) {
        StringBuilder text = new StringBuilder();
        text.append(totals.tasks()).append(" tasks of ").append(totals.cases()).append(" cases: ");
        text.append(totals.tasksAssessed()).append(" assessed, ");
        text.append(totals.tasksRefused()).append(" refused, ");
        text.append(totals.tasksFailed()).append(" failed\n");
        text.append(totals.allRows()).append(" rows: ").append(counts(totals)).append('\n');
        for (StudySummary s : summaries) {
            text.append('\n')
                    .append(s.source())
                    .append(" zones, target ")
                    .append(Numbers.plain(Double.parseDouble(s.targetMm())))
                    .append(" mm");
            text.append(s.group().isEmpty() ? "" : ", group " + s.group()).append('\n');
            StudyJson.median(s).ifPresent(median -> {
                line(text, "median margin", median + ", " + s.mam().rows() + " rows");
                line(
                        text,
                        "middle half",
                        Numbers.near(s.mam().q25().orElseThrow(), 2) + " to "
                                + Numbers.near(s.mam().q75().orElseThrow(), 2) + " mm, from "
                                + Numbers.near(s.mam().minimum().orElseThrow(), 2) + " to "
                                + Numbers.near(s.mam().maximum().orElseThrow(), 2) + " mm");
                line(text, "COMPLETE", share(s.complete()));
                line(text, "estimate >= target", share(s.reachesTarget()));
            });
        }
        return text.toString().replace(TextLayout.KEEP, ' ');
    }

    private static String counts(StudyTotals totals) {
        StringBuilder text = new StringBuilder();
        for (Outcome outcome : Outcome.values()) {
            if (totals.rows(outcome) > 0) {
                text.append(text.isEmpty() ? "" : ", ")
                        .append(totals.rows(outcome))
                        .append(' ');
                text.append(outcome.name().toLowerCase(Locale.ROOT).replace('_', ' '));
            }
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(String.format(Locale.ROOT, "  %-20s%s%n", name, value).replace("\r", ""));
    }

    private static String share(StudySummary.Share share) {
        return Numbers.percent(share.estimate().orElseThrow())
                + (share.lower().isEmpty()
                        ? ""
                        : " (95 % interval " + Numbers.near(100 * share.lower().getAsDouble(), 1) + " to "
                                + Numbers.near(100 * share.upper().orElseThrow(), 1) + ")");
    }
}
