package org.thermargin.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class NumbersTest {
    @Test
    @Tag("H18")
    void boundsNeverLookBetterThanTheyAre() {
        assertThat(Numbers.down(4.9999, 2)).isEqualTo("4.99");
        assertThat(Numbers.down(-0.001, 2)).isEqualTo("-0.01");
        assertThat(Numbers.up(-0.001, 2)).isEqualTo("0.00");
        assertThat(Numbers.percentDown(0.99999)).isEqualTo("99.9" + Numbers.PERCENT);
    }

    @Test
    void aBoundThatIsADecimalStaysThatDecimal() {
        // 4.35 as a double lies just below 4.35
        assertThat(Numbers.down(4.35, 2)).isEqualTo("4.35");
        assertThat(Numbers.up(1.1, 2)).isEqualTo("1.10");
    }

    @Test
    void zeroHasNoSign() {
        assertThat(Numbers.near(-0.001, 2)).isEqualTo("0.00");
        assertThat(Numbers.exact(-0.0)).isEqualTo("0.0");
        assertThat(Numbers.plain(0)).isEqualTo("0");
    }

    @Test
    void chosenNumbersHaveNoNeedlessZeros() {
        assertThat(Numbers.plain(5)).isEqualTo("5");
        assertThat(Numbers.plain(10)).isEqualTo("10");
        assertThat(Numbers.plain(100)).isEqualTo("100");
        assertThat(Numbers.plain(7.5)).isEqualTo("7.5");
    }

    @Test
    void aSmallShareIsNotShownAsNone() {
        assertThat(Numbers.percent(0.0001)).isEqualTo("<0.1" + Numbers.PERCENT);
        assertThat(Numbers.percent(0)).isEqualTo("0.0" + Numbers.PERCENT);
    }
}
