package org.thermargin.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.thermargin.margin.MarginMap;

class HistogramPictureTest {
    /** Two triangles of 50 and 150 mm2. */
    private static MarginMap surface(double small, double large) {
        double[] vertices = {0, 0, 0, 10, 0, 0, 0, 10, 0, 50, 0, 0, 80, 0, 0, 50, 10, 0};
        return new MarginMap(
                vertices, new int[] {0, 1, 2, 3, 4, 5}, new double[] {small, small, small, large, large, large});
    }

    @Test
    void sharesAreOfAreaAndMakeOne() {
        double[] share = HistogramPicture.shares(surface(-0.2, 3.4), 0.5, -1, 8);

        assertThat(share[0]).isCloseTo(0.25, within(1e-12));
        assertThat(share[7]).isCloseTo(0.75, within(1e-12));
        assertThat(Arrays.stream(share).sum()).isCloseTo(1, within(1e-12));
    }

    @Test
    void aMarginOnALimitBelongsToTheBarAbove() {
        double[] share = HistogramPicture.shares(surface(0.5, 1), 0.5, 0, 3);

        assertThat(share).containsExactly(new double[] {0, 0.25, 0.75}, within(1e-12));
    }
}
