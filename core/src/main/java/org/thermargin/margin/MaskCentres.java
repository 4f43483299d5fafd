package org.thermargin.margin;

import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;

/** Distance from world points to the nearest voxel centre of a non-empty mask. */
final class MaskCentres {
    private final BinaryMask mask;
    private final PointTree shell;

    MaskCentres(BinaryMask mask) {
        this.mask = mask;
        double[] points = VoxelCentres.shell(mask);
        this.shell = points.length == 0 ? null : new PointTree(points);
    }

    /**
     * The distance, mm; infinite for an empty mask. If the voxel that holds the point is set, its centre is nearest; else
     * the nearest centre has an unset neighbour.
     */
    double distanceMm(double x, double y, double z) {
        VoxelGrid grid = mask.grid();
        int i = (int) Math.floor(grid.indexI(x, y, z) + 0.5);
        int j = (int) Math.floor(grid.indexJ(x, y, z) + 0.5);
        int k = (int) Math.floor(grid.indexK(x, y, z) + 0.5);
        if (mask.getOrFalse(i, j, k)) {
            double dx = grid.worldX(i, j, k) - x;
            double dy = grid.worldY(i, j, k) - y;
            double dz = grid.worldZ(i, j, k) - z;
            return Math.sqrt(dx * dx + dy * dy + dz * dz);
        }
        return shell == null ? Double.POSITIVE_INFINITY : shell.distanceMm(x, y, z);
    }
}
