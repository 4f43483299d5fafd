package org.thermargin.io.dicom;

import org.thermargin.grid.BinaryMask;

/**
 * Bits of a frame, least significant first and not aligned to bytes, into a mask. Frames are mostly empty: eight bytes are
 * looked at together.
 */
final class PackedBitsKernel {
    private PackedBitsKernel() {}

    /**
     * Sets in the mask the voxels whose bits are set.
     *
     * @param bytes where the bits are
     * @param firstBit of the frame, counted from the first byte
     * @param columns of the frame
     * @param rows of the frame
     * @param start linear index of the first voxel
     * @param columnStride step of the linear index from column to column
     * @param rowStride step from row to row
     * @param mask is changed
     */
    static void add(
            byte[] bytes,
            long firstBit,
            int columns,
            int rows,
            int start,
            int columnStride,
            int rowStride,
            BinaryMask mask) {
        long[] words = mask.words();
        int perRow = mask.wordsPerRow();
        int nx = mask.grid().nx();
        for (int r = 0; r < rows; r++) {
            long bit = firstBit + (long) r * columns;
            int row = start + r * rowStride;
            for (int c = 0; c < columns; c += 56) {
                int count = Math.min(56, columns - c);
                long chunk = bits(bytes, bit + c, count);
                for (; chunk != 0; chunk &= chunk - 1) {
                    int v = row + (c + Long.numberOfTrailingZeros(chunk)) * columnStride;
                    int i = v % nx;
                    words[v / nx * perRow + (i >> 6)] |= 1L << (i & 63);
                }
            }
        }
    }

    /** At most 56 bits from the given one on. */
    private static long bits(byte[] bytes, long from, int count) {
        int at = (int) (from >>> 3);
        int shift = (int) (from & 7);
        int needed = (shift + count + 7) >>> 3;
        long word = 0;
        for (int b = 0; b < needed; b++) {
            word |= (bytes[at + b] & 0xffL) << (8 * b);
        }
        return (word >>> shift) & ((1L << count) - 1);
    }
}
