package org.thermargin.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.thermargin.assess.Outcome.COMPLETE;
import static org.thermargin.assess.Outcome.INCOMPLETE;
import static org.thermargin.assess.Outcome.INDETERMINATE;
import static org.thermargin.assess.Outcome.INSUFFICIENT;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thermargin.margin.MarginResult;

@Tag("H18")
class OutcomeRuleTest {
    private static final List<String> NONE = List.of();

    private static OutcomeRule rule(MarginResult margin, double target) {
        return OutcomeRule.of(margin, target, false, NONE, NONE);
    }

    /** Every row of the table with its borders. The proved lower bound is 0 or more where the row does not say. */
    @ParameterizedTest
    @CsvSource({
        "-3,    -1,    -4, 5, INCOMPLETE,    INCOMPLETE",
        "-3,    -1e-9, -4, 5, INCOMPLETE,    INCOMPLETE",
        "-3,    0,     -4, 5, INDETERMINATE, INCOMPLETE INSUFFICIENT",
        "-1,    1,     -2, 5, INDETERMINATE, INCOMPLETE INSUFFICIENT",
        "-1,    5,     -2, 5, INDETERMINATE, INCOMPLETE INSUFFICIENT COMPLETE",
        "0,     4,     -1, 5, INSUFFICIENT,  INSUFFICIENT",
        "0,     4.999, 0,  5, INSUFFICIENT,  INSUFFICIENT",
        "0,     5,     0,  5, INDETERMINATE, INSUFFICIENT COMPLETE",
        "4.999, 6,     4,  5, INDETERMINATE, INSUFFICIENT COMPLETE",
        "5,     6,     4,  5, COMPLETE,      COMPLETE",
        "5,     5,     0,  5, COMPLETE,      COMPLETE",
        "5,     6,  -1e-9, 5, INDETERMINATE, INCOMPLETE INSUFFICIENT COMPLETE",
        "-1,    -0.5,  -2, 0, INCOMPLETE,    INCOMPLETE",
        "-1,    0,     -2, 0, INDETERMINATE, INCOMPLETE COMPLETE",
        "0,     1,     0,  0, COMPLETE,      COMPLETE",
        "0,     1,     -1, 0, INDETERMINATE, INCOMPLETE COMPLETE",
    })
    void firstMatchingRowWins(
            double lower, double upper, double proved, double target, Outcome verdict, String possible) {
        OutcomeRule rule = rule(Margins.interval(lower, upper, proved, upper + 1), target);

        assertThat(rule.verdict()).isEqualTo(verdict);
        assertThat(rule.untainted()).isEqualTo(verdict);
        assertThat(rule.possible().stream().map(Outcome::name)).containsExactly(possible.split(" "));
    }

    @Test
    @Tag("H15")
    void anUnseenPartLeavesNoHopeForAResidualThatIsSeen() {
        List<String> cut = List.of("lesion-flat-face");
        MarginResult residual = Margins.interval(-3, -1, -4, 0);

        assertThat(OutcomeRule.of(residual, 5, false, NONE, cut).verdict()).isEqualTo(INCOMPLETE);
        assertThat(OutcomeRule.of(residual, 5, false, NONE, List.of("lesion-flat-face", "other"))
                        .verdict())
                .isEqualTo(INDETERMINATE);
        assertThat(OutcomeRule.of(Margins.interval(6, 8, 4, 9), 5, false, NONE, cut)
                        .verdict())
                .isEqualTo(INDETERMINATE);
    }

    @ParameterizedTest
    @CsvSource({
        "-3, -1, INCOMPLETE",
        "1, 4, INDETERMINATE",
        "6, 8, INDETERMINATE",
        "-1, 2, INDETERMINATE",
        "3, 7, INDETERMINATE"
    })
    void assumptionsBlockCompleteAndInsufficientOnly(double lower, double upper, Outcome verdict) {
        MarginResult margin = Margins.interval(lower, upper, lower, upper);

        OutcomeRule rule = OutcomeRule.of(margin, 5, false, List.of("assume-mm"), NONE);

        assertThat(rule.verdict()).isEqualTo(verdict);
        assertThat(rule.untainted()).isEqualTo(rule(margin, 5).verdict());
    }

