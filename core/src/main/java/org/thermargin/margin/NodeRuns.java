package org.thermargin.margin;

import java.util.Arrays;

/**
 * Runs of nodes of a lattice, slice by slice. Runs with fewer than {@link StencilKernel#REACH} nodes between them are joined,
 * over the ends of rows too, since long runs are faster.
 *
 * @param runs pairs (from, to) of node numbers, ascending
 * @param starts where the pairs of each slice begin, two entries each, and after the last slice where they end
 * @param outer nodes of the outermost layer in the runs and up to {@link StencilKernel#REACH} beyond their ends
 * @param outerStarts where those of each slice begin, and after the last slice where they end
 */
record NodeRuns(int[] runs, int[] starts, int[] outer, int[] outerStarts) {
    int slices() {
        return starts.length - 1;
    }

    /** The band, or the band and its face neighbours (never the outermost layer); only of these the outer nodes are listed. */
    static NodeRuns of(long[] band, int nx, int ny, int nz, boolean halo) {
        int[] runs = new int[1024];
        int[] starts = new int[nz + 1];
        int[] outer = new int[256];
        int[] outerStarts = new int[nz + 1];
        int size = 0;
        int outerSize = 0;
        int perRow = (nx + 63) >>> 6;
        for (int k = 1; k < nz - 1; k++) {
            starts[k] = size;
            outerStarts[k] = outerSize;
            for (int j = 1; j < ny - 1; j++) {
                int row = j + ny * k;
                for (int w = 0; w < perRow; w++) {
                    int first = row * perRow + w;
                    long left = halo ? halo(band, first, w, perRow, ny) : band[first];
                    left &= RowBits.between(w, 1, nx - 1);
                    for (; left != 0; left &= left - 1) {
                        int n = row * nx + (w << 6) + Long.numberOfTrailingZeros(left);
                        if (size > starts[k] && n - runs[size - 1] < StencilKernel.REACH) {
                            runs[size - 1] = n + 1;
                        } else {
                            runs = size == runs.length ? Arrays.copyOf(runs, 2 * size) : runs;
                            runs[size++] = n;
                            runs[size++] = n + 1;
                        }
                    }
                }
            }
            for (int r = halo ? starts[k] : size; r < size; r += 2) {
                int end = runs[r + 1] + StencilKernel.REACH;
                for (int row = runs[r] / nx; row * nx < end; row++) {
                    // of a row that is not the last of its slice only the ends belong to the outermost layer
                    int step = row % ny == ny - 1 ? 1 : nx - 1;
                    for (int n = row * nx; n < Math.min(end, (row + 1) * nx); n += step) {
                        if (n >= runs[r]) {
                            outer = outerSize == outer.length ? Arrays.copyOf(outer, 2 * outerSize) : outer;
                            outer[outerSize++] = n;
                        }
                    }
                }
            }
        }
        Arrays.fill(starts, nz - 1, nz + 1, size);
        Arrays.fill(outerStarts, nz - 1, nz + 1, outerSize);
        return new NodeRuns(runs, starts, outer, outerStarts);
    }

    /** A bit for every node of the band, rows of whole words. */
    static long[] band(byte[] kind, int nx, int rows) {
        int perRow = (nx + 63) >>> 6;
        long[] band = new long[rows * perRow];
        for (int row = 0; row < rows; row++) {
            for (int w = 0; w < perRow; w++) {
                int from = row * nx + (w << 6);
                int to = Math.min(from + 64, (row + 1) * nx);
                long word = 0;
                for (int n = from; n < to; n++) {
                    word |= (kind[n] != BendingKernel.FIXED ? 1L : 0L) << (n - from);
                }
                band[row * perRow + w] = word;
            }
        }
        return band;
    }

    /** The nodes of a word that belong to the band or touch it. */
    private static long halo(long[] band, int at, int w, int perRow, int ny) {
        long own = band[at];
        long before = w > 0 ? band[at - 1] >>> 63 : 0;
        long after = w < perRow - 1 ? band[at + 1] << 63 : 0;
        return own
                | own << 1
                | before
                | own >>> 1
                | after
                | band[at - perRow]
                | band[at + perRow]
                | band[at - perRow * ny]
                | band[at + perRow * ny];
    }
}
