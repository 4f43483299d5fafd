package org.thermargin.margin;

import org.thermargin.grid.IndexBox;
import org.thermargin.grid.VoxelGrid;

/**
 * The lattice on which a surface is reconstructed: a box of the mask's lattice whose thick axes are subdivided so that
 * the nodes are nearly cubic. Original voxel centres are nodes; along axis a every {@code factor(a)}-th node is one.
 */
final class WorkingLattice {
    private final IndexBox box;
    private final VoxelGrid nodes;
    private final int[] factor;

    private WorkingLattice(IndexBox box, VoxelGrid nodes, int[] factor) {
        this.box = box;
        this.nodes = nodes;
        this.factor = factor;
    }

    /** The working lattice of a box of voxels of the grid; the box may reach outside the grid. */
    static WorkingLattice of(VoxelGrid grid, IndexBox box) {
        double fine = grid.minSpacingMm();
        int[] factor = {
            (int) Math.max(1, Math.round(grid.dxMm() / fine)),
            (int) Math.max(1, Math.round(grid.dyMm() / fine)),
            (int) Math.max(1, Math.round(grid.dzMm() / fine))
        };
        VoxelGrid sub = grid.subgrid(box);
        VoxelGrid nodes = VoxelGrid.oriented(
                (sub.nx() - 1) * factor[0] + 1,
                (sub.ny() - 1) * factor[1] + 1,
                (sub.nz() - 1) * factor[2] + 1,
                sub.dxMm() / factor[0],
                sub.dyMm() / factor[1],
                sub.dzMm() / factor[2],
                sub.iDirection(),
                sub.jDirection(),
                sub.kDirection(),
                sub.origin());
        return new WorkingLattice(box, nodes, factor);
    }

    /** The box of original voxels. */
    IndexBox box() {
        return box;
    }

    /** The nodes, as a grid of their own. */
    VoxelGrid nodes() {
        return nodes;
    }

    /** Nodes per original voxel along axis 0, 1 or 2. */
    int factor(int axis) {
        return factor[axis];
    }

    /** Largest subdivision of an axis; 1 on an isotropic grid. */
    int maxFactor() {
        return Math.max(factor[0], Math.max(factor[1], factor[2]));
    }
}
