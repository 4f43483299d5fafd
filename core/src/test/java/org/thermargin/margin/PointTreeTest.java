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
}
