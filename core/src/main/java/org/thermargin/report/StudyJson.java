package org.thermargin.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.thermargin.assess.Outcome;
import org.thermargin.study.StudySummary;
import org.thermargin.study.StudyTotals;

/** A study as JSON, schema {@code thermargin.study-summary/1}: what it was, its totals, its statistics. No clock. */
public final class StudyJson {
    /** Value of the key {@code schema}. */
    public static final String SCHEMA = "thermargin.study-summary/1";

    private StudyJson() {}

    /** The document. */
    public static String of(StudyHeading heading, Software software, StudyTotals totals, List<StudySummary> summaries) {
        return JsonOut.document(json -> {
            json.text("schema", SCHEMA);
            json.object("software", () -> {
                json.text("version", software.version());
                json.text("commit", software.commit());
            });
            json.text("study_key", heading.key());
            json.text("design", heading.design());
            json.integer("seed", heading.seed());
            if (heading.shards() > 1) {
                json.text("shard", heading.shard() + "/" + heading.shards());
            }
            json.integer("cases_planned", totals.casesPlanned());
            json.integer("cases", totals.cases());
            json.integer("tasks_planned", totals.tasksPlanned());
            json.integer("tasks", totals.tasks());
            json.integer("tasks_assessed", totals.tasksAssessed());
            json.integer("tasks_refused", totals.tasksRefused());
            json.integer("tasks_failed", totals.tasksFailed());
            json.integer("rows", totals.allRows());
            json.object("rows_by_verdict", () -> {
                for (Outcome outcome : Outcome.values()) {
                    json.integer(key(outcome), totals.rows(outcome));
                }
            });
            json.objects("populations", summaries, s -> summary(json, s));
        });
    }

    private static void summary(JsonOut json, StudySummary s) {
        json.text("source", s.source());
        if (!s.targetMm().isEmpty()) {
            json.number("target_mm", Double.parseDouble(s.targetMm()));
        }
        json.text("group", s.group());
        json.integer("rows", s.rows());
        json.object("rows_by_verdict", () -> {
            for (Outcome outcome : Outcome.values()) {
                json.integer(key(outcome), s.verdicts().getOrDefault(outcome, 0));
            }
        });
        json.integer("rows_measured", s.mam().rows());
        json.number("mam_min_mm", s.mam().minimum());
        json.number("mam_q25_mm", s.mam().q25());
        json.number("mam_median_mm", s.mam().median());
        json.number("mam_q75_mm", s.mam().q75());
        json.number("mam_max_mm", s.mam().maximum());
        json.number("mam_median_ci95_lower_mm", s.mam().medianLower());
        json.number("mam_median_ci95_upper_mm", s.mam().medianUpper());
        share(json, "complete_fraction", s.complete());
        share(json, "reaches_target_fraction", s.reachesTarget());
        if (!s.bandFractions().isEmpty()) {
            json.number("surface_lt_0_fraction_mean", s.bandFractions().get(0));
            json.number("surface_0_to_5_fraction_mean", s.bandFractions().get(1));
            json.number("surface_5_to_10_fraction_mean", s.bandFractions().get(2));
            json.number("surface_ge_10_fraction_mean", s.bandFractions().get(3));
        }
        json.text("ci_unit", s.intervalUnit());
        json.integer("ci_units", s.units());
        json.integer("ci_resamples", s.resamples());
    }

    private static void share(JsonOut json, String key, StudySummary.Share share) {
        json.number(key, share.estimate());
        json.number(key + "_ci95_lower", share.lower());
        json.number(key + "_ci95_upper", share.upper());
    }

    private static String key(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    /** Text of one population for people, e.g. in a terminal. */
    static Optional<String> median(StudySummary s) {
        return s.mam().median().isEmpty()
                ? Optional.empty()
                : Optional.of(Numbers.near(s.mam().median().getAsDouble(), 2) + " mm"
                        + (s.mam().medianLower().isEmpty()
                                ? ""
                                : " (95 % interval "
                                        + Numbers.down(s.mam().medianLower().getAsDouble(), 2) + " to "
                                        + Numbers.up(s.mam().medianUpper().orElseThrow(), 2) + ")"));
    }
}
