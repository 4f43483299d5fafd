package org.thermargin.plan;

import java.util.Optional;
import org.thermargin.geometry.SignedField;
import org.thermargin.grid.BinaryMask;
import org.thermargin.margin.MarginMap;

/**
 * What a zone must cover so that a lesion has a given margin, as points that must lie in it by a given depth: without an
 * organ every lesion surface point by the margin itself; with one, on the outward normal of every surface point, the
 * farthest organ point within the margin (beyond the capsule there is nothing to cover). Accurate to the mesh; what
 * decides is the assessment of the moved zone.
 */
final class CoverDemand {
    private static final double STEP_MM = 0.25;
    private static final double FARTHEST_MM = 40;

    private final double[] points; // surface points, 3 each
    private final double[] normals; // outward, 3 each
    private final double[] capsuleMm; // organ tissue ends here along the normal; empty without an organ
    private final double[] lossMm; // what vessels take at each surface point; empty: nothing

    private CoverDemand(double[] points, double[] normals, double[] capsuleMm, double[] lossMm) {
        this.points = points;
        this.normals = normals;
        this.capsuleMm = capsuleMm;
        this.lossMm = lossMm;
    }

    static CoverDemand of(MarginMap surface, Optional<BinaryMask> organ) {
        double[] points = surface.verticesMm();
        double[] normals = surface.normals();
        double[] capsule = new double[organ.isPresent() ? points.length / 3 : 0];
        for (int n = 0; n < capsule.length; n++) {
            capsule[n] = capsuleMm(organ.get(), points, normals, 3 * n);
        }
        return new CoverDemand(points, normals, capsule, new double[0]);
    }

    /**
     * The same where vessels take from the margin at each surface point what they were seen to take: the margin without
     * them must be larger there by as much.
     */
    CoverDemand withLosses(MarginMap plain, MarginMap cooled) {
        double[] without = plain.marginMm();
        double[] with = cooled.marginMm();
        if (3 * without.length != points.length || without.length != with.length) {
            return this;
        }
        double[] losses = new double[without.length];
        for (int n = 0; n < losses.length; n++) {
            double loss = without[n] - with[n];
            losses[n] = loss > 0 && Double.isFinite(loss) ? loss : 0;
        }
        return new CoverDemand(points, normals, capsuleMm, losses);
    }

    /** Distance along the normal after which no organ tissue follows within reach. */
    private static double capsuleMm(BinaryMask organ, double[] p, double[] normal, int at) {
        for (double s = FARTHEST_MM; s > 0; s -= STEP_MM) {
            double x = p[at] + s * normal[at];
            double y = p[at + 1] + s * normal[at + 1];
            double z = p[at + 2] + s * normal[at + 2];
            if (organ.holds(x, y, z)) {
                return s;
            }
        }
        return 0;
    }

    /** The demand of one margin. */
    At at(double marginMm) {
        if (capsuleMm.length == 0) {
            return new At(points, normals, marginMm, lossMm);
        }
        double[] moved = new double[points.length];
        for (int n = 0; n < points.length; n++) {
            double wanted = marginMm + (lossMm.length == 0 ? 0 : lossMm[n / 3]);
            moved[n] = points[n] + Math.max(0, Math.min(wanted, capsuleMm[n / 3])) * normals[n];
        }
        return new At(moved, normals, Math.min(0, marginMm), new double[0]);
    }

    /**
     * Points that must lie in the zone by a depth.
     *
     * @param pointsMm three coordinates each, LPS mm
     * @param normals outward normal of the lesion at each
     * @param depthMm depth by which all must lie in the zone, mm
     * @param furtherMm depth that each point needs beyond that, mm; empty: none
     */
    record At(double[] pointsMm, double[] normals, double depthMm, double[] furtherMm) {
        int count() {
            return pointsMm.length / 3;
        }

        /** By how much the point lies deeper than it must, mm; negative: not deep enough. */
        double excessMm(SignedField zone, int point) {
            double depth = zone.depthMm(pointsMm[3 * point], pointsMm[3 * point + 1], pointsMm[3 * point + 2]);
            return depth - depthMm - (furtherMm.length == 0 ? 0 : furtherMm[point]);
        }
    }
}
