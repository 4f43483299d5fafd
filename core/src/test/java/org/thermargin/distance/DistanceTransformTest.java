package org.thermargin.distance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
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

    private static void assertAllClose(String name, float[] squared, double[] truth) {
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
    void emptyMaskIsInfinitelyFar() {
        BinaryMask empty = new BinaryMask(VoxelGrid.axisAligned(3, 4, 5, 1, 2, 3, new Point3(0, 0, 0)));

        assertThat(DistanceTransform.squaredMm2(empty, 2)).containsOnly(Double.POSITIVE_INFINITY);
    }

    @Test
    void zeroThreadsAreRefused() {
        BinaryMask mask = new BinaryMask(VoxelGrid.axisAligned(3, 4, 5, 1, 2, 3, new Point3(0, 0, 0)));

        assertThatThrownBy(() -> DistanceTransform.squaredMm2(mask, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("threads must be at least 1, was 0");
    }
}
