package org.thermargin.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Bounds of depths against the depths. */
class EllipsoidRangeTest {
    @Test
    void depthInAnEllipsoidLiesBetweenItsBoundsWhichAreNarrow() {
        Random random = new Random(4);
        int wide = 0;
        for (int n = 0; n < 200; n++) {
            Ellipsoid ellipsoid = RandomShapes.ellipsoid(random, 5);
            for (int p = 0; p < 100; p++) {
                wide += assertHeld(ellipsoid, RandomShapes.point(random, p % 3 == 0 ? 60 : 15)) > 0.1 ? 1 : 0;
            }
        }
        // near the centre, and for points seen along a short axis, one step is not enough
        assertThat(wide).isLessThan(20_000 / 5);
    }

    @Test
    void boundsHoldOnPlanesOfSymmetryAndForBalls() {
        Ellipsoid upright = Ellipsoid.of(new Point3(0, 0, 0), Direction3.LEFT, Direction3.POSTERIOR, 20, 15, 11);
        Ellipsoid ball = Ellipsoid.of(new Point3(0, 0, 0), Direction3.LEFT, Direction3.POSTERIOR, 12, 12, 12);
        for (Ellipsoid ellipsoid : new Ellipsoid[] {upright, ball}) {
            for (double x : new double[] {0, 1e-9, 7, 12, 20, 40}) {
                for (double y : new double[] {0, -1e-12, 5, 15, -90}) {
                    for (double z : new double[] {0, 2, 11, 300}) {
                        assertHeld(ellipsoid, new Point3(x, y, z));
                    }
                }
            }
        }
    }

    @Test
    void depthInAUnionLiesBetweenItsBounds() {
        Random random = new Random(9);
        for (int n = 0; n < 120; n++) {
            EllipsoidUnion union = EllipsoidUnion.of(RandomShapes.ellipsoids(random, 1 + n % 4, 14));
            for (int p = 0; p < 60; p++) {
                assertHeld(union, RandomShapes.point(random, p % 3 == 0 ? 60 : 22));
            }
        }
    }

    private static double assertHeld(Solid solid, Point3 p) {
        double[] range = new double[2];
        solid.rangeMm(p.x(), p.y(), p.z(), range);
        double depth = solid.depthMm(p);
        assertThat(depth).isBetween(range[0], range[1]);
        assertThat(solid.atLeastMm(p.x(), p.y(), p.z())).isLessThanOrEqualTo(depth);
        return range[1] - range[0];
    }
}
