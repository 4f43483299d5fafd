package org.thermargin.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.thermargin.geometry.Point3;
import org.thermargin.scene.Application;
import org.thermargin.scene.ApplicatorPlacement;

/** Distances of two shafts against closed forms and against points along both. */
class ShaftPairTest {
    private static ApplicatorPlacement shaft(Point3 entry, Point3 tip) {
        return ApplicatorPlacement.once("a", entry, tip, "d", Application.atTip(OptionalDouble.empty(), 60));
    }

    @Test
    void shaftsThatPassEachOtherAreNearestWithinBoth() {
        ShaftPair pair = ShaftPair.of(
                shaft(new Point3(-50, 0, 0), new Point3(50, 0, 0)),
                shaft(new Point3(3, -40, 10), new Point3(3, 60, 10)));

        assertThat(pair.distanceMm()).isCloseTo(10, within(1e-9));
        assertThat(pair.angleDeg()).isCloseTo(90, within(1e-9));
        assertThat(pair.tipDistanceMm()).isCloseTo(Math.sqrt(47 * 47 + 60 * 60 + 100), within(1e-9));
    }

    /** Half a step of 1/400 of at most 208 mm along each shaft changes the distance by at most 0.52 mm. */
    @Test
    void distanceIsTheLeastOfAnyTwoPoints() {
        SplittableRandom random = new SplittableRandom(20261128);
        for (int n = 0; n < 40; n++) {
            ApplicatorPlacement one = shaft(point(random), point(random));
            ApplicatorPlacement other = shaft(point(random), point(random));

            double found = ShaftPair.of(one, other).distanceMm();

            double least = least(one, other);
            assertThat(found).isBetween(least - 0.52, least + 1e-9);
            assertThat(ShaftPair.of(other, one).distanceMm()).isCloseTo(found, within(1e-9));
        }
    }

    private static double least(ApplicatorPlacement one, ApplicatorPlacement other) {
        double least = Double.POSITIVE_INFINITY;
        for (int a = 0; a <= 400; a++) {
            Point3 p = one.entry().along(one.direction(), one.lengthMm() * a / 400);
            for (int b = 0; b <= 400; b++) {
                Point3 q = other.entry().along(other.direction(), other.lengthMm() * b / 400);
                least = Math.min(least, p.distanceMm(q));
            }
        }
        return least;
    }

    private static Point3 point(SplittableRandom random) {
        return new Point3(random.nextDouble(-60, 60), random.nextDouble(-60, 60), random.nextDouble(-60, 60));
    }
}
