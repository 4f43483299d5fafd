package org.thermargin.distance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.ScalarVolume;
import org.thermargin.grid.VoxelGrid;

/** Both exact transforms against every pair of voxels. */
@Tag("H21")
class DistanceTransformTest {
    /** Three squares, two sums and the choice among near ties, each of relative rounding 1.1e-16. */
    private static final double DOUBLE_RELATIVE = 1e-14;

    /** Rounding to float (2^-24 each) after x, y and z. */
    private static final double FLOAT_RELATIVE = 3 * 0x1p-24;

    @Test
    void doubleDistancesEqualBruteForceOnRandomGrids() {
        Random random = new Random(1);
        for (int n = 0; n < 400; n++) {
            BinaryMask mask = BruteForce.mask(BruteForce.grid(random), random);

            double[] squared = DistanceTransform.squaredMm2(mask, 1 + n % 3);

            double[] truth = BruteForce.squaredMm2(mask);
            for (int v = 0; v < truth.length; v++) {
                assertThat(squared[v])
                        .as("case %s voxel %s", n, v)
                        .isCloseTo(truth[v], within(truth[v] * DOUBLE_RELATIVE));
            }
        }
    }

    @Test
    void floatDistancesEqualBruteForceOnRandomGrids() {
        Random random = new Random(2);
        for (int n = 0; n < 400; n++) {
            BinaryMask mask = BruteForce.mask(BruteForce.grid(random), random);

            float[] squared =
                    DistanceTransform.squaredVolumeMm2(mask, 1 + n % 3).values();

            assertAllClose("case " + n, squared, BruteForce.squaredMm2(mask));
        }
    }

    static void assertAllClose(String name, float[] squared, double[] truth) {
        assertThat(squared).hasSameSizeAs(truth);
        for (int v = 0; v < truth.length; v++) {
            if (!(Math.abs(squared[v] - truth[v]) <= truth[v] * FLOAT_RELATIVE)) {
                assertThat((double) squared[v])
                        .as("%s voxel %s", name, v)
                        .isCloseTo(truth[v], within(truth[v] * FLOAT_RELATIVE));
            }
        }
    }

    @Test
    void boundedDistancesAreTheFullOnesUpToTheRadius() {
        Random random = new Random(3);
        for (int n = 0; n < 300; n++) {
            BinaryMask mask = BruteForce.mask(BruteForce.grid(random), random);
            double radius = n % 10 == 0 ? 0 : 12 * random.nextDouble();

            ScalarVolume within =
                    DistanceTransform.squaredWithinMm2(mask, radius, 1 + n % 3).orElseThrow();

            VoxelGrid grid = mask.grid();
            VoxelGrid.IndexOffset shift = grid.latticeOffset(within.grid());
            float[] full = DistanceTransform.squaredVolumeMm2(mask, 1).values();
            int seen = 0;
            for (int v = 0; v < full.length; v++) {
                int i = v % grid.nx() - shift.i();
                int j = v / grid.nx() % grid.ny() - shift.j();
                int k = v / grid.nx() / grid.ny() - shift.k();
                boolean near = full[v] <= (float) (radius * radius);
                if (within.grid().contains(i, j, k)) {
                    seen++;
                    assertThat(within.get(i, j, k)).isEqualTo(near ? full[v] : Float.POSITIVE_INFINITY);
                } else {
                    assertThat(near)
                            .as("case %s voxel %s lies outside the box", n, v)
                            .isFalse();
                }
            }
            assertThat(seen).isEqualTo(within.grid().voxelCount());
        }
    }

    @Test
    void emptyMaskHasNothingWithinARadius() {
        BinaryMask empty = new BinaryMask(VoxelGrid.axisAligned(3, 4, 5, 1, 2, 3, new Point3(0, 0, 0)));

        assertThat(DistanceTransform.squaredWithinMm2(empty, 15, 1)).isEmpty();
    }

    @Test
    void negativeAndMissingRadiiAreRefused() {
        BinaryMask mask = new BinaryMask(VoxelGrid.axisAligned(3, 4, 5, 1, 2, 3, new Point3(0, 0, 0)));

        assertThatThrownBy(() -> DistanceTransform.squaredWithinMm2(mask, -0.5, 1))
                .hasMessage("radius must be at least 0 mm, was -0.5");
        assertThatThrownBy(() -> DistanceTransform.squaredWithinMm2(mask, Double.NaN, 1))
                .hasMessage("radius must be at least 0 mm, was NaN");
    }

    @Test
    void emptyMaskIsInfinitelyFar() {
        BinaryMask empty = new BinaryMask(VoxelGrid.axisAligned(3, 4, 5, 1, 2, 3, new Point3(0, 0, 0)));

        assertThat(DistanceTransform.squaredMm2(empty, 2)).containsOnly(Double.POSITIVE_INFINITY);
        assertThat(DistanceTransform.squaredVolumeMm2(empty, 2).values()).containsOnly(Float.POSITIVE_INFINITY);
    }

    @Test
    void zeroThreadsAreRefused() {
        BinaryMask mask = new BinaryMask(VoxelGrid.axisAligned(3, 4, 5, 1, 2, 3, new Point3(0, 0, 0)));

        assertThatThrownBy(() -> DistanceTransform.squaredMm2(mask, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("threads must be at least 1, was 0");
    }
}
