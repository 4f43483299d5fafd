package org.thermargin.margin;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;

class FitKernelTest {
    private static final double WINDOW_MM = 6;
    /** Each of a hundred sums; compiled within a few tens. */
    private static final int BATCHES = 5000;

    private final BinaryMask ball = ball();
    private final RegionField field = RegionField.of(ball);
    private final Surface surface = SurfaceNets.extract(field.phi(), field.nodes());
    private final LatticeCrossings crossings = new LatticeCrossings(ball, RegionField.rim(ball), field, WINDOW_MM / 2);

    private static BinaryMask ball() {
        BinaryMask mask = new BinaryMask(VoxelGrid.axisAligned(24, 24, 20, 0.8, 0.8, 1.5, new Point3(0, 0, 0)));
        for (int k = 0; k < 20; k++) {
            for (int j = 0; j < 24; j++) {
                for (int i = 0; i < 24; i++) {
                    double x = (i - 11.3) * 0.8;
                    double y = (j - 11.8) * 0.8;
                    double z = (k - 9.6) * 1.5;
                    if (x * x + y * y + z * z < 49) {
                        mask.set(i, j, k);
                    }
                }
            }
        }
        return mask;
    }

    /** Frames of eight vertices drawn from the surface: near each other, or anywhere on it. */
    private double[] frames(Random random, boolean near) {
        int[] order = PointGroups.of(surface.verticesMm());
        int first = random.nextInt(order.length - FitKernel.GROUP);
        double[] frames = new double[FitKernel.FRAME * FitKernel.GROUP];
        for (int lane = 0; lane < FitKernel.GROUP; lane++) {
            int v = order[near ? first + lane : random.nextInt(order.length)];
            for (int axis = 0; axis < 3; axis++) {
                frames[axis * FitKernel.GROUP + lane] = surface.verticesMm()[3 * v + axis];
                frames[(3 + axis) * FitKernel.GROUP + lane] = surface.normals()[3 * v + axis];
                frames[(6 + axis) * FitKernel.GROUP + lane] = random.nextDouble() - 0.5;
                frames[(9 + axis) * FitKernel.GROUP + lane] = random.nextDouble() - 0.5;
            }
        }
        return frames;
    }

    private static double[] sums(FitKernel kernel, NearCrossings near, double[] frames) {
        double[] sums = new double[FitKernel.SUMS * FitKernel.GROUP];
        kernel.add(near, FitKernel.GROUP, frames, WINDOW_MM * WINDOW_MM, sums);
        return sums;
    }

    @Test
    void theFastestKernelGivesTheBitsOfThePlainOne() {
        Random random = new Random(3);
        NearCrossings near = new NearCrossings(crossings, WINDOW_MM);
        for (int n = 0; n < 50; n++) {
            double[] frames = frames(random, n % 2 == 0);
            near.gather(frames, 0, 0);

            assertThat(sums(MarginKernels.fit(), near, frames)).isEqualTo(sums(new PlainFitKernel(), near, frames));
        }
    }

    /** A vertex alone, and with others far from it: more crossings are listed, and none of them weighs. */
    @Test
    void whatIsListedForOthersChangesNoBit() {
        Random random = new Random(4);
        NearCrossings near = new NearCrossings(crossings, WINDOW_MM);
        NearCrossings wide = new NearCrossings(crossings, WINDOW_MM);
        for (int n = 0; n < 20; n++) {
            double[] frames = frames(random, true);
            near.gather(frames, 0, 0);
            wide.gather(frames, 5, 2);

            assertThat(wide.count()).isGreaterThan(near.count());
            assertThat(sums(new PlainFitKernel(), wide, frames)).isEqualTo(sums(new PlainFitKernel(), near, frames));
        }
    }

    /** Every crossing that weighs, by trying all. */
    @Test
    void noCrossingThatWeighsIsLeftOut() {
        Random random = new Random(5);
        NearCrossings near = new NearCrossings(crossings, WINDOW_MM);
        for (int n = 0; n < 20; n++) {
            double[] frames = frames(random, true);
            near.gather(frames, 0, 0);
            double[] weight = new double[FitKernel.GROUP];
            for (int e = 0; e < crossings.values.length; e += LatticeCrossings.VALUES) {
                for (int v = 0; v < FitKernel.GROUP; v++) {
                    double dx = crossings.values[e] - frames[v];
                    double dy = crossings.values[e + 1] - frames[FitKernel.GROUP + v];
                    double dz = crossings.values[e + 2] - frames[2 * FitKernel.GROUP + v];
                    double facing = crossings.values[e + 3] * frames[3 * FitKernel.GROUP + v]
                            + crossings.values[e + 4] * frames[4 * FitKernel.GROUP + v]
                            + crossings.values[e + 5] * frames[5 * FitKernel.GROUP + v]
                            + FitKernel.FACING;
                    double window = Math.max(0, 1 - (dx * dx + dy * dy + dz * dz) * (1 / (WINDOW_MM * WINDOW_MM)));
                    weight[v] += window
                            * window
                            * Math.max(0, Math.min(1, facing))
                            * crossings.values[e + LatticeCrossings.INVERSE_VARIANCE];
                }
            }

            assertThat(java.util.Arrays.copyOf(sums(new PlainFitKernel(), near, frames), FitKernel.GROUP))
                    .isEqualTo(weight);
        }
    }

    /**
     * A vector that the compiler cannot keep in a register is an object, and a kernel that makes them is slower than the plain
     * one. Until it is compiled it makes them; it must stop. Where the compiler takes that way is no matter of every run.
     */
    @Test
    void kernelMakesNoObjectsOnceCompiled() {
        FitKernel kernel = MarginKernels.fit();
        NearCrossings near = new NearCrossings(crossings, WINDOW_MM);
        double[] frames = frames(new Random(6), true);
        near.gather(frames, 0, 0);
        double[] sums = new double[FitKernel.SUMS * FitKernel.GROUP];
        ThreadMXBean bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long bytes = Long.MAX_VALUE;
        for (int batch = 0; batch < BATCHES && bytes > 0; batch++) {
            long before = bean.getThreadAllocatedBytes(thread);
            for (int n = 0; n < 100; n++) {
                kernel.add(near, FitKernel.GROUP, frames, WINDOW_MM * WINDOW_MM, sums);
            }
            bytes = bean.getThreadAllocatedBytes(thread) - before;
        }

        assertThat(bytes).isZero();
    }
}
