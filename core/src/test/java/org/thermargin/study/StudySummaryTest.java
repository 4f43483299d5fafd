package org.thermargin.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.thermargin.assess.Outcome;

class StudySummaryTest {
    static StudyRow row(int caseNumber, int task, String group, String verdict, double mam) {
        StudyRow.Builder row = new StudyRow.Builder()
                .integer(StudyColumn.CASE_NUMBER, caseNumber)
                .integer(StudyColumn.TASK, task)
                .text(StudyColumn.GROUP, group)
                .text(StudyColumn.LESION_ID, "l")
                .text(StudyColumn.SOURCE, "observed")
                .text(StudyColumn.VERDICT, verdict)
                .number(StudyColumn.TARGET_MM, 5);
        if (!Double.isNaN(mam)) {
            row.number(StudyColumn.MAM_MM, mam)
                    .number(StudyColumn.SURFACE_LT_0_FRACTION, 0)
                    .number(StudyColumn.SURFACE_0_TO_5_FRACTION, 0.25)
                    .number(StudyColumn.SURFACE_5_TO_10_FRACTION, 0.75)
                    .number(StudyColumn.SURFACE_GE_10_FRACTION, 0);
        }
        return row.row();
    }

    @Test
    void quantilesSharesAndGroupsAreThoseOfTheRows() {
        StudyStatistics statistics = new StudyStatistics(StudyColumn.GROUP);
        double[] margins = {1, 2, 4, 6, 8};
        for (int n = 0; n < margins.length; n++) {
            statistics.add(
                    row(n + 1, n + 1, n < 2 ? "a" : "b", margins[n] >= 6 ? "COMPLETE" : "INSUFFICIENT", margins[n]));
        }
        statistics.add(row(6, 6, "b", "REFUSED", Double.NaN));

        List<StudySummary> summaries = StudySummary.of(statistics, 1);

        assertThat(summaries.stream().map(StudySummary::group)).containsExactly("", "a", "b");
        StudySummary all = summaries.get(0);
        assertThat(all.rows()).isEqualTo(6);
        assertThat(all.mam().rows()).isEqualTo(5);
        assertThat(all.mam().median()).hasValue(4);
        assertThat(all.mam().q25()).hasValue(2);
        assertThat(all.complete().estimate()).hasValue(0.4);
        assertThat(all.bandFractions()).containsExactly(0.0, 0.25, 0.75, 0.0);
        assertThat(all.units()).isEqualTo(5);
        assertThat(all.mam().medianLower()).as("fewer than six cases").isEmpty();
        assertThat(all.complete().lower().getAsDouble()).isBetween(0.0, 0.4);
        assertThat(all.complete().upper().getAsDouble()).isBetween(0.4, 1.0);
        assertThat(summaries.get(1).mam().median()).hasValue(1.5);
    }

    @Test
    void reasonsAreCountedByCasesAndRows() {
        StudyStatistics statistics = new StudyStatistics(StudyColumn.GROUP);
        for (int task = 1; task <= 6; task++) {
            statistics.add(new StudyRow.Builder()
                    .integer(StudyColumn.CASE_NUMBER, (task + 1) / 2)
                    .integer(StudyColumn.TASK, task)
                    .text(StudyColumn.VERDICT, task == 6 ? "FAILED" : "REFUSED")
                    .text(StudyColumn.REASON, task == 6 ? "internal-error" : "lesion-empty")
                    .row());
        }

        assertThat(statistics.reasons())
                .containsExactly(
                        new StudyStatistics.Reason(Outcome.FAILED, "internal-error", 1, 1, 3),
                        new StudyStatistics.Reason(Outcome.REFUSED, "lesion-empty", 3, 5, 3));
        assertThat(statistics.populations()).isEmpty();
    }

    /** For a median of normal values the standard error is 1.2533 sd / sqrt n; the interval is about 1.96 of it each way. */
    @Test
    void bootstrapIntervalOfANormalMedianHasItsAsymptoticWidth() {
        StudyStatistics statistics = new StudyStatistics(StudyColumn.GROUP);
        Random random = new Random(11);
        int n = 2000;
        for (int i = 1; i <= n; i++) {
            statistics.add(row(i, i, "", "INSUFFICIENT", 3 + random.nextGaussian()));
        }

        StudySummary.Margin mam = StudySummary.of(statistics, 1).get(0).mam();

        double width = mam.medianUpper().getAsDouble() - mam.medianLower().getAsDouble();
        double expected = 2 * 1.96 * 1.2533 / Math.sqrt(n);
        // the density at the median, on which the width rests, is itself uncertain by about a tenth at this size
        assertThat(width).isCloseTo(expected, within(0.35 * expected));
        assertThat(3.0)
                .isBetween(
                        mam.medianLower().getAsDouble() - 0.03,
                        mam.medianUpper().getAsDouble() + 0.03);
    }

    /** Rows of one case are drawn together: fifty copies of a case say no more than one. */
    @Test
    void rowsOfACaseAreNotIndependent() {
        StudyStatistics once = new StudyStatistics(StudyColumn.GROUP);
        StudyStatistics copied = new StudyStatistics(StudyColumn.GROUP);
        for (int c = 1; c <= 9; c++) {
            once.add(row(c, c, "", "INSUFFICIENT", c));
            for (int copy = 0; copy < 50; copy++) {
                copied.add(row(c, c, "", "INSUFFICIENT", c));
            }
        }

        StudySummary.Margin few = StudySummary.of(once, 3).get(0).mam();
        StudySummary.Margin many = StudySummary.of(copied, 3).get(0).mam();

        assertThat(many.medianLower().getAsDouble()).isCloseTo(few.medianLower().getAsDouble(), within(1e-9));
        assertThat(many.medianUpper().getAsDouble()).isCloseTo(few.medianUpper().getAsDouble(), within(1e-9));
    }

    @Test
    @Tag("H34")
    void theSameSeedGivesTheSameIntervals() {
        StudyStatistics statistics = new StudyStatistics(StudyColumn.GROUP);
        for (int c = 1; c <= 30; c++) {
            statistics.add(row(c, c, "", "INSUFFICIENT", c * c % 31));
        }

        assertThat(StudySummary.of(statistics, 5)).isEqualTo(StudySummary.of(statistics, 5));
    }
}
