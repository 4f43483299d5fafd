package org.thermargin.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class CalibrationTableTest {
    private static final CalibrationTable TABLE = new CalibrationTable(List.of(
            "sampled,lateral,0.5,0.5,0.1,600",
            "sampled,lateral,1.0,1.0,0.3,600",
            "sampled,lateral,0.8,1.0,0.4,600",
            "sampled,lateral,0.8,2.5,0.7,600",
            "sampled_organ,lateral,0.5,0.5,0.2,600",
            "sampled_organ,lateral,1.0,1.0,0.2,600",
            "sampled_organ,lateral,0.8,1.0,0.2,600",
            "sampled_organ,lateral,0.8,2.5,0.8,600"));

    @Test
    void calibratedLatticesGetTheirOwnRow() {
        assertThat(TABLE.halfWidthMm("sampled", false, 0.5, 0.5)).isEqualTo(0.1);
        assertThat(TABLE.halfWidthMm("sampled", false, 1, 1)).isEqualTo(0.3);
        assertThat(TABLE.halfWidthMm("sampled", false, 0.8, 1)).isEqualTo(0.4);
        assertThat(TABLE.halfWidthMm("sampled", false, 0.8, 2.5)).isEqualTo(0.7);
    }

    @Test
    void betweenLatticesTheWidthIsLinearAndBeyondItGrows() {
        assertThat(TABLE.halfWidthMm("sampled", false, 0.75, 0.75)).isCloseTo(0.2, within(1e-12));
        assertThat(TABLE.halfWidthMm("sampled", false, 0.8, 1.75)).isCloseTo(0.55, within(1e-12));
        assertThat(TABLE.halfWidthMm("sampled", false, 0.8, 5)).isCloseTo(1.4, within(1e-12));
        assertThat(TABLE.halfWidthMm("sampled", false, 2, 2)).isCloseTo(0.6, within(1e-12));
        assertThat(TABLE.halfWidthMm("sampled", false, 0.25, 0.25)).isEqualTo(0.1);
    }

    @Test
    void withAnOrganTheWidthIsNeverLess() {
        assertThat(TABLE.halfWidthMm("sampled_organ", false, 1, 1)).isEqualTo(0.3);
        assertThat(TABLE.halfWidthMm("sampled_organ", false, 0.8, 2.5)).isEqualTo(0.8);
    }

    @Test
    void releasedTableHoldsEveryKindAndDirection() {
        CalibrationTable released = CalibrationTable.released();
        for (boolean exact : new boolean[] {true, false}) {
            for (boolean organ : new boolean[] {true, false}) {
                for (boolean axial : new boolean[] {true, false}) {
                    String kind = CalibrationTable.kind(exact, organ);

                    double fine = released.halfWidthMm(kind, axial, 0.5, 0.5);
                    double thick = released.halfWidthMm(kind, axial, 0.7, 5);

                    assertThat(fine).isBetween(0.02, 0.3);
                    assertThat(thick).isGreaterThan(fine);
                }
            }
        }
    }
}
