package org.thermargin.margin;

import org.thermargin.geometry.SignedField;

/**
 * Signed distance from points to a reconstructed surface: positive inside the region, mm. Around the nearest vertex q
 * with outward normal n the surface is taken as its tangent plane, so the distance is n.(q - p) where p projects onto
 * the vertex's own cell, and grows with the lateral offset t beyond 0.6 of the spacing:
 * {@code |s| = sqrt(dn^2 + max(0, t - 0.6 h)^2)}. The sign is that of the field far from the surface and that of
 * n.(q - p) near it.
 */
class SurfaceDistance implements Boundary, SignedField {
    /** Lateral reach of one vertex, in units of the largest node spacing. */
    private static final double REACH = 0.6;
    /** Below this distance, in units of the spacing, the tangent plane gives the sign. */
    private static final double NEAR = 0.75;
    /** Relative slack that no rounding exceeds. */
    private static final double ROUNDING = 1e-9;

    private final Surface surface;
    private final PointTree tree;
    private final RegionField field;
    private final double reachMm;
    private final double signMm;

    SurfaceDistance(RegionField field, Surface surface) {
        this(field, surface, new PointTree(surface.verticesMm()));
    }

    private SurfaceDistance(RegionField field, Surface surface, PointTree tree) {
        this.field = field;
        this.surface = surface;
        this.tree = tree;
        this.reachMm = REACH * surface.spacingMm();
        this.signMm = NEAR * surface.spacingMm();
    }

    PointTree tree() {
        return tree;
    }

    RegionField field() {
        return field;
    }

    Surface surface() {
        return surface;
    }

    @Override
    public double at(double x, double y, double z) {
        return at(nearest(x, y, z), x, y, z);
    }

    /** Index of the vertex nearest to the point. */
    int nearest(double x, double y, double z) {
        return tree.nearest(x, y, z);
    }

    @Override
    public double depthMm(double x, double y, double z) {
        return at(x, y, z);
    }

    @Override
    public void at(double[] points, int count, double[] distances) {
        int[] nearest = new int[count];
        new NearestVertices(tree).find(points, count, nearest);
        for (int n = 0; n < count; n++) {
            distances[n] = at(nearest[n], points[3 * n], points[3 * n + 1], points[3 * n + 2]);
        }
    }

    @Override
    public void outsideMm(double[] points, int count, double limitMm, double[] distances) {
        new OutsideDistance(this).find(points, count, limitMm, distances);
    }

    @Override
    public SignedField walker() {
        return inSequence();
    }

    /** Lateral reach of a vertex, mm: a distance is less than that to the nearest vertex by no more. */
    double reachMm() {
        return reachMm;
    }

    /** Distance below which the tangent plane gives the sign, mm. */
    double signMm() {
        return signMm;
    }

    /** Signed distance of a point whose nearest vertex is q. */
    double at(int q, double x, double y, double z) {
        double[] v = surface.verticesMm();
        double[] n = surface.normals();
        double ox = v[3 * q] - x;
        double oy = v[3 * q + 1] - y;
        double oz = v[3 * q + 2] - z;
        double normal = n[3 * q] * ox + n[3 * q + 1] * oy + n[3 * q + 2] * oz;
        double lateralSq = ox * ox + oy * oy + oz * oz - normal * normal;
        double distance = Math.abs(normal);
        if (lateralSq > reachMm * reachMm * (1 - ROUNDING)) { // else 0 beyond the reach, and the root of a square
            double beyond = Math.max(0, Math.sqrt(lateralSq) - reachMm);
            distance = Math.sqrt(normal * normal + beyond * beyond);
        }
        boolean inside = distance < signMm ? normal > 0 : field.at(x, y, z) > 0;
        return inside ? distance : -distance;
    }

    /** By the nearest vertex: the distance is at least that to it, less the reach. */
    @Override
    public boolean isAbove(double x, double y, double z, double mm) {
        if (mm < 0 && tree.anyWithin(x, y, z, -mm * (1 - ROUNDING))) {
            return true;
        }
        double clear = (Math.max(mm, signMm) + reachMm) * (1 + ROUNDING);
        return field.at(x, y, z) > 0 && !tree.anyWithin(x, y, z, clear);
    }

    @Override
    public SurfaceDistance inSequence() {
        return new Sequence(this);
    }

    /** Begins every search at the vertex found last, so that little is left to search. */
    private static final class Sequence extends SurfaceDistance {
        private final OutsideDistance outside = new OutsideDistance(this);
        private int last;

        Sequence(SurfaceDistance of) {
            super(of.field, of.surface, of.tree);
        }

        @Override
        int nearest(double x, double y, double z) {
            last = tree().nearest(x, y, z, last);
            return last;
        }

        @Override
        public void outsideMm(double[] points, int count, double limitMm, double[] distances) {
            outside.find(points, count, limitMm, distances);
        }
    }

    @Override
    public void foot(double x, double y, double z, double[] point) {
        System.arraycopy(surface.verticesMm(), 3 * nearest(x, y, z), point, 0, 3);
    }
}
