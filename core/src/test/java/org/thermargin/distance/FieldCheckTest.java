package org.thermargin.distance;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;

/** No wrong distance field is given out, whichever transform made it; right ones always are. */
@Tag("H21")
class FieldCheckTest {
    private static final BinaryMask BALL = ball();

    private static BinaryMask ball() {
        BinaryMask mask = new BinaryMask(VoxelGrid.axisAligned(70, 40, 30, 0.75, 1.1, 2.3, new Point3(1, 2, 3)));
        for (int k = 0; k < 30; k++) {
            for (int j = 0; j < 40; j++) {
                for (int i = 0; i < 70; i++) {
                    if ((i - 40) * (i - 40) + (j - 18) * (j - 18) + 4 * (k - 14) * (k - 14) < 150) {
                        mask.set(i, j, k);
                    }
                }
            }
        }
        return mask;
    }

    /** The plain kernel, whose last pass is then spoiled. */
    private record Spoiled(float factor) implements EnvelopeKernel {
        @Override
        public Worker worker(int n) {
            Worker right = new ScalarEnvelopeKernel().worker(n);
            return new Worker() {
                @Override
                public void squared(float[] volume, int start, int width, int stride, Rows rows, Axis axis) {
                    right.squared(volume, start, width, stride, rows, axis);
                    spoil(volume, start, width, stride, axis);
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
                    right.signed(volume, start, width, stride, outer, inner, axis, rooted);
                    spoil(volume, start, width, stride, axis);
                }

                private void spoil(float[] volume, int start, int width, int stride, Axis axis) {
                    for (int p = 0; p < axis.n; p++) {
                        for (int c = 0; c < width; c++) {
                            volume[start + c + p * stride] *= factor;
                        }
                    }
                }

                @Override
                public int tile() {
                    return right.tile();
                }
            };
        }
    }

    private static void assertCaught(ThrowingCallable transform) {
        assertThatThrownBy(transform).isInstanceOf(DistanceFieldException.class).hasMessageContaining("by brute force");
    }

    @Test
    void spoiledKernelsGiveNoField() {
        for (float factor : new float[] {1.00001f, 0.99999f, 2, Float.NaN, Float.POSITIVE_INFINITY}) {
            Spoiled kernel = new Spoiled(factor);

            assertCaught(() -> DistanceTransform.squaredVolumeMm2(BALL, 2, kernel));
            assertCaught(() -> DistanceTransform.squaredVolumeMm2(BALL.not(), 2, kernel));
            assertCaught(() -> DistanceTransform.squaredWithinMm2(BALL, 12, 2, kernel));
            assertCaught(() -> SignedDistance.of(BALL, 2, kernel));
        }
        Spoiled right = new Spoiled(1);
        assertThatCode(() -> DistanceTransform.squaredVolumeMm2(BALL, 2, right)).doesNotThrowAnyException();
        assertThatCode(() -> DistanceTransform.squaredWithinMm2(BALL, 12, 2, right))
                .doesNotThrowAnyException();
        assertThatCode(() -> SignedDistance.of(BALL, 2, right)).doesNotThrowAnyException();
    }

    @Test
    void spoiledArraysAreCaught() {
        double[] doubles = DistanceTransform.squaredMm2(BALL, 1);
        int[] nearest = DistanceTransform.nearestFeature(BALL, 1);
        for (int v = 0; v < doubles.length; v++) {
            doubles[v] *= 1 + 1e-10;
            nearest[v] = Math.max(0, nearest[v] - 1);
        }

        assertCaught(() -> FieldCheck.squared(BALL, doubles, 1));
        assertCaught(() -> FieldCheck.nearest(BALL, nearest, 2));
        assertCaught(() -> FieldCheck.squared(new BinaryMask(BALL.grid()), doubles, 1));
        assertCaught(() -> FieldCheck.nearest(BALL, new int[doubles.length], 2));
    }

    /** A field that is right but for one voxel in four is caught: 64 voxels miss it once in 10^8. */
    @Test
    void aFieldWrongInPartIsCaught() {
        float[] values = DistanceTransform.squaredVolumeMm2(BALL, 1).values();
        for (int v = 0; v < values.length; v++) {
            values[v] += v % 70 < 18 ? 0.5f : 0;
        }

        assertCaught(() -> FieldCheck.squared(BALL, values, 2));
    }

    /** Empty, full, one-thick and sparse masks, every transform: the transforms would throw. */
    @Test
    void rightFieldsAlwaysPass() {
        Random random = new Random(5);
        for (int n = 0; n < 300; n++) {
            BinaryMask mask = BruteForce.mask(BruteForce.grid(random), random);
            for (BinaryMask features : new BinaryMask[] {mask, mask.not(), new BinaryMask(mask.grid())}) {
                assertThatCode(() -> {
                            DistanceTransform.squaredMm2(features, 1);
                            DistanceTransform.squaredVolumeMm2(features, 1);
                            DistanceTransform.squaredWithinMm2(features, 10 * random.nextDouble(), 1);
                            DistanceTransform.nearestFeature(features, 1);
                            SignedDistance.of(features, 1);
                        })
                        .doesNotThrowAnyException();
            }
        }
    }
}
