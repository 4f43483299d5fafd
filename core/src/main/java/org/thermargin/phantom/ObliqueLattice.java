package org.thermargin.phantom;

import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.VoxelGrid;

/** Lattices that meet a shape at no special place: tilted against all world axes, centre between voxels. */
public final class ObliqueLattice {
    /** Where the analytic cases lie, LPS mm. */
    public static final Point3 CENTRE = new Point3(-41.25, 12.5, 30.75);

    // rotation of the quaternion (10, 1, 2, -1) / sqrt(106), about 28 degrees
    private static final Direction3 I = Direction3.of(96, -16, -42);
    private static final Direction3 J = Direction3.of(24, 102, 16);
    private static final Direction3 K = I.cross(J);

    private ObliqueLattice() {}

    /**
     * A lattice around the centre that holds the ball of the given radius with at least the given rim of voxels on each
     * side; spacings mm.
     */
    public static VoxelGrid around(double radiusMm, int rimVoxels, double dxMm, double dyMm, double dzMm) {
        int nx = size(radiusMm, rimVoxels, dxMm);
        int ny = size(radiusMm, rimVoxels, dyMm);
        int nz = size(radiusMm, rimVoxels, dzMm);
        // the centre falls 0.3, 0.4 and 0.2 of a voxel beside the middle
        Point3 origin = CENTRE.along(I, -(0.5 * (nx - 1) + 0.3) * dxMm)
                .along(J, -(0.5 * (ny - 1) + 0.4) * dyMm)
                .along(K, -(0.5 * (nz - 1) + 0.2) * dzMm);
        return VoxelGrid.oriented(nx, ny, nz, dxMm, dyMm, dzMm, I, J, K, origin);
    }

    private static int size(double radiusMm, int rim, double spacingMm) {
        return 2 * ((int) Math.ceil(radiusMm / spacingMm) + rim) + 1;
    }
}
