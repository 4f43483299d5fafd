package org.thermargin.distance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;

/** Defects of distance transforms elsewhere; the display name carries the public thread. */
class KnownFailuresTest {
    private static final Point3 ORIGIN = new Point3(0, 0, 0);

    @Test
    @Tag("H21")
    @DisplayName("noBackgroundIsNeverMeasured (scipy/scipy#15585, #25528)")
    void noBackgroundIsNeverMeasured() {
        BinaryMask full = new BinaryMask(VoxelGrid.axisAligned(9, 6, 4, 0.7, 0.8, 2, ORIGIN)).not();

        // Nothing lies outside, so there is no distance to it: neither to a border nor to voxel (-1, 0, 0).
        assertThat(DistanceTransform.squaredMm2(full.not(), 1)).containsOnly(Double.POSITIVE_INFINITY);
        assertThat(SignedDistance.of(full, 1).values()).containsOnly(Float.POSITIVE_INFINITY);
        assertThat(DistanceTransform.nearestFeature(full.not(), 1)).containsOnly(-1);
    }

    @Test
    @Tag("H21")
    @DisplayName("spacingBelowOneIsExact (imagej/imagej-ops#610, SCIInstitute/ShapeWorks#679)")
    void spacingBelowOneIsExact() {
        // Powers of two: every square and sum is exact in float, hence no tolerance.
        double[][] spacings = {{0.25, 0.125, 0.5}, {0.03125, 0.03125, 0.5}, {0.125, 2, 0.25}};
        Random random = new Random(21);
        for (double[] d : spacings) {
            for (int n = 0; n < 30; n++) {
                BinaryMask mask = BruteForce.mask(VoxelGrid.axisAligned(11, 9, 12, d[0], d[1], d[2], ORIGIN), random);
                double[] truth = BruteForce.squaredMm2(mask);

                float[] floats = DistanceTransform.squaredVolumeMm2(mask, 1).values();

                assertThat(DistanceTransform.squaredMm2(mask, 1)).isEqualTo(truth);
                for (int v = 0; v < truth.length; v++) {
                    assertThat((double) floats[v]).isEqualTo(truth[v]);
                }
            }
        }
    }

    @Test
    @Tag("H21")
    @DisplayName("longAxisIsExact (rapidsai/cucim#392, opencv/opencv#22732)")
    void longAxisIsExact() {
        Random random = new Random(22);
        int[][] sizes = {
            {5000, 1, 1}, {1, 5000, 1}, {1, 1, 5000}, {2, 4100, 1}, {3, 1, 4100}, {1, 3, 1500}, {1030, 2, 3}
        };
        for (int[] n : sizes) {
            BinaryMask mask = new BinaryMask(VoxelGrid.axisAligned(n[0], n[1], n[2], 0.7, 0.3, 3.1, ORIGIN));
            for (int f = 0; f < 25; f++) {
                mask.set(random.nextInt(n[0]), random.nextInt(n[1]), random.nextInt(n[2]));
            }
            double[] truth = BruteForce.squaredMm2(mask);

            double[] squared = DistanceTransform.squaredMm2(mask, 2);

            for (int v = 0; v < truth.length; v++) {
                // As in DistanceTransformTest, but a near tie 5000 voxels away: index 2^13 times rounding 2^-53.
                assertThat(squared[v]).isCloseTo(truth[v], within(truth[v] * 1e-12));
            }
            DistanceTransformTest.assertAllClose(
                    "long axis", DistanceTransform.squaredVolumeMm2(mask, 2).values(), truth);
        }
    }

    @Test
    @Tag("H22")
    @DisplayName("largeVolumeIndicesDoNotWrap (LAYNII#105, rordenlab/niimath#67, ome/bioformats#2345)")
    void largeVolumeIndicesDoNotWrap() {
        // Linear indices are ints; what does not fit one is refused before anything is allocated.
        assertThatThrownBy(() -> VoxelGrid.axisAligned(1300, 1300, 1300, 1, 1, 1, ORIGIN))
                .hasMessageContaining("grid of 1300 x 1300 x 1300 has more than the 2147483639 voxels");
        assertThatThrownBy(() -> VoxelGrid.axisAligned(46341, 46341, 1, 1, 1, 1, ORIGIN))
                .hasMessageContaining("46341 x 46341 x 1");
        assertThatThrownBy(() -> VoxelGrid.axisAligned(1024, 1024, 2048, 1, 1, 1, ORIGIN))
                .hasMessageContaining("1024 x 1024 x 2048");
    }
}
