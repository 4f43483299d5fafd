package org.thermargin.margin;

/** What a {@link TriangleDistance} finds: nearest point of a surface, with the outward normal there; one per thread, or per call. */
final class TriangleFoot {
    /** Sides of triangles around a vertex of which something is noted. */
    static final int SIDES = 32;

    double x;
    double y;
    double z;
    double nx;
    double ny;
    double nz;
    double squared;
    final double[] point = new double[3];
    final double[] nearest = new double[3];
    final double[] towards = new double[SIDES];
    final int[] known = new int[7]; // voxels with vertices around the voxel asked for last
    int count;
    int voxel;
    TriangleDistance of;

    void note(int occupied) {
        for (int n = 0; n < count; n++) {
            if (known[n] == occupied) {
                return;
            }
        }
        known[count++] = occupied;
    }
}
