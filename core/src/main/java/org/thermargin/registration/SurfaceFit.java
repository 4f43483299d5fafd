package org.thermargin.registration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.thermargin.InputException;
import org.thermargin.distance.Workers;
import org.thermargin.geometry.AffineMap;
import org.thermargin.geometry.Bounds3;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;

/**
 * The rigid map that best lays the surface of an organ on one scan onto its surface on another: trimmed, from many fixed
 * starts, each taken to the optimum next to it ({@link PoseSearch}). What remains between the surfaces judges the fit; it
 * bounds no error at a place, since inside an organ nothing is looked at and organs deform. Whether starts disagree, and
 * which motion the shape does not hold, is said. The same bits for every number of threads.
 */
public final class SurfaceFit {
    private static final String HAZARD = "H20";
    /** Points of each surface for the first look and for the result. */
    private static final int FEW = 800;

    private static final int MANY = 8000;
    /** Fewer faces than this are no organ. */
    private static final int LEAST_POINTS = 100;
    /** Optima of the first look that are followed. */
    private static final int FOLLOWED = 6;
    /** Optima nearer to each other than this, at every corner of the place, are one, mm. */
    private static final double SAME_MM = 2;
    /** A start is as good as the best if its mean distance is at most this much more: share and mm. */
    private static final double AS_GOOD = 0.1;

    private static final double AS_GOOD_MM = 0.1;
    /** Starts as good as the best that differ by more than this at the place disagree, mm. */
    private static final double DISAGREE_MM = 1;

    private static final double TILT = Math.PI / 6;

    /** Turns to start from, axis (LPS) and angle: small ones, and the patient on a side or face down. */
    private static final double[][] TURNS = {
        {0, 0, 1, 0},
        {1, 0, 0, TILT},
        {1, 0, 0, -TILT},
        {0, 1, 0, TILT},
        {0, 1, 0, -TILT},
        {0, 0, 1, TILT},
        {0, 0, 1, -TILT},
        {0, 0, 1, Math.PI / 2},
        {0, 0, 1, -Math.PI / 2},
        {0, 0, 1, Math.PI},
    };

    private final AffineMap map;
    private final SurfaceResidual afterToBefore;
    private final SurfaceResidual beforeToAfter;
    private final int starts;
    private final int goodOptima;
    private final double disagreementMm;
    private final Hold hold;

    /** Two surfaces with what is needed to place one on the other. */
    private record Task(SurfacePair pair, double leastCutMm, Bounds3 place) {}

    private SurfaceFit(Task task, AffineMap map, int starts, int goodOptima, double disagreementMm) {
        Pose pose = Pose.of(map, centroid(task.pair.afterPoints()));
        double cut = new PoseSearch(task.pair, task.leastCutMm).cutMm(pose);
        this.map = map;
        this.afterToBefore = SurfaceResidual.of(task.pair.apartMm(pose, true), cut);
        this.beforeToAfter = SurfaceResidual.of(task.pair.apartMm(pose, false), cut);
        this.starts = starts;
        this.goodOptima = goodOptima;
        this.disagreementMm = disagreementMm;
        double rms = Math.sqrt((square(afterToBefore.rmsMm()) + square(beforeToAfter.rmsMm())) / 2);
        this.hold = Hold.of(task.pair.equations(pose, cut), task.pair.beforePoints(), pose.image(), rms, task.place);
    }

    /**
     * The fit of the organ after to the organ before.
     *
     * @param before mask on the scan that stays
     * @param after mask on the scan that is moved
     * @param start a map from after to before to start from as well; empty: only the fixed starts
     * @param place where it matters, on the scan before: a box around the lesion; empty: around the organ
     */
    public static SurfaceFit of(
            BinaryMask before, BinaryMask after, Optional<AffineMap> start, Optional<Bounds3> place, int threads)
            throws InputException {
        Workers.check(threads);
        Task task = task(before, after, place, threads);
        List<Pose> starts = starts(task.pair, start);
        List<PoseSearch.Found> rough = found(starts, task.pair.thinned(FEW), task.leastCutMm, threads);
        List<Pose> followed = distinct(rough, task.place);
        List<PoseSearch.Found> fine = found(followed, task.pair, task.leastCutMm, threads);
        PoseSearch.Found best = fine.stream()
                .min(Comparator.comparingDouble(PoseSearch.Found::scoreMm))
                .orElseThrow();
        if (!Double.isFinite(best.scoreMm())) {
            throw refused(
                    "surfaces-apart",
                    "each scan must show at least " + (int) (100 * PoseSearch.LEAST_SEEN)
                            + " % of the surface that is on the other, no start led to such a map");
        }
        AffineMap map = best.pose().map();
        int good = 0;
        double apart = 0;
        for (PoseSearch.Found each : fine) {
            if (each.scoreMm() <= best.scoreMm() * (1 + AS_GOOD) + AS_GOOD_MM) {
                good++;
                apart = Math.max(apart, apartMm(map, each.pose().map(), task.place));
            }
        }
        return new SurfaceFit(task, map, starts.size(), good, apart);
    }

    /** How well a given map from after to before lays the surfaces on each other; nothing is looked for. */
    public static SurfaceFit judged(
            BinaryMask before, BinaryMask after, AffineMap map, Optional<Bounds3> place, int threads)
            throws InputException {
        Workers.check(threads);
        Task task = task(before, after, place, threads);
        Pose pose = Pose.of(map, centroid(task.pair.afterPoints()));
        for (boolean ofAfter : new boolean[] {true, false}) {
            double[] apart = task.pair.apartMm(pose, ofAfter);
            if (Arrays.stream(apart).allMatch(Double::isNaN)) {
                throw refused("surfaces-apart", "the map takes the surfaces to where the other scan shows nothing");
            }
        }
        return new SurfaceFit(task, map, 0, 0, 0);
    }

