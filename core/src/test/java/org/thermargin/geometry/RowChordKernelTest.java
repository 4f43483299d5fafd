package org.thermargin.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Points of rows marked by chords against the same points asked one by one. */
class RowChordKernelTest {
    /** A row from a point in steps of a vector. */
    private record Steps(Point3 from, Point3 step, int count) implements PointRow {
        @Override
        public double x(int n) {
            return from.x() + n * step.x();
        }

        @Override
        public double y(int n) {
            return from.y() + n * step.y();
        }

        @Override
        public double z(int n) {
            return from.z() + n * step.z();
        }
    }

    @Test
    void rowsThroughUnionsAreMarkedAsTheirPointsAreContained() {
        Random random = new Random(11);
        long inside = 0;
        for (int trial = 0; trial < 3000; trial++) {
            EllipsoidUnion union = EllipsoidUnion.of(RandomShapes.ellipsoids(random, 1 + trial % 4, 12));
            int count = 1 + random.nextInt(150);
            Point3 step = RandomShapes.point(random, 0.9);
            Point3 near = RandomShapes.point(random, 25);
            int at = random.nextInt(count);
            Point3 from = near.shifted(-at * step.x(), -at * step.y(), -at * step.z());

            inside += assertSame(union, new Steps(from, step, count));
        }
        assertThat(inside).isGreaterThan(30_000); // rows do run through
    }

    /** Rows that touch: along z at one semi-axis from the centre, give or take rounding. */
    @Test
    void rowsThatTouchAreMarkedAsTheirPointsAreContained() {
        EllipsoidUnion ball = EllipsoidUnion.of(
                List.of(Ellipsoid.of(new Point3(1, 2, 3), Direction3.LEFT, Direction3.POSTERIOR, 10, 10, 10)));
        for (double off : new double[] {0, 1e-16, -1e-15, 1e-15, -1e-12, 1e-12, -1e-9, 1e-9, -1e-6}) {
            for (double shift = 0; shift < 1; shift += 0.1) {
                Steps row = new Steps(new Point3(11 + off, 2, 3 - 20 * 0.8 + shift), new Point3(0, 0, 0.8), 41);
                assertSame(ball, row);
            }
        }
    }

    /** Number of points inside; what was marked before stays. */
    private static int assertSame(EllipsoidUnion union, PointRow row) {
        long[] bits = new long[(row.count() + 63) >>> 6];
        bits[0] = 1;
        long[] expected = bits.clone();
        int inside = 0;
        for (int n = 0; n < row.count(); n++) {
            if (union.contains(row.x(n), row.y(n), row.z(n))) {
                expected[n >> 6] |= 1L << (n & 63);
                inside++;
            }
        }

        union.mark(row, bits);

        assertThat(bits).isEqualTo(expected);
        return inside;
    }
}
