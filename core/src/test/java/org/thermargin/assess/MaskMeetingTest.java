package org.thermargin.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.thermargin.assess.Scenes.ball;

import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;
import org.thermargin.grid.VoxelGrid;

@Tag("H11")
class MaskMeetingTest {
    private static final VoxelGrid GRID = VoxelGrid.axisAligned(40, 30, 24, 1, 1.25, 1.5, new Point3(-20, -18, -17));

    /** Smallest distance between voxel centres, mm. */
    private static double apartMm(BinaryMask a, BinaryMask b) {
        double best = Double.POSITIVE_INFINITY;
        for (double[] p : centres(a)) {
            for (double[] q : centres(b)) {
                double x = p[0] - q[0];
                double y = p[1] - q[1];
                double z = p[2] - q[2];
                best = Math.min(best, x * x + y * y + z * z);
            }
        }
        return Math.sqrt(best);
    }

    private static double[][] centres(BinaryMask mask) {
        double[][] centres = new double[(int) mask.count()][];
        int n = 0;
        VoxelGrid grid = mask.grid();
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    if (mask.get(i, j, k)) {
                        centres[n++] = new double[] {grid.worldX(i, j, k), grid.worldY(i, j, k), grid.worldZ(i, j, k)};
                    }
                }
            }
        }
        return centres;
    }

    /** Distances are exact (dyadic spacings), so that the limit itself is within and a hair less is not. */
    @Test
    void masksOfOneLatticeMeetByTheDistanceOfTheirVoxelCentres() {
        Random random = new Random(9);
        for (int n = 0; n < 40; n++) {
            BinaryMask a = ball(GRID, -10 + random.nextInt(8), random.nextInt(6), random.nextInt(6), 2.5);
            BinaryMask b = ball(GRID, 3 + random.nextInt(8), -random.nextInt(6), -random.nextInt(6), 3.5);
            BinaryMask part = b.cropped(b.boundingBox().orElseThrow());
            double apart = apartMm(a, b);

            assertThat(apart).isGreaterThan(1);
            assertThat(MaskMeeting.within(a, b, apart + 1e-9)).isTrue();
            assertThat(MaskMeeting.within(a, part, apart + 1e-9)).isTrue();
            assertThat(MaskMeeting.within(part, a, apart + 1e-9)).isTrue();
            assertThat(MaskMeeting.within(a, b, apart - 1e-9)).isFalse();
            assertThat(MaskMeeting.within(a, b, 0)).isFalse();
        }
    }

    @Test
    void masksOfDifferentLatticesMeetInTheWorldWithinAVoxel() {
        VoxelGrid other = VoxelGrid.axisAligned(30, 30, 30, 1.3, 1.1, 1.4, new Point3(-19.6, -16.2, -21.7));
        double diagonal = other.voxelDiagonalMm();
        BinaryMask a = ball(GRID, -8, 0, 0, 3);
        BinaryMask b = ball(other, 5, 2, 1, 3);
        double apart = apartMm(a, b);

        assertThat(MaskMeeting.within(a, b, apart + diagonal)).isTrue();
        assertThat(MaskMeeting.within(a, b, apart - diagonal)).isFalse();
        assertThat(MaskMeeting.within(a, ball(other, -8, 0, 0, 3), 0)).isTrue();
    }

    @Test
    void equalIndicesAtAnotherPlaceDoNotMeet() {
        VoxelGrid moved = VoxelGrid.axisAligned(40, 30, 24, 1, 1.25, 1.5, new Point3(-20, -18 + 379, -17));

        assertThat(MaskMeeting.within(ball(GRID, 0, 0, 0, 5), ball(moved, 0, 379, 0, 5), 100))
                .isFalse();
    }

    @Test
    void nothingMeetsAnEmptyMask() {
        BinaryMask empty = new BinaryMask(GRID);
        BinaryMask ball = ball(GRID, 0, 0, 0, 5);

        assertThat(MaskMeeting.within(empty, ball, 100)).isFalse();
        assertThat(MaskMeeting.within(ball, empty, 100)).isFalse();
    }

    /** A face midpoint is off the true surface by at most half a voxel diagonal. */
    @Test
    void distanceToAVesselIsThatOfItsSurface() {
        Proximity vessel = Proximity.of(ball(GRID, 6, 1, -2, 3));
        double half = GRID.voxelDiagonalMm() / 2;

        assertThat(vessel.toPointMm(new Point3(-9, 1, -2))).isCloseTo(12, within(half));
        assertThat(vessel.toPointMm(new Point3(6, 1, -2))).isCloseTo(3, within(half));
        var sphere = ball(GRID, -9, 1, -2, 4);
        assertThat(vessel.toRegionMm(
                        (x, y, z) -> 4 - new Point3(x, y, z).distanceMm(new Point3(-9, 1, -2)),
                        sphere.worldBounds().orElseThrow()))
                .isCloseTo(8, within(half));
    }

    @Test
    void facesOnTheBorderOfTheImageAreNoSurface() {
        VoxelGrid part = GRID.subgrid(new IndexBox(0, 0, 0, 26, 30, 24)); // ends at x = 5.5, through the ball
        Proximity cut = Proximity.of(ball(part, 6, 1, -2, 3));

        // the cut disc lies 0.5 mm from its middle; the nearest real surface is 3 mm away
        assertThat(cut.toPointMm(new Point3(6, 1, -2))).isGreaterThan(3 - GRID.voxelDiagonalMm() / 2);
        assertThat(Proximity.of(new BinaryMask(part).not()).isEmpty()).isTrue();
        assertThat(Proximity.of(new BinaryMask(part).not()).toPointMm(new Point3(0, 0, 0)))
                .isInfinite();
    }

    /** Counted instead of timed: where the first slices touch, nothing of the size of the masks is made. */
    @Test
    void masksThatTouchAreFoundWithoutACopyOfThem() {
        VoxelGrid grid = VoxelGrid.axisAligned(256, 128, 128, 1, 1, 1, new Point3(0, 0, 0));
        BinaryMask left = new BinaryMask(grid);
        BinaryMask right = new BinaryMask(grid);
        for (int k = 0; k < 128; k++) {
            for (int j = 0; j < 128; j++) {
                left.setRun(0, 128, j, k);
                right.setRun(128, 256, j, k);
            }
        }
        assertThat(MaskMeeting.within(left, right, 5)).isTrue();
        com.sun.management.ThreadMXBean threads =
                (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        assertThat(MaskMeeting.within(left, right, 5)).isTrue();

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(2L * 256 * 128 * 128 / 8);
    }
}
