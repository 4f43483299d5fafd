package org.thermargin.margin;

import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;

/** The voxels of a lesion between the nodes of a lattice with the same axes: which cell holds each centre, and where in it. */
final class NodeCells {
    private final BinaryMask lesion;
    private final int rowStep; // from a node to the next along y
    private final int sliceStep; // and along z
    private final int[][] cell; // per axis and voxel
    private final double[][] share; // of the way to the next node

    /** Of a lesion whose box the nodes hold. */
    NodeCells(BinaryMask lesion, VoxelGrid nodes) {
        this.lesion = lesion;
        this.rowStep = nodes.nx();
        this.sliceStep = nodes.nx() * nodes.ny();
        VoxelGrid grid = lesion.grid();
        int[] voxels = {grid.nx(), grid.ny(), grid.nz()};
        int[] last = {nodes.nx() - 2, nodes.ny() - 2, nodes.nz() - 2};
        this.cell = new int[3][];
        this.share = new double[3][];
        for (int axis = 0; axis < 3; axis++) {
            cell[axis] = new int[voxels[axis]];
            share[axis] = new double[voxels[axis]];
            for (int n = 0; n < voxels[axis]; n++) {
                double index = switch (axis) {
                    case 0 -> nodes.indexI(grid.worldX(n, 0, 0), 0, 0);
                    case 1 -> nodes.indexJ(0, grid.worldY(0, n, 0), 0);
                    default -> nodes.indexK(0, 0, grid.worldZ(0, 0, n));
                };
                cell[axis][n] = Math.max(0, Math.min(last[axis], (int) index));
                share[axis][n] = Math.max(0, Math.min(1, index - cell[axis][n]));
            }
        }
    }

    /** The voxels at whose centre the values at the nodes, linear between them, are negative. */
    long below(double[] phi) {
        VoxelGrid grid = lesion.grid();
        long count = 0;
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                int row = cell[1][j] * rowStep + cell[2][k] * sliceStep;
                double v = share[1][j];
                double w = share[2][k];
                for (int i = lesion.nextSet(0, j, k); i < grid.nx(); i = lesion.nextSet(i + 1, j, k)) {
                    count += at(phi, row + cell[0][i], rowStep, sliceStep, share[0][i], v, w) >= 0 ? 0 : 1;
                }
            }
        }
        return count;
    }

    /** Linear between the eight nodes of the cell whose lowest is n. */
    static double at(double[] phi, int n, int rowStep, int sliceStep, double u, double v, double w) {
        int y = n + rowStep;
        int z = n + sliceStep;
        int yz = y + sliceStep;
        double c00 = phi[n] + u * (phi[n + 1] - phi[n]);
        double c10 = phi[y] + u * (phi[y + 1] - phi[y]);
        double c01 = phi[z] + u * (phi[z + 1] - phi[z]);
        double c11 = phi[yz] + u * (phi[yz + 1] - phi[yz]);
        double c0 = c00 + v * (c10 - c00);
        double c1 = c01 + v * (c11 - c01);
        return c0 + w * (c1 - c0);
    }
}
