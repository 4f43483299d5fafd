package org.thermargin.bench.machine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Prints as Markdown how near the kernels come to what the machine could do at best: the bytes or operations that the work
 * needs, the time these take at the rates that {@link MachineBenchmark} measured, and the time measured.
 *
 * <pre>java -cp bench/target/thermargin-bench-0.1.0.jar org.thermargin.bench.machine.Roofline bench/results/*.json</pre>
 */
public final class Roofline {
    /** The volume is written after x and y (and its line read before), read and written by z. */
    private static final int TRANSFORM_BYTES = 16;
    /** A copy reads a line, reads the one that it writes, and writes it. */
    private static final int COPY_BYTES = 12;
    /** Leaves of the tree and rows of the lesion of PlanBenchmark at 0.8 mm. */
    private static final int LEAVES = 512;

    private static final int ROWS = 1120;
    /** Operations of the bound of one leaf and of the interval of one row for one ellipsoid, roots counted as one. */
    private static final int LEAF_OPERATIONS = 62;

    private static final int ROW_OPERATIONS = 24;

    private final List<JmhResult> results;

    private Roofline(List<JmhResult> results) {
        this.results = results;
    }

    public static void main(String[] args) throws IOException {
        System.out.print(
                new Roofline(JmhResult.read(Stream.of(args).map(Path::of).toList())).table());
    }

    private String table() {
        double single = gigabytesPerS("1");
        double both = gigabytesPerS("2");
        double operations = MachineBenchmark.PASSED
                * MachineBenchmark.OPERATIONS
                / microseconds("MachineBenchmark.arithmetic", "threads", "1")
                / 1e3;
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "Triad %.1f GB/s on 1 thread, %.1f on 2; arithmetic in the first cache %.0f G operations/s on 1 thread.%n%n"
                        + "| kernel | input | needs | at best ms | measured ms | reached | allocated B | limited by |%n"
                        + "|---|---|---|---|---|---|---|---|%n",
                single,
                both,
                operations));
        for (JmhResult result : results) {
            switch (result.name()) {
                case "DistanceTransformBenchmark.full", "DistanceTransformBenchmark.signed" ->
                    text.append(volumeRow(result, TRANSFORM_BYTES, both, "instructions of the envelopes"));
                case "DistanceTransformBenchmark.memoryCopy" ->
                    text.append(volumeRow(result, COPY_BYTES, single, "memory; new pages"));
                case "PlanBenchmark.score" -> {
                    if (result.parameter("spacingMm").matches("|0.8")) {
                        text.append(planRow(
                                result,
                                LEAVES * LEAF_OPERATIONS + ROWS * ROW_OPERATIONS,
                                operations,
                                "roots, and solves one after another"));
                    }
                }
                case "PlanBenchmark.coverage" ->
                    text.append(planRow(result, ROWS * ROW_OPERATIONS, operations, "roots; ends of rows as bits"));
                default -> {
                    // no model of what it needs
                }
            }
        }
        return text.toString();
    }

    private static String volumeRow(JmhResult result, int bytesPerVoxel, double gigabytesPerS, String limit) {
        String grid = result.parameter("grid");
        double voxels = 1;
        String[] sizes = grid.contains("x") ? grid.split("x") : new String[] {grid, grid, grid};
        for (String n : sizes) {
            voxels *= Integer.parseInt(n);
        }
        double bytes = voxels * bytesPerVoxel;
        return row(
                result,
                result.parameter("mask") + ", " + grid,
                String.format(Locale.ROOT, "%.0f MB", bytes / 1e6),
                bytes / gigabytesPerS / 1e6,
                limit);
    }

    private static String planRow(JmhResult result, int perApplicator, double operationsPerNs, String limit) {
        int count = Integer.parseInt(result.parameter("applicators"));
        double needed = (double) count * perApplicator;
        return row(
                result,
                count + (count == 1 ? " applicator" : " applicators"),
                String.format(Locale.ROOT, "%.0f k operations", needed / 1e3),
                needed / operationsPerNs / 1e6,
                limit);
    }

    private static String row(JmhResult result, String input, String needs, double bestMs, String limit) {
        double measured = result.microseconds() / 1e3;
        return String.format(
                Locale.ROOT,
                "| `%s` | %s | %s | %.4g | %.4g | %.0f %% | %s | %s |%n",
                result.name(),
                input,
                needs,
                bestMs,
                measured,
                100 * bestMs / measured,
                Double.isNaN(result.allocatedBytes())
                        ? "-"
                        : String.format(Locale.ROOT, "%.0f", result.allocatedBytes()),
                limit);
    }

    private double gigabytesPerS(String threads) {
        double microseconds = microseconds("MachineBenchmark.triad", "threads", threads);
        return (double) MachineBenchmark.ELEMENTS * MachineBenchmark.TRIAD_BYTES / microseconds / 1e3;
    }

    private double microseconds(String name, String key, String value) {
        return results.stream()
                .filter(r -> r.name().equals(name) && r.parameter(key).equals(value))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no result of " + name + " with " + key + " " + value))
                .microseconds();
    }
}
