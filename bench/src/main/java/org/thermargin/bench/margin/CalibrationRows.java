package org.thermargin.bench.margin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.thermargin.bench.margin.MarginTrial.Kind;
import org.thermargin.bench.margin.MarginTrial.Spacing;
import org.thermargin.phantom.SceneFamily;

/**
 * The errors of the calibration scenes, kept in a file as they are computed, and the half-widths that follow from them:
 * the split-conformal 99 % quantile of |error|, the ceil(0.99 (n + 1))-th smallest (Lei et al. 2018,
 * doi:10.1080/01621459.2017.1307116), by kind of zone, spacing and direction of the thinnest margin.
 */
final class CalibrationRows {
    private static final double COVERAGE = 0.99;

    private final Path file;
    private final Set<String> lines = new TreeSet<>();
    private final Set<String> done = new HashSet<>();

    CalibrationRows(Path file) throws IOException {
        this.file = file;
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                if (line.endsWith(";")) {
                    lines.add(line);
                    String[] f = line.split(",");
                    done.add(f[0] + f[1] + f[2]);
                }
            }
        }
    }

    boolean misses(Kind kind, SceneFamily family, long seed) {
        return !done.contains(kind.name() + family + seed);
    }

    /** Runs one scene on all lattices and keeps the errors. */
    void add(Kind kind, SceneFamily family, long seed) {
        SceneFamily.Case known = MarginTrial.scene(kind, family, seed);
        StringBuilder text = new StringBuilder();
        for (Spacing spacing : MarginAccuracy.SPACINGS) {
            MarginTrial.run(kind, family, seed, known, spacing, false)
                    .ifPresent(trial -> text.append(String.format(
                            Locale.ROOT,
                            "%s,%s,%d,%s,%s,%.5f,%.5f;%n",
                            kind,
                            family,
                            seed,
                            spacing,
                            trial.axial() ? "axial" : "lateral",
                            trial.truthMm(),
                            trial.errorMm())));
        }
        keep(text.toString());
    }

    private synchronized void keep(String text) {
        try {
            Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        lines.addAll(text.lines().toList());
    }

    /** The calibration table. */
    synchronized String table() {
        StringBuilder table = new StringBuilder("""
                # Half-widths (mm) of the 99 % interval of the minimal margin: split-conformal quantiles of |error| on
                # random analytic scenes, made by org.thermargin.bench.margin.MarginAccuracy calibrate
                zone,direction,min_spacing_mm,max_spacing_mm,half_width_mm,scenes
                """);
        for (Kind kind : Kind.values()) {
            for (Spacing spacing : MarginAccuracy.SPACINGS) {
                for (String direction : List.of("lateral", "axial")) {
                    double[] errors = errors(kind, spacing, direction);
                    if (errors.length > 0) {
                        table.append(String.format(
                                Locale.ROOT,
                                "%s,%s,%s,%s,%.3f,%d%n",
                                kind.name().toLowerCase(Locale.ROOT),
                                direction,
                                spacing.minMm(),
                                spacing.maxMm(),
                                quantile(errors),
                                errors.length));
                    }
                }
            }
        }
        return table.toString();
    }

    /** Bias, mean absolute and worst error of the calibration scenes as a Markdown table. */
    synchronized String accuracy() {
        StringBuilder table = new StringBuilder("""
                | zone | margin | spacing mm | scenes | bias | mean abs. error | worst |
                |---|---|---|---|---|---|---|
                """);
        for (Kind kind : Kind.values()) {
            for (boolean covered : new boolean[] {true, false}) {
                for (Spacing spacing : MarginAccuracy.SPACINGS) {
                    accuracyRow(kind, covered, spacing, table);
                }
            }
        }
        return table.toString();
    }

    private void accuracyRow(Kind kind, boolean covered, Spacing spacing, StringBuilder table) {
        int count = 0;
        double bias = 0;
        double absolute = 0;
        double worst = 0;
        for (String line : lines) {
            String[] f = line.split("[,;]");
            if (f[0].equals(kind.name())
                    && f[3].equals(spacing.toString())
                    && Double.parseDouble(f[5]) >= 0 == covered) {
                double error = Double.parseDouble(f[6]);
                count++;
                bias += error;
                absolute += Math.abs(error);
                worst = Math.abs(error) > Math.abs(worst) ? error : worst;
            }
        }
        if (count > 0) {
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %d | %.2f | %.2f | %.2f |%n",
                    kind.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    covered ? "covered" : "uncovered",
                    spacing,
                    count,
                    bias / count,
                    absolute / count,
                    worst));
        }
    }

    private double[] errors(Kind kind, Spacing spacing, String direction) {
        List<Double> errors = new ArrayList<>();
        for (String line : lines) {
            String[] f = line.split("[,;]");
            if (f[0].equals(kind.name()) && f[3].equals(spacing.toString()) && f[4].equals(direction)) {
                errors.add(Math.abs(Double.parseDouble(f[6])));
            }
        }
        return errors.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    private static double quantile(double[] ascending) {
        int rank = (int) Math.ceil(COVERAGE * (ascending.length + 1));
        return ascending[Math.min(rank, ascending.length) - 1];
    }
}
