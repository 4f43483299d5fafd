package org.thermargin.study;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Percentile bootstrap (Efron, Ann Statist 1979;7:1) of the median: units are drawn with replacement, each with all its
 * rows. 2,000 samples, fewer for large studies so that all take at most 40 million draws. With fewer than six units there
 * is none: even the range of five values holds the median in 93.75 % of samples only.
 */
record Bootstrap(StudySummary.Margin margin, int resamples) {
    private static final int SAMPLES = 2000;
    private static final int LEAST_SAMPLES = 200;
    private static final int LEAST_UNITS = 6;
    private static final long DRAWS = 40_000_000;
    private static final double TAIL = 0.025;

    static Bootstrap of(List<StudyStatistics.Measured> rows, int[] unitOf, int units, long seed) {
        if (rows.isEmpty()) {
            OptionalDouble none = OptionalDouble.empty();
            return new Bootstrap(new StudySummary.Margin(0, none, none, none, none, none, none, none), 0);
        }
        int n = rows.size();
        Integer[] order = new Integer[n];
        Arrays.setAll(order, i -> i);
        Arrays.sort(
                order, (a, b) -> Double.compare(rows.get(a).mamMm(), rows.get(b).mamMm()));
        double[] sorted = new double[n];
        int[] sortedUnit = new int[n];
        int[] unitRows = new int[units];
        for (int i = 0; i < n; i++) {
            sorted[i] = rows.get(order[i]).mamMm();
            sortedUnit[i] = unitOf[order[i]];
            unitRows[sortedUnit[i]]++;
        }
        int samples = (int) Math.max(LEAST_SAMPLES, Math.min(SAMPLES, DRAWS / (n + units)));
        double[] medians = new double[units < LEAST_UNITS ? 0 : samples];
        DrawStream stream = new DrawStream(seed);
        int[] weight = new int[units];
        for (int s = 0; s < medians.length; s++) {
            Arrays.fill(weight, 0);
            for (int u = 0; u < units; u++) {
                weight[stream.below(units)]++;
            }
            medians[s] = weightedMedian(sorted, sortedUnit, weight, total(weight, unitRows));
        }
        return new Bootstrap(
                new StudySummary.Margin(
                        n,
                        OptionalDouble.of(sorted[0]),
                        OptionalDouble.of(quantile(sorted, 0.25)),
                        OptionalDouble.of(quantile(sorted, 0.5)),
                        OptionalDouble.of(quantile(sorted, 0.75)),
                        OptionalDouble.of(sorted[n - 1]),
                        lower(medians),
                        upper(medians)),
                medians.length);
    }

    private static long total(int[] weight, int[] count) {
        long total = 0;
        for (int u = 0; u < weight.length; u++) {
            total += (long) weight[u] * count[u];
        }
        return total;
    }

    /** Mean of the two middle values of the sample, the same value where their number is odd. */
    private static double weightedMedian(double[] sorted, int[] sortedUnit, int[] weight, long all) {
        long seen = 0;
        long low = (all - 1) / 2;
        long high = all / 2;
        double first = Double.NaN;
        for (int i = 0; i < sorted.length; i++) {
            seen += weight[sortedUnit[i]];
            if (Double.isNaN(first) && seen > low) {
                first = sorted[i];
            }
            if (seen > high) {
                return (first + sorted[i]) / 2;
            }
        }
        throw new IllegalStateException("a sample must have rows");
    }

    private static OptionalDouble lower(double[] sampled) {
        return sampled.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(quantile(sampled, TAIL));
    }

    private static OptionalDouble upper(double[] sampled) {
        return sampled.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(quantile(sampled, 1 - TAIL));
    }

    /** Linear between order statistics (type 7 of Hyndman and Fan, Am Stat 1996;50:361). */
    static double quantile(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double at = share * (sorted.length - 1);
        int below = (int) Math.floor(at);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
