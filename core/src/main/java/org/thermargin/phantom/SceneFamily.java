package org.thermargin.phantom;

import java.util.List;
import java.util.SplittableRandom;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Point3;
import org.thermargin.geometry.SignedField;
import org.thermargin.phantom.StarBodies.Ellipsoid;
import org.thermargin.phantom.StarBodies.Frame;

/**
 * Kinds of random analytic scenes. Lesions of radius 2 to 12 mm in any orientation; zones are balls, ellipsoids, unions
 * of two balls or stars, shifted by up to 3 mm, so that margins run from about -6 to 11 mm. The same seed gives the same
 * scene on every machine.
 */
public enum SceneFamily {
    SPHERE(1, Use.CALIBRATION),
    ELLIPSOID(2, Use.CALIBRATION),
    UNION(3, Use.CALIBRATION),
    STAR(4, Use.CALIBRATION),
    /** Two to four balls that stick out of each other in any direction. */
    CLUSTER(13, Use.CALIBRATION),
    /** Three balls. */
    LOBED(5, Use.HELD_OUT),
    /** Stars of degree 4. */
    RIPPLED(6, Use.HELD_OUT),
    BOX(7, Use.HARD),
    /** Two balls that just overlap, lesion. */
    WAIST(8, Use.HARD),
    /** A ball with a spike of radius 1 mm. */
    SPICULE(9, Use.HARD),
    /** A ball with a disc of half-thickness 1.2 mm. */
    THIN_LOBE(10, Use.HARD),
    /** The zone is two balls with a deep crease. */
    CREASE(11, Use.HARD),
    /** The zone has a hole that may meet the lesion. */
    VOID(12, Use.HARD);

    /** What scenes of a family are for. */
    public enum Use {
        CALIBRATION,
        /** Smooth shapes that the calibration never sees. */
        HELD_OUT,
        /** Shapes that break the assumptions. */
        HARD
    }

    private static final double LOWEST_MAM_MM = -6;
    private static final double HIGHEST_MAM_MM = 11;

    private final int number;
    private final Use use;

    SceneFamily(int number, Use use) {
        this.number = number;
        this.use = use;
    }

    public Use use() {
        return use;
    }

    /** A scene and its true margins. */
    public record Case(AnalyticScene scene, SceneTruth truth) {}

    /** The scene of a seed; zones in closed form only when asked, so that their depth is cheap and exact. */
    public Case scene(long seed, boolean closedZone) {
        SplittableRandom random = new SplittableRandom(31 * seed + 1_000_003L * number);
        while (true) {
            AnalyticScene scene = draw(random, closedZone);
            SceneTruth truth = SceneTruth.of(scene);
            if (truth.mamMm() >= LOWEST_MAM_MM && truth.mamMm() <= HIGHEST_MAM_MM) {
                return new Case(scene, truth);
            }
        }
    }

    /** As the scene of a seed, near the plane where an organ ends, which zone and margin may reach. */
    public Case subcapsular(long seed, boolean closedZone) {
        SplittableRandom random = new SplittableRandom(77 * seed + 5 + 1_000_003L * number);
        while (true) {
            AnalyticScene free = draw(random, closedZone);
            Direction3 inward = AnalyticScene.randomDirection(random);
            double lowest = extent(free.lesion(), inward);
            double depth = 6 * random.nextDouble();
            AnalyticScene scene =
                    free.within(new AnalyticScene.Plane(free.lesion().centre().along(inward, -lowest - depth), inward));
            SceneTruth truth = SceneTruth.of(scene);
            if (truth.mamMm() >= LOWEST_MAM_MM && truth.mamMm() <= HIGHEST_MAM_MM) {
                return new Case(scene, truth);
            }
        }
    }

    /** How far the body reaches against the direction from its centre, mm. */
    private static double extent(StarBody body, Direction3 inward) {
        StarSamples samples = new StarSamples(body, 4096);
        double[] p = samples.points();
        double reach = 0;
        for (int n = 0; n < p.length; n += 3) {
            double depth = (p[n] - body.centre().x()) * inward.x()
                    + (p[n + 1] - body.centre().y()) * inward.y()
                    + (p[n + 2] - body.centre().z()) * inward.z();
            reach = Math.max(reach, -depth);
        }
        return reach;
    }

