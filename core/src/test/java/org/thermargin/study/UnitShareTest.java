package org.thermargin.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnitShareTest {
    /** Student's quantile for 97.5 % and 9 degrees of freedom, from tables. */
    private static final double T9 = 2.2621571628;

    private static int[] each(int units, int value) {
        int[] all = new int[units];
        Arrays.fill(all, value);
        return all;
    }

    /** Wilson's interval of 0 of n ends at t2 / (n + t2); ten units are ten, however many rows each has. */
    @ParameterizedTest
    @ValueSource(ints = {1, 50})
    void noHitInTenUnitsLeavesRoomForSome(int rows) {
        StudySummary.Share none = UnitShare.of(each(10, rows), each(10, 0));
        StudySummary.Share all = UnitShare.of(each(10, rows), each(10, rows));

        assertThat(none.estimate()).hasValue(0);
        assertThat(none.lower()).hasValue(0);
        // quantile of the library: 1e-9
        assertThat(none.upper().getAsDouble()).isCloseTo(T9 * T9 / (10 + T9 * T9), within(1e-8));
        assertThat(all.lower().getAsDouble()).isCloseTo(10 / (10 + T9 * T9), within(1e-8));
        assertThat(all.upper()).hasValue(1);
    }

    @Test
    void copiesOfRowsSayNoMoreThanTheUnit() {
        int[] hits = {0, 1, 1, 0, 1, 0, 0, 1, 1, 1};
        int[] copied = Arrays.stream(hits).map(h -> 40 * h).toArray();

        StudySummary.Share once = UnitShare.of(each(10, 1), hits);
        StudySummary.Share often = UnitShare.of(each(10, 40), copied);

        assertThat(often.lower().getAsDouble()).isCloseTo(once.lower().getAsDouble(), within(1e-12));
        assertThat(often.upper().getAsDouble()).isCloseTo(once.upper().getAsDouble(), within(1e-12));
    }

    @Test
    void oneUnitSaysNothingOfHowUnitsDiffer() {
        StudySummary.Share share = UnitShare.of(new int[] {8}, new int[] {2});

        assertThat(share.estimate()).hasValue(0.25);
        assertThat(share.lower()).isEmpty();
        assertThat(UnitShare.of(new int[0], new int[0]).estimate()).isEmpty();
    }

    /**
     * Twelve cases of twenty rows each; the share of a case varies uniformly about the mean, by up to 0.1 or 0.4 or, for
     * 1, is none or all. Of 2,000 studies 95 % hold the truth; four standard errors of that are 2 %. At few cases of rare
     * hits the formula is known to hold it in somewhat less.
     */
    @ParameterizedTest
    @ValueSource(strings = {"0.1 0.1", "0.5 0.1", "0.5 0.4", "0.6 0.4", "0.9 0.1", "0.3 1", "0.5 1"})
    void intervalsHoldTheTruthInNineteenOfTwentyStudies(String meanAndSpread) {
        double mean = Double.parseDouble(meanAndSpread.split(" ")[0]);
        double spread = Double.parseDouble(meanAndSpread.split(" ")[1]);
        Random random = new Random(5);
        int studies = 2000;
        int held = 0;
        for (int s = 0; s < studies; s++) {
            int[] hits = new int[12];
            for (int u = 0; u < hits.length; u++) {
                double own =
                        spread < 1 ? mean + spread * (2 * random.nextDouble() - 1) : random.nextDouble() < mean ? 1 : 0;
                for (int row = 0; row < 20; row++) {
                    hits[u] += random.nextDouble() < own ? 1 : 0;
                }
            }
            StudySummary.Share share = UnitShare.of(each(12, 20), hits);
            held += share.lower().getAsDouble() <= mean && mean <= share.upper().getAsDouble() ? 1 : 0;
        }

        assertThat((double) held / studies).isBetween(0.93, 0.99);
    }
}
