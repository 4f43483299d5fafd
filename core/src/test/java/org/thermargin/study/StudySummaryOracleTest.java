package org.thermargin.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thermargin.oracle.Oracle;

/** Statistics of tables of rows against NumPy and SciPy: quantiles, shares, and intervals drawn by another generator. */
class StudySummaryOracleTest {
    private static final int TABLES = 12;

    /** For each table: quantiles, then shares with intervals, then where our ends of the median lie among its medians. */
    private static final String SCRIPT = """
            import sys
            import numpy as np
            from scipy import stats
            def share(unit, hit):
                units = np.unique(unit)
                m = np.array([np.sum(unit == u) for u in units])
                a = np.array([np.sum(hit[unit == u]) for u in units])
                p = a.sum() / m.sum()
                # ratio estimator, linearised
                v = len(m) * np.var(a - p * m, ddof=1) / m.sum() ** 2
                n = min(m.sum(), p * (1 - p) / v) if v > 0 else len(m)
                t = stats.t.ppf(0.975, len(m) - 1)
                # the two roots of |p - x| = t sqrt(x (1 - x) / n)
                lower, upper = sorted(np.roots([1 + t * t / n, -(2 * p + t * t / n), p * p]))
                return p, max(0, lower.real), min(1, upper.real)
            for file in sys.argv[1:]:
                lines = open(file).read().split('\\n')
                lower, upper = map(float, lines[0].split())
                unit, mam, complete = np.array([line.split() for line in lines[1:] if line], dtype=float).T
                print(*np.quantile(mam, [0, 0.25, 0.5, 0.75, 1]))
                print(*share(unit, complete == 1))
                print(*share(unit, mam >= 5))
                random = np.random.default_rng(1)
                rows = [mam[unit == u] for u in np.unique(unit)]
                medians = np.array([np.median(np.concatenate([rows[u] for u in random.integers(len(rows), size=len(rows))]))
                                    for _ in range(20000)])
                print(np.mean(medians < lower), np.mean(medians <= lower), np.mean(medians < upper), np.mean(medians <= upper))
            """;

    /** Shares of 2,000 of our samples and 20,000 of the other's differ by at most four standard errors of 0.025. */
    private static final double DRAWN = 4 * Math.sqrt(0.025 * 0.975 * (1 / 2000.0 + 1 / 20000.0));

    @TempDir
    Path folder;

    @Test
    void quantilesSharesAndIntervalsAreThoseOfScipy() throws IOException {
        Oracle scipy = Oracle.python("numpy", "scipy");
        Random random = new Random(8);
        StudySummary[] ours = new StudySummary[TABLES];
        Object[] arguments = new Object[TABLES + 1];
        arguments[0] = SCRIPT;
        for (int n = 0; n < TABLES; n++) {
            StudyStatistics statistics = new StudyStatistics(StudyColumn.GROUP);
            StringBuilder table = new StringBuilder();
            int cases = 6 + 5 * n;
            for (int c = 1; c <= cases; c++) {
                double of = 4 + 2 * random.nextGaussian();
                for (int r = random.nextInt(1, 8); r > 0; r--) {
                    double mam = of + random.nextGaussian();
                    boolean complete = mam > 5.5;
                    statistics.add(StudySummaryTest.row(c, c, "", complete ? "COMPLETE" : "INSUFFICIENT", mam));
                    table.append(c).append(' ').append(mam).append(complete ? " 1\n" : " 0\n");
                }
            }
            ours[n] = StudySummary.of(statistics, n).get(0);
            StudySummary.Margin mam = ours[n].mam();
            arguments[n + 1] = folder.resolve("table" + n);
            Files.writeString(
                    folder.resolve("table" + n),
                    mam.medianLower().getAsDouble() + " " + mam.medianUpper().getAsDouble() + "\n" + table);
        }

        List<String> lines = scipy.run(arguments);

        assertThat(lines).hasSize(4 * TABLES);
        for (int n = 0; n < TABLES; n++) {
            StudySummary.Margin mam = ours[n].mam();
            double[] quantiles = numbers(lines.get(4 * n));
            // sums in another order
            assertThat(new double[] {
                        mam.minimum().getAsDouble(),
                        mam.q25().getAsDouble(),
                        mam.median().getAsDouble(),
                        mam.q75().getAsDouble(),
                        mam.maximum().getAsDouble()
                    })
                    .containsExactly(quantiles, within(1e-12));
            assertShare(ours[n].complete(), numbers(lines.get(4 * n + 1)));
            assertShare(ours[n].reachesTarget(), numbers(lines.get(4 * n + 2)));
            double[] below = numbers(lines.get(4 * n + 3));
            assertThat(below[0]).isLessThan(0.025 + DRAWN);
            assertThat(below[1]).isGreaterThan(0.025 - DRAWN);
            assertThat(below[2]).isLessThan(0.975 + DRAWN);
            assertThat(below[3]).isGreaterThan(0.975 - DRAWN);
        }
    }

    private static double[] numbers(String line) {
        return Arrays.stream(line.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }

    private static void assertShare(StudySummary.Share ours, double[] theirs) {
        // Student's quantile of the library: 1e-9
        assertThat(ours.estimate().getAsDouble()).isCloseTo(theirs[0], within(1e-12));
        assertThat(ours.lower().getAsDouble()).isCloseTo(theirs[1], within(1e-8));
        assertThat(ours.upper().getAsDouble()).isCloseTo(theirs[2], within(1e-8));
    }
}
