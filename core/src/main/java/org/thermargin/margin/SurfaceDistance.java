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

    SurfaceDistance(RegionField field, Surface surface) {
        this(field, surface, new PointTree(surface.verticesMm()));
    }

    private SurfaceDistance(RegionField field, Surface surface, PointTree tree) {
        this.field = field;
        this.surface = surface;
        this.tree = tree;
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
    public SignedField walker() {
        return inSequence();
    }

    private double at(int q, double x, double y, double z) {
        double[] v = surface.verticesMm();
        double[] n = surface.normals();
        double ox = v[3 * q] - x;
        double oy = v[3 * q + 1] - y;
        double oz = v[3 * q + 2] - z;
        double normal = n[3 * q] * ox + n[3 * q + 1] * oy + n[3 * q + 2] * oz;
        double lateral = Math.sqrt(Math.max(0, ox * ox + oy * oy + oz * oz - normal * normal));
        double beyond = Math.max(0, lateral - REACH * surface.spacingMm());
        double distance = Math.sqrt(normal * normal + beyond * beyond);
        boolean inside = distance < NEAR * surface.spacingMm() ? normal > 0 : field.at(x, y, z) > 0;
        return inside ? distance : -distance;
    }

    /** By the nearest vertex: the distance is at least that to it, less the reach. */
    @Override
    public boolean isAbove(double x, double y, double z, double mm) {
        double reach = REACH * surface.spacingMm();
        if (mm < 0 && tree.anyWithin(x, y, z, -mm * (1 - ROUNDING))) {
            return true;
        }
        double clear = (Math.max(mm, NEAR * surface.spacingMm()) + reach) * (1 + ROUNDING);
        return field.at(x, y, z) > 0 && !tree.anyWithin(x, y, z, clear);
    }

    @Override
    public SurfaceDistance inSequence() {
        return new Sequence(this);
    }

    @Override
    public SurfaceDistance around(double x, double y, double z, double radiusMm) {
        NearPoints.Ball ball = tree.ball(x, y, z, radiusMm);
        return new Nearby(this, ball.leastMm() - radiusMm, new Kept<>(() -> tree.in(ball)));
    }

    /** Among the vertices of which one is nearest to every point asked for, gathered when first needed. */
    private static final class Nearby extends SurfaceDistance {
        private final double leastMm; // from any point asked for to any vertex
        private final Kept<NearPoints> vertices;

        Nearby(SurfaceDistance of, double leastMm, Kept<NearPoints> vertices) {
            super(of.field, of.surface, of.tree);
            this.leastMm = leastMm;
            this.vertices = vertices;
        }

        @Override
        int nearest(double x, double y, double z) {
            return vertices.get().nearest(x, y, z);
        }

        @Override
        public boolean contains(double x, double y, double z) {
            return isFarAllAround(NEAR * surface().spacingMm()) ? field().at(x, y, z) > 0 : super.contains(x, y, z);
        }

        @Override
        public SurfaceDistance around(double x, double y, double z, double radiusMm) {
            NearPoints near = vertices.get();
            NearPoints.Ball ball = near.ball(x, y, z, radiusMm);
            return new Nearby(this, ball.leastMm() - radiusMm, new Kept<>(() -> near.in(ball)));
        }

        /** The distance is at least that to the nearest vertex, less the reach. */
        @Override
        public boolean isFarAllAround(double mm) {
            return leastMm - REACH * surface().spacingMm() > mm * (1 + ROUNDING);
        }
    }

    /** Begins every search at the vertex found last, so that little is left to search. */
    private static final class Sequence extends SurfaceDistance {
        private int last;

        Sequence(SurfaceDistance of) {
            super(of.field, of.surface, of.tree);
        }

        @Override
        int nearest(double x, double y, double z) {
            last = tree().nearest(x, y, z, last);
            return last;
        }
    }

    @Override
    public void foot(double x, double y, double z, double[] point) {
        System.arraycopy(surface.verticesMm(), 3 * nearest(x, y, z), point, 0, 3);
    }
}
