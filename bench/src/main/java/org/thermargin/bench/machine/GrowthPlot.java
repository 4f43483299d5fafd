package org.thermargin.bench.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Draws how cost grows: time of a distance transform against voxels, of a plan against surface points, and of a planned
 * assessment against its lesions, applicators and vessels; both axes logarithmic. A grey line beside each has slope 1.
 *
 * <pre>java -cp bench/target/thermargin-bench-0.1.0.jar org.thermargin.bench.machine.GrowthPlot OUT.svg RESULT.json...</pre>
 */
public final class GrowthPlot {
    private static final int WIDTH = 420;
    private static final int HEIGHT = 300;
    private static final int LEFT = 62;
    private static final int RIGHT = 90;
    private static final int TOP = 34;
    private static final int BOTTOM = 44;
    /** Height of a line of letters. */
    private static final int LETTERS = 12;

    private static final List<String> COUNTS = List.of("applicators", "lesions", "vessels");
    private static final String[] COLOURS = {"#1b6ca8", "#c0392b", "#2e8b57", "#8e44ad", "#d68910"};

    private final StringBuilder svg = new StringBuilder();

    private record Dot(double x, double y) {}

    private GrowthPlot() {}

    public static void main(String[] args) throws IOException {
        List<JmhResult> results =
                JmhResult.read(Arrays.stream(args).skip(1).map(Path::of).toList());
        SortedMap<String, List<Dot>> volumes = new TreeMap<>();
        SortedMap<String, List<Dot>> plans = new TreeMap<>();
        SortedMap<String, List<Dot>> assessments = new TreeMap<>();
        for (JmhResult r : results) {
            if (r.name().equals("DistanceTransformBenchmark.full")
                    && !r.parameter("grid").contains("x")) {
                double n = Double.parseDouble(r.parameter("grid"));
                add(volumes, r.parameter("mask"), new Dot(n * n * n, r.microseconds() / 1e3));
            } else if (r.name().equals("PlanBenchmark.score")
                    && !r.parameter("spacingMm").isEmpty()) {
                double spacing = Double.parseDouble(r.parameter("spacingMm"));
                add(plans, r.parameter("applicators") + " appl.", new Dot(surfacePoints(spacing), r.microseconds()));
            } else if (r.name().equals("GrowthBenchmark.assess")) {
                addCounts(assessments, r);
            }
        }
        GrowthPlot plot = new GrowthPlot();
        plot.text(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">%n",
                3 * WIDTH, HEIGHT);
        plot.text("<rect width=\"%d\" height=\"%d\" fill=\"white\"/>%n", 3 * WIDTH, HEIGHT);
        plot.panel(0, "exact distance transform, 2 threads", "voxels", "ms", volumes);
        plot.panel(WIDTH, "margin and coverage of a plan, 1 thread", "surface points", "\u00b5s", plans);
        plot.panel(2 * WIDTH, "planned assessment with cooling, 2 threads", "how many", "ms", assessments);
        plot.text("</svg>%n");
        Files.writeString(Path.of(args[0]), plot.svg, StandardCharsets.UTF_8);
    }

    /** Faces of the voxels of a ball of 30 mm: each of the six directions sees its disc. */
    private static double surfacePoints(double spacingMm) {
        return 6 * Math.PI * 15 * 15 / (spacingMm * spacingMm);
    }

    /** A result in which one of the counts is above 1 belongs to the line of that count, the one of all ones to every line. */
    private static void addCounts(SortedMap<String, List<Dot>> lines, JmhResult r) {
        List<String> above =
                COUNTS.stream().filter(count -> !r.parameter(count).equals("1")).toList();
        for (String count : above.isEmpty() ? COUNTS : above) {
            add(lines, count, new Dot(Double.parseDouble(r.parameter(count)), r.microseconds() / 1e3));
        }
    }

    /** The height of a label, or one above those that are there already. */
    private static double free(List<Double> labels, double wanted) {
        double y = wanted;
        while (isTaken(labels, y)) {
            y -= LETTERS;
        }
        labels.add(y);
        return y;
    }

    private static boolean isTaken(List<Double> labels, double y) {
        return labels.stream().anyMatch(label -> Math.abs(label - y) < LETTERS);
    }

