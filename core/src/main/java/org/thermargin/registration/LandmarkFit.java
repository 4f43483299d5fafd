package org.thermargin.registration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.apache.commons.math3.distribution.FDistribution;
import org.thermargin.InputException;
import org.thermargin.geometry.AffineMap;
import org.thermargin.geometry.Bounds3;
import org.thermargin.geometry.Point3;

/**
 * The rigid map that best takes landmarks of one scan to the same landmarks of another, how well it does, and how far it
 * may be off elsewhere. The error at a place is that of Fitzpatrick, West and Maurer 1998 (10.1109/42.736021) with its
 * covariance; the bound takes it times a coverage factor that knows how few landmarks the error was estimated from. It
 * holds for errors of marking that are independent and alike; deformation at the place itself shows in no landmark.
 */
public final class LandmarkFit {
    /** Share of registrations whose displacement at a place the bound is not exceeded by. */
    public static final double COVERAGE = 0.99;

    private static final String HAZARD = "H20";
    private static final int LEAST = 3;
    /** Landmarks this near to one line (root mean square, mm) do not say how the scans are turned about it. */
    private static final double OFF_LINE_MM = 2;
    /** A mirrored fit this much better than the best turn says that left and right were exchanged. */
    private static final double MIRRORED = 0.1;
    /** Below this root mean square residual of the best turn errors of marking explain it too, mm. */
    private static final double MIRRORED_FROM_MM = 5;

    /** Chance that some landmark of a good set is named. */
    private static final double NAMED_BY_CHANCE = 0.01;

    private static final double NAMED_MM = 1;

    private final List<LandmarkPair> pairs;
    private final AffineMap map;
    private final Spread spread;
    private final double sumSqMm2;
    private final List<Landmark> landmarks;

    /**
     * One landmark under the fit.
     *
     * @param label its name
     * @param residualMm distance between the mapped point and its partner, mm
     * @param leftOutMm the same under the fit to all others; empty where they do not determine one
     * @param standsOut whether that is more than the others let expect: probably marked wrongly
     */
    public record Landmark(String label, double residualMm, OptionalDouble leftOutMm, boolean standsOut) {}

    private LandmarkFit(List<LandmarkPair> pairs, AffineMap map) {
        this.pairs = pairs;
        this.map = map;
        this.spread = Spread.of(pairs.stream().map(LandmarkPair::to).toList());
        this.sumSqMm2 = sumSqMm2(pairs, map);
        List<Landmark> each = new ArrayList<>();
        for (int n = 0; n < pairs.size(); n++) {
            each.add(landmark(n));
        }
        this.landmarks = List.copyOf(each);
    }

    /** The fit; fewer than three landmarks, landmarks on a line and mirrored ones are refused. */
    public static LandmarkFit of(List<LandmarkPair> pairs) throws InputException {
        if (pairs.size() < LEAST) {
            throw refused(
                    "landmarks-few",
                    "at least " + LEAST + " landmarks must be marked on both scans, " + pairs.size() + " were");
        }
        for (boolean from : new boolean[] {true, false}) {
            double off = offLineMm(pairs, from);
            if (off < OFF_LINE_MM) {
                throw refused(
                        "landmarks-on-a-line",
                        String.format(
                                Locale.ROOT,
                                "landmarks must not lie on one line, were %.2f mm off it (root mean square), less than %.0f mm",
                                off,
                                OFF_LINE_MM));
            }
        }
        RigidFit.Fit fit = RigidFit.of(pairs);
        double sum = sumSqMm2(pairs, fit.map());
        if (pairs.size() > LEAST
                && fit.mirroredSqMm2() < MIRRORED * sum
                && sum > MIRRORED_FROM_MM * MIRRORED_FROM_MM * pairs.size()) {
            throw refused(
                    "landmarks-mirrored",
                    String.format(
                            Locale.ROOT,
                            "landmarks must not be mirrored: a mirror image fits them to %.1f mm, the best turn to %.1f mm;"
                                    + " left and right were probably exchanged, or a frame misstated",
                            Math.sqrt(fit.mirroredSqMm2() / pairs.size()),
                            Math.sqrt(sum / pairs.size())));
        }
        return new LandmarkFit(List.copyOf(pairs), fit.map());
    }

    private static double offLineMm(List<LandmarkPair> pairs, boolean from) {
        Spread spread =
                Spread.of(pairs.stream().map(p -> from ? p.from() : p.to()).toList());
        return Math.sqrt(spread.aboutAxisSqMm2(0));
    }

