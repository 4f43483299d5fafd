package org.thermargin.distance;

import org.thermargin.grid.VoxelGrid;

/** Refuses volumes that cannot fit before they are allocated. */
final class VolumeMemory {
    private VolumeMemory() {}

    /** An array of one float per voxel. */
    static float[] floats(VoxelGrid grid) {
        check(grid, Float.BYTES, Runtime.getRuntime().maxMemory());
        return new float[grid.voxelCount()];
    }

    /** An array of one double per voxel. */
    static double[] doubles(VoxelGrid grid) {
        check(grid, Double.BYTES, Runtime.getRuntime().maxMemory());
        return new double[grid.voxelCount()];
    }

    /** An array of one int per voxel. */
    static int[] ints(VoxelGrid grid) {
        check(grid, Integer.BYTES, Runtime.getRuntime().maxMemory());
        return new int[grid.voxelCount()];
    }

    /** Throws where the volume alone is larger than the memory. */
    static void check(VoxelGrid grid, int bytesPerVoxel, long availableBytes) {
        long needed = (long) grid.voxelCount() * bytesPerVoxel;
        if (needed > availableBytes) {
            throw new IllegalArgumentException("distances on " + grid.nx() + " x " + grid.ny() + " x " + grid.nz()
                    + " voxels need " + needed / 1_000_000 + " MB, the virtual machine may use "
                    + availableBytes / 1_000_000 + " MB (java -Xmx)");
        }
    }
}
