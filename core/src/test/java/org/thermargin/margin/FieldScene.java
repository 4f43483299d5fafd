package org.thermargin.margin;

import java.util.Optional;
import java.util.SplittableRandom;
import org.thermargin.geometry.Bounds3;
import org.thermargin.geometry.Point3;
import org.thermargin.geometry.SignedField;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.phantom.AnalyticScene;
import org.thermargin.phantom.StarBodies.Frame;

/** Lesion, zone and organ given by signed fields in a cube around the origin, put on lattices. */
record FieldScene(SignedField lesion, SignedField zone, Optional<SignedField> organ, double reachMm) {
    static final double[][] SPACINGS = {{1, 1, 1}, {0.5, 0.5, 0.5}, {0.8, 0.8, 1}, {0.8, 0.8, 2.5}, {0.7, 0.7, 5}};

    static FieldScene of(SignedField lesion, SignedField zone, double reachMm) {
        return new FieldScene(lesion, zone, Optional.empty(), reachMm);
    }

    /** A lattice that covers the cube, at a random offset, along the world axes or turned at random. */
    VoxelGrid lattice(double[] spacing, boolean oblique, SplittableRandom random) {
        Frame frame = oblique ? AnalyticScene.randomFrame(random) : Frame.WORLD;
        double half = reachMm * (oblique ? Math.sqrt(3) : 1) + 2 * spacing[2];
        int nx = 2 * (int) Math.ceil(half / spacing[0]) + 1;
        int ny = 2 * (int) Math.ceil(half / spacing[1]) + 1;
        int nz = 2 * (int) Math.ceil(half / spacing[2]) + 1;
        Point3 origin = new Point3(0, 0, 0)
                .along(frame.i(), -spacing[0] * ((nx - 1) / 2.0 + random.nextDouble() - 0.5))
                .along(frame.j(), -spacing[1] * ((ny - 1) / 2.0 + random.nextDouble() - 0.5))
                .along(frame.k(), -spacing[2] * ((nz - 1) / 2.0 + random.nextDouble() - 0.5));
        return VoxelGrid.oriented(
                nx, ny, nz, spacing[0], spacing[1], spacing[2], frame.i(), frame.j(), frame.k(), origin);
    }

    MarginQuery sampled(VoxelGrid grid) {
        return new MarginQuery(
                mask(lesion, grid), new ZoneRegion.Sampled(mask(zone, grid)), organ.map(field -> mask(field, grid)), 0);
    }

    MarginQuery exact(VoxelGrid grid) {
        Bounds3 bounds = new Bounds3(new Point3(-reachMm, -reachMm, -reachMm), new Point3(reachMm, reachMm, reachMm));
        return new MarginQuery(
                mask(lesion, grid), new ZoneRegion.Exact(zone, bounds), organ.map(field -> mask(field, grid)), 0);
    }

    static BinaryMask mask(SignedField field, VoxelGrid grid) {
        BinaryMask mask = new BinaryMask(grid);
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    if (field.depthMm(grid.worldX(i, j, k), grid.worldY(i, j, k), grid.worldZ(i, j, k)) >= 0) {
                        mask.set(i, j, k);
                    }
                }
            }
        }
        return mask;
    }

    static SignedField ball(double x, double y, double z, double radiusMm) {
        return org.thermargin.phantom.ClosedDepths.ball(new Point3(x, y, z), radiusMm);
    }

    /** Intersection with a half-space z >= depth: right in sign, as a mask needs, and for |z| near the plane in value. */
    static SignedField above(SignedField field, double zMm) {
        return (x, y, z) -> Math.min(field.depthMm(x, y, z), z - zMm);
    }
}
