package org.thermargin.io.nifti;

import org.thermargin.geometry.Point3;
import org.thermargin.grid.VoxelGrid;

/**
 * A small labelled volume without any symmetry, spacing and origin dyadic (exact in float32), that can be stored in any
 * of the 48 axis orders.
 */
final class AsymmetricScene {
    static final int NX = 5;
    static final int NY = 6;
    static final int NZ = 7;
    static final double[] SPACING_MM = {4.5, 5.25, 3.5};
    static final Point3 ORIGIN = new Point3(-12.25, 33.5, 101.75);
    static final VoxelGrid GRID =
            VoxelGrid.axisAligned(NX, NY, NZ, SPACING_MM[0], SPACING_MM[1], SPACING_MM[2], ORIGIN);

    static final int[][] PERMUTATIONS = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};

    private AsymmetricScene() {}

    static int label(int i, int j, int k) {
        return (i * 31 + j * 17 + k * 7 + i * j * k) % 5 == 0 ? 1 + i + 6 * j : 0;
    }

    /** Storage axis a runs along canonical axis perm[a], backwards where bit a of flips is set; uint8 samples. */
    static NiftiBytes stored(int[] perm, int flips) {
        int[] size = {NX, NY, NZ};
        double[][] affineRas = new double[3][4];
        double[] firstIndex = new double[3];
        for (int a = 0; a < 3; a++) {
            int axis = perm[a];
            boolean flip = (flips >> a & 1) != 0;
            double sign = (flip ? -1 : 1) * (axis < 2 ? -1 : 1); // L, P are against R, A
            affineRas[axis][a] = sign * SPACING_MM[axis];
            firstIndex[axis] = flip ? size[axis] - 1 : 0;
        }
        affineRas[0][3] = -(ORIGIN.x() + firstIndex[0] * SPACING_MM[0]);
        affineRas[1][3] = -(ORIGIN.y() + firstIndex[1] * SPACING_MM[1]);
        affineRas[2][3] = ORIGIN.z() + firstIndex[2] * SPACING_MM[2];
        NiftiBytes file = new NiftiBytes().lattice(size[perm[0]], size[perm[1]], size[perm[2]], affineRas);
        file.data = new byte[NX * NY * NZ];
        int[] index = new int[3];
        int at = 0;
        for (int s2 = 0; s2 < size[perm[2]]; s2++) {
            for (int s1 = 0; s1 < size[perm[1]]; s1++) {
                for (int s0 = 0; s0 < size[perm[0]]; s0++) {
                    int[] stored = {s0, s1, s2};
                    for (int a = 0; a < 3; a++) {
                        boolean flip = (flips >> a & 1) != 0;
                        index[perm[a]] = flip ? size[perm[a]] - 1 - stored[a] : stored[a];
                    }
                    file.data[at++] = (byte) label(index[0], index[1], index[2]);
                }
            }
        }
        return file;
    }

    /** The scene in storage order RAS, as most tools write it. */
    static NiftiBytes stored() {
        return stored(PERMUTATIONS[0], 3);
    }
}
