package org.thermargin.geometry;

/** The point of a triangle of a mesh that is nearest to another point. */
public final class TrianglePoint {
    private TrianglePoint() {}

    /**
     * Writes the nearest point of triangle {@code t} into {@code nearest} (length 3); whether it lies on the face and not
     * on a side or corner.
     *
     * @param vertices vertex coordinates, three per vertex; read only
     * @param corners vertex indices, three per triangle; read only
     */
    public static boolean isOnFace(double[] vertices, int[] corners, int t, double[] point, double[] nearest) {
        return TriangleKernel.nearest(vertices, corners, t, point, nearest) == TriangleKernel.FACE;
    }
}
