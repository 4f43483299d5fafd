package org.thermargin.geometry;

import java.util.ArrayList;
import java.util.List;

/**
 * The union of ellipsoids (balls included) as one region. The depth inside is the exact distance to the boundary of the
 * union: the nearest boundary point may lie on one surface outside the others, on a crease where two surfaces cut, or at
 * a triple point; outside it is the distance to the nearest part.
 *
 * <p>Candidates are complete: all local minima of the distance over each surface ({@link SphereQuadraticKernel}), the
 * uncovered pieces of the curves in which pairs cut ({@link CreaseFinder}), and their ends. Parts inside another part are
 * dropped. Error below 1e-6 mm; a part that reaches less than about 1e-8 mm into another counts as touching it. Should a
 * curve defy tracing, the largest depth in a single part is returned instead, which is never too large.
 */
public final class EllipsoidUnion implements Solid {
    /** A point counts as covered by an ellipsoid when its level is below minus this. */
    static final double COVER_TOLERANCE = 1e-9;
    /** By how much depths may be off, and a place that counts as not covered may be covered, mm. */
    private static final double ERROR_MM = 1e-5;

    private final List<Ellipsoid> parts;
    private final List<List<Ellipsoid>> others;
    private volatile CreaseFinder.Found found; // null until it is asked for
    private final Bounds3 bounds;

    private EllipsoidUnion(List<Ellipsoid> parts) {
        this.parts = List.copyOf(parts);
        this.others = new ArrayList<>();
        Bounds3 box = parts.get(0).bounds();
        for (Ellipsoid part : parts) {
            box = box.union(part.bounds());
        }
        for (int n = 0; n < parts.size(); n++) {
            List<Ellipsoid> rest = new ArrayList<>(parts);
            rest.remove(n);
            others.add(rest);
        }
        this.bounds = box;
    }

