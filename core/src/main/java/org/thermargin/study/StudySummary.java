package org.thermargin.study;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;
import org.thermargin.assess.Outcome;

/**
 * Statistics of a part of a study: rows of one source and target, of all groups or of one.
 *
 * @param source planned, placed or observed
 * @param targetMm target margin as it stands in the table
 * @param group group; empty for all
 * @param rows rows, those without a margin included
 * @param verdicts rows by verdict
 * @param mam margin over the rows that have one; NaN in its numbers when none has
 * @param complete share of COMPLETE among the rows that have a margin
 * @param reachesTarget share whose point estimate is at least the target
 * @param bandFractions mean share of lesion surface below 0, 0 to 5, 5 to 10, 10 mm or more
 * @param intervalUnit whose variation the intervals rest on: {@code case} or {@code task}
 * @param units how many of them have a margin
 * @param resamples number of bootstrap samples of the median; 0 with fewer than six units
 */
public record StudySummary(
        String source,
        String targetMm,
        String group,
        int rows,
        Map<Outcome, Integer> verdicts,
        Margin mam,
        Share complete,
        Share reachesTarget,
        List<Double> bandFractions,
        String intervalUnit,
        int units,
        int resamples) {
    /** Quantiles of the margin, mm, empty with no margin; 95 % interval of the median, empty with fewer than six units. */
    public record Margin(
            int rows,
            OptionalDouble minimum,
            OptionalDouble q25,
            OptionalDouble median,
            OptionalDouble q75,
            OptionalDouble maximum,
            OptionalDouble medianLower,
            OptionalDouble medianUpper) {}

    /** A share, 0..1, empty with no margin; its 95 % interval, empty with fewer than two units. */
    public record Share(OptionalDouble estimate, OptionalDouble lower, OptionalDouble upper) {}

    public StudySummary {
        verdicts = Map.copyOf(verdicts);
        bandFractions = List.copyOf(bandFractions);
    }

    /** One summary for each population, followed by those of its groups where there are several. */
    public static List<StudySummary> of(StudyStatistics statistics, long seed) {
        List<StudySummary> summaries = new ArrayList<>();
        for (StudyStatistics.Population population : statistics.populations()) {
            summaries.add(of(population, "", population.measured(), seed));
            TreeSet<String> groups = new TreeSet<>();
            population.measured().forEach(m -> groups.add(m.group()));
            if (groups.size() > 1) {
                for (String group : groups) {
                    summaries.add(of(
                            population,
                            group.isEmpty() ? "(none)" : group,
                            population.measured().stream()
                                    .filter(m -> m.group().equals(group))
                                    .toList(),
                            seed));
                }
            }
        }
        return summaries;
    }

    private static StudySummary of(
            StudyStatistics.Population population, String group, List<StudyStatistics.Measured> rows, long seed) {
        Map<Outcome, Integer> verdicts = new EnumMap<>(Outcome.class);
        rows.forEach(m -> verdicts.merge(m.verdict(), 1, Integer::sum));
        List<StudyStatistics.Measured> measured =
                rows.stream().filter(StudyStatistics.Measured::isMeasured).toList();
        double target = population.targetMm().isEmpty() ? Double.NaN : Double.parseDouble(population.targetMm());
        Units units = Units.of(measured);
        Bootstrap bootstrap = Bootstrap.of(measured, units.of(), units.count(), seed);
        Completeness shares = completeness(measured, units, target);
        return new StudySummary(
                population.source(),
                population.targetMm(),
                group,
                rows.size(),
                verdicts,
                bootstrap.margin(),
                shares.complete(),
                shares.reachesTarget(),
                bands(measured),
                units.name(),
                units.count(),
                bootstrap.resamples());
    }

    /**
     * Shares of rows.
     *
     * @param complete of those that are COMPLETE
     * @param reachesTarget of those whose point estimate is at least the target
     */
    public record Completeness(Share complete, Share reachesTarget) {}

    /** The shares among rows that all have a margin, held against the target; cases are what varies, or tasks of one case. */
    public static Completeness completeness(List<StudyStatistics.Measured> measured, double targetMm) {
        return completeness(measured, Units.of(measured), targetMm);
    }

    private static Completeness completeness(List<StudyStatistics.Measured> measured, Units units, double targetMm) {
        int[] rows = new int[units.count()];
        int[] complete = new int[units.count()];
        int[] reaching = new int[units.count()];
        for (int n = 0; n < units.of().length; n++) {
            int unit = units.of()[n];
            rows[unit]++;
            complete[unit] += measured.get(n).verdict() == Outcome.COMPLETE ? 1 : 0;
            reaching[unit] += measured.get(n).mamMm() >= targetMm ? 1 : 0;
        }
        return new Completeness(UnitShare.of(rows, complete), UnitShare.of(rows, reaching));
    }

    private static List<Double> bands(List<StudyStatistics.Measured> measured) {
        double[] sums = new double[4];
        for (StudyStatistics.Measured m : measured) {
            for (int b = 0; b < sums.length; b++) {
                sums[b] += m.bandFractions()[b];
            }
        }
        List<Double> means = new ArrayList<>();
        for (double sum : sums) {
            if (!measured.isEmpty()) {
                means.add(sum / measured.size());
            }
        }
        return means;
    }

    /** Which rows are drawn together: those of a case, which are not independent; of a single case those of a task. */
    private record Units(String name, int[] of, int count) {
        static Units of(List<StudyStatistics.Measured> measured) {
            boolean oneCase = measured.stream()
                            .mapToInt(StudyStatistics.Measured::caseNumber)
                            .distinct()
                            .count()
                    <= 1;
            Map<Integer, Integer> numbers = new TreeMap<>();
            int[] of = new int[measured.size()];
            for (int n = 0; n < of.length; n++) {
                int unit = oneCase ? measured.get(n).task() : measured.get(n).caseNumber();
                of[n] = numbers.computeIfAbsent(unit, u -> numbers.size());
            }
            return new Units(oneCase ? "task" : "case", of, numbers.size());
        }
    }
}
