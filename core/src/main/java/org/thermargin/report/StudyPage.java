package org.thermargin.report;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.thermargin.assess.Outcome;
import org.thermargin.study.StudyStatistics;
import org.thermargin.study.StudySummary;
import org.thermargin.study.StudyTotals;

/** The report of a study as one HTML page that needs nothing else: totals, statistics, pictures. No script, no clock. */
public final class StudyPage {
    /** Most populations that get pictures. */
    private static final int MOST_PICTURED = 8;

    private static final String STYLE = """
            body{font:15px/1.45 system-ui,sans-serif;color:#222;max-width:980px;margin:2em auto;padding:0 1em}
            h1{font-size:1.5em;margin-bottom:0}h2{font-size:1.15em;margin:2em 0 .4em;border-bottom:1px solid #ccc}
            h3{font-size:1em;margin:.8em 0 .2em}p.lead{margin:.3em 0;color:#555}
            table{border-collapse:collapse;font-size:.84em;white-space:nowrap}td,th{padding:.2em .7em;text-align:right;border-bottom:1px solid #e5e5e5}
            th{white-space:normal;vertical-align:bottom}
            td:first-child,th:first-child{text-align:left;padding-left:0;white-space:normal}
            .charts{display:flex;flex-wrap:wrap;gap:.6em 1.4em}figure{margin:0;max-width:460px}figcaption{font-size:.9em;font-weight:600}
            svg text{font:11px system-ui,sans-serif;fill:#444}svg .mark{fill:#000;font-weight:600}
            svg .axis{stroke:#666}svg .grid{stroke:#e8e8e8}svg .target{stroke:#000;stroke-dasharray:5 3}
            svg .interval{stroke:#555}svg .curve{stroke:#999}svg .zero{stroke:#666}
            .bars{display:grid;grid-template-columns:max-content 1fr;gap:.25em .8em;align-items:center}
            .bars div{display:flex;height:1.5em;background:#f4f4f4}
            .bars i{font-style:normal;font-size:.85em;color:#fff;text-align:center;overflow:hidden;white-space:nowrap;line-height:1.75em}
            .key{margin:.3em 0}.key b{display:inline-block;width:.9em;height:.9em;margin:0 .35em 0 1em;vertical-align:-.1em}
            @media print{body{margin:0 auto}table{font-size:.74em}.charts{gap:.4em 3%}figure{width:48%}svg{width:100%;height:auto}
            figure,.bars,table{break-inside:avoid}h2{break-after:avoid}*{print-color-adjust:exact}}
            footer{margin-top:3em;color:#666;font-size:.9em;border-top:1px solid #ccc;padding-top:.6em}
            """;

    private StudyPage() {}

    /** The page. */
    public static String of(
            StudyHeading heading,
            Software software,
            StudyTotals totals,
            StudyStatistics statistics,
            List<StudySummary> summaries) {
        StringBuilder html = new StringBuilder("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<title>Thermargin study</title><style>" + STYLE + "</style></head><body>\n");
        html.append("<h1>Margins of ")
                .append(totals.cases())
                .append(totals.cases() == 1 ? " case" : " cases")
                .append("</h1>\n<p class=\"lead\">")
                .append(SvgText.escaped(heading.design()))
                .append("</p>\n");
        totals(html, totals);
        if (!summaries.isEmpty()) {
            verdicts(html, summaries);
            html.append("<h2>Statistics</h2>\n");
            statistics(html, summaries);
        }
        reasons(html, statistics.reasons());
        if (!summaries.isEmpty()) {
            surface(html, summaries);
        }
        pictures(html, statistics);
        html.append("<footer>")
                .append(SvgText.escaped(AssessmentText.RESEARCH_ONLY))
                .append("<br>Thermargin ")
                .append(SvgText.escaped(software.version()
                        + software.commit().map(c -> " (" + c + ")").orElse("")))
                .append(", study ")
                .append(heading.key())
                .append(", seed ")
                .append(heading.seed())
                .append(heading.shards() > 1 ? ", share " + heading.shard() + " of " + heading.shards() : "")
                .append("</footer>\n</body></html>\n");
        return html.toString();
    }

