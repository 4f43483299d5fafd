package org.thermargin.margin;

/**
 * The two stencils of a sweep of {@link BendingKernel} over runs of nodes ({@link NodeRuns}). Any two implementations give the
 * same bits. A kernel may go on beyond the end of a run by less than {@link #REACH}: nodes there are fixed, so that a step
 * leaves them as they are, and their Laplacian touches no node that moves.
 */
interface StencilKernel {
    /** Fixed nodes between two runs, at least. */
    int REACH = 16;

    /** Writes the Laplacian of the extrapolated field. */
    void laplacian(Nodes nodes, int[] runs, int start, int end);

    /** One step down the gradient, within the bounds, and the extrapolation by {@code beta}; field and ahead are written. */
    void descend(Nodes nodes, int[] runs, int start, int end, float step, float beta);

    /**
     * The nodes, i fastest.
     *
     * @param field values
     * @param ahead extrapolated values
     * @param bend Laplacian of these
     * @param next place for values that are not taken yet
     * @param low least value of a node
     * @param high largest value of a node
     * @param nx nodes of a row
     * @param nxy nodes of a slice
     * @param weight of the three axes, and of the centre
     */
    record Nodes(
            float[] field,
            float[] ahead,
            float[] bend,
            float[] next,
            float[] low,
            float[] high,
            int nx,
            int nxy,
            float[] weight) {}
}
