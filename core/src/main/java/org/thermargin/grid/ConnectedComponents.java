package org.thermargin.grid;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntPredicate;

/**
 * The connected parts of a mask, numbered from 0 in the linear order of their first voxels. Works on runs of voxels along
 * i, joined by union and find, so that time and memory grow with the surface of the mask rather than its volume.
 */
public final class ConnectedComponents {
    /** Which voxels are neighbours. */
    public enum Connectivity {
        /** Voxels that share a face. */
        FACES_6,
        /** Voxels that share a face, an edge or a corner. */
        CORNERS_26
    }

    private final VoxelGrid grid;
    private final int[] rowStart; // first run of row j + ny * k
    private int[] from = new int[1024]; // run: first i
    private int[] to = new int[1024]; // run: one past the last i
    private final int[] component; // of every run
    private final int count;
    private final long[] voxels;

    private ConnectedComponents(BinaryMask mask, Connectivity connectivity) {
        grid = mask.grid();
        rowStart = new int[grid.ny() * grid.nz() + 1];
        int runs = collectRuns(mask);
        int[] parent = new int[runs];
        for (int r = 0; r < runs; r++) {
            parent[r] = r;
        }
        join(parent, connectivity);
        component = new int[runs];
        int next = 0;
        for (int r = 0; r < runs; r++) {
            int root = root(parent, r);
            component[r] = root == r ? next++ : component[root]; // a root is the first run of its part
        }
        count = next;
        voxels = new long[count];
        for (int r = 0; r < runs; r++) {
            voxels[component[r]] += to[r] - from[r];
        }
    }

    /** The parts of the mask; none for an empty mask. */
    public static ConnectedComponents of(BinaryMask mask, Connectivity connectivity) {
        return new ConnectedComponents(mask, connectivity);
    }

    private int collectRuns(BinaryMask mask) {
        int runs = 0;
        int perRow = mask.wordsPerRow();
        long[] words = mask.packed();
        for (int row = 0; row < grid.ny() * grid.nz(); row++) {
            rowStart[row] = runs;
            int i = 0;
            while (i < grid.nx()) {
                int start = nextBit(words, row * perRow, i, grid.nx(), true);
                if (start >= grid.nx()) {
                    break;
                }
                int end = nextBit(words, row * perRow, start, grid.nx(), false);
                if (runs == from.length) {
                    from = Arrays.copyOf(from, 2 * runs);
                    to = Arrays.copyOf(to, 2 * runs);
                }
                from[runs] = start;
                to[runs++] = end;
                i = end;
            }
        }
        rowStart[grid.ny() * grid.nz()] = runs;
        return runs;
    }

    /** First position at or after i whose bit is the wanted one; n when there is none. */
    private static int nextBit(long[] words, int row, int i, int n, boolean set) {
        int position = i;
        while (position < n) {
            long word = words[row + (position >> 6)];
            long rest = (set ? word : ~word) >>> (position & 63);
            if (rest != 0) {
                return Math.min(n, position + Long.numberOfTrailingZeros(rest));
            }
            position = (position | 63) + 1;
        }
        return n;
    }

    private void join(int[] parent, Connectivity connectivity) {
        boolean corners = connectivity == Connectivity.CORNERS_26;
        int reach = corners ? 1 : 0;
        int ny = grid.ny();
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < ny; j++) {
                int row = j + ny * k;
                if (j > 0) {
                    joinRows(parent, row, row - 1, reach);
                }
                if (k > 0) {
                    joinRows(parent, row, row - ny, reach);
                    if (corners && j > 0) {
                        joinRows(parent, row, row - ny - 1, reach);
                    }
                    if (corners && j < ny - 1) {
                        joinRows(parent, row, row - ny + 1, reach);
                    }
                }
            }
        }
    }

    private void joinRows(int[] parent, int rowA, int rowB, int reach) {
        int a = rowStart[rowA];
        int b = rowStart[rowB];
        int endA = rowStart[rowA + 1];
        int endB = rowStart[rowB + 1];
        while (a < endA && b < endB) {
            if (from[a] < to[b] + reach && from[b] < to[a] + reach) {
                int rootA = root(parent, a);
                int rootB = root(parent, b);
                parent[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
            }
            if (to[a] < to[b]) {
                a++;
            } else {
                b++;
            }
        }
    }

    private static int root(int[] parent, int run) {
        int r = run;
        while (parent[r] != r) {
            parent[r] = parent[parent[r]];
            r = parent[r];
        }
        return r;
    }

    /** Number of parts. */
    public int count() {
        return count;
    }

    /** Number of voxels of a part. */
    public long voxels(int part) {
        return voxels[part];
    }

    /** The voxels of the parts that the predicate takes, on the mask's grid. */
    public BinaryMask mask(IntPredicate parts) {
        BinaryMask result = new BinaryMask(grid);
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                int row = j + grid.ny() * k;
                for (int r = rowStart[row]; r < rowStart[row + 1]; r++) {
                    if (parts.test(component[r])) {
                        result.setRun(from[r], to[r], j, k);
                    }
                }
            }
        }
        return result;
    }

    /** The parts with a voxel on the rim of the grid. */
    public BitSet onRim() {
        BitSet found = new BitSet(count);
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                int row = j + grid.ny() * k;
                boolean whole = k == 0 || k == grid.nz() - 1 || j == 0 || j == grid.ny() - 1;
                for (int r = rowStart[row]; r < rowStart[row + 1]; r++) {
                    if (whole || from[r] == 0 || to[r] == grid.nx()) {
                        found.set(component[r]);
                    }
                }
            }
        }
        return found;
    }

    /** The part that the voxel belongs to; -1 for a voxel that is not set. */
    public int at(int i, int j, int k) {
        int row = j + grid.ny() * k;
        for (int r = rowStart[row]; r < rowStart[row + 1]; r++) {
            if (i >= from[r] && i < to[r]) {
                return component[r];
            }
        }
        return -1;
    }
}
