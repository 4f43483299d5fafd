package org.thermargin.distance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;

/** Growing by shifted rows against distances. */
@Tag("H21")
class GrownMaskTest {
    @Test
    void grownMaskHasTheVoxelsWithinTheRadius() {
        Random random = new Random(3);
        for (int n = 0; n < 200; n++) {
            BinaryMask mask = BruteForce.mask(BruteForce.grid(random), random);
            double radius = n % 10 == 0 ? 0 : 6 * random.nextDouble();

            assertThat(GrownMask.of(mask, radius, 1 + n % 3)).as("case " + n).isEqualTo(byDistance(mask, radius));
        }
    }

    /** 5 mm is 3-4-5 voxels of 1 mm, and of 0.8 x 0.8 x 1.5 mm 5 voxels across and 2 slices: distances equal the radius. */
    @Test
    void voxelsAtExactlyTheRadiusBelong() {
        for (double[] spacing : new double[][] {{1, 1, 1}, {0.8, 0.8, 1.5}, {0.5, 1.25, 2.5}}) {
            VoxelGrid grid = VoxelGrid.axisAligned(67, 23, 19, spacing[0], spacing[1], spacing[2], new Point3(0, 0, 0));
            BinaryMask mask = new BinaryMask(grid);
            mask.set(33, 11, 9);
            mask.set(63, 1, 1);

            assertThat(GrownMask.of(mask, 5, 2)).isEqualTo(byDistance(mask, 5));
        }
    }

    private static BinaryMask byDistance(BinaryMask mask, double radiusMm) {
        float[] squared = DistanceTransform.squaredVolumeMm2(mask, 1).values();
        VoxelGrid grid = mask.grid();
        BinaryMask result = new BinaryMask(grid);
        for (int v = 0; v < squared.length; v++) {
            if (squared[v] <= (float) (radiusMm * radiusMm)) {
                result.set(v % grid.nx(), v / grid.nx() % grid.ny(), v / grid.nx() / grid.ny());
            }
        }
        return result;
    }
}
