package org.thermargin.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class BandHatchTest {
    private static final double[][] SQUARE = {{0, 0}, {10, 0}, {10, 10}, {0, 10}};

    private static double length(List<double[]> pieces) {
        return pieces.stream()
                .mapToDouble(p -> Math.sqrt((p[2] - p[0]) * (p[2] - p[0]) + (p[3] - p[1]) * (p[3] - p[1])))
                .sum();
    }

    @Test
    void everyBandHasLinesOfItsOwn() {
        assertThat(BandHatch.within(SQUARE, BandColour.UNDER_10_MM, 1)).isEmpty();
        List<double[]> upright = BandHatch.within(SQUARE, BandColour.FROM_10_MM, 1);
        assertThat(upright).isNotEmpty().allMatch(p -> Math.abs(p[0] - p[2]) < 1e-9);
        List<double[]> slanted = BandHatch.within(SQUARE, BandColour.UNDER_5_MM, 1);
        assertThat(slanted).isNotEmpty().allMatch(p -> Math.abs(p[0] + p[1] - p[2] - p[3]) < 1e-9);
        assertThat(BandHatch.within(SQUARE, BandColour.UNCOVERED, 1)).hasSizeGreaterThan(slanted.size());
    }

    /** Lines at distance s over an area A have the length A / s, to a line at each of the two ends of the square. */
    @Test
    void linesLieAtTheirDistance() {
        assertThat(length(BandHatch.within(SQUARE, BandColour.UNDER_5_MM, 0.1))).isCloseTo(1000, within(15.0));
        assertThat(length(BandHatch.within(SQUARE, BandColour.UNCOVERED, 0.1))).isCloseTo(2000, within(30.0));
    }

    @Test
    void linesOfNeighboursContinueEachOther() {
        double[][] left = {{0, 0}, {4, 0}, {4, 10}, {0, 10}};
        double[][] right = {{4, 0}, {10, 0}, {10, 10}, {4, 10}};

        double apart = length(BandHatch.within(left, BandColour.UNCOVERED, 0.7))
                + length(BandHatch.within(right, BandColour.UNCOVERED, 0.7));

        assertThat(apart).isCloseTo(length(BandHatch.within(SQUARE, BandColour.UNCOVERED, 0.7)), within(1e-9));
    }
}
