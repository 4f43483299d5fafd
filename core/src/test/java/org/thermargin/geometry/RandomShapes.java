package org.thermargin.geometry;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random points, directions and ellipsoids of the size of ablation zones. */
final class RandomShapes {
    private RandomShapes() {}

    static Direction3 direction(Random random) {
        return Direction3.of(random.nextGaussian(), random.nextGaussian(), random.nextGaussian());
    }

    static Point3 point(Random random, double halfWidth) {
        return new Point3(
                halfWidth * (2 * random.nextDouble() - 1),
                halfWidth * (2 * random.nextDouble() - 1),
                halfWidth * (2 * random.nextDouble() - 1));
    }

    static Ellipsoid ellipsoid(Random random, double spread) {
        Direction3 u = direction(random);
        return Ellipsoid.of(
                point(random, spread),
                u,
                u.cross(direction(random)),
                8 + 17 * random.nextDouble(),
                8 + 17 * random.nextDouble(),
                8 + 17 * random.nextDouble());
    }

    static List<Ellipsoid> ellipsoids(Random random, int count, double spread) {
        List<Ellipsoid> result = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            result.add(ellipsoid(random, spread));
        }
        return result;
    }
}