    private static void add(SortedMap<String, List<Dot>> lines, String name, Dot dot) {
        lines.computeIfAbsent(name, n -> new ArrayList<>()).add(dot);
    }

    private void panel(int at, String title, String abscissa, String ordinate, SortedMap<String, List<Dot>> lines) {
        List<Dot> all = lines.values().stream().flatMap(List::stream).toList();
        if (all.isEmpty()) {
            return;
        }
        double lowX = floor(all.stream().mapToDouble(Dot::x).min().orElseThrow());
        double highX = ceiling(all.stream().mapToDouble(Dot::x).max().orElseThrow());
        double lowY = floor(all.stream().mapToDouble(Dot::y).min().orElseThrow());
        double highY = ceiling(all.stream().mapToDouble(Dot::y).max().orElseThrow());
        text("<text x=\"%d\" y=\"18\" font-weight=\"bold\">%s</text>%n", at + LEFT, title);
        for (double x = lowX; x <= highX + 0.5; x++) {
            double px = place(x, lowX, highX, at + LEFT, at + WIDTH - RIGHT);
            text("<path d=\"M%.1f %d V%d\" stroke=\"#ddd\"/>%n", px, TOP, HEIGHT - BOTTOM);
            text("<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>%n", px, HEIGHT - BOTTOM + 16, power(x));
        }
        for (double y = lowY; y <= highY + 0.5; y++) {
            double py = place(y, lowY, highY, HEIGHT - BOTTOM, TOP);
            text("<path d=\"M%d %.1f H%d\" stroke=\"#ddd\"/>%n", at + LEFT, py, at + WIDTH - RIGHT);
            text("<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>%n", at + LEFT - 6, py + 4, power(y));
        }
        text(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>%n",
                at + (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, abscissa);
        text("<text x=\"%d\" y=\"%d\">%s</text>%n", at + 8, TOP - 16, ordinate);
        double rise = Math.min(highX - lowX, highY - lowY);
        text(
                "<path d=\"M%.1f %.1f L%.1f %.1f\" stroke=\"#999\" stroke-dasharray=\"4 3\"/>%n",
                place(highX - rise, lowX, highX, at + LEFT, at + WIDTH - RIGHT),
                place(lowY, lowY, highY, HEIGHT - BOTTOM, TOP),
                place(highX, lowX, highX, at + LEFT, at + WIDTH - RIGHT),
                place(lowY + rise, lowY, highY, HEIGHT - BOTTOM, TOP));
        int n = 0;
        List<Double> labels = new ArrayList<>();
        for (var line : lines.entrySet()) {
            String colour = COLOURS[n++ % COLOURS.length];
            StringBuilder path = new StringBuilder();
            double px = 0;
            double py = 0;
            for (Dot dot : line.getValue().stream()
                    .sorted((a, b) -> Double.compare(a.x(), b.x()))
                    .toList()) {
                px = place(Math.log10(dot.x()), lowX, highX, at + LEFT, at + WIDTH - RIGHT);
                py = place(Math.log10(dot.y()), lowY, highY, HEIGHT - BOTTOM, TOP);
                path.append(String.format(Locale.ROOT, "%s%.1f %.1f ", path.length() == 0 ? "M" : "L", px, py));
                text("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>%n", px, py, colour);
            }
            text(
                    "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\"/>%n",
                    path.toString().trim(), colour);
            text(
                    "<text x=\"%.1f\" y=\"%.1f\" fill=\"%s\">%s</text>%n",
                    px + 6, free(labels, py + 4), colour, line.getKey());
        }
    }

    private static double floor(double value) {
        return Math.floor(Math.log10(value));
    }

    private static double ceiling(double value) {
        return Math.ceil(Math.log10(value));
    }

    private static double place(double value, double low, double high, double from, double to) {
        return from + (value - low) / (high - low) * (to - from);
    }

    private static String power(double exponent) {
        return exponent >= 0 && exponent <= 4
                ? String.format(Locale.ROOT, "%.0f", Math.pow(10, exponent))
                : String.format(Locale.ROOT, "10<tspan dy=\"-4\" font-size=\"9\">%.0f</tspan>", exponent);
    }

    private void text(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values));
    }
}
