package org.thermargin.heatsink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NearestBallTest {
    /** Rounding: a centre distance of up to 100 mm in doubles. */
    private static final double ROUNDING_MM = 1e-12;

    /** A trunk of wide balls among many thin ones, points inside and outside; the oracle looks at every ball. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 17, 400})
    void isTheLeastOverAllBalls(int count) {
        Random random = new Random(count);
        double[] balls = new double[4 * count];
        for (int b = 0; b < balls.length; b += 4) {
            boolean trunk = random.nextInt(8) == 0;
            balls[b] = trunk ? random.nextGaussian() : 40 * random.nextDouble() - 20;
            balls[b + 1] = trunk ? random.nextGaussian() : 40 * random.nextDouble() - 20;
            balls[b + 2] = 60 * random.nextDouble() - 30;
            balls[b + 3] = trunk ? 8 : 1 + random.nextDouble();
        }
        NearestBall nearest = new NearestBall(balls);

        for (int n = 0; n < 2000; n++) {
            double x = 80 * random.nextDouble() - 40;
            double y = 80 * random.nextDouble() - 40;
            double z = 80 * random.nextDouble() - 40;
            double least = Double.POSITIVE_INFINITY;
            for (int b = 0; b < balls.length; b += 4) {
                double dx = x - balls[b];
                double dy = y - balls[b + 1];
                double dz = z - balls[b + 2];
                least = Math.min(least, Math.sqrt(dx * dx + dy * dy + dz * dz) - balls[b + 3]);
            }

            assertThat(nearest.gapMm(nearest.nearest(x, y, z), x, y, z)).isCloseTo(least, within(ROUNDING_MM));
        }
    }
}