    private static Task task(BinaryMask before, BinaryMask after, Optional<Bounds3> place, int threads)
            throws InputException {
        requireSurface(before, "before");
        requireSurface(after, "after");
        SurfaceField fieldBefore = SurfaceField.of(before, threads);
        SurfaceField fieldAfter = SurfaceField.of(after, threads);
        SurfacePair pair = new SurfacePair(
                fieldBefore, fieldAfter, points(before, fieldBefore, "before"), points(after, fieldAfter, "after"));
        double voxels = Math.max(before.grid().voxelDiagonalMm(), after.grid().voxelDiagonalMm());
        return new Task(pair, voxels, place.orElseGet(() -> before.worldBounds().orElseThrow()));
    }

    private static double[] points(BinaryMask mask, SurfaceField field, String scan) throws InputException {
        double[] points = SurfacePoints.of(mask, field, MANY);
        if (points.length < 3 * LEAST_POINTS) {
            throw refused(
                    "surface-small",
                    "the organ " + scan + " must have a surface of at least " + LEAST_POINTS
                            + " voxel faces in its volume, had " + points.length / 3);
        }
        return points;
    }

    private static void requireSurface(BinaryMask mask, String scan) throws InputException {
        if (mask.isEmpty()) {
            throw refused("liver-empty", "the organ " + scan + " must have voxels, had none");
        }
        VoxelGrid grid = mask.grid();
        if (mask.count() == (long) grid.nx() * grid.ny() * grid.nz()) {
            throw refused("liver-full", "the organ " + scan + " must leave voxels of its volume free, filled all");
        }
    }

    private static InputException refused(String code, String text) {
        return new InputException(code, HAZARD, "", text);
    }

    private static double square(double value) {
        return value * value;
    }

    static Point3 centroid(double[] points) {
        double x = 0;
        double y = 0;
        double z = 0;
        for (int n = 0; n < points.length; n += 3) {
            x += points[n];
            y += points[n + 1];
            z += points[n + 2];
        }
        int count = points.length / 3;
        return new Point3(x / count, y / count, z / count);
    }

    /** Every turn, with the organ left where the scans have it, middle on middle, and top on top. */
    private static List<Pose> starts(SurfacePair pair, Optional<AffineMap> given) {
        Point3 after = centroid(pair.afterPoints());
        Point3 before = centroid(pair.beforePoints());
        double topAfter = topMm(pair.afterPoints()) - after.z();
        double topBefore = topMm(pair.beforePoints()) - before.z();
        List<Point3> images = List.of(after, before, before.shifted(0, 0, topBefore - topAfter));
        List<Pose> starts = new ArrayList<>();
        given.ifPresent(map -> starts.add(Pose.of(map, after)));
        for (double[] turn : TURNS) {
            for (Point3 image : images) {
                starts.add(Pose.turned(turn[0], turn[1], turn[2], turn[3], after, image));
            }
        }
        return starts;
    }

    private static double topMm(double[] points) {
        double top = Double.NEGATIVE_INFINITY;
        for (int n = 2; n < points.length; n += 3) {
            top = Math.max(top, points[n]);
        }
        return top;
    }

    private static List<PoseSearch.Found> found(List<Pose> starts, SurfacePair pair, double leastCutMm, int threads) {
        PoseSearch.Found[] found = new PoseSearch.Found[starts.size()];
        Workers.run(found.length, threads, () -> {
            PoseSearch search = new PoseSearch(pair, leastCutMm);
            return n -> found[n] = search.from(starts.get(n));
        });
        return List.of(found);
    }

    /** The best optima that differ, best first; of equally good ones the first. */
    private static List<Pose> distinct(List<PoseSearch.Found> found, Bounds3 place) {
        List<Pose> poses = new ArrayList<>();
        found.stream()
                .sorted(Comparator.comparingDouble(PoseSearch.Found::scoreMm))
                .map(PoseSearch.Found::pose)
                .forEach(pose -> {
                    boolean known = poses.stream().anyMatch(p -> apartMm(p.map(), pose.map(), place) < SAME_MM);
                    if (!known && poses.size() < FOLLOWED) {
                        poses.add(pose);
                    }
                });
        return poses;
    }

    /** Largest distance between where two maps take what the first takes to the corners of the place, mm. */
    private static double apartMm(AffineMap one, AffineMap other, Bounds3 place) {
        AffineMap difference = other.after(one.inverse());
        double most = 0;
        for (Point3 corner : Hold.corners(place)) {
            most = Math.max(most, corner.distanceMm(difference.apply(corner)));
        }
        return most;
    }

    /** The rigid map from the scan after to the scan before. */
    public AffineMap map() {
        return map;
    }

    /** What remains from the surface after to the surface before. */
    public SurfaceResidual afterToBefore() {
        return afterToBefore;
    }

    /** What remains from the surface before to the surface after. */
    public SurfaceResidual beforeToAfter() {
        return beforeToAfter;
    }

    /** Number of starts; 0 where a given map was judged. */
    public int starts() {
        return starts;
    }

    /** Number of different optima as good as the best, it included. */
    public int goodOptima() {
        return goodOptima;
    }

    /** How far optima as good as the best are from it at the place, mm. */
    public double disagreementMm() {
        return disagreementMm;
    }

    /** Whether optima as good as the best lie elsewhere. */
    public boolean optimaDisagree() {
        return disagreementMm > DISAGREE_MM;
    }

    /** How firmly the shape holds the map. */
    public Hold hold() {
        return hold;
    }
}
