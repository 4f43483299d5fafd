package org.thermargin.margin;

import org.thermargin.grid.VoxelGrid;

/** Sizes of the cells of a voxel that is halved along its longest side again and again; level 0 is the voxel. Immutable. */
final class CellSizes {
    static final int LEVELS = 48;

    private final double[] halfIndex = new double[3 * LEVELS]; // half-sizes by level, index units
    private final double[] halfFrame = new double[3 * LEVELS]; // the boxes round them, mm
    private final int[] longest = new int[LEVELS]; // axis that the next halving cuts

    CellSizes(VoxelGrid grid, BoxFrame frame) {
        double[] half = {0.5, 0.5, 0.5};
        double[] spacing = {grid.dxMm(), grid.dyMm(), grid.dzMm()};
        for (int l = 0; l < LEVELS; l++) {
            System.arraycopy(half, 0, halfIndex, 3 * l, 3);
            System.arraycopy(frame.halfExtents(grid, half[0], half[1], half[2]), 0, halfFrame, 3 * l, 3);
            int axis = 0;
            for (int a = 1; a < 3; a++) {
                axis = half[a] * spacing[a] > half[axis] * spacing[axis] * (1 + 1e-9) ? a : axis;
            }
            longest[l] = axis;
            half[axis] /= 2;
        }
    }

    /** Half the size along an index axis, in voxels. */
    double halfIndex(int level, int axis) {
        return halfIndex[3 * level + axis];
    }

    /** Half the size of the box round a cell along an axis of the frame, mm. */
    double halfFrameMm(int level, int axis) {
        return halfFrame[3 * level + axis];
    }

    /** Copies the half-sizes of the box round a cell, mm. */
    void copyHalfFrame(int level, double[] to, int at) {
        System.arraycopy(halfFrame, 3 * level, to, at, 3);
    }

    /** The axis along which a cell of the level is halved. */
    int longest(int level) {
        return longest[level];
    }
}
