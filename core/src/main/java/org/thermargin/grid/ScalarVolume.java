package org.thermargin.grid;

/** Real values on the voxel centres of a grid, linear, i fastest. */
public final class ScalarVolume {
    private final VoxelGrid grid;
    private final float[] values;

    /** Takes ownership of the array, whose length is the grid's voxel count. */
    public ScalarVolume(VoxelGrid grid, float[] values) {
        if (values.length != grid.voxelCount()) {
            throw new IllegalArgumentException(
                    "array of " + values.length + " values for a grid of " + grid.voxelCount() + " voxels");
        }
        this.grid = grid;
        this.values = values;
    }

    public VoxelGrid grid() {
        return grid;
    }

    /** The array itself, not a copy; for kernels. */
    public float[] values() {
        return values;
    }

    /** Value at the voxel. */
    public float get(int i, int j, int k) {
        return values[grid.linearIndex(i, j, k)];
    }
}