    /** The union of the given parts, at least one; parts may coincide, touch, contain each other or lie apart. */
    public static EllipsoidUnion of(List<Ellipsoid> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a union needs at least one part");
        }
        List<Ellipsoid> kept = new ArrayList<>(parts);
        for (int n = kept.size() - 1; n >= 0; n--) {
            Ellipsoid part = kept.remove(n);
            if (kept.stream().noneMatch(other -> contains(other, part))) {
                kept.add(n, part);
            }
        }
        return new EllipsoidUnion(kept);
    }

    private static boolean contains(Ellipsoid outer, Ellipsoid inner) {
        double[] q = new double[3];
        inner.surface(LevelExtremes.of(inner, outer).maxima().get(0), q);
        return outer.level(q[0], q[1], q[2]) <= COVER_TOLERANCE;
    }

    /** Whether the point lies inside any of the ellipsoids, by more than the tolerance. */
    static boolean covered(List<Ellipsoid> ellipsoids, double x, double y, double z) {
        for (int n = 0; n < ellipsoids.size(); n++) {
            if (ellipsoids.get(n).level(x, y, z) < -COVER_TOLERANCE) {
                return true;
            }
        }
        return false;
    }

    @Override
    public double depthMm(double x, double y, double z) {
        int deepest = deepestPart(x, y, z);
        double depth = parts.get(deepest).depthMm(x, y, z);
        if (depth <= 0 || parts.size() == 1 || !found().complete()) {
            return depth;
        }
        NearestPoint nearest = new NearestPoint(x, y, z);
        return offerOwnFoot(deepest, nearest) ? depth : Math.max(depth, nearestBoundary(nearest));
    }

    @Override
    public boolean hasQuickBounds() {
        return true;
    }

    @Override
    public double atLeastMm(double x, double y, double z) {
        double least = Double.NEGATIVE_INFINITY;
        for (int n = 0; n < parts.size(); n++) {
            least = Math.max(least, parts.get(n).atLeastMm(x, y, z));
        }
        return least - ERROR_MM;
    }

    /** In a part: at most as deep as the surface point of the deepest part is far, where no other part covers that. */
    @Override
    public void rangeMm(double x, double y, double z, double[] range) {
        if (parts.size() == 1) {
            parts.get(0).rangeMm(x, y, z, range);
            return;
        }
        double least = Double.NEGATIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        double toNear = 0;
        boolean bare = false;
        double[] near = new double[3];
        for (int n = 0; n < parts.size(); n++) {
            parts.get(n).rangeMm(x, y, z, range, near);
            most = Math.max(most, range[1]);
            if (range[0] > least) {
                least = range[0];
                toNear = range[1];
                bare = !Double.isNaN(near[0]) && !covered(others.get(n), near[0], near[1], near[2]);
            }
        }
        range[0] = least - ERROR_MM;
        if (most > 0) {
            most = bare ? toNear : depthMm(x, y, z);
        }
        range[1] = most + ERROR_MM;
    }

    @Override
    public boolean contains(double x, double y, double z) {
        for (int n = 0; n < parts.size(); n++) {
            if (parts.get(n).contains(x, y, z)) {
                return true;
            }
        }
        return false;
    }

    /** By the chord of every part: only points next to its ends are asked one by one. */
    @Override
    public void mark(PointRow row, long[] bits) {
        for (int n = 0; n < parts.size(); n++) {
            RowChordKernel.mark(parts.get(n), row, bits);
        }
    }

    /** The point of the boundary nearest to the given one; a fixed choice where several are nearest. */
    public Point3 foot(Point3 point) {
        int deepest = deepestPart(point.x(), point.y(), point.z());
        NearestPoint nearest = new NearestPoint(point.x(), point.y(), point.z());
        boolean own = offerOwnFoot(deepest, nearest);
        if (!own && parts.get(deepest).depthMm(point) > 0) {
            nearestBoundary(nearest);
        }
        return new Point3(nearest.foot[0], nearest.foot[1], nearest.foot[2]);
    }

    /** Offers the nearest surface point of one part; whether no other part covers it. */
    private boolean offerOwnFoot(int part, NearestPoint nearest) {
        double[] feet = new double[6];
        parts.get(part).nearestFeet(nearest.x, nearest.y, nearest.z, feet);
        nearest.take(feet, 0, nearest.to(feet, 0));
        return !covered(others.get(part), feet[0], feet[1], feet[2]);
    }

    /** The part in which the point lies deepest, or which is nearest. */
    private int deepestPart(double x, double y, double z) {
        int count = parts.size();
        if (count == 1) {
            return 0;
        }
        double[] upper = new double[count];
        double floor = Double.NEGATIVE_INFINITY;
        for (int n = 0; n < count; n++) {
            // with t = 1 - sqrt(level + 1) the depth lies between t times the shortest and t times the longest
            // semi-axis
            Ellipsoid part = parts.get(n);
            double t = 1 - Math.sqrt(part.level(x, y, z) + 1);
            upper[n] = t * (t > 0 ? part.longestMm() : part.shortestMm());
            floor = Math.max(floor, t * (t > 0 ? part.shortestMm() : part.longestMm()));
        }
        int best = 0;
        double deepest = Double.NEGATIVE_INFINITY;
        for (int n = 0; n < count; n++) {
            if (upper[n] >= floor - 1e-9) {
                double depth = parts.get(n).depthMm(x, y, z);
                if (depth > deepest) {
                    deepest = depth;
                    best = n;
                }
            }
        }
        return best;
    }

    /** Smallest distance to any uncovered candidate, for a point inside; the candidate is left in {@code nearest}. */
    private double nearestBoundary(NearestPoint nearest) {
        double[] feet = new double[6];
        double own = nearest.distanceMm;
        nearest.distanceMm = Double.POSITIVE_INFINITY;
        for (int n = 0; n < parts.size(); n++) {
            int count = parts.get(n).nearestFeet(nearest.x, nearest.y, nearest.z, feet);
            for (int k = 0; k < 3 * count; k += 3) {
                double distance = nearest.to(feet, k);
                if (distance < nearest.distanceMm && !covered(others.get(n), feet[k], feet[k + 1], feet[k + 2])) {
                    nearest.take(feet, k, distance);
                }
            }
        }
        for (double[] point : found().points()) {
            double distance = nearest.to(point, 0);
            if (distance < nearest.distanceMm) {
                nearest.take(point, 0, distance);
            }
        }
        for (Crease crease : found().creases()) {
            crease.offer(nearest);
        }
        return nearest.distanceMm == Double.POSITIVE_INFINITY ? own : nearest.distanceMm;
    }

    /** Creases and triple points: only depths inside need them. */
    private CreaseFinder.Found found() {
        CreaseFinder.Found known = found;
        if (known == null) {
            synchronized (others) {
                known = found;
                if (known == null) {
                    known = CreaseFinder.of(parts);
                    found = known;
                }
            }
        }
        return known;
    }

    /** Whether every crease could be followed; otherwise depths inside are lower bounds. */
    boolean isExact() {
        return found().complete();
    }

    /** The parts that no other part contains. */
    public List<Ellipsoid> parts() {
        return parts;
    }

    @Override
    public Bounds3 bounds() {
        return bounds;
    }

    /** Volume, mm3: closed form when no two parts' boxes meet, else by quadrature, relative error below 2e-4. */
    @Override
    public double volumeMm3() {
        return RowVolumeKernel.volumeMm3(parts, bounds);
    }
}
