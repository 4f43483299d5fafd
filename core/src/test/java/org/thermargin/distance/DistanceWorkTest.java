package org.thermargin.distance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.ScalarVolume;
import org.thermargin.grid.VoxelGrid;

/** The work of the transforms, counted instead of timed: passes over lines, voxels touched, bytes allocated. */
class DistanceWorkTest {
    private static final int N = 64;

    /** A ball of 20 voxels across in the middle: 21 slices of 64 have a voxel of it. */
    private final BinaryMask ball = ball(10);

    private static BinaryMask ball(int radius) {
        BinaryMask mask = new BinaryMask(VoxelGrid.axisAligned(N, N, N, 1, 1, 1, new Point3(0, 0, 0)));
        for (int k = 0; k < N; k++) {
            for (int j = 0; j < N; j++) {
                for (int i = 0; i < N; i++) {
                    if ((i - 32) * (i - 32) + (j - 32) * (j - 32) + (k - 32) * (k - 32) <= radius * radius) {
                        mask.set(i, j, k);
                    }
                }
            }
        }
        return mask;
    }

    /** Counts the lines that pass through a kernel, and the finite values that they are made from. */
    private static final class Counting implements EnvelopeKernel {
        private final EnvelopeKernel kernel = new ScalarEnvelopeKernel();
        private long lines;
        private long read;

        @Override
        public Worker worker(int n) {
            Worker worker = kernel.worker(n);
            return new Worker() {
                @Override
                public void squared(float[] volume, int start, int width, int stride, Rows rows, Axis axis) {
                    lines += width;
                    read += (long) width * rows.count;
                    worker.squared(volume, start, width, stride, rows, axis);
                }

                @Override
                public void signed(
                        float[] volume,
                        int start,
                        int width,
                        int stride,
                        Rows outer,
                        Rows inner,
                        Axis axis,
                        boolean rooted) {
                    lines += width;
                    read += (long) width * (outer.count + inner.count);
                    worker.signed(volume, start, width, stride, outer, inner, axis, rooted);
                }

                @Override
                public int tile() {
                    return worker.tile();
                }
            };
        }
    }

    @Test
    void emptySlicesAreLeftOut() {
        Counting kernel = new Counting();

        DistanceKernel.squared(ball, 1, kernel, new float[N * N * N]);

        assertThat(kernel.lines).isEqualTo(21 * N + N * N); // y in 21 slices, z everywhere
        // y from the rows of the ball (its disc of slice k is 2 sqrt(100 - k^2) + 1 rows), z from 21 slices
        assertThat(kernel.read).isEqualTo(N * 317L + N * N * 21L);
    }

    @Test
    void bothSidesTakeOnePassEach() {
        Counting kernel = new Counting();

        DistanceKernel.signed(ball, 1, kernel, new float[N * N * N]);

        assertThat(kernel.lines).isEqualTo(21 * N + N * N);
        assertThat(kernel.read).isLessThanOrEqualTo(2L * N * (21 * N + N * N));
    }

    @Test
    void boundedTransformTouchesTheBoxOfTheStructureGrownByTheRadius() {
        ScalarVolume near = DistanceTransform.squaredWithinMm2(ball(4), 5, 1).orElseThrow();

        // 9 voxels across, and on each side the 5 of the radius and one for rounding
        assertThat(near.grid().voxelCount()).isEqualTo(21 * 21 * 21);
    }

    /** The plain kernel, since vectors are objects until they are compiled. */
    @Test
    void transformAllocatesItsScratchOnly() {
        float[] volume = new float[N * N * N];
        DistanceKernel.signed(ball, 1, new ScalarEnvelopeKernel(), volume); // classes are loaded
        ThreadMXBean bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = bean.getThreadAllocatedBytes(Thread.currentThread().getId());

        DistanceKernel.signed(ball, 1, new ScalarEnvelopeKernel(), volume);

        long bytes = bean.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
        assertThat(bytes).isLessThan(volume.length * Float.BYTES / 10);
    }

    @Test
    void volumesLargerThanTheMemoryAreRefused() {
        VoxelGrid grid = VoxelGrid.axisAligned(1000, 800, 500, 1, 1, 1, new Point3(0, 0, 0));

        VolumeMemory.check(grid, Float.BYTES, 1_600_000_000);
        assertThatThrownBy(() -> VolumeMemory.check(grid, Float.BYTES, 1_500_000_000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("distances on 1000 x 800 x 500 voxels need 1600 MB, the virtual machine may use 1500 MB"
                        + " (java -Xmx)");
    }
}
