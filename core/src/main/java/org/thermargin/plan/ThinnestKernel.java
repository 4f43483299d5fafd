package org.thermargin.plan;

/**
 * Finds the points of a lesion's surface that lie least deep in a zone, the depth being the largest in a single ellipsoid
 * ({@link PackedEllipsoids#deepestMm}). Implementations only differ in which points they leave out unsolved; what
 * they find is the same, bit for bit.
 */
interface ThinnestKernel {
    /**
     * The point that lies least deep; of equally deep ones that with the lowest index.
     *
     * @param guess any point; the shallower, the less is left to do
     */
    int thinnest(PackedEllipsoids zone, int guess);

    /**
     * All points that may lie less deep than the limit and some more, ascending.
     *
     * @param points of the length of the surface (written)
     * @return how many
     */
    int shallowerThan(double limitMm, PackedEllipsoids zone, int[] points);
}
