package org.thermargin.margin;

import org.thermargin.grid.VoxelGrid;

/** Voxels listed so that those of a group follow each other, for groups that are halved one after another. */
final class VoxelGroups {
    private final int[] linear;
    private final double[] places; // of their centres in the frame, three each, mm
    private final int[] order; // positions in linear
    private final double[] low = new double[3]; // of the group asked for last
    private final double[] high = new double[3];

    /** The voxels of the grid (linear indices) as one group. */
    VoxelGroups(int[] linear, VoxelGrid grid, BoxFrame frame) {
        this.linear = linear;
        this.places = new double[3 * linear.length];
        this.order = new int[linear.length];
        for (int n = 0; n < linear.length; n++) {
            order[n] = n;
            int i = linear[n] % grid.nx();
            int j = linear[n] / grid.nx() % grid.ny();
            int k = linear[n] / grid.nx() / grid.ny();
            frame.place(grid.worldX(i, j, k), grid.worldY(i, j, k), grid.worldZ(i, j, k), places, 3 * n);
        }
    }

    private VoxelGroups(VoxelGroups other) {
        linear = other.linear;
        places = other.places;
        order = other.order.clone();
    }

    /** The same groups; halving one does not touch the other. */
    VoxelGroups copy() {
        return new VoxelGroups(this);
    }

    int count() {
        return linear.length;
    }

    /** Linear indices of all, in the order in which they were given; not a copy. */
    int[] linear() {
        return linear;
    }

    /** Linear index of the voxel that was given at the position. */
    int linear(int position) {
        return linear[position];
    }

    /** Where the voxel that comes at the place among all groups was given. */
    int at(int place) {
        return order[place];
    }

    /** Writes the box round the centres of a group: its middle and half its extents in the frame, mm. */
    void copyBox(int from, int to, double[] box, int at) {
        for (int a = 0; a < 3; a++) {
            low[a] = Double.POSITIVE_INFINITY;
            high[a] = Double.NEGATIVE_INFINITY;
        }
        for (int n = from; n < to; n++) {
            int place = 3 * order[n];
            for (int a = 0; a < 3; a++) {
                low[a] = Math.min(low[a], places[place + a]);
                high[a] = Math.max(high[a], places[place + a]);
            }
        }
        for (int a = 0; a < 3; a++) {
            box[at + a] = (low[a] + high[a]) / 2;
            box[at + 3 + a] = (high[a] - low[a]) / 2;
        }
    }

    /** The axis along which the group whose box was asked for last is longest. */
    int longestAxis() {
        int axis = 0;
        for (int a = 1; a < 3; a++) {
            axis = high[a] - low[a] > high[axis] - low[axis] ? a : axis;
        }
        return axis;
    }

    /** Puts the voxels of a group that lie below the middle (mm) first; where the others begin. */
    int split(int from, int to, int axis, double middle) {
        int split = from;
        for (int n = from; n < to; n++) {
            if (places[3 * order[n] + axis] < middle) {
                int swap = order[n];
                order[n] = order[split];
                order[split++] = swap;
            }
        }
        return split == from || split == to ? (from + to) / 2 : split;
    }
}
