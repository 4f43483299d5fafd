package org.thermargin.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Areas and shares of a surface that can be counted on paper. */
class MarginMapTest {
    /** A right triangle of 3 by 4 mm. */
    private static MarginMap triangle(double a, double b, double c) {
        return new MarginMap(new double[] {0, 0, 7, 3, 0, 7, 0, 4, 7}, new int[] {0, 1, 2}, new double[] {a, b, c});
    }

    @Test
    void areaIsThatOfTheTriangles() {
        assertThat(triangle(1, 2, 3).totalAreaMm2()).isCloseTo(6, within(1e-12));
        assertThat(triangle(1, 2, 3).areaMm2()).containsExactly(new double[] {2, 2, 2}, within(1e-12));
    }

    @Test
    void aMarginOfExactlyTheTargetCountsAsReachingIt() {
        assertThat(triangle(5, 5, 5).fractionAtLeast(5)).isEqualTo(1);
        assertThat(triangle(4, 5, 6).fractionAtLeast(5)).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(triangle(4, 5, 6).fractionAtLeast(Math.nextUp(5.0))).isCloseTo(1.0 / 3, within(1e-12));
    }
}