    private AnalyticScene draw(SplittableRandom random, boolean closedZone) {
        Point3 centre = new Point3(0, 0, 0);
        double r = 2 + 10 * random.nextDouble();
        double margin = -5 + 15 * random.nextDouble();
        double shift = 3 * random.nextDouble();
        StarBody lesion = lesion(centre, r, random);
        double zoneRadius = Math.max(3.5, r + margin + shift);
        Point3 zoneCentre = centre.along(AnalyticScene.randomDirection(random), shift);
        return switch (this) {
            case CREASE -> crease(lesion, zoneCentre, zoneRadius, random);
            case VOID -> withVoid(lesion, zoneCentre, Math.max(zoneRadius, r + 2), random);
            default -> zoned(lesion, zoneCentre, zoneRadius, closedZone || use == Use.HARD, random);
        };
    }

    private StarBody lesion(Point3 centre, double r, SplittableRandom random) {
        Frame frame = AnalyticScene.randomFrame(random);
        return switch (this) {
            case SPHERE, CREASE, VOID -> StarBodies.ball(centre, r);
            case ELLIPSOID -> ellipsoid(centre, r, random);
            case UNION ->
                twoBalls(centre, r, 0.3 + 0.4 * random.nextDouble(), 0.6 + 0.4 * random.nextDouble(), frame.k());
            case STAR -> star(centre, r, 3, random);
            case CLUSTER -> cluster(centre, r, random);
            case LOBED -> lobed(centre, r, frame, random);
            case RIPPLED -> star(centre, r, 4, random);
            case BOX ->
                StarBodies.box(
                        centre,
                        frame,
                        r * (0.5 + 0.4 * random.nextDouble()),
                        r * (0.5 + 0.4 * random.nextDouble()),
                        r * (0.5 + 0.4 * random.nextDouble()));
            case WAIST -> twoBalls(centre, 0.8 * r, 0.85 + 0.1 * random.nextDouble(), 1, frame.k());
            case SPICULE -> spike(centre, 0.7 * r, 1, 0.5 * r + 3, frame);
            case THIN_LOBE ->
                StarBodies.union(
                        StarBodies.ball(centre, 0.8 * r), StarBodies.ellipsoid(centre, frame, r + 2, r + 2, 1.2));
        };
    }

    private static StarBody ellipsoid(Point3 centre, double r, SplittableRandom random) {
        double a = 0.75 + 0.5 * random.nextDouble();
        double b = 0.75 + 0.5 * random.nextDouble();
        double c = 0.75 + 0.5 * random.nextDouble();
        return StarBodies.ellipsoid(centre, AnalyticScene.randomFrame(random), r * a, r * b, r * c);
    }

    /** Two balls with centres apart by a share of the sum of radii, seen from the middle of the lens. */
    private static StarBody twoBalls(Point3 eye, double r, double apart, double ratio, Direction3 axis) {
        double second = ratio * r;
        double distance = Math.max(apart * (r + second), 1.1 * (r - second));
        double middle = (r - second + distance) / 2; // along the axis from the first centre
        Point3 a = eye.along(axis, -middle);
        Point3 b = eye.along(axis, distance - middle);
        return StarBodies.union(
                StarBodies.seenFrom(eye, new Ellipsoid(a, Frame.WORLD, r, r, r)),
                StarBodies.seenFrom(eye, new Ellipsoid(b, Frame.WORLD, second, second, second)));
    }

    private static StarBody lobed(Point3 eye, double r, Frame frame, SplittableRandom random) {
        StarBody[] parts = new StarBody[3];
        Direction3[] towards = {frame.i(), frame.j(), frame.k()};
        for (int n = 0; n < 3; n++) {
            double radius = r * (0.6 + 0.25 * random.nextDouble());
            Point3 c = eye.along(towards[n], radius * (0.3 + 0.4 * random.nextDouble()));
            parts[n] = StarBodies.seenFrom(eye, new Ellipsoid(c, Frame.WORLD, radius, radius, radius));
        }
        return StarBodies.union(parts);
    }

