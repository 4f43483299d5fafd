package org.thermargin.margin;

import org.thermargin.grid.VoxelGrid;

/** Sizes of the cells of a voxel that is halved along its longest side again and again; level 0 is the voxel. Immutable. */
final class CellSizes {
    static final int LEVELS = 48;

    private final double[] halfIndex = new double[3 * LEVELS]; // half-sizes by level, index units
    private final double[] halfFrame = new double[3 * LEVELS]; // the boxes round them, mm
    private final int[] longest = new int[LEVELS]; // axis that the next halving cuts

    private final double dx; // spacings, mm
    private final double dy;
    private final double dz;

    CellSizes(VoxelGrid grid, BoxFrame frame) {
        dx = grid.dxMm();
        dy = grid.dyMm();
        dz = grid.dzMm();
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

    /**
     * Whether no forbidden centre (three index offsets each) is nearer than the radius to all of a cell around the place, and
     * some is to a part of it.
     */
    boolean mayHoldBoundary(int[] list, double ci, double cj, double ck, int atLevel, double radiusMm) {
        double hx = halfIndex(atLevel, 0) * dx;
        double hy = halfIndex(atLevel, 1) * dy;
        double hz = halfIndex(atLevel, 2) * dz;
        double covered = radiusMm * radiusMm * (1 - 1e-12);
        double touched = radiusMm * radiusMm * (1 + 1e-12);
        boolean reached = false;
        for (int p = 0; p < list.length; p += 3) {
            double x = Math.abs(list[p] - ci) * dx;
            double y = Math.abs(list[p + 1] - cj) * dy;
            double z = Math.abs(list[p + 2] - ck) * dz;
            double fx = x + hx;
            double fy = y + hy;
            double fz = z + hz;
            if (fx * fx + fy * fy + fz * fz < covered) {
                return false;
            }
            if (!reached) {
                double nx = Math.max(0, x - hx);
                double ny = Math.max(0, y - hy);
                double nz = Math.max(0, z - hz);
                reached = nx * nx + ny * ny + nz * nz <= touched;
            }
        }
        return reached;
    }
}