    private static InputException refused(String code, String text) {
        return new InputException(code, HAZARD, "", text);
    }

    /** The rigid map from the scan that is moved to the one that stays. */
    public AffineMap map() {
        return map;
    }

    /** The pairs that were fitted. */
    public List<LandmarkPair> pairs() {
        return pairs;
    }

    /** Every landmark with what is left of it, in the order given. */
    public List<Landmark> landmarks() {
        return landmarks;
    }

    /** Root mean square residual (fiducial registration error, FRE), mm; says little about the error elsewhere. */
    public double freMm() {
        return Math.sqrt(sumSqMm2 / pairs.size());
    }

    /** Estimated error of marking one landmark on both scans (fiducial localisation error, FLE), root mean square, mm. */
    public double fleMm() {
        return Math.sqrt(sumSqMm2 / (pairs.size() - 2)); // FRE^2 = (1 - 2/N) FLE^2
    }

    /** Root mean square distance that another map leaves between the landmarks, mm. */
    public double leftByMm(AffineMap other) {
        return Math.sqrt(sumSqMm2(pairs, other) / pairs.size());
    }

    /** The error at a place of the scan that stays. */
    public TargetError at(Point3 place) {
        double[] covariance = spread.covarianceAt(place);
        double sd = Math.sqrt(sumSqMm2 / freedom(pairs.size()));
        double factor = Math.sqrt(3 * quantile(freedom(pairs.size()), 1 - COVERAGE));
        return new TargetError(
                sd * Math.sqrt(SymmetricMatrix.trace(covariance)),
                sd * factor * Math.sqrt(SymmetricMatrix.largest(covariance)),
                COVERAGE,
                factor);
    }

    /** The error where it is largest in a box of the scan that stays: at a corner, since it is convex. */
    public TargetError in(Bounds3 box) {
        TargetError worst = null;
        for (int corner = 0; corner < 8; corner++) {
            TargetError here = at(new Point3(
                    (corner & 1) == 0 ? box.low().x() : box.high().x(),
                    (corner & 2) == 0 ? box.low().y() : box.high().y(),
                    (corner & 4) == 0 ? box.low().z() : box.high().z()));
            worst = worst == null || here.boundMm() > worst.boundMm() ? here : worst;
        }
        return worst;
    }

    /** Coordinates less the six numbers of a rigid map. */
    private static int freedom(int count) {
        return 3 * count - 6;
    }

    /** What an F(3, freedom) variable exceeds with the probability. */
    private static double quantile(int freedom, double probability) {
        return new FDistribution(null, 3, freedom, FDistribution.DEFAULT_INVERSE_ABSOLUTE_ACCURACY)
                .inverseCumulativeProbability(1 - probability);
    }

    private static double sumSqMm2(List<LandmarkPair> pairs, AffineMap map) {
        double sum = 0;
        for (LandmarkPair pair : pairs) {
            sum += map.apply(pair.from()).squaredDistanceSqMm(pair.to());
        }
        return sum;
    }

    /** Left out, a landmark is a target of the fit to the others: its error is theirs there, and its own. */
    private Landmark landmark(int n) {
        LandmarkPair pair = pairs.get(n);
        double residual = map.apply(pair.from()).distanceMm(pair.to());
        List<LandmarkPair> others = new ArrayList<>(pairs);
        others.remove(n);
        if (others.size() < LEAST || offLineMm(others, true) < OFF_LINE_MM || offLineMm(others, false) < OFF_LINE_MM) {
            return new Landmark(pair.label(), residual, OptionalDouble.empty(), false);
        }
        AffineMap without = RigidFit.of(others).map();
        Point3 there = without.apply(pair.from());
        double[] covariance =
                Spread.of(others.stream().map(LandmarkPair::to).toList()).covarianceAt(pair.to());
        for (int axis = 0; axis < 3; axis++) {
            covariance[4 * axis] += 1;
        }
        double variance = sumSqMm2(others, without) / freedom(others.size());
        double length = SymmetricMatrix.squaredLength(
                covariance,
                there.x() - pair.to().x(),
                there.y() - pair.to().y(),
                there.z() - pair.to().z());
        double error = there.distanceMm(pair.to());
        double limit = 3 * variance * quantile(freedom(others.size()), NAMED_BY_CHANCE / pairs.size());
        return new Landmark(pair.label(), residual, OptionalDouble.of(error), error >= NAMED_MM && length > limit);
    }
}