    private static StarBody cluster(Point3 eye, double r, SplittableRandom random) {
        StarBody[] parts = new StarBody[2 + random.nextInt(3)];
        for (int n = 0; n < parts.length; n++) {
            double radius = r * (0.45 + 0.35 * random.nextDouble());
            Point3 c = eye.along(AnalyticScene.randomDirection(random), radius * (0.4 + 0.45 * random.nextDouble()));
            parts[n] = StarBodies.seenFrom(eye, new Ellipsoid(c, Frame.WORLD, radius, radius, radius));
        }
        return StarBodies.union(parts);
    }

    private static StarBody spike(Point3 centre, double ball, double thin, double length, Frame frame) {
        Point3 middle = centre.along(frame.k(), length / 2);
        return StarBodies.union(
                StarBodies.ball(centre, ball),
                StarBodies.seenFrom(centre, new Ellipsoid(middle, frame, thin, thin, length)));
    }

    private static StarBody star(Point3 centre, double r, int degree, SplittableRandom random) {
        Direction3[] axes = new Direction3[3];
        double[] amplitudes = new double[3];
        int[] degrees = new int[3];
        for (int n = 0; n < 3; n++) {
            axes[n] = AnalyticScene.randomDirection(random);
            degrees[n] = n == 0 ? 2 : degree;
            double most = degrees[n] == 2 ? 0.15 : degrees[n] == 3 ? 0.08 : 0.06;
            amplitudes[n] = most * (2 * random.nextDouble() - 1);
        }
        return StarBodies.harmonic(centre, r, axes, degrees, amplitudes);
    }

    private AnalyticScene zoned(StarBody lesion, Point3 centre, double r, boolean closed, SplittableRandom random) {
        int kind = random.nextInt(closed ? 3 : 4);
        return switch (kind) {
            case 0 -> AnalyticScene.closed(label(), lesion, StarBodies.ball(centre, r), ClosedDepths.ball(centre, r));
            case 1 -> {
                Frame frame = AnalyticScene.randomFrame(random);
                double a = r * (0.8 + 0.4 * random.nextDouble());
                double b = r * (0.8 + 0.4 * random.nextDouble());
                double c = r * (0.8 + 0.4 * random.nextDouble());
                yield AnalyticScene.closed(
                        label(),
                        lesion,
                        StarBodies.ellipsoid(centre, frame, a, b, c),
                        ClosedDepths.ellipsoid(centre, frame, a, b, c));
            }
            case 2 -> pair(lesion, centre, r, 0.2 + 0.2 * random.nextDouble(), random);
            default -> AnalyticScene.numeric(label(), lesion, star(centre, r, 3, random), List.of());
        };
    }

    private String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    private AnalyticScene pair(StarBody lesion, Point3 eye, double r, double apart, SplittableRandom random) {
        Direction3 axis = AnalyticScene.randomDirection(random);
        double half = apart * r;
        Point3 a = eye.along(axis, -half);
        Point3 b = eye.along(axis, half);
        StarBody zone = StarBodies.union(
                StarBodies.seenFrom(eye, new Ellipsoid(a, Frame.WORLD, r, r, r)),
                StarBodies.seenFrom(eye, new Ellipsoid(b, Frame.WORLD, r, r, r)));
        SignedField depth = ClosedDepths.twoBalls(a, r, b, r);
        return AnalyticScene.closed(label(), lesion, zone, depth);
    }

    private AnalyticScene crease(StarBody lesion, Point3 centre, double r, SplittableRandom random) {
        return pair(lesion, centre, 1.2 * r, 0.6 + 0.25 * random.nextDouble(), random);
    }

    private AnalyticScene withVoid(StarBody lesion, Point3 centre, double r, SplittableRandom random) {
        double hole = 0.8 + 3 * random.nextDouble();
        Point3 at = lesion.centre()
                .along(AnalyticScene.randomDirection(random), (lesion.outerMm() + 2) * random.nextDouble());
        SignedField outer = ClosedDepths.ball(centre, r);
        SignedField inner = ClosedDepths.ball(at, hole);
        if (outer.depthMm(at) < hole + 1) {
            return zoned(lesion, centre, r, true, random);
        }
        return new AnalyticScene(
                label(),
                lesion,
                StarBodies.ball(centre, r),
                List.of(StarBodies.ball(at, hole)),
                (x, y, z) -> Math.min(outer.depthMm(x, y, z), -inner.depthMm(x, y, z)),
                true,
                java.util.Optional.empty());
    }
}
