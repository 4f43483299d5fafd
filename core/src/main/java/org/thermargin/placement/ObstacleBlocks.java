package org.thermargin.placement;

import java.util.Arrays;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;
import org.thermargin.grid.VoxelGrid;

/** The set voxels of a mask by blocks of its lattice, so that those near a shaft are found without looking at all. */
final class ObstacleBlocks {
    private static final int SIDE = 8; // voxels

    private final VoxelGrid grid;
    private final double[] balls; // per block: centre in mm along the axes of the grid, radius
    private final int[] from; // per block, into voxels
    private final int[] voxels; // linear indices

    private ObstacleBlocks(VoxelGrid grid, double[] balls, int[] from, int[] voxels) {
        this.grid = grid;
        this.balls = balls;
        this.from = from;
        this.voxels = voxels;
    }

    static ObstacleBlocks of(BinaryMask mask) {
        VoxelGrid grid = mask.grid();
        IndexBox set = mask.boundingBox().orElse(null);
        if (set == null) {
            return new ObstacleBlocks(grid, new double[0], new int[1], new int[0]);
        }
        int nx = (set.nx() + SIDE - 1) / SIDE;
        int ny = (set.ny() + SIDE - 1) / SIDE;
        int nz = (set.nz() + SIDE - 1) / SIDE;
        int[] count = new int[nx * ny * nz + 1];
        int[] found = new int[Math.toIntExact(mask.count())];
        int[] blockOf = new int[found.length];
        int size = 0;
        for (int k = set.kLow(); k < set.kHigh(); k++) {
            for (int j = set.jLow(); j < set.jHigh(); j++) {
                int row = (k - set.kLow()) / SIDE * ny + (j - set.jLow()) / SIDE;
                for (int i = mask.nextSet(set.iLow(), j, k); i < set.iHigh(); i = mask.nextSet(i + 1, j, k)) {
                    blockOf[size] = row * nx + (i - set.iLow()) / SIDE;
                    count[blockOf[size] + 1]++;
                    found[size++] = grid.linearIndex(i, j, k);
                }
            }
        }
        for (int b = 0; b < count.length - 1; b++) {
            count[b + 1] += count[b];
        }
        int[] voxels = new int[size];
        int[] next = count.clone();
        for (int v = 0; v < size; v++) {
            voxels[next[blockOf[v]]++] = found[v];
        }
        return gathered(grid, count, voxels);
    }

    /** Leaves out empty blocks. */
    private static ObstacleBlocks gathered(VoxelGrid grid, int[] start, int[] voxels) {
        int[] from = new int[start.length];
        double[] balls = new double[4 * (start.length - 1)];
        int kept = 0;
        for (int b = 0; b < start.length - 1; b++) {
            if (start[b + 1] > start[b]) {
                from[kept] = start[b];
                ball(grid, voxels, start[b], start[b + 1], balls, 4 * kept);
                kept++;
            }
        }
        from[kept] = voxels.length;
        return new ObstacleBlocks(grid, Arrays.copyOf(balls, 4 * kept), Arrays.copyOf(from, kept + 1), voxels);
    }

    private static void ball(VoxelGrid grid, int[] voxels, int first, int end, double[] balls, int at) {
        double[] low = {Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE};
        double[] high = {-Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};
        double[] c = new double[3];
        for (int v = first; v < end; v++) {
            centre(grid, voxels[v], c);
            for (int a = 0; a < 3; a++) {
                low[a] = Math.min(low[a], c[a]);
                high[a] = Math.max(high[a], c[a]);
            }
        }
        double squared = 0;
        for (int a = 0; a < 3; a++) {
            balls[at + a] = (low[a] + high[a]) / 2;
            squared += (high[a] - low[a]) * (high[a] - low[a]);
        }
        balls[at + 3] = Math.sqrt(squared) / 2;
    }

    private static void centre(VoxelGrid grid, int voxel, double[] c) {
        c[0] = voxel % grid.nx() * grid.dxMm();
        c[1] = voxel / grid.nx() % grid.ny() * grid.dyMm();
        c[2] = voxel / grid.nx() / grid.ny() * grid.dzMm();
    }

    VoxelGrid grid() {
        return grid;
    }

    int count() {
        return from.length - 1;
    }

    /** Copies the centre of the ball that holds the voxel centres of a block; its radius. */
    double ball(int block, double[] c) {
        System.arraycopy(balls, 4 * block, c, 0, 3);
        return balls[4 * block + 3];
    }

    /** First voxel of a block, and one past the last of the block before. */
    int first(int block) {
        return from[block];
    }

    /** Writes the centre of a voxel, mm along the axes of the grid from the centre of voxel 0. */
    void centre(int voxel, double[] c) {
        centre(grid, voxels[voxel], c);
    }
}