    private static void verdicts(StringBuilder html, List<StudySummary> summaries) {
        html.append("<h2>Verdicts</h2>\n")
                .append(StudyCharts.verdicts(summaries))
                .append("<p class=\"key\">");
        for (Outcome outcome : Outcome.values()) {
            if (summaries.stream().anyMatch(s -> s.verdicts().containsKey(outcome))) {
                key(html, VerdictColour.hex(outcome), outcome.name());
            }
        }
        html.append("</p>\n");
    }

    private static void surface(StringBuilder html, List<StudySummary> summaries) {
        html.append("<h2>Share of lesion surface by margin</h2>\n")
                .append(StudyCharts.bands(summaries))
                .append("<p class=\"key\">");
        key(html, BandColour.UNCOVERED.hex(), "below 0 mm");
        key(html, BandColour.UNDER_5_MM.hex(), "0 to 5 mm");
        key(html, BandColour.UNDER_10_MM.hex(), "5 to 10 mm");
        key(html, BandColour.FROM_10_MM.hex(), "10 mm or more");
        html.append("</p>\n");
    }

    private static void key(StringBuilder html, String colour, String text) {
        html.append("<b style=\"background:").append(colour).append("\"></b>").append(SvgText.escaped(text));
    }

    private static void totals(StringBuilder html, StudyTotals t) {
        html.append("<p>")
                .append(t.tasks())
                .append(" tasks = ")
                .append(t.tasksAssessed())
                .append(" assessed + ")
                .append(t.tasksRefused())
                .append(" refused + ")
                .append(t.tasksFailed())
                .append(" failed.<br>")
                .append(t.allRows())
                .append(" rows (lesion x zone source x task) = ");
        String plus = "";
        for (Outcome outcome : List.of(
                Outcome.COMPLETE,
                Outcome.INSUFFICIENT,
                Outcome.INCOMPLETE,
                Outcome.INDETERMINATE,
                Outcome.NOT_TARGETED,
                Outcome.REFUSED,
                Outcome.FAILED)) {
            html.append(plus)
                    .append(t.rows(outcome))
                    .append(' ')
                    .append(outcome.name().toLowerCase(Locale.ROOT).replace('_', ' '));
            plus = " + ";
        }
        html.append(".</p>\n");
    }

    /** How a population or group is called. */
    static String name(StudySummary s) {
        return s.source()
                + (s.targetMm().isEmpty() ? "" : ", target " + plain(s.targetMm()) + " mm")
                + (s.group().isEmpty() ? "" : ", " + s.group());
    }

    private static String plain(String number) {
        return Numbers.plain(Double.parseDouble(number));
    }

    private static void statistics(StringBuilder html, List<StudySummary> summaries) {
        html.append("<table><tr><th>zone source, target, group</th><th>rows</th><th>with margin</th>"
                + "<th>median margin, mm</th><th>middle half, mm</th><th>range, mm</th><th>COMPLETE, %</th>"
                + "<th>estimate &ge; target, %</th></tr>\n");
        for (StudySummary s : summaries) {
            html.append("<tr><td>").append(SvgText.escaped(name(s))).append("</td>");
            cell(html, Integer.toString(s.rows()));
            cell(html, Integer.toString(s.mam().rows()));
            if (s.mam().median().isPresent()) {
                cell(
                        html,
                        near(s.mam().median())
                                + (s.mam().medianLower().isEmpty()
                                        ? ""
                                        : " ("
                                                + Numbers.down(
                                                        s.mam().medianLower().getAsDouble(), 2)
                                                + " to "
                                                + Numbers.up(
                                                        s.mam().medianUpper().orElseThrow(), 2)
                                                + ")"));
                cell(html, near(s.mam().q25()) + " to " + near(s.mam().q75()));
                cell(html, near(s.mam().minimum()) + " to " + near(s.mam().maximum()));
                cell(html, share(s.complete()));
                cell(html, share(s.reachesTarget()));
            }
            html.append("</tr>\n");
        }
        html.append("</table>\n<p class=\"lead\">Shares are of the rows with a margin. In brackets: 95 % intervals");
        summaries.stream().findFirst().ifPresent(s -> {
            html.append(", which rest on how ")
                    .append(s.intervalUnit())
                    .append("s differ (")
                    .append(s.units());
            html.append(" in the first line): of the median by ")
                    .append(s.resamples())
                    .append(" bootstrap samples, of");
            html.append(
                    " shares by Wilson's formula. Of a median none with fewer than 6, of a share with fewer than 2");
        });
        html.append(".</p>\n");
    }

