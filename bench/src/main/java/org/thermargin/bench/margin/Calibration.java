package org.thermargin.bench.margin;

import java.util.List;
import java.util.Locale;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.thermargin.bench.margin.MarginTrial.Kind;
import org.thermargin.bench.margin.MarginTrial.Spacing;

/**
 * The half-widths that follow from the errors of the calibration scenes: by kind of zone, spacing and direction of the
 * thinnest margin, the smallest |error| that is at least the 99 % quantile of |error| with 95 % confidence (the
 * distribution-free tolerance bound of Wilks, Ann Math Stat 1941;12:91-96, doi:10.1214/aoms/1177731788). Rank r of n
 * errors is such a bound when at most r - 1 of n lie below the quantile with probability 0.95; under 299 errors it is
 * the largest.
 */
final class Calibration {
    private static final double CONTENT = 0.99;
    private static final double CONFIDENCE = 0.95;
    /** Slice ratio above which the thick axis is calibrated apart. */
    private static final double THICK = 1.5;

    private final List<TrialRow> rows;

    Calibration(List<TrialRow> rows) {
        this.rows = List.copyOf(rows);
    }

    /** The calibration table. */
    String table() {
        StringBuilder table = new StringBuilder("""
                # Half-widths (mm) of the 99 % interval of the minimal margin: bounds, with 95 % confidence, of the 99 %
                # quantile of |error| on random analytic scenes, made by org.thermargin.bench.margin.MarginAccuracy calibrate
                zone,direction,min_spacing_mm,max_spacing_mm,half_width_mm,scenes
                """);
        for (Kind kind : Kind.values()) {
            for (Spacing spacing : MarginAccuracy.SPACINGS) {
                for (boolean axial : new boolean[] {false, true}) {
                    double[] errors = errors(kind, spacing, axial);
                    if (errors.length > 0) {
                        table.append(String.format(
                                Locale.ROOT,
                                "%s,%s,%s,%s,%.3f,%d%n",
                                kind.name().toLowerCase(Locale.ROOT),
                                axial ? "axial" : "lateral",
                                spacing.minMm(),
                                spacing.maxMm(),
                                bound(errors),
                                errors.length));
                    }
                }
            }
        }
        return table.toString();
    }

    /** Bias, mean absolute and worst error of the calibration scenes as a Markdown table. */
    String accuracy() {
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
        for (TrialRow row : rows) {
            if (row.kind() == kind && row.spacing().equals(spacing) && row.isCovered() == covered) {
                double error = row.errorMm();
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

    /** Ascending |error| of a class; of both directions together where no axis is thick. */
    private double[] errors(Kind kind, Spacing spacing, boolean axial) {
        boolean thick = spacing.maxMm() > THICK * spacing.minMm();
        return rows.stream()
                .filter(row -> row.kind() == kind && row.spacing().equals(spacing) && (!thick || row.axial() == axial))
                .mapToDouble(row -> Math.abs(row.errorMm()))
                .sorted()
                .toArray();
    }

    /** The upper confidence bound of the quantile; the largest error where there are too few for the confidence. */
    private static double bound(double[] ascending) {
        int n = ascending.length;
        int rank = new BinomialDistribution(null, n, CONTENT).inverseCumulativeProbability(CONFIDENCE) + 1;
        return ascending[Math.min(rank, n) - 1];
    }
}
