package org.thermargin.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.thermargin.assess.Outcome;
import org.thermargin.study.StudyStatistics.Measured;
import org.thermargin.study.StudySummary;

/** The pictures of one population of a study. Large populations are thinned evenly for scatter and waterfall, and said so. */
final class StudyCharts {
    static final int MOST_POINTS = 2000;
    static final int MOST_BARS = 300;
    private static final int MOST_INTERVALS = 120;
    private static final int WIDTH = 460;
    private static final int HEIGHT = 270;
    private static final int BINS = 24;
    private static final int MOST_DISTANCES = 12;

    private final List<Measured> rows;
    private final double targetMm;
    private final double lowMm;
    private final double highMm;

    StudyCharts(List<Measured> all, double targetMm) {
        this.rows = all.stream().filter(Measured::isMeasured).toList();
        this.targetMm = targetMm;
        double low = Math.min(0, targetMm);
        double high = Math.max(0, targetMm);
        for (Measured m : rows) {
            low = Math.min(low, m.mamMm());
            high = Math.max(high, m.mamMm());
        }
        this.lowMm = Math.floor(low - 0.5);
        this.highMm = Math.ceil(high + 0.5);
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** How many rows have which margin, coloured by band. */
    String distribution() {
        int[] counts = new int[BINS];
        double width = (highMm - lowMm) / BINS;
        for (Measured m : rows) {
            counts[Math.min(BINS - 1, (int) ((m.mamMm() - lowMm) / width))]++;
        }
        int most = 1;
        for (int count : counts) {
            most = Math.max(most, count);
        }
        Chart chart = new Chart(WIDTH, HEIGHT, lowMm, highMm, 0, most * 1.05)
                .xAxis("minimal ablative margin", "mm")
                .yCounts("rows");
        for (int b = 0; b < BINS; b++) {
            double from = lowMm + b * width;
            chart.bar(
                    from,
                    from + width * 0.96,
                    0,
                    counts[b],
                    BandColour.of(from + width / 2).hex(),
                    counts[b] + " rows, " + Numbers.near(from, 2) + " to " + Numbers.near(from + width, 2) + " mm");
        }
        return target(chart, 0, most * 1.05).svg("Distribution of the minimal margin");
    }

    private Chart target(Chart chart, double from, double to) {
        return chart.line(targetMm, from, targetMm, to, "target").label(targetMm, to, "middle", "target");
    }

    /** Rows sorted by margin, each with its 99 % interval. */
    String waterfall() {
        List<Measured> sorted = new ArrayList<>(rows);
        sorted.sort(Comparator.comparingDouble(Measured::mamMm));
        List<Measured> shown = thinned(sorted, MOST_BARS);
        boolean intervals = shown.size() <= MOST_INTERVALS;
        double low = lowMm;
        double high = highMm;
        for (Measured m : shown) {
            low = Math.min(low, Float.isNaN(m.lowerMm()) ? low : m.lowerMm());
            high = Math.max(high, Float.isNaN(m.upperMm()) ? high : m.upperMm());
        }
        Chart chart = new Chart(WIDTH, HEIGHT, 0, shown.size(), low, high)
                .yAxis(intervals ? "margin with 99 % interval" : "margin", "mm", 1)
                .xTitle(
                        shown.size() < rows.size()
                                ? shown.size() + " of " + rows.size() + " rows, evenly by rank"
                                : "rows, sorted by margin");
        for (int n = 0; n < shown.size(); n++) {
            Measured m = shown.get(n);
            chart.bar(
                    n + 0.1,
                    n + 0.9,
                    0,
                    m.mamMm(),
                    VerdictColour.hex(m.verdict()),
                    m.verdict() + ", " + Numbers.near(m.mamMm(), 2) + " mm, case " + m.caseNumber());
            if (intervals && !Float.isNaN(m.upperMm())) {
                chart.line(n + 0.5, m.lowerMm(), n + 0.5, m.upperMm(), "interval");
            }
        }
        return chart.line(0, 0, shown.size(), 0, "zero")
                .line(0, targetMm, shown.size(), targetMm, "target")
                .svg("Margin of every row, sorted");
    }

    private static <T> List<T> thinned(List<T> all, int most) {
        if (all.size() <= most) {
            return all;
        }
        List<T> some = new ArrayList<>();
        for (int n = 0; n < most; n++) {
            some.add(all.get((int) ((long) n * (all.size() - 1) / (most - 1))));
        }
        return some;
    }

    boolean hasVessels() {
        return rows.stream().anyMatch(m -> !Float.isNaN(m.vesselMm()));
    }

    /** Margin against the distance of the nearest vessel. */
    String vessels() {
        return scatter("distance of the nearest vessel to the lesion", Measured::vesselMm);
    }

    private String scatter(String title, ToDoubleFunction<Measured> value) {
        List<Measured> known = thinned(
                rows.stream().filter(m -> !Double.isNaN(value.applyAsDouble(m))).toList(), MOST_POINTS);
        double most = known.stream().mapToDouble(value).max().orElse(1);
        Chart chart = new Chart(WIDTH, HEIGHT, 0, most * 1.03, lowMm, highMm)
                .xAxis(title, "mm")
                .yAxis("minimal ablative margin", "mm", 1);
        for (Measured m : known) {
            chart.point(
                    value.applyAsDouble(m),
                    m.mamMm(),
                    known.size() > 300 ? 1.6 : 3,
                    VerdictColour.hex(m.verdict()),
                    m.verdict() + ", " + Numbers.near(m.mamMm(), 2) + " mm");
        }
        return chart.line(0, targetMm, most, targetMm, "target").svg("Margin against " + title);
    }

    boolean hasPlacementError() {
        return rows.stream().anyMatch(m -> offMm(m) > 0);
    }

    private static double offMm(Measured m) {
        return m.needleOffMm() > 0 ? m.needleOffMm() : m.registrationOffMm();
    }

    /** Share of COMPLETE rows, and of estimates at the target, by how far the zone was off, with their intervals side by side. */
    String completeness() {
        List<Measured> known =
                rows.stream().filter(m -> !Double.isNaN(offMm(m))).toList();
        double most = known.stream().mapToDouble(StudyCharts::offMm).max().orElse(1);
        Chart chart = new Chart(WIDTH, HEIGHT, 0, most * 1.03, 0, 1.02)
                .xAxis("placement error", "mm")
                .yAxis("share of rows", "%", 100);
        List<List<Measured>> bins = bins(known);
        curve(
                chart,
                bins,
                bin -> StudySummary.completeness(bin, targetMm).complete(),
                0,
                VerdictColour.hex(Outcome.COMPLETE),
                "COMPLETE");
        curve(
                chart,
                bins,
                bin -> StudySummary.completeness(bin, targetMm).reachesTarget(),
                0.012 * most,
                BandColour.UNDER_10_MM.hex(),
                "estimate >= target");
        return chart.svg("Probability of completeness against placement error");
    }

    private static void curve(
            Chart chart,
            List<List<Measured>> bins,
            Function<List<Measured>, StudySummary.Share> shareOf,
            double besideMm,
            String colour,
            String what) {
        double before = Double.NaN;
        double beforeShare = 0;
        for (List<Measured> bin : bins) {
            double off = bin.stream().mapToDouble(StudyCharts::offMm).average().orElseThrow();
            double at = off + besideMm;
            StudySummary.Share known = shareOf.apply(bin);
            double share = known.estimate().orElseThrow();
            if (known.lower().isPresent()) {
                chart.line(at, known.lower().getAsDouble(), at, known.upper().orElseThrow(), "interval");
            }
            if (!Double.isNaN(before)) {
                chart.line(before, beforeShare, at, share, "curve");
            }
            chart.point(
                    at,
                    share,
                    4,
                    colour,
                    what + ": " + Numbers.near(100 * share, 1) + " % of " + bin.size() + " rows, "
                            + Numbers.near(off, 2) + " mm off");
            before = at;
            beforeShare = share;
        }
    }

    /** By the distances themselves where they are few, else ten groups of equal size. */
    private static List<List<Measured>> bins(List<Measured> rows) {
        TreeSet<Long> distances = new TreeSet<>();
        rows.forEach(m -> distances.add(rounded(m)));
        List<List<Measured>> bins = new ArrayList<>();
        if (distances.size() <= MOST_DISTANCES) {
            for (long distance : distances) {
                bins.add(rows.stream().filter(m -> rounded(m) == distance).toList());
            }
            return bins;
        }
        List<Measured> sorted = new ArrayList<>(rows);
        sorted.sort(Comparator.comparingDouble(StudyCharts::offMm));
        int count = Math.min(10, sorted.size());
        for (int b = 0; b < count; b++) {
            bins.add(sorted.subList(b * sorted.size() / count, (b + 1) * sorted.size() / count));
        }
        return bins;
    }

    private static long rounded(Measured m) {
        return Math.round(offMm(m) * 1000);
    }

    /** Verdicts of populations and groups, one bar each. */
    static String verdicts(List<StudySummary> summaries) {
        StringBuilder html = new StringBuilder("<div class=\"bars\">");
        for (StudySummary s : summaries) {
            html.append("<span>").append(SvgText.escaped(StudyPage.name(s))).append("</span><div>");
            for (Outcome outcome : List.of(
                    Outcome.COMPLETE,
                    Outcome.INDETERMINATE,
                    Outcome.INSUFFICIENT,
                    Outcome.INCOMPLETE,
                    Outcome.NOT_TARGETED,
                    Outcome.REFUSED,
                    Outcome.FAILED)) {
                int count = s.verdicts().getOrDefault(outcome, 0);
                piece(html, (double) count / s.rows(), VerdictColour.hex(outcome), outcome + ": " + count, count);
            }
            html.append("</div>");
        }
        return html.append("</div>").toString();
    }

    /** Mean share of lesion surface by band of margin. */
    static String bands(List<StudySummary> summaries) {
        StringBuilder html = new StringBuilder("<div class=\"bars\">");
        String[] names = {"below 0 mm", "0 to 5 mm", "5 to 10 mm", "10 mm or more"};
        double[] within = {-1, 1, 6, 11};
        for (StudySummary s : summaries) {
            if (s.bandFractions().isEmpty()) {
                continue;
            }
            html.append("<span>").append(SvgText.escaped(StudyPage.name(s))).append("</span><div>");
            for (int b = 0; b < names.length; b++) {
                double share = s.bandFractions().get(b);
                String percent = Numbers.near(100 * share, 0) + " %";
                piece(html, share, BandColour.of(within[b]).hex(), names[b] + ": " + percent, percent);
            }
            html.append("</div>");
        }
        return html.append("</div>").toString();
    }

    private static void piece(StringBuilder html, double share, String colour, String tip, Object text) {
        if (share > 0) {
            html.append(String.format(
                    Locale.ROOT,
                    "<i style=\"width:%.3f%%;background:%s\" title=\"%s\">%s</i>",
                    100 * share,
                    colour,
                    SvgText.escaped(tip),
                    share > 0.06 ? text : ""));
        }
    }
}
