package org.thermargin.geometry;

import java.util.ArrayList;
import java.util.List;

/** Finds all creases of a union of ellipsoids: traces the curve of each pair and cuts it where a third one covers it. */
final class CreaseFinder {
    /** A pair whose curve could not be followed is tried again with the second one smaller by this share. */
    private static final double SHRINK = 1e-9;

    private static final int SCAN = 64;
    private static final int BISECTIONS = 50;

    private final List<Ellipsoid> parts;
    private final List<Crease> creases = new ArrayList<>();
    private final List<double[]> points = new ArrayList<>();
    private boolean complete = true;

    private CreaseFinder(List<Ellipsoid> parts) {
        this.parts = parts;
    }

    /**
     * The creases of a union.
     *
     * @param creases exposed pieces of the curves
     * @param points exposed places where two surfaces touch without cutting, three coordinates each
     * @param complete whether every curve could be followed
     */
    record Found(List<Crease> creases, List<double[]> points, boolean complete) {}

    static Found of(List<Ellipsoid> parts) {
        CreaseFinder finder = new CreaseFinder(parts);
        for (int i = 0; i < parts.size(); i++) {
            for (int j = i + 1; j < parts.size(); j++) {
                finder.pair(i, j);
            }
        }
        return new Found(List.copyOf(finder.creases), List.copyOf(finder.points), finder.complete);
    }

    private void pair(int i, int j) {
        Ellipsoid first = parts.get(i);
        Ellipsoid second = parts.get(j);
        if (first.bounds().gapMm(second.bounds()) > 0) {
            return;
        }
        List<Ellipsoid> others = new ArrayList<>(parts);
        others.remove(j);
        others.remove(i);
        if (!curves(first, second, others) && !curves(first, second.scaled(1 - SHRINK), others)) {
            complete = false;
        }
    }

    /** Adds the creases of a pair; false, and nothing added, when a curve could not be followed. */
    private boolean curves(Ellipsoid first, Ellipsoid second, List<Ellipsoid> others) {
        LevelExtremes extremes = LevelExtremes.of(first, second);
        List<List<double[]>> loops = new ArrayList<>();
        List<double[]> touching = new ArrayList<>();
        for (double[] minimum : extremes.minima()) {
            for (double[] maximum : extremes.maxima()) {
                for (double[] seed : crossings(first, second, minimum, maximum)) {
                    if (loops.stream().noneMatch(loop -> passes(loop, seed))) {
                        List<double[]> loop = new CurveTracer(first, second).trace(seed);
                        if (loop.isEmpty()) {
                            return false;
                        }
                        loops.add(loop);
                    }
                }
            }
        }
        List<double[]> all = new ArrayList<>(extremes.minima());
        all.addAll(extremes.maxima());
        for (double[] u : all) {
            double[] q = new double[3];
            first.surface(u, q);
            if (Math.abs(second.level(q[0], q[1], q[2])) <= EllipsoidUnion.COVER_TOLERANCE
                    && !EllipsoidUnion.covered(others, q[0], q[1], q[2])) {
                touching.add(q);
            }
        }
        points.addAll(touching);
        for (List<double[]> loop : loops) {
            creases.addAll(new CurveClipper(first, second, others).exposed(loop));
        }
        return true;
    }

    /** Points of the curve on the great arc of the first ellipsoid's sphere from a minimum to a maximum. */
    private static List<double[]> crossings(Ellipsoid first, Ellipsoid second, double[] from, double[] to) {
        List<double[]> result = new ArrayList<>();
        double cosine = Math.max(-1, Math.min(1, CurvePoint.dot(from, to)));
        double[] across = {to[0] - cosine * from[0], to[1] - cosine * from[1], to[2] - cosine * from[2]};
        double length = Math.sqrt(CurvePoint.dot(across, across));
        if (length < 1e-6) {
            Direction3 some = Direction3.of(from[0], from[1], from[2]).anyPerpendicular();
            across = new double[] {some.x(), some.y(), some.z()};
            length = 1;
        }
        for (int n = 0; n < 3; n++) {
            across[n] /= length;
        }
        double end = StrictMath.acos(cosine);
        double[] q = new double[3];
        double before = levelOnArc(first, second, from, across, 0, q);
        boolean cut = before < -EllipsoidUnion.COVER_TOLERANCE
                && levelOnArc(first, second, from, across, end, q) > EllipsoidUnion.COVER_TOLERANCE;
        if (!cut) {
            return result;
        }
        for (int n = 1; n <= SCAN; n++) {
            double after = levelOnArc(first, second, from, across, end * n / SCAN, q);
            if ((before < 0) != (after < 0)) {
                double low = end * (n - 1) / SCAN;
                double high = end * n / SCAN;
                for (int k = 0; k < BISECTIONS; k++) {
                    double middle = (low + high) / 2;
                    boolean inside = levelOnArc(first, second, from, across, middle, q) < 0;
                    if (inside == (before < 0)) {
                        low = middle;
                    } else {
                        high = middle;
                    }
                }
                levelOnArc(first, second, from, across, (low + high) / 2, q);
                result.add(q.clone());
            }
            before = after;
        }
        return result;
    }

    private static double levelOnArc(
            Ellipsoid first, Ellipsoid second, double[] from, double[] across, double angle, double[] q) {
        double c = StrictMath.cos(angle);
        double s = StrictMath.sin(angle);
        double[] u = {c * from[0] + s * across[0], c * from[1] + s * across[1], c * from[2] + s * across[2]};
        first.surface(u, q);
        return second.level(q[0], q[1], q[2]);
    }

    /** Whether the closed curve runs through the point. */
    private static boolean passes(List<double[]> loop, double[] p) {
        for (int n = 0; n < loop.size(); n++) {
            double[] a = loop.get(n);
            double[] b = loop.get((n + 1) % loop.size());
            double[] chord = {b[0] - a[0], b[1] - a[1], b[2] - a[2]};
            double[] to = {p[0] - a[0], p[1] - a[1], p[2] - a[2]};
            double squared = CurvePoint.dot(chord, chord);
            double f = Math.max(0, Math.min(1, CurvePoint.dot(to, chord) / squared));
            double off = 0;
            for (int i = 0; i < 3; i++) {
                off += (to[i] - f * chord[i]) * (to[i] - f * chord[i]);
            }
            if (off <= 4e-4 * squared) {
                return true;
            }
        }
        return false;
    }
}
