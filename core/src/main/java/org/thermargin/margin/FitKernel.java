package org.thermargin.margin;

/**
 * The sums of the least-squares fit of {@link FittedSurface} for a group of vertices over the crossings near them. Every
 * vertex takes the crossings in the order of the list, one sum after another, so that any two implementations, and any
 * list that has all that weigh and in the same order, give the same bits.
 */
interface FitKernel {
    /** Vertices of a group. */
    int GROUP = PointGroups.GROUP;
    /** Values of the frame of a vertex: place, normal, two tangents. */
    int FRAME = 12;
    /** Sums of a vertex: ten of the symmetric matrix over (offset, two tilts, curvature), row by row, four of the right. */
    int SUMS = 14;
    /** Added to the cosine between two normals; crossings for which the sum is positive count. */
    double FACING = 0.3;

    /**
     * Adds the crossings to the sums.
     *
     * @param near the crossings
     * @param vertices how many vertices of the group are wanted; values of the others mean nothing
     * @param frames value c of vertex v at c * GROUP + v
     * @param windowSq squared radius around a vertex within which crossings count, mm2
     * @param sums sum s of vertex v at s * GROUP + v (read and written)
     */
    void add(NearCrossings near, int vertices, double[] frames, double windowSq, double[] sums);
}
