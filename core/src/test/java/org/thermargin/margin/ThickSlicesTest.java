package org.thermargin.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.VoxelGrid;

/** The estimate of a covered lesion on slices at least twice as thick as the voxels are wide, as documented. */
class ThickSlicesTest {
    /** Fields keep float: a distance of 10 mm to 1e-6 mm, and a point of the lesion through two frames. */
    private static final double FLOAT_MM = 1e-4;

    @ParameterizedTest
    @CsvSource({"0.7, 5, 0", "0.7, 5, 1.3", "0.8, 2.5, 0.4", "0.8, 1.6, 0.2"})
    void estimateIsTheMeanOfSurfaceAndCentresLessTheirExcess(double width, double slice, double offset) {
        MarginResult result = analyze(width, slice, offset);
        Point3 at = result.witness().lesion();

        double surface = result.signedMargin().depthMm(at.x(), at.y(), at.z());
        double centres = result.guaranteedUpperMm();
        assertThat(result.mamMm()).isCloseTo((surface + centres - 0.22 * width - 0.104 * slice) / 2, within(FLOAT_MM));
    }

    @ParameterizedTest
    @CsvSource({"0.8, 1.5, 0", "1, 1, 0.3"})
    void estimateIsThatOfTheSurfaceOnThinnerSlices(double width, double slice, double offset) {
        MarginResult result = analyze(width, slice, offset);
        Point3 at = result.witness().lesion();

        assertThat(result.mamMm()).isCloseTo(result.signedMargin().depthMm(at.x(), at.y(), at.z()), within(FLOAT_MM));
    }

    private static MarginResult analyze(double width, double slice, double offset) {
        int n = (int) (50 / width);
        VoxelGrid grid = VoxelGrid.axisAligned(
                n, n, (int) (50 / slice), width, width, slice, new Point3(-25 + offset, -25, -25 + offset));
        return new MarginAnalyzer(1)
                .analyze(new MarginQuery(
                        FieldScene.mask(FieldScene.ball(0, 0, 0, 10), grid),
                        new ZoneRegion.Sampled(FieldScene.mask(FieldScene.ball(2, 1, -1, 18), grid)),
                        Optional.empty(),
                        0));
    }
}
