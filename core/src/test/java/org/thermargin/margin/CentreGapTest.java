package org.thermargin.margin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;
import org.thermargin.grid.VoxelGrid;

/** Smallest centre distances from a lesion prepared for many masks, against a distance transform of each mask. */
class CentreGapTest {
    @Test
    void nearestCentreIsThatOfTheDistanceTransformToTheLastBit() {
        SplittableRandom random = new SplittableRandom(2);
        VoxelGrid grid = VoxelGrid.axisAligned(70, 40, 30, 0.7, 0.9, 2.3, new Point3(3.3, -7, 1));
        for (int turn = 0; turn < 60; turn++) {
            BinaryMask lesion = new BinaryMask(grid);
            BinaryMask other = new BinaryMask(grid);
            for (int n = 0; n < 30; n++) {
                lesion.set(30 + random.nextInt(6), 15 + random.nextInt(6), 12 + random.nextInt(4));
            }
            for (int n = 0; n < 1 + turn % 7; n++) {
                other.set(random.nextInt(70), random.nextInt(40), random.nextInt(30));
            }
            CentreGap gap = new CentreGap(lesion, BallInterval.NEAR_MM);
            double expected = BallInterval.centreDistanceMm(lesion, other);
            BinaryMask part = other.cropped(new IndexBox(-3, 2, 1, 66, 44, 29)); // another part of the lattice

            if (expected <= BallInterval.NEAR_MM) {
                assertThat(gap.nearestMm(other)).hasValue(expected);
            } else {
                assertThat(gap.nearestMm(other)).isEmpty();
            }
            double inPart = BallInterval.centreDistanceMm(lesion, part);
            assertThat(gap.nearestMm(part).orElse(inPart)).isEqualTo(inPart);
        }
    }

    @Test
    void anotherLatticeIsNotAnswered() {
        VoxelGrid grid = VoxelGrid.axisAligned(9, 9, 9, 1, 1, 1, new Point3(0, 0, 0));
        BinaryMask lesion = new BinaryMask(grid);
        lesion.set(4, 4, 4);
        BinaryMask shifted = new BinaryMask(VoxelGrid.axisAligned(9, 9, 9, 1, 1, 1, new Point3(0.4, 0, 0)));
        shifted.set(4, 4, 5);

        assertThat(new CentreGap(lesion, 12).nearestMm(shifted)).isEmpty();
    }
}
