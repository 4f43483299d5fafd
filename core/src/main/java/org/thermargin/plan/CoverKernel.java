package org.thermargin.plan;

/** Marks the voxels of a lesion's rows that an ellipsoid covers. Implementations agree in every bit. */
interface CoverKernel {
    /** Adding this rounds to a whole number and leaves it in the lowest bits. */
    double WHOLE = 0x1.8p52;

    /**
     * Marks what one ellipsoid covers, and perhaps bits that no row uses.
     *
     * @param seen the ellipsoid as the rows see it, {@link LesionRows#see} (read)
     * @param covered bits as those of the rows (marked)
     */
    void cover(LesionRows rows, double[] seen, long[] covered);

    /** What to take from the bits of a rounded index to have its place in a word of the row. */
    static long origin(int word) {
        return Double.doubleToRawLongBits(WHOLE) + (long) word * LesionRows.WORD - 1;
    }
}
