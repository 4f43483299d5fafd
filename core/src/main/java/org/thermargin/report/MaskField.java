package org.thermargin.report;

import org.thermargin.geometry.SignedField;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;

/**
 * A mask between its voxel centres, linear, for outlines in pictures: 0 where it is half set. Its value is no distance;
 * it lies between -0.5 and 0.5, so that every point counts as near the edge.
 */
record MaskField(BinaryMask mask) implements SignedField {
    @Override
    public double depthMm(double x, double y, double z) {
        VoxelGrid grid = mask.grid();
        double fi = grid.indexI(x, y, z);
        double fj = grid.indexJ(x, y, z);
        double fk = grid.indexK(x, y, z);
        int i = (int) Math.floor(fi);
        int j = (int) Math.floor(fj);
        int k = (int) Math.floor(fk);
        double sum = 0;
        for (int corner = 0; corner < 8; corner++) {
            int di = corner & 1;
            int dj = corner >> 1 & 1;
            int dk = corner >> 2;
            if (mask.getOrFalse(i + di, j + dj, k + dk)) {
                sum += (di == 1 ? fi - i : 1 - fi + i)
                        * (dj == 1 ? fj - j : 1 - fj + j)
                        * (dk == 1 ? fk - k : 1 - fk + k);
            }
        }
        return sum - 0.5;
    }
}
