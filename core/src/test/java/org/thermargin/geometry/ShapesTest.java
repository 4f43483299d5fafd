package org.thermargin.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Signed distances of single shapes against closed forms and brute force. */
class ShapesTest {
    private static final double EXACT_MM = 1e-9;
    private static final Point3 ORIGIN = new Point3(0, 0, 0);

    private static Ellipsoid upright(double a, double b, double c) {
        return Ellipsoid.of(ORIGIN, Direction3.LEFT, Direction3.POSTERIOR, a, b, c);
    }

    @Test
    void depthAtTheCentreIsTheShortestSemiAxis() {
        assertThat(upright(20, 18, 16).depthMm(0, 0, 0)).isCloseTo(16, within(EXACT_MM));
        assertThat(upright(16, 18, 20).depthMm(0, 0, 0)).isCloseTo(16, within(EXACT_MM));
        assertThat(upright(20, 16, 16).depthMm(0, 0, 0)).isCloseTo(16, within(EXACT_MM));
        assertThat(upright(20, 20, 0.01).depthMm(0, 0, 0)).isCloseTo(0.01, within(EXACT_MM));
    }

    @Test
    void depthOnAnAxisIsClosedForm() {
        Ellipsoid e = upright(20, 16, 16);

        // on the long axis the foot is the end only beyond the centre of curvature at a - b^2 / a = 7.2
        assertThat(e.depthMm(10, 0, 0)).isCloseTo(10, within(EXACT_MM));
        // before it: distance b sqrt(1 - x^2 / (a^2 - b^2))
        assertThat(e.depthMm(5, 0, 0)).isCloseTo(16 * Math.sqrt(1 - 25 / 144.0), within(EXACT_MM));
        assertThat(e.depthMm(33, 0, 0)).isCloseTo(-13, within(EXACT_MM));
        assertThat(e.depthMm(0, -21, 0)).isCloseTo(-5, within(EXACT_MM));
        assertThat(e.depthMm(20, 0, 0)).isCloseTo(0, within(EXACT_MM));
    }

    @Test
    void pointsLaidOffAlongTheNormalHaveThatDepth() {
        // a surface point is the foot of all points outside on its normal, and inside up to the smallest radius of
        // curvature, e_min^2 / e_max
        Random random = new Random(1);
        for (int n = 0; n < 20_000; n++) {
            Direction3 u = RandomShapes.direction(random);
            double[] e = semiAxes(random, n % 5);
            Ellipsoid shape = Ellipsoid.of(
                    RandomShapes.point(random, 100), u, u.cross(RandomShapes.direction(random)), e[0], e[1], e[2]);
            Direction3 s = RandomShapes.direction(random);
            double[] q = new double[3];
            double[] g = new double[3];
            shape.surface(new double[] {s.x(), s.y(), s.z()}, q);
            shape.gradient(q[0], q[1], q[2], g);
            double least = shape.shortestMm() * shape.shortestMm() / shape.longestMm();
            double distance = random.nextBoolean() ? -least * random.nextDouble() : 50 * random.nextDouble();
            Point3 foot = new Point3(q[0], q[1], q[2]);
            Point3 p = foot.along(Direction3.of(g[0], g[1], g[2]), distance);

            assertThat(shape.depthMm(p)).as("case %s", n).isCloseTo(-distance, within(EXACT_MM));
            assertThat(Math.abs(shape.depthMm(shape.foot(p)))).isLessThan(EXACT_MM);
            assertThat(shape.foot(p).distanceMm(p)).isCloseTo(Math.abs(distance), within(EXACT_MM));
        }
    }

    private static double[] semiAxes(Random random, int kind) {
        double a = 5 + 20 * random.nextDouble();
        return switch (kind) {
            case 0 -> new double[] {a, 5 + 20 * random.nextDouble(), 5 + 20 * random.nextDouble()};
            case 1 -> new double[] {a, a * (1 + 1e-13), a * (1 + 1e-9 * random.nextDouble())};
            case 2 -> new double[] {a, a * random.nextDouble() + 1e-3, 1e-3};
            case 3 -> new double[] {a, 1.3 * a, 1.3 * a};
            default -> new double[] {a, a, 1.4 * a};
        };
    }

    @Test
    void depthOfEllipsoidAgreesWithDenseSampling() {
        // 2e5 directions leave gaps below 0.02 rad: the sampled distance is too large by at most
        // (0.02 * 25)^2 / 2 / depth... for depths above 1 mm; 0.05 mm covers the worst case seen by the bound
        Random random = new Random(2);
        for (int n = 0; n < 4; n++) {
            Ellipsoid shape = RandomShapes.ellipsoid(random, 5);
            Point3[] surface = new Point3[200_000];
            for (int k = 0; k < surface.length; k++) {
                double[] q = new double[3];
                Direction3 s = RandomShapes.direction(random);
                shape.surface(new double[] {s.x(), s.y(), s.z()}, q);
                surface[k] = new Point3(q[0], q[1], q[2]);
            }
            for (int k = 0; k < 25; k++) {
                Point3 p = RandomShapes.point(random, 25);
                double nearest = Double.POSITIVE_INFINITY;
                for (Point3 q : surface) {
                    nearest = Math.min(nearest, q.squaredDistanceSqMm(p));
                }
                nearest = Math.sqrt(nearest);

                double distance = Math.abs(shape.depthMm(p));
                assertThat(distance).isLessThanOrEqualTo(nearest + EXACT_MM);
                assertThat(distance).isGreaterThan(Math.sqrt(nearest * nearest + 0.25) - 0.5 - 0.05);
            }
        }
    }

