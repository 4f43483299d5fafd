package org.thermargin.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;

/** Truths of the analytic cases: digits of the validation page, and sampling on a fine lattice. */
class AnalyticCaseTest {
    // half diagonal of a 0.6 mm cube
    private static final double DELTA_MM = 0.5 * 0.6 * Math.sqrt(3);

    private static AnalyticCase named(String name) {
        return switch (name) {
            case "G1" -> AnalyticCase.spheres(10, 15, 2);
            case "G2" -> AnalyticCase.spheres(10, 12, 4);
            case "G3" -> AnalyticCase.ellipsoidZone(10, 20, 18, 16);
            case "G7" -> AnalyticCase.subcapsular(10, 16, 12);
            case "G9" -> AnalyticCase.voidInZone(15, 25, 4);
            case "G10" -> AnalyticCase.crease(4, 12, 9);
            default -> throw new IllegalArgumentException(name);
        };
    }

    @ParameterizedTest
    @CsvSource({
        "G1, 3, 3, 0",
        "G2, -2, -2, 0.37175513",
        "G3, 6, 6, 0",
        "G7, 6, 2, 0",
        "G9, -4, -4, 0.26808257",
        "G10, 3.9372539, 3.9372539, 0",
    })
    void truthsAreThoseOfTheValidationPage(String name, double mamMm, double rawMm, double residualMl) {
        PhantomTruth truth = named(name).truth();

        // half a unit of the last printed digit
        assertThat(truth.mamMm()).isCloseTo(mamMm, within(5e-8));
        assertThat(truth.rawMm().getAsDouble()).isCloseTo(rawMm, within(5e-8));
        assertThat(truth.residualMl().getAsDouble()).isCloseTo(residualMl, within(5e-9));
    }

    /**
     * Each of two sampled regions holds a point within DELTA of any of its own points whose ball of that radius it
     * contains, so the sampled margin of a covered lesion is too large by 0 to 4 DELTA, and that of an uncovered one is
     * off by at most 2 DELTA.
     */
    @ParameterizedTest
    @CsvSource({"G1", "G2", "G3", "G7", "G9", "G10"})
    void sampledMarginAgreesWithTruth(String name) {
        AnalyticCase analytic = named(name);
        VoxelGrid fine = ObliqueLattice.around(analytic.halfExtentMm(), 2, 0.6, 0.6, 0.6);

        double sampled = LatticeMargin.of(analytic.lesion(), analytic.zone(), analytic.organ(), fine);

        double truth = analytic.truth().mamMm();
        if (truth >= 0) {
            assertThat(sampled).isBetween(truth, truth + 4 * DELTA_MM);
        } else {
            assertThat(sampled).isCloseTo(truth, within(2 * DELTA_MM));
        }
    }

    @ParameterizedTest
    @CsvSource({"G1", "G2", "G3", "G7", "G9", "G10"})
    void shapesLieWithinTheStatedExtent(String name) {
        AnalyticCase analytic = named(name);
        VoxelGrid grid = ObliqueLattice.around(analytic.halfExtentMm(), 3, 0.75, 1, 1.25);

        BinaryMask all = analytic.lesion().or(analytic.zone()).mask(grid);
        BinaryMask organ = analytic.organ().map(o -> o.mask(grid)).orElse(all);

        assertThat(all.or(organ).boundingBox()).hasValueSatisfying(box -> {
            assertThat(Math.min(box.iLow(), Math.min(box.jLow(), box.kLow()))).isGreaterThanOrEqualTo(2);
            assertThat(box.iHigh()).isLessThanOrEqualTo(grid.nx() - 2);
            assertThat(box.jHigh()).isLessThanOrEqualTo(grid.ny() - 2);
            assertThat(box.kHigh()).isLessThanOrEqualTo(grid.nz() - 2);
        });
    }

    @Test
    void lesionLargerThanTheShortestSemiAxisHasNoFormula() {
        assertThatThrownBy(() -> AnalyticCase.ellipsoidZone(17, 20, 18, 16))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most the shortest semi-axis, was 17");
    }
}