    private static void reasons(StringBuilder html, List<StudyStatistics.Reason> reasons) {
        if (reasons.isEmpty()) {
            return;
        }
        html.append("<h2>Without a margin</h2>\n<table><tr><th>reason</th><th>verdict</th><th>cases</th>"
                + "<th>rows</th></tr>\n");
        for (StudyStatistics.Reason reason : reasons) {
            html.append("<tr>");
            cell(html, reason.codes().replace(";", ", "));
            cell(html, reason.verdict().name());
            cell(html, Integer.toString(reason.cases()));
            cell(html, Integer.toString(reason.rows()));
            html.append("</tr>\n");
        }
        html.append("</table>\n<p class=\"lead\">Which cases, and the sentences, stand in failures.jsonl.</p>\n");
    }

    private static void cell(StringBuilder html, String text) {
        html.append("<td>").append(SvgText.escaped(text)).append("</td>");
    }

    private static String near(OptionalDouble value) {
        return Numbers.near(value.orElseThrow(), 2);
    }

    private static String share(StudySummary.Share share) {
        return Numbers.near(100 * share.estimate().orElseThrow(), 1)
                + (share.lower().isEmpty()
                        ? ""
                        : " (" + Numbers.near(100 * share.lower().getAsDouble(), 1) + " to "
                                + Numbers.near(100 * share.upper().orElseThrow(), 1) + ")");
    }

    private static void pictures(StringBuilder html, StudyStatistics statistics) {
        int pictured = 0;
        for (StudyStatistics.Population p : statistics.populations()) {
            StudyCharts charts =
                    new StudyCharts(p.measured(), p.targetMm().isEmpty() ? 0 : Double.parseDouble(p.targetMm()));
            if (charts.isEmpty() || pictured++ >= MOST_PICTURED) {
                continue;
            }
            html.append("<h2>")
                    .append(SvgText.escaped(p.source() + " zones"
                            + (p.targetMm().isEmpty() ? "" : ", target " + plain(p.targetMm()) + " mm")))
                    .append("</h2>\n<div class=\"charts\">\n");
            figure(html, "Minimal margin", charts.distribution());
            figure(html, "Waterfall", charts.waterfall());
            if (charts.hasPlacementError()) {
                figure(
                        html,
                        "Completeness by placement error (green: COMPLETE; blue: estimate at the target; 95 % intervals)",
                        charts.completeness());
            }
            if (charts.hasVessels()) {
                figure(html, "Margin and vessel distance", charts.vessels());
            }
            html.append("</div>\n");
        }
        if (pictured > MOST_PICTURED) {
            html.append("<p>Pictures of the first ")
                    .append(MOST_PICTURED)
                    .append(" of ")
                    .append(pictured)
                    .append(" populations; all rows are in the tables.</p>\n");
        }
    }

    private static void figure(StringBuilder html, String caption, String svg) {
        html.append("<figure><figcaption>")
                .append(SvgText.escaped(caption))
                .append("</figcaption>")
                .append(svg)
                .append("</figure>\n");
    }
}
