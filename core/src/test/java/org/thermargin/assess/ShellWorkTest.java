package org.thermargin.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.thermargin.assess.Scenes.ball;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.thermargin.geometry.Point3;
import org.thermargin.geometry.SignedField;
import org.thermargin.grid.VoxelGrid;

/** The work of classing the points around a lesion, counted instead of timed: how its surface is asked. */
class ShellWorkTest {
    private final AtomicLong lists = new AtomicLong();
    private final AtomicLong points = new AtomicLong();
    private final AtomicLong alone = new AtomicLong();

    /**
     * A ball of 10 mm on voxels of 1 mm: points within 10 mm and one and a half diagonals of a voxel of it, 22.6 mm from the
     * middle, are 48,300 less those beyond its box of 21 + 21 + 1 voxels: six cubes of eight along each axis.
     */
    @Test
    void pointsAreAskedInCubesAndNoneAlone() {
        VoxelGrid grid = VoxelGrid.axisAligned(50, 50, 50, 1, 1, 1, new Point3(-24.7, -25.1, -24.4));

        ShellPoints.of(ball(grid, 0, 0, 0, 10), new Counted(), Optional.empty(), 5, 1);

        assertThat(lists.get()).isBetween(100L, 6L * 6 * 6);
        // eight neighbours are asked together: on the rim some beyond
        assertThat(points.get()).isBetween(40_000L, 53_000L);
        assertThat(alone.get()).isZero();
    }

    private final class Counted implements SignedField {
        @Override
        public double depthMm(double x, double y, double z) {
            alone.incrementAndGet();
            return depth(x, y, z);
        }

        private static double depth(double x, double y, double z) {
            return 10 - Math.sqrt(x * x + y * y + z * z);
        }

        @Override
        public void outsideMm(double[] at, int count, double limitMm, double[] distances) {
            lists.addAndGet(count > 0 ? 1 : 0);
            points.addAndGet(count);
            for (int n = 0; n < count; n++) {
                double outside = -depth(at[3 * n], at[3 * n + 1], at[3 * n + 2]);
                distances[n] = outside > limitMm ? Double.POSITIVE_INFINITY : Math.max(0, outside);
            }
        }
    }
}