    @Test
    void otherMinimumIsTheOnlyOtherMinimum() {
        // near the centre of an ellipsoid with one shortest axis both of its ends are local minima
        double[] feet = new double[6];
        assertThat(upright(20, 18, 16).nearestFeet(0.1, 0.1, 1, feet)).isEqualTo(2);
        assertThat(feet[2]).isGreaterThan(15);
        assertThat(feet[5]).isLessThan(-15);
        assertThat(upright(20, 18, 16).nearestFeet(0.1, 0.1, 12, feet)).isEqualTo(1);
        assertThat(upright(20, 18, 16).nearestFeet(30, 0, 0, feet)).isEqualTo(1);
    }

    @Test
    void boundsAndVolumeOfATurnedEllipsoid() {
        Ellipsoid e = Ellipsoid.ofRevolution(new Point3(1, 2, 3), Direction3.of(1, 0, 1), 20, 10);

        // half width along x: sqrt((400 + 100) / 2)
        assertThat(e.bounds().high().x()).isCloseTo(1 + Math.sqrt(250), within(EXACT_MM));
        assertThat(e.bounds().low().y()).isCloseTo(-8, within(EXACT_MM));
        assertThat(e.volumeMm3()).isCloseTo(4 * Math.PI / 3 * 2000, within(1e-8));
    }

    @Test
    void sphereDepthAndFootAreClosedForm() {
        Sphere sphere = new Sphere(new Point3(1, 0, 0), 5);

        assertThat(sphere.depthMm(1, 3, 0)).isEqualTo(2);
        assertThat(sphere.depthMm(1, 0, 12)).isEqualTo(-7);
        assertThat(sphere.foot(new Point3(1, 2, 0))).isEqualTo(new Point3(1, 5, 0));
        assertThat(sphere.foot(sphere.centre()).distanceMm(sphere.centre())).isEqualTo(5);
        assertThat(sphere.toEllipsoid().depthMm(2, 3, 4)).isCloseTo(sphere.depthMm(2, 3, 4), within(EXACT_MM));
    }

    @Test
    void marginOfASphereOnTheAxisOfASweptSphereIsRadiusDifference() {
        // G5: R 15, r 10
        SweptSphere path = new SweptSphere(new Point3(0, 0, -50), new Point3(0, 0, 50), 15);
        Random random = new Random(3);
        for (int n = 0; n < 1000; n++) {
            Point3 onLesion = ORIGIN.along(RandomShapes.direction(random), 10);
            double fromAxis = Math.sqrt(onLesion.x() * onLesion.x() + onLesion.y() * onLesion.y());

            assertThat(path.depthMm(onLesion)).isCloseTo(15 - fromAxis, within(EXACT_MM));
        }
        assertThat(path.depthMm(10, 0, 0)).isEqualTo(5);
        assertThat(path.depthMm(0, 0, 70)).isEqualTo(-5);
        assertThat(path.foot(new Point3(0, 0, 10)).distanceMm(new Point3(0, 0, 10)))
                .isCloseTo(15, within(EXACT_MM));
        assertThat(path.volumeMm3()).isCloseTo(Math.PI * 225 * (100 + 20), within(1e-8));
    }

    @Test
    void depthInAHalfSpaceIsTheDistanceToThePlane() {
        // G4: d 13 from the centre, r 10
        HalfSpace zone = new HalfSpace(new Point3(0, 0, 13), Direction3.SUPERIOR);

        assertThat(zone.depthMm(0, 0, 0)).isEqualTo(13);
        assertThat(zone.depthMm(4, 4, 10)).isEqualTo(3);
        assertThat(zone.depthMm(4, 4, 15)).isEqualTo(-2);
        assertThat(zone.foot(new Point3(4, 4, 15))).isEqualTo(new Point3(4, 4, 13));
    }

    @Test
    void shapesWithoutExtentAreRefused() {
        assertThatThrownBy(() -> new Sphere(ORIGIN, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SweptSphere(ORIGIN, ORIGIN, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> upright(1, 0, 1)).hasMessageContaining("was 0.0");
        assertThatThrownBy(() -> Ellipsoid.of(ORIGIN, Direction3.LEFT, Direction3.of(1, 1, 0), 1, 1, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
