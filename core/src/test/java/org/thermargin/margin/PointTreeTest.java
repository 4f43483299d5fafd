package org.thermargin.margin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PointTreeTest {
    @Test
    void nearestPointEqualsBruteForce() {
        SplittableRandom random = new SplittableRandom(1);
        for (int count : new int[] {1, 2, 9, 100, 1000}) {
            double[] points = new double[3 * count];
            for (int n = 0; n < points.length; n++) {
                points[n] = random.nextInt(20); // whole numbers: ties
            }
            PointTree tree = new PointTree(points);
            for (int query = 0; query < 200; query++) {
                double x = 20 * random.nextDouble();
                double y = 20 * random.nextDouble();
                double z = random.nextInt(20);
                double best = Double.POSITIVE_INFINITY;
                for (int n = 0; n < points.length; n += 3) {
                    double dx = points[n] - x;
                    double dy = points[n + 1] - y;
                    double dz = points[n + 2] - z;
                    best = Math.min(best, Math.sqrt(dx * dx + dy * dy + dz * dz));
                }

                assertThat(tree.distanceMm(x, y, z)).isEqualTo(best);
                assertThat(tree.distanceWithin(x, y, z, best / 2)).isEqualTo(best / 2);
                assertThat(tree.anyWithin(x, y, z, best * 1.0001)).isTrue();
                assertThat(tree.anyWithin(x, y, z, best * 0.9999)).isEqualTo(best == 0);
            }
        }
    }

    @Test
    void nearPointsHoldNearestOfEveryPlaceAround() {
        SplittableRandom random = new SplittableRandom(2);
        for (int count : new int[] {1, 9, 1000}) {
            double[] points = new double[3 * count];
            for (int n = 0; n < points.length; n++) {
                points[n] = random.nextInt(20); // whole numbers: ties
            }
            PointTree tree = new PointTree(points);
            for (int query = 0; query < 50; query++) {
                double[] centre = {30 * random.nextDouble() - 5, 20 * random.nextDouble(), random.nextInt(20)};
                NearPoints wide = tree.in(tree.ball(centre[0] + 1, centre[1], centre[2], 1 + Math.sqrt(3)));
                NearPoints part = wide.in(wide.ball(centre[0], centre[1], centre[2], Math.sqrt(3)));
                for (int place = 0; place < 30; place++) {
                    double x = centre[0] + random.nextInt(3) - 1;
                    double y = centre[1] + 2 * random.nextDouble() - 1;
                    double z = centre[2] + random.nextInt(3) - 1;

                    assertThat(part.nearest(x, y, z)).isEqualTo(tree.nearest(x, y, z));
                }
            }
        }
    }
}
