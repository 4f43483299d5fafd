package org.thermargin.study;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.thermargin.assess.Outcome;

/**
 * Percentile bootstrap (Efron, Ann Statist 1979;7:1) of median and shares: units are drawn with replacement, each with
 * all its rows. 2,000 samples, fewer for large studies so that all take at most 40 million draws.
 */
record Bootstrap(
        StudySummary.Margin margin, StudySummary.Share complete, StudySummary.Share reachesTarget, int resamples) {
    private static final int SAMPLES = 2000;
    private static final int LEAST_SAMPLES = 200;
    private static final long DRAWS = 40_000_000;
    private static final double TAIL = 0.025;

    static Bootstrap of(List<StudyStatistics.Measured> rows, int[] unitOf, int units, double targetMm, long seed) {
        if (rows.isEmpty()) {
            OptionalDouble none = OptionalDouble.empty();
            StudySummary.Share unknown = new StudySummary.Share(none, none, none);
            return new Bootstrap(
                    new StudySummary.Margin(0, none, none, none, none, none, none, none), unknown, unknown, 0);
        }
        int n = rows.size();
        Integer[] order = new Integer[n];
        Arrays.setAll(order, i -> i);
        Arrays.sort(
                order, (a, b) -> Double.compare(rows.get(a).mamMm(), rows.get(b).mamMm()));
        double[] sorted = new double[n];
        int[] sortedUnit = new int[n];
        int[] unitRows = new int[units];
        int[] unitComplete = new int[units];
        int[] unitReaching = new int[units];
        for (int i = 0; i < n; i++) {
            StudyStatistics.Measured row = rows.get(order[i]);
            int unit = unitOf[order[i]];
            sorted[i] = row.mamMm();
            sortedUnit[i] = unit;
            unitRows[unit]++;
            unitComplete[unit] += row.verdict() == Outcome.COMPLETE ? 1 : 0;
            unitReaching[unit] += row.mamMm() >= targetMm ? 1 : 0;
        }
        int samples = (int) Math.max(LEAST_SAMPLES, Math.min(SAMPLES, DRAWS / (n + units)));
        // a single unit says nothing of how units differ
        int known = units < 2 ? 0 : samples;
        double[] medians = new double[known];
        double[] complete = new double[known];
        double[] reaching = new double[known];
        DrawStream stream = new DrawStream(seed);
        int[] weight = new int[units];
        for (int s = 0; s < known; s++) {
            Arrays.fill(weight, 0);
            for (int u = 0; u < units; u++) {
                weight[stream.below(units)]++;
            }
            long all = total(weight, unitRows);
            medians[s] = weightedMedian(sorted, sortedUnit, weight, all);
            complete[s] = (double) total(weight, unitComplete) / all;
            reaching[s] = (double) total(weight, unitReaching) / all;
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
                share(unitComplete, n, complete),
                share(unitReaching, n, reaching),
                known);
    }

    private static StudySummary.Share share(int[] unitCount, int rows, double[] sampled) {
        return new StudySummary.Share(
                OptionalDouble.of((double) Arrays.stream(unitCount).sum() / rows), lower(sampled), upper(sampled));
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
