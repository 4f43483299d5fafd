package org.thermargin.margin;

/**
 * Signed distance from points to a reconstructed surface: positive inside the region, mm. Around the nearest vertex q
 * with outward normal n the surface is taken as its tangent plane, so the distance is n.(q - p) where p projects onto
 * the vertex's own cell, and grows with the lateral offset t beyond 0.6 of the spacing:
 * {@code |s| = sqrt(dn^2 + max(0, t - 0.6 h)^2)}. The sign is that of the field far from the surface and that of
 * n.(q - p) near it.
 */
final class SurfaceDistance implements Boundary {
    /** Lateral reach of one vertex, in units of the largest node spacing. */
    private static final double REACH = 0.6;
    /** Below this distance, in units of the spacing, the tangent plane gives the sign. */
    private static final double NEAR = 0.75;

    private final Surface surface;
    private final PointTree tree;
    private final RegionField field;

    SurfaceDistance(RegionField field, Surface surface) {
        this.field = field;
        this.surface = surface;
        this.tree = new PointTree(surface.verticesMm());
    }

    RegionField field() {
        return field;
    }

    Surface surface() {
        return surface;
    }

    @Override
    public double at(double x, double y, double z) {
        int q = tree.nearest(x, y, z);
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

    @Override
    public void foot(double x, double y, double z, double[] point) {
        System.arraycopy(surface.verticesMm(), 3 * tree.nearest(x, y, z), point, 0, 3);
    }
}
