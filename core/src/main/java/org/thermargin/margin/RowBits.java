package org.thermargin.margin;

/** Words of packed rows, 64 places each. */
final class RowBits {
    private RowBits() {}

    /** The places of word w with an index of at least low and below high. */
    static long between(int w, int low, int high) {
        int from = Math.max(0, low - (w << 6));
        int to = Math.min(64, high - (w << 6));
        return from >= to ? 0 : (-1L << from) & (-1L >>> (64 - to));
    }
}
