package org.thermargin.margin;

import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;

/** Distance from world points to the nearest voxel centre of a non-empty mask. */
final class MaskCentres {
    private final BinaryMask mask;
    private final double[] points; // of the shell
    private final PointTree shell;

    MaskCentres(BinaryMask mask) {
        this.mask = mask;
        this.points = VoxelCentres.shell(mask);
        this.shell = points.length == 0 ? null : new PointTree(points);
    }

    /** The distance, mm; infinite for an empty mask. */
    double distanceMm(double x, double y, double z) {
        double[] at = new double[3];
        if (!nearest(x, y, z, at)) {
            return Double.POSITIVE_INFINITY;
        }
        double dx = at[0] - x;
        double dy = at[1] - y;
        double dz = at[2] - z;
        return Math.sqrt(dx * dx + dy * dy + dz * dz);
    }

    /**
     * Writes the nearest centre as a world point; false for an empty mask. If the voxel that holds the point is set, its
     * centre is nearest; else the nearest centre has an unset neighbour.
     */
    boolean nearest(double x, double y, double z, double[] to) {
        VoxelGrid grid = mask.grid();
        int i = (int) Math.floor(grid.indexI(x, y, z) + 0.5);
        int j = (int) Math.floor(grid.indexJ(x, y, z) + 0.5);
        int k = (int) Math.floor(grid.indexK(x, y, z) + 0.5);
        if (mask.getOrFalse(i, j, k)) {
            to[0] = grid.worldX(i, j, k);
            to[1] = grid.worldY(i, j, k);
            to[2] = grid.worldZ(i, j, k);
            return true;
        }
        if (shell == null) {
            return false;
        }
        System.arraycopy(points, 3 * shell.nearest(x, y, z), to, 0, 3);
        return true;
    }
}
