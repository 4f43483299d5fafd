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
    /** Parts of the margin by which the surface is pushed out. */
    private static final double[] LAYERS = {1, 0.6, 0.25};

    private final double[] points; // surface points, 3 each
    private final double[] normals; // outward, 3 each
    private final double[] capsuleMm; // organ tissue ends here along the normal; empty without an organ

    private CoverDemand(double[] points, double[] normals, double[] capsuleMm) {
        this.points = points;
        this.normals = normals;
        this.capsuleMm = capsuleMm;
    }

    static CoverDemand of(MarginMap surface, Optional<BinaryMask> organ) {
        double[] points = surface.verticesMm();
        double[] normals = surface.normals();
        double[] capsule = new double[organ.isPresent() ? points.length / 3 : 0];
        for (int n = 0; n < capsule.length; n++) {
            capsule[n] = capsuleMm(organ.get(), points, normals, 3 * n);
        }
        return new CoverDemand(points, normals, capsule);
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

    /**
     * Points that lie in a zone of the margin, three coordinates each: the surface pushed out by the margin, not beyond the
     * organ, and by parts of it, since what vessels leave may have dents that do not reach out so far.
     */
    double[] layers(double marginMm) {
        double[] layers = new double[points.length * LAYERS.length];
        for (int n = 0; n < layers.length; n++) {
            int at = n % points.length;
            double wanted = LAYERS[n / points.length] * marginMm;
            double out = capsuleMm.length == 0 ? wanted : Math.min(wanted, capsuleMm[at / 3]);
            layers[n] = points[at] + out * normals[at];
        }
        return layers;
    }

    /** The demand of one margin. */
    At at(double marginMm) {
        if (capsuleMm.length == 0) {
            return new At(points, normals, marginMm);
        }
        double[] moved = new double[points.length];
        for (int n = 0; n < points.length; n++) {
            moved[n] = points[n] + Math.max(0, Math.min(marginMm, capsuleMm[n / 3])) * normals[n];
        }
        return new At(moved, normals, Math.min(0, marginMm));
    }

    /**
     * Points that must lie in the zone by a depth.
     *
     * @param pointsMm three coordinates each, LPS mm
     * @param normals outward normal of the lesion at each
     * @param depthMm depth by which all must lie in the zone, mm
     */
    record At(double[] pointsMm, double[] normals, double depthMm) {
        int count() {
            return pointsMm.length / 3;
        }

        /** By how much the point lies deeper than it must, mm; negative: not deep enough. */
        double excessMm(SignedField zone, int point) {
            return zone.depthMm(pointsMm[3 * point], pointsMm[3 * point + 1], pointsMm[3 * point + 2]) - depthMm;
        }
    }
}
