package org.thermargin.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MarginClipTest {
    /** Margin 10 mm x, so that a value of 5 cuts it at x = 0.5; area 0.5. */
    private static final double[][] TRIANGLE = {{0, 0, 0}, {1, 0, 10}, {0, 1, 0}};

    private static double area(double[][] polygon) {
        double sum = 0;
        for (int n = 0; n < polygon.length; n++) {
            double[] a = polygon[n];
            double[] b = polygon[(n + 1) % polygon.length];
            sum += (a[0] * b[1] - a[1] * b[0]) / 2;
        }
        return sum;
    }

    @Test
    void theTwoPartsHaveTheAreasOfTheTrapezoidAndItsTip() {
        // the tip is similar with factor 1/2: a quarter of the area; halves and quarters are exact
        assertThat(area(MarginClip.atLeast(TRIANGLE, 5))).isCloseTo(0.125, within(0.0));
        assertThat(area(MarginClip.below(TRIANGLE, 5))).isCloseTo(0.375, within(0.0));
    }

    @Test
    void theLineBetweenThemLiesAtTheValue() {
        assertThat(MarginClip.level(TRIANGLE, 5)).hasNumberOfRows(2).satisfies(line -> {
            assertThat(line[0][0]).isEqualTo(0.5);
            assertThat(line[1][0]).isEqualTo(0.5);
        });
    }

    @Test
    void aValueThatIsNotPassedLeavesAllOrNothing() {
        assertThat(MarginClip.atLeast(TRIANGLE, 0)).isDeepEqualTo(TRIANGLE);
        assertThat(MarginClip.below(TRIANGLE, 0)).isEmpty();
        assertThat(MarginClip.below(TRIANGLE, Double.POSITIVE_INFINITY)).isDeepEqualTo(TRIANGLE);
        assertThat(MarginClip.level(TRIANGLE, 11)).isEmpty();
    }
}
