package org.thermargin.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Point3;
import org.thermargin.geometry.SignedField;
import org.thermargin.phantom.StarBodies.Ellipsoid;
import org.thermargin.phantom.StarBodies.Frame;

/** The numerical truth of scenes against closed forms. */
class SceneTruthTest {
    /** What the class promises. */
    private static final double NUMERIC_MM = 1e-3;

    private static final Point3 ORIGIN = new Point3(0, 0, 0);

    private static StarBody ball(double x, double r) {
        return StarBodies.ball(new Point3(x, 0, 0), r);
    }

    @Test
    void numericDepthOfAnEllipsoidEqualsTheClosedForm() {
        SplittableRandom random = new SplittableRandom(1);
        Frame frame = AnalyticScene.randomFrame(random);
        SignedField closed = ClosedDepths.ellipsoid(ORIGIN, frame, 14, 10, 8);
        StarDepth numeric = new StarDepth(StarBodies.ellipsoid(ORIGIN, frame, 14, 10, 8), List.of());
        for (int n = 0; n < 50; n++) {
            Point3 p = ORIGIN.along(AnalyticScene.randomDirection(random), 20 * random.nextDouble());

            assertThat(numeric.depthMm(p)).isCloseTo(closed.depthMm(p), within(NUMERIC_MM));
        }
    }

    @Test
    void depthInTwoBallsCountsTheCrease() {
        Point3 a = new Point3(0, 0, -9);
        Point3 b = new Point3(0, 0, 9);
        SignedField closed = ClosedDepths.twoBalls(a, 12, b, 12);
        StarDepth numeric = new StarDepth(
                StarBodies.union(
                        StarBodies.seenFrom(ORIGIN, new Ellipsoid(a, Frame.WORLD, 12, 12, 12)),
                        StarBodies.seenFrom(ORIGIN, new Ellipsoid(b, Frame.WORLD, 12, 12, 12))),
                List.of());

        assertThat(closed.depthMm(ORIGIN)).isCloseTo(Math.sqrt(63), within(1e-12));
        SplittableRandom random = new SplittableRandom(2);
        for (int n = 0; n < 50; n++) {
            Point3 p = ORIGIN.along(AnalyticScene.randomDirection(random), 25 * random.nextDouble());

            // descent in a crease stops within its last step, 3e-6 of the radius, or on the valley's sides
            assertThat(numeric.depthMm(p)).isCloseTo(closed.depthMm(p), within(5e-3));
        }
    }

    @Test
    void truthOfSpheresIsTheRadiusDifference() {
        AnalyticScene covered = AnalyticScene.numeric("g1", ball(0, 10), ball(2, 15), List.of());
        AnalyticScene uncovered = AnalyticScene.numeric("g2", ball(0, 10), ball(4, 12), List.of());
        AnalyticScene hollow = AnalyticScene.numeric("g9", ball(0, 15), ball(0, 25), List.of(ball(0, 4)));

        assertThat(SceneTruth.of(covered).mamMm()).isCloseTo(3, within(NUMERIC_MM));
        assertThat(SceneTruth.of(uncovered).mamMm()).isCloseTo(-2, within(NUMERIC_MM));
        assertThat(SceneTruth.of(hollow).mamMm()).isCloseTo(-4, within(NUMERIC_MM));
        double[] shares = SceneTruth.sharesAtLeast(covered, 4, 5, 6);
        // 4096 samples of equal area: a share is off by at most a ring of samples
        assertThat(shares[0]).isCloseTo(0.7125, within(2e-3));
        assertThat(shares[1]).isCloseTo(0.45, within(2e-3));
        assertThat(shares[2]).isCloseTo(0.2125, within(2e-3));
    }

    @Test
    void subcapsularTruthIsTheDistanceToUnablatedOrgan() {
        AnalyticScene.Plane plane = new AnalyticScene.Plane(new Point3(-12, 0, 0), Direction3.LEFT);
        AnalyticScene scene =
                AnalyticScene.numeric("g7", ball(0, 10), ball(0, 16), List.of()).within(plane);
        AnalyticScene shifted = AnalyticScene.numeric("g7", ball(0, 10), ball(-3, 15), List.of())
                .within(plane);

        assertThat(SceneTruth.of(scene).mamMm()).isCloseTo(6, within(NUMERIC_MM));
        // the zone's far side at x = 12 is 2 from the lesion and lies in the organ
        assertThat(SceneTruth.of(shifted).mamMm()).isCloseTo(2, within(NUMERIC_MM));
    }

    @Test
    void ballAssumptionIsToldFromTheShape() {
        assertThat(SceneTruth.isUnionOfBalls(ball(0, 3), 2.9)).isTrue();
        assertThat(SceneTruth.isUnionOfBalls(ball(0, 3), 3.1)).isFalse();
        assertThat(SceneTruth.isUnionOfBalls(StarBodies.box(ORIGIN, Frame.WORLD, 5, 5, 5), 1))
                .isFalse();
        AnalyticScene convex = AnalyticScene.closed("convex", ball(0, 3), ball(0, 9), ClosedDepths.ball(ORIGIN, 9));
        assertThat(SceneTruth.isOutsideUnionOfBalls(convex, 3)).isTrue();
        AnalyticScene hollow = AnalyticScene.numeric("hollow", ball(0, 3), ball(0, 9), List.of(ball(0, 2)));
        assertThat(SceneTruth.isOutsideUnionOfBalls(hollow, 3)).isFalse();
    }

    @Test
    void sceneOfASeedIsAlwaysTheSame() {
        for (SceneFamily family : SceneFamily.values()) {
            assertThat(family.scene(3, true).truth())
                    .isEqualTo(family.scene(3, true).truth());
        }
    }
}