    @Test
    void aBlockingAssumptionIsNamedBesideWhatTheIntervalGives() {
        OutcomeRule rule = OutcomeRule.of(Margins.interval(6, 8, 6, 8), 5, false, List.of("assume-mm"), NONE);

        assertThat(rule.untainted()).isEqualTo(COMPLETE);
        assertThat(rule.decidedBy()).contains("assume-mm", "COMPLETE", "6.0 to 8.0 mm", "target 5.0 mm");
        assertThat(rule.possible()).containsExactly(INCOMPLETE, INSUFFICIENT, COMPLETE);
    }

    @ParameterizedTest
    @CsvSource({"-3, -1, INCOMPLETE", "1, 4, INSUFFICIENT", "6, 8, COMPLETE", "3, 7, INDETERMINATE"})
    @Tag("H11")
    void doubtsBlockEveryOutcome(double lower, double upper, Outcome untainted) {
        OutcomeRule rule =
                OutcomeRule.of(Margins.interval(lower, upper, lower, upper), 5, false, NONE, List.of("situs"));

        assertThat(rule.verdict()).isEqualTo(INDETERMINATE);
        assertThat(rule.untainted()).isEqualTo(untainted);
        assertThat(rule.decidedBy()).contains("situs");
    }

    @ParameterizedTest
    @CsvSource({
        "5.5, 6.5, 4,   8,   COMPLETE,     INDETERMINATE",
        "5.5, 6.5, 5,   8,   COMPLETE,     COMPLETE",
        "1,   4,   0.5, 4.5, INSUFFICIENT, INSUFFICIENT",
        "1,   4,   0.5, 5,   INSUFFICIENT, INDETERMINATE",
        "-2,  -1,  -3,  0,   INCOMPLETE,   INDETERMINATE",
        "-2,  -1,  -3, -0.5, INCOMPLETE,   INCOMPLETE",
    })
    void strictLetsTheGuaranteedIntervalDecide(
            double lower, double upper, double proved, double provedUpper, Outcome plain, Outcome strict) {
        MarginResult margin = Margins.interval(lower, upper, proved, provedUpper);

        OutcomeRule decided = OutcomeRule.of(margin, 5, true, NONE, NONE);

        assertThat(rule(margin, 5).verdict()).isEqualTo(plain);
        assertThat(rule(margin, 5).guaranteed()).isEqualTo(strict);
        assertThat(decided.verdict()).isEqualTo(strict);
        assertThat(decided.decidedBy()).startsWith("guaranteed interval");
    }

    @ParameterizedTest
    @CsvSource({"-0.001, INCOMPLETE", "0, INSUFFICIENT", "4.999, INSUFFICIENT", "5, COMPLETE"})
    void nominalIsWhatTheEstimateAloneGives(double mam, Outcome nominal) {
        MarginResult margin = Margins.of(mam, mam - 9, mam + 9, mam - 9, mam + 9, mam);

        assertThat(rule(margin, 5).nominal()).isEqualTo(nominal);
    }

    /** I21, over all intervals with ends on a lattice around both thresholds. */
    @ParameterizedTest
    @CsvSource({"0", "2"})
    void widerIntervalNeverTurnsOneCertainOutcomeIntoAnother(double target) {
        double[] ends = {-2, -1, -1e-9, 0, 1e-9, 1, 2 - 1e-9, 2, 3, 4};
        int certain = 0;
        for (int low = 0; low < ends.length; low++) {
            for (int high = low; high < ends.length; high++) {
                for (int proved = 0; proved <= low; proved++) {
                    OutcomeRule narrow = rule(Margins.interval(ends[low], ends[high], ends[proved], 9), target);
                    for (int wideLow = 0; wideLow <= low; wideLow++) {
                        for (int wideHigh = high; wideHigh < ends.length; wideHigh++) {
                            OutcomeRule wide = rule(
                                    Margins.interval(ends[wideLow], ends[wideHigh], ends[Math.min(proved, wideLow)], 9),
                                    target);
                            assertThat(wide.verdict()).isIn(narrow.verdict(), INDETERMINATE);
                            assertThat(wide.possible()).containsAll(narrow.possible());
                            certain += wide.verdict() == INDETERMINATE ? 0 : 1;
                        }
                    }
                }
            }
        }
        assertThat(certain).isPositive();
    }
}
