package org.thermargin.distance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;

/** What all transforms promise beside the right numbers: the same bits for every thread count, no hidden allocation. */
@Tag("H21")
class DistanceKernelTest {
    private static final int[] THREADS = {2, 3, 7, 16};

    @Test
    void bitsDoNotDependOnThreads() {
        Random random = new Random(11);
        for (int n = 0; n < 40; n++) {
            BinaryMask mask = BruteForce.mask(grid(random), random);
            double[] squared = DistanceTransform.squaredMm2(mask, 1);
            float[] floats = DistanceTransform.squaredVolumeMm2(mask, 1).values();
            float[] within =
                    DistanceTransform.squaredWithinMm2(mask, 4, 1).orElseThrow().values();
            float[] signed = SignedDistance.of(mask, 1).values();
            int[] nearest = DistanceTransform.nearestFeature(mask, 1);

            for (int threads : THREADS) {
                assertThat(DistanceTransform.squaredMm2(mask, threads)).isEqualTo(squared);
                assertThat(DistanceTransform.squaredVolumeMm2(mask, threads).values())
                        .isEqualTo(floats);
                assertThat(DistanceTransform.squaredWithinMm2(mask, 4, threads)
                                .orElseThrow()
                                .values())
                        .isEqualTo(within);
                assertThat(SignedDistance.of(mask, threads).values()).isEqualTo(signed);
                assertThat(DistanceTransform.nearestFeature(mask, threads)).isEqualTo(nearest);
            }
        }
    }

    /** Wider than one tile and one mask word, so that remainders of both occur. */
    private static VoxelGrid grid(Random random) {
        return VoxelGrid.axisAligned(
                BruteForce.size(random, 90),
                BruteForce.size(random, 40),
                BruteForce.size(random, 40),
                0.7,
                0.9,
                1.3,
                new Point3(0, 0, 0));
    }

    @Test
    void onlyScratchOfOneLineTileIsAllocated() {
        BinaryMask mask = new BinaryMask(VoxelGrid.axisAligned(96, 96, 96, 0.8, 0.8, 1.5, new Point3(0, 0, 0)));
        Random random = new Random(12);
        for (int n = 0; n < 500; n++) {
            mask.set(random.nextInt(96), random.nextInt(96), random.nextInt(96));
        }
        float[] result = new float[mask.grid().voxelCount()];
        DistanceKernel.squared(
                mask, 1, new ScalarEnvelopeKernel(), result); // class loading and the first compilation are not counted
        ThreadMXBean bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long before = bean.getThreadAllocatedBytes(thread);

        DistanceKernel.squared(mask, 1, new ScalarEnvelopeKernel(), result);

        // Two passes over tiles of 96 lines: per position at most 3 * TILE floats and 64 bytes of stacks and tables,
        // twice that as slack. One object per line would be 2 * 96 * 96 * 16 = 295 kB more.
        long bytes = bean.getThreadAllocatedBytes(thread) - before;
        assertThat(bytes).isLessThan(2L * 2 * 96 * (3 * 16 * Float.BYTES + 64));
    }

    /** Where squared spacings and their sums fit a float there is nothing to round, and the kernels agree in every bit. */
    @Test
    void vectorKernelEqualsThePlainOne() {
        assertThat(EnvelopeKernels.fastest().getClass().getSimpleName()).isEqualTo("VectorEnvelopeKernel");
        Random random = new Random(14);
        for (int n = 0; n < 60; n++) {
            BinaryMask mask = BruteForce.mask(
                    VoxelGrid.axisAligned(
                            BruteForce.size(random, 150),
                            BruteForce.size(random, 40),
                            BruteForce.size(random, 40),
                            0.5,
                            0.75,
                            1.25,
                            new Point3(0, 0, 0)),
                    random);
            for (BinaryMask region : List.of(mask, mask.not())) {
                assertThat(squared(region, EnvelopeKernels.fastest()))
                        .isEqualTo(squared(region, new ScalarEnvelopeKernel()));
                assertThat(signed(region, EnvelopeKernels.fastest()))
                        .isEqualTo(signed(region, new ScalarEnvelopeKernel()));
            }
        }
    }

    private static float[] squared(BinaryMask mask, EnvelopeKernel kernel) {
        float[] volume = new float[mask.grid().voxelCount()];
        DistanceKernel.squared(mask, 2, kernel, volume);
        return volume;
    }

    private static float[] signed(BinaryMask mask, EnvelopeKernel kernel) {
        float[] volume = new float[mask.grid().voxelCount()];
        DistanceKernel.signed(mask, 2, kernel, volume);
        return volume;
    }

    @Test
    void floatKernelEqualsReferenceOnAStructureOfManyTiles() {
        // A shell with holes: runs of zeros, gaps inside and outside, and lines without a feature.
        VoxelGrid grid = VoxelGrid.axisAligned(150, 83, 61, 0.7, 0.8, 2.5, new Point3(0, 0, 0));
        BinaryMask mask = new BinaryMask(grid);
        Random random = new Random(13);
        for (int k = 0; k < 61; k++) {
            for (int j = 0; j < 83; j++) {
                for (int i = 0; i < 150; i++) {
                    double x = (i - 70) / 50.0;
                    double y = (j - 40) / 30.0;
                    double z = (k - 28) / 20.0;
                    double q = x * x + y * y + z * z;
                    if (q < 1 && q > 0.2 && random.nextInt(20) > 0) {
                        mask.set(i, j, k);
                    }
                }
            }
        }

        float[] floats = DistanceTransform.squaredVolumeMm2(mask, 2).values();

        double[] reference = DistanceTransform.squaredMm2(mask, 2);
        double worst = 0;
        for (int v = 0; v < floats.length; v++) {
            worst = Math.max(worst, Math.abs(floats[v] - reference[v]) / Math.max(reference[v], 0.1));
        }
        // One rounding to float per axis.
        assertThat(worst).isLessThan(3 * 0x1p-24);
    }

    /** Inside thin tubes, as everywhere: most tiles are zero throughout, and the others between zeros. */
    @Test
    void distancesInsideThinTubesEqualTheReference() {
        VoxelGrid grid = VoxelGrid.axisAligned(150, 83, 61, 0.7, 0.8, 2.5, new Point3(0, 0, 0));
        BinaryMask tubes = new BinaryMask(grid);
        for (int k = 0; k < 61; k++) {
            for (int j = 0; j < 83; j++) {
                for (int i = 0; i < 150; i++) {
                    double along = StrictMath.hypot(0.7 * i - 30, 0.8 * j - 25);
                    double across = StrictMath.hypot(0.8 * j - 50, 2.5 * k - 70);
                    double border = StrictMath.hypot(0.7 * i - 104, 2.5 * k);
                    if (along < 3 || across < 4 || border < 5) {
                        tubes.set(i, j, k);
                    }
                }
            }
        }

        float[] floats = DistanceTransform.squaredVolumeMm2(tubes.not(), 2).values();

        double[] reference = DistanceTransform.squaredMm2(tubes.not(), 2);
        for (int v = 0; v < floats.length; v++) {
            // One rounding to float per axis.
            assertThat(Math.abs(floats[v] - reference[v])).isLessThanOrEqualTo(reference[v] * 3 * 0x1p-24);
        }
    }
}
