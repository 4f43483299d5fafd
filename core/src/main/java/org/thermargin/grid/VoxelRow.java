package org.thermargin.grid;

import org.thermargin.geometry.PointRow;

/**
 * Centres of neighbouring voxels of a row of a grid, as {@link VoxelGrid} places them.
 *
 * @param grid the grid
 * @param i first voxel
 * @param j the row
 * @param k the slice
 * @param count number of voxels
 */
public record VoxelRow(VoxelGrid grid, int i, int j, int k, int count) implements PointRow {
    @Override
    public double x(int n) {
        return grid.worldX(i + n, j, k);
    }

    @Override
    public double y(int n) {
        return grid.worldY(i + n, j, k);
    }

    @Override
    public double z(int n) {
        return grid.worldZ(i + n, j, k);
    }
}
