package org.thermargin.margin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PointGroupsTest {
    private static double[] sphere(Random random, int count) {
        double[] points = new double[3 * count];
        for (int n = 0; n < count; n++) {
            double x = random.nextGaussian();
            double y = random.nextGaussian();
            double z = random.nextGaussian();
            double scale = 20 / Math.sqrt(x * x + y * y + z * z);
            points[3 * n] = x * scale;
            points[3 * n + 1] = y * scale;
            points[3 * n + 2] = z * scale;
        }
        return points;
    }

    @Test
    void everyPointHasOnePlace() {
        Random random = new Random(1);
        for (int count : new int[] {0, 1, 2, 7, 8, 9, 16, 17, 63, 64, 65, 1000, 4099}) {
            double[] points = sphere(random, count);

            int[] order = PointGroups.of(points);

            assertThat(Arrays.stream(order).sorted().toArray())
                    .isEqualTo(IntStream.range(0, count).toArray());
        }
    }

    @Test
    void pointsOfOnePlaceAreTakenToo() {
        assertThat(PointGroups.of(new double[3 * 100])).hasSize(100).doesNotHaveDuplicates();
    }

    /** No plane along an axis that parts two halves of a power of two of groups is crossed by either. */
    @Test
    void halvesAreBesideEachOther() {
        double[] points = sphere(new Random(2), 2048);
        int[] order = PointGroups.of(points);
        for (int size = 16; size <= 2048; size *= 2) {
            for (int first = 0; first < 2048; first += size) {
                int from = first;
                int half = size / 2;
                assertThat(IntStream.range(0, 3)
                                .anyMatch(axis -> most(points, order, from, from + half, axis)
                                        <= least(points, order, from + half, from + 2 * half, axis)))
                        .isTrue();
            }
        }
    }

    private static double most(double[] points, int[] order, int from, int end, int axis) {
        return IntStream.range(from, end)
                .mapToDouble(n -> points[3 * order[n] + axis])
                .max()
                .orElseThrow();
    }

    private static double least(double[] points, int[] order, int from, int end, int axis) {
        return IntStream.range(from, end)
                .mapToDouble(n -> points[3 * order[n] + axis])
                .min()
                .orElseThrow();
    }

    /** Sum of the sides of the boxes of all groups, against runs of the Morton curve that {@link PointOrder} goes along. */
    @Test
    void groupsOfASurfaceAreSmall() {
        double[] points = sphere(new Random(3), 4096);

        assertThat(sides(points, PointGroups.of(points))).isLessThan(0.75 * sides(points, PointOrder.of(points)));
    }

    private static double sides(double[] points, int[] order) {
        double sum = 0;
        for (int first = 0; first < order.length; first += PointGroups.GROUP) {
            for (int axis = 0; axis < 3; axis++) {
                sum += most(points, order, first, first + PointGroups.GROUP, axis)
                        - least(points, order, first, first + PointGroups.GROUP, axis);
            }
        }
        return sum;
    }
}
