package org.thermargin.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.thermargin.assess.Outcome;
import org.thermargin.scene.ZoneSource;

/**
 * Gathers what statistics and pictures need of the rows, population by population: rows of one zone source held against
 * one target margin. About 150 bytes a row.
 */
public final class StudyStatistics {
    private static final List<String> ORDER =
            Arrays.stream(ZoneSource.values()).map(ZoneSource::key).toList();

    private final StudyColumn groupBy;
    private final Map<Key, Population> populations = new TreeMap<>();
    private final Map<String, Reason> reasons = new TreeMap<>();

    /** Grouped by a column. */
    public StudyStatistics(StudyColumn groupBy) {
        this.groupBy = groupBy;
    }

    void add(StudyRow row) {
        String codes = row.text(StudyColumn.REASON);
        if (!codes.isEmpty()) {
            reasons.merge(
                    row.verdict() + codes,
                    new Reason(row.verdict(), codes, 1, 1, Integer.parseInt(row.text(StudyColumn.CASE_NUMBER))),
                    Reason::and);
        }
        String source = row.text(StudyColumn.SOURCE);
        if (source.isEmpty()) {
            return; // no zone: counted in the totals
        }
        String target = row.text(StudyColumn.TARGET_MM);
        populations
                .computeIfAbsent(
                        new Key(ORDER.indexOf(source), Double.parseDouble(target)),
                        k -> new Population(source, target, new ArrayList<>()))
                .measured()
                .add(measured(row));
    }

    /** Earlier sources first, then smaller targets. */
    private record Key(int source, double targetMm) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            return source != other.source
                    ? Integer.compare(source, other.source)
                    : Double.compare(targetMm, other.targetMm);
        }
    }

    private Measured measured(StudyRow row) {
        return new Measured(
                row.verdict(),
                row.text(groupBy),
                Integer.parseInt(row.text(StudyColumn.CASE_NUMBER)),
                row.task(),
                row.number(StudyColumn.MAM_MM).orElse(Double.NaN),
                (float) row.number(StudyColumn.MAM_LOWER_MM).orElse(Double.NaN),
                (float) row.number(StudyColumn.MAM_UPPER_MM).orElse(Double.NaN),
                (float) row.number(StudyColumn.NEEDLE_OFF_MM).orElse(Double.NaN),
                (float) row.number(StudyColumn.REGISTRATION_OFF_MM).orElse(Double.NaN),
                (float) row.number(StudyColumn.NEAREST_VESSEL_TO_LESION_MM).orElse(Double.NaN),
                new double[] {
                    row.number(StudyColumn.SURFACE_LT_0_FRACTION).orElse(Double.NaN),
                    row.number(StudyColumn.SURFACE_0_TO_5_FRACTION).orElse(Double.NaN),
                    row.number(StudyColumn.SURFACE_5_TO_10_FRACTION).orElse(Double.NaN),
                    row.number(StudyColumn.SURFACE_GE_10_FRACTION).orElse(Double.NaN)
                });
    }

    /** The populations, in order of source and target. */
    public List<Population> populations() {
        return List.copyOf(populations.values());
    }

    /** Why rows have no margin. */
    public List<Reason> reasons() {
        return List.copyOf(reasons.values());
    }

    /**
     * What rows without a margin have in common.
     *
     * @param verdict REFUSED or FAILED
     * @param codes codes of what refused or failed
     * @param cases cases that such rows are of
     * @param rows such rows
     * @param lastCase number of the last of these cases
     */
    public record Reason(Outcome verdict, String codes, int cases, int rows, int lastCase) {
        /** With a later row; those of a case follow each other. */
        private Reason and(Reason later) {
            return new Reason(
                    verdict, codes, cases + (later.lastCase == lastCase ? 0 : 1), rows + later.rows, later.lastCase);
        }
    }

    /**
     * Rows of one source and target.
     *
     * @param source planned, placed or observed
     * @param targetMm target margin as it stands in the table
     * @param measured its rows
     */
    public record Population(String source, String targetMm, List<Measured> measured) {}

    /**
     * What is kept of a row; NaN where unknown. Margins and lengths mm.
     *
     * @param bandFractions share of surface with a margin below 0, 0 to 5, 5 to 10, 10 mm or more
     */
    public record Measured(
            Outcome verdict,
            String group,
            int caseNumber,
            int task,
            double mamMm,
            float lowerMm,
            float upperMm,
            float needleOffMm,
            float registrationOffMm,
            float vesselMm,
            double[] bandFractions) {
        /** Whether there is a margin. */
        public boolean isMeasured() {
            return !Double.isNaN(mamMm);
        }
    }
}
