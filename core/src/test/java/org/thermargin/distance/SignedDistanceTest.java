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

@Tag("H21")
class SignedDistanceTest {
    /** Three roundings to float of the square, halved by the root, and one of the root. */
    private static final double RELATIVE = 2.5 * 0x1p-24;

    @Test
    void bothSidesEqualBruteForceOnRandomGrids() {
        Random random = new Random(3);
        for (int n = 0; n < 400; n++) {
            BinaryMask mask = BruteForce.mask(BruteForce.grid(random), random);

            float[] signed = SignedDistance.of(mask, 1 + n % 3).values();

            double[] toInside = BruteForce.squaredMm2(mask);
            double[] toOutside = BruteForce.squaredMm2(mask.not());
            for (int v = 0; v < signed.length; v++) {
                double truth = toInside[v] == 0 ? Math.sqrt(toOutside[v]) : -Math.sqrt(toInside[v]);
                if (signed[v] != (float) truth) {
                    assertThat((double) signed[v])
                            .as("case %s voxel %s", n, v)
                            .isCloseTo(truth, within(Math.abs(truth) * RELATIVE));
                }
            }
        }
    }

    @Test
    void faceNeighboursAcrossTheBorderAreOneSpacingApart() {
        BinaryMask single = new BinaryMask(VoxelGrid.axisAligned(3, 3, 3, 0.5, 2, 4, new Point3(0, 0, 0)));
        single.set(1, 1, 1);

        var signed = SignedDistance.of(single, 1);

        assertThat(signed.get(1, 1, 1)).isEqualTo(0.5f);
        assertThat(signed.get(0, 1, 1)).isEqualTo(-0.5f);
        assertThat(signed.get(1, 0, 1)).isEqualTo(-2);
        assertThat(signed.get(1, 1, 2)).isEqualTo(-4);
    }

    @Test
    void emptyRegionIsInfinitelyFarAndFullOneInfinitelyDeep() {
        BinaryMask empty = new BinaryMask(VoxelGrid.axisAligned(3, 1, 70, 1, 1, 1, new Point3(0, 0, 0)));

        assertThat(SignedDistance.of(empty, 2).values()).containsOnly(Float.NEGATIVE_INFINITY);
        assertThat(SignedDistance.of(empty.not(), 2).values()).containsOnly(Float.POSITIVE_INFINITY);
    }

    @Test
    void zeroThreadsAreRefused() {
        BinaryMask mask = new BinaryMask(VoxelGrid.axisAligned(1, 1, 1, 1, 1, 1, new Point3(0, 0, 0)));

        assertThatThrownBy(() -> SignedDistance.of(mask, 0)).hasMessage("threads must be at least 1, was 0");
    }
}
