package org.thermargin.distance;

/**
 * The x pass: squared distances along rows of a packed mask, from runs of set bits. Gaps are filled by copying from two
 * tables, ascending and descending; there is no arithmetic per voxel. Cost: about the time to write the row.
 */
final class RowKernel {
    /** No bit of the row is set. */
    static final int EMPTY = 0;
    /** Some bits are set. */
    static final int MIXED = 1;
    /** All bits are set. */
    static final int FULL = 2;

    /** From here on a block copy is faster than a loop. */
    private static final int BLOCK_COPY = 24;

    private RowKernel() {}

    /**
     * Squared distance of every voxel of the row to its nearest set bit; 0 at set bits.
     *
     * @param words packed mask, the row in words wordFrom .. wordTo - 1 (read)
     * @param volume x.n values from start (written, unless the row is empty)
     * @return EMPTY or MIXED
     */
    static int squared(long[] words, int wordFrom, int wordTo, Axis x, float[] volume, int start) {
        int previous = -1; // last set voxel so far
        for (int w = wordFrom; w < wordTo; w++) {
            long word = words[w];
            int base = (w - wordFrom) << 6;
            while (word != 0) {
                int from = Long.numberOfTrailingZeros(word);
                int length = runLength(word, from);
                gap(volume, start, previous, base + from, x);
                zeros(volume, start + base + from, length);
                previous = base + from + length - 1;
                word = rest(word, from + length);
            }
        }
        if (previous < 0) {
            return EMPTY;
        }
        copy(x.rising, 1, volume, start + previous + 1, x.n - 1 - previous);
        return MIXED;
    }

    /**
     * Squared distance to the nearest set bit where none is set, minus the squared distance to the nearest unset one
     * where one is.
     *
     * @param volume x.n values from start (written, unless the row is empty or full)
     * @return EMPTY, MIXED or FULL
     */
    static int signed(long[] words, int wordFrom, int wordTo, Axis x, float[] volume, int start) {
        int begin = -1; // of the run that is open
        int end = -1; // first voxel after it
        for (int w = wordFrom; w < wordTo; w++) {
            long word = words[w];
            int base = (w - wordFrom) << 6;
            while (word != 0) {
                int from = Long.numberOfTrailingZeros(word);
                int length = runLength(word, from);
                if (base + from != end || begin < 0) {
                    if (begin >= 0) {
                        inside(volume, start, begin, end, x);
                    }
                    gap(volume, start, begin < 0 ? -1 : end - 1, base + from, x);
                    begin = base + from;
                }
                end = base + from + length;
                word = rest(word, from + length);
            }
        }
        if (begin < 0) {
            return EMPTY;
        }
        if (begin == 0 && end == x.n) {
            return FULL;
        }
        inside(volume, start, begin, end, x);
        copy(x.rising, 1, volume, start + end, x.n - end);
        return MIXED;
    }

    /** Number of set bits from the given one on; shifted-in zeros end a run with the word. */
    private static int runLength(long word, int from) {
        return Math.min(Long.numberOfTrailingZeros(~(word >>> from)), 64 - from);
    }

    /** The bits of the word from the given one on. */
    private static long rest(long word, int from) {
        return from == 64 ? 0 : word & (-1L << from);
    }

    /** Fills the voxels between two set ones; before the first one if previous is -1. */
    private static void gap(float[] volume, int start, int previous, int next, Axis x) {
        int length = next - previous - 1;
        if (length <= 0) {
            return;
        }
        int left = previous < 0 ? 0 : (length + 1) >> 1;
        copy(x.rising, 1, volume, start + previous + 1, left);
        int right = length - left;
        copy(x.falling, x.n - right, volume, start + next - right, right);
    }

    /** Fills the set voxels begin .. end - 1, not all of the row. */
    private static void inside(float[] volume, int start, int begin, int end, Axis x) {
        int length = end - begin;
        int left = begin == 0 ? 0 : end == x.n ? length : (length + 1) >> 1;
        copy(x.risingInside, 1, volume, start + begin, left);
        int right = length - left;
        copy(x.fallingInside, x.n - right, volume, start + end - right, right);
    }

    private static void zeros(float[] volume, int from, int length) {
        for (int n = from; n < from + length; n++) {
            volume[n] = 0;
        }
    }

    private static void copy(float[] source, int from, float[] target, int to, int length) {
        if (length >= BLOCK_COPY) {
            System.arraycopy(source, from, target, to, length);
        } else {
            for (int n = 0; n < length; n++) {
                target[to + n] = source[from + n];
            }
        }
    }
}
