package org.thermargin.distance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;

@Tag("H21")
class NearestFeatureTest {
    /** As for the double transform: rounding of three squares and two sums, and near ties within that. */
    private static final double RELATIVE = 1e-14;

    @Test
    void featureLiesAtTheBruteForceDistance() {
        Random random = new Random(4);
        for (int n = 0; n < 300; n++) {
            BinaryMask mask = BruteForce.mask(BruteForce.grid(random), random);

            int[] nearest = DistanceTransform.nearestFeature(mask, 1 + n % 3);

            double[] truth = BruteForce.squaredMm2(mask);
            for (int v = 0; v < truth.length; v++) {
                assertThat(truth[nearest[v]]).as("case %s: is a feature", n).isZero();
                assertThat(squaredMm2(mask.grid(), v, nearest[v]))
                        .as("case %s voxel %s", n, v)
                        .isCloseTo(truth[v], within(truth[v] * RELATIVE));
            }
        }
    }

    @Test
    void ofEquallyNearFeaturesTheLowestIndexIsTaken() {
        Random random = new Random(5);
        for (int n = 0; n < 200; n++) {
            // Whole spacings: squares and sums are exact, so that ties are ties.
            VoxelGrid grid = VoxelGrid.axisAligned(
                    BruteForce.size(random, 7),
                    BruteForce.size(random, 7),
                    BruteForce.size(random, 7),
                    1 + random.nextInt(3),
                    1 + random.nextInt(3),
                    1 + random.nextInt(3),
                    new Point3(0, 0, 0));
            BinaryMask mask = BruteForce.mask(grid, random);

            assertThat(DistanceTransform.nearestFeature(mask, 1))
                    .as("case %s", n)
                    .isEqualTo(lowestNearest(mask));
        }
    }

    @Test
    void emptyMaskHasNoFeature() {
        BinaryMask empty = new BinaryMask(VoxelGrid.axisAligned(3, 4, 5, 1, 2, 3, new Point3(0, 0, 0)));

        assertThat(DistanceTransform.nearestFeature(empty, 2)).containsOnly(-1);
    }

    private static int[] lowestNearest(BinaryMask mask) {
        VoxelGrid grid = mask.grid();
        double[] features = BruteForce.squaredMm2(mask);
        int[] result = new int[features.length];
        for (int v = 0; v < result.length; v++) {
            result[v] = -1;
            for (int f = 0; f < result.length; f++) {
                if (features[f] == 0 && (result[v] < 0 || squaredMm2(grid, v, f) < squaredMm2(grid, v, result[v]))) {
                    result[v] = f;
                }
            }
        }
        return result;
    }

    private static double squaredMm2(VoxelGrid grid, int a, int b) {
        int nx = grid.nx();
        int ny = grid.ny();
        double x = (a % nx - b % nx) * grid.dxMm();
        double y = (a / nx % ny - b / nx % ny) * grid.dyMm();
        double z = (a / nx / ny - b / nx / ny) * grid.dzMm();
        return x * x + y * y + z * z;
    }
}
