package org.thermargin.report;

import org.thermargin.report.StoredResult.Comparison;
import org.thermargin.report.StoredResult.Difference;

/** A stored result held against one computed anew, for people and for programs. */
public final class ComparisonText {
    private static final int SHOWN = 20;

    private ComparisonText() {}

    /** The text: whether all values are the same, else the first that are not. */
    public static String of(StoredResult stored, Comparison comparison, Software now) {
        StringBuilder text = new StringBuilder();
        text.append("stored    made by ").append(stored.software()).append('\n');
        text.append("now       version ").append(now.version());
        text.append(", commit ").append(now.commit().orElse("unknown"));
        text.append(", Java ").append(now.java()).append('\n');
        if (comparison.isSame()) {
            return text.append("SAME      all ")
                    .append(comparison.compared())
                    .append(" values agree\n")
                    .toString();
        }
        int count = comparison.differences().size();
        text.append("NOT SAME  ").append(count).append(" of ").append(comparison.compared());
        text.append(" values differ\n");
        for (Difference d : comparison.differences().subList(0, Math.min(SHOWN, count))) {
            text.append("  ").append(d.place()).append("  stored ").append(d.stored());
            text.append(", now ").append(d.now()).append('\n');
        }
        return count > SHOWN
                ? text.append("  and ").append(count - SHOWN).append(" more\n").toString()
                : text.toString();
    }

    /** The same as JSON, schema {@code thermargin.verification/1}, with every difference. */
    public static String json(Comparison comparison, Software now) {
        return JsonOut.document(json -> {
            json.text("schema", "thermargin.verification/1");
            AssessmentJson.software(json, now);
            json.flag("same", comparison.isSame());
            json.number("compared", comparison.compared());
            json.objects("differences", comparison.differences(), d -> {
                json.text("place", d.place());
                json.text("stored", d.stored());
                json.text("now", d.now());
            });
        });
    }
}
