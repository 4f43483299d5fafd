package org.thermargin.grid;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Non-negative integer labels on the voxels of a canonical grid, 0 = background. Stored as bytes where every label is
 * at most 255, else as 16-bit; larger labels are refused by the readers.
 */
public final class LabelVolume {
    private final VoxelGrid grid;
    private final byte[] bytes; // unsigned, or null
    private final short[] shorts; // unsigned, or null
    private final byte[] blankBytes; // a row of background
    private final short[] blankShorts;

    private LabelVolume(VoxelGrid grid, byte[] bytes, short[] shorts) {
        int length = bytes != null ? bytes.length : shorts.length;
        if (length != grid.voxelCount()) {
            throw new IllegalArgumentException(
                    "array of " + length + " labels for a grid of " + grid.voxelCount() + " voxels");
        }
        this.grid = grid;
        this.bytes = bytes;
        this.shorts = shorts;
        this.blankBytes = new byte[bytes != null ? grid.nx() : 0];
        this.blankShorts = new short[shorts != null ? grid.nx() : 0];
    }

    /** Labels 0..255 as unsigned bytes; takes ownership of the array. */
    public static LabelVolume ofBytes(VoxelGrid grid, byte[] labels) {
        return new LabelVolume(grid, labels, null);
    }

    /** Labels 0..65535 as unsigned shorts; takes ownership of the array. */
    public static LabelVolume ofShorts(VoxelGrid grid, short[] labels) {
        return new LabelVolume(grid, null, labels);
    }

    public VoxelGrid grid() {
        return grid;
    }

    /** Label at a position of the linear array. */
    public int at(int linearIndex) {
        return bytes != null ? bytes[linearIndex] & 0xff : shorts[linearIndex] & 0xffff;
    }

    /** The first voxel of a row that is not background, or the end of the row; volumes are mostly background. */
    private int firstSet(int start, int end) {
        int found = bytes != null
                ? Arrays.mismatch(bytes, start, end, blankBytes, 0, end - start)
                : Arrays.mismatch(shorts, start, end, blankShorts, 0, end - start);
        return found < 0 ? end : start + found;
    }

    /** Label of the voxel. */
    public int get(int i, int j, int k) {
        return at(grid.linearIndex(i, j, k));
    }

    /** Voxel count of every label present, background 0 included. */
    public SortedMap<Integer, Long> counts() {
        long[] histogram = new long[bytes != null ? 256 : 65536];
        int n = grid.voxelCount();
        for (int start = 0; start < n; start += grid.nx()) {
            int v = firstSet(start, start + grid.nx());
            histogram[0] += v - start;
            for (; v < start + grid.nx(); v++) {
                histogram[at(v)]++;
            }
        }
        SortedMap<Integer, Long> counts = new TreeMap<>();
        for (int label = 0; label < histogram.length; label++) {
            if (histogram[label] > 0) {
                counts.put(label, histogram[label]);
            }
        }
        return counts;
    }

    /** The voxels whose label is the given one. */
    public BinaryMask mask(int label) {
        return mask(label, label);
    }

    /** The voxels with any label but 0. */
    public BinaryMask nonZero() {
        return mask(1, 65535);
    }

    private BinaryMask mask(int from, int to) {
        BinaryMask mask = new BinaryMask(grid);
        long[] words = mask.words();
        int perRow = mask.wordsPerRow();
        for (int row = 0; row < grid.ny() * grid.nz(); row++) {
            int start = row * grid.nx();
            int end = start + grid.nx();
            for (int v = from > 0 ? firstSet(start, end) : start; v < end; v++) {
                int label = at(v);
                if (label >= from && label <= to) {
                    int i = v - start;
                    words[row * perRow + (i >> 6)] |= 1L << (i & 63);
                }
            }
        }
        return mask;
    }
}
