package org.thermargin.margin;

/**
 * Minimises the discrete bending energy sum (Lap phi)^2 of a field on a node lattice by projected gradient steps with
 * Nesterov momentum (Beck and Teboulle 2009, doi:10.1137/080716542). Nodes outside the band keep their value; nodes at
 * original voxel centres stay on their side: at least +eps inside, at most -eps outside.
 *
 * <p>The Laplacian weighs axis a by (h_min / h_a)^2, w_c is the sum of the six weights, and the step 1 / (2 w_c)^2 is
 * the inverse of the largest eigenvalue of the squared operator. In float: the field is in mm and the result is wanted to
 * 1e-4 mm. Cost per sweep: two 7-point stencils per band node.
 */
final class BendingKernel {
    /** Not to be touched: outside the band. */
    static final byte FIXED = 0;
    /** In the band, between voxel centres. */
    static final byte FREE = 1;
    /** In the band, an inside voxel centre. */
    static final byte INSIDE = 2;
    /** In the band, an outside voxel centre. */
    static final byte OUTSIDE = 3;

    private static final int GAP = 16;

    private BendingKernel() {}

    /**
     * Runs the sweeps; {@code phi} (nx * ny * nz nodes, i fastest) is modified in place. {@code kind} says what each
     * node is; the outermost layer of nodes must be FIXED. {@code weight} are the three axis weights.
     */
    static void minimise(double[] phi, byte[] kind, int nx, int ny, int nz, double[] weight, double eps, int sweeps) {
        int[] band = runs(kind, nx, ny, nz, false);
        int[] halo = runs(kind, nx, ny, nz, true);
        float[] field = new float[phi.length];
        float[] low = new float[phi.length]; // least value of a node
        float[] high = new float[phi.length]; // largest value; equal to the least where the node is fixed
        for (int n = 0; n < phi.length; n++) {
            field[n] = (float) phi[n];
            byte k = kind[n];
            low[n] = k == FIXED ? field[n] : k == INSIDE ? (float) eps : Float.NEGATIVE_INFINITY;
            high[n] = k == FIXED ? field[n] : k == OUTSIDE ? (float) -eps : Float.POSITIVE_INFINITY;
        }
        float[] ahead = field.clone(); // extrapolated field
        float[] bend = new float[phi.length]; // Laplacian of it
        double centre = 2 * (weight[0] + weight[1] + weight[2]);
        float[] w = {(float) weight[0], (float) weight[1], (float) weight[2], (float) centre};
        float step = (float) (1 / (4 * centre * centre));
        double momentum = 1;
        for (int sweep = 0; sweep < sweeps; sweep++) {
            for (int r = 0; r < halo.length; r += 2) {
                laplacian(ahead, bend, halo[r], halo[r + 1], nx, nx * ny, w);
            }
            double next = (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
            float beta = (float) ((momentum - 1) / next);
            momentum = next;
            for (int r = 0; r < band.length; r += 2) {
                descend(field, ahead, bend, low, high, band[r], band[r + 1], nx, nx * ny, w, step, beta);
            }
        }
        for (int n = 0; n < phi.length; n++) {
            phi[n] = kind[n] == FIXED ? phi[n] : field[n];
        }
    }

    private static void laplacian(float[] field, float[] out, int from, int to, int sy, int sz, float[] weight) {
        float wx = weight[0];
        float wy = weight[1];
        float wz = weight[2];
        float wc = weight[3];
        for (int n = from; n < to; n++) {
            out[n] = wx * (field[n - 1] + field[n + 1])
                    + wy * (field[n - sy] + field[n + sy])
                    + wz * (field[n - sz] + field[n + sz])
                    - wc * field[n];
        }
    }

    private static void descend(
            float[] field,
            float[] ahead,
            float[] bend,
            float[] low,
            float[] high,
            int from,
            int to,
            int sy,
            int sz,
            float[] weight,
            float step,
            float beta) {
        float wx = weight[0];
        float wy = weight[1];
        float wz = weight[2];
        float wc = weight[3];
        for (int n = from; n < to; n++) {
            float gradient = wx * (bend[n - 1] + bend[n + 1])
                    + wy * (bend[n - sy] + bend[n + sy])
                    + wz * (bend[n - sz] + bend[n + sz])
                    - wc * bend[n];
            float value = Math.min(high[n], Math.max(low[n], ahead[n] - step * gradient));
            float old = field[n];
            field[n] = value;
            ahead[n] = value + beta * (value - old);
        }
    }

    /**
     * Pairs (from, to) of node runs: the band, or the band and its face neighbours (never the outermost layer). Runs of a
     * row with fewer than {@value #GAP} nodes between them are joined, since long runs are faster.
     */
    private static int[] runs(byte[] kind, int nx, int ny, int nz, boolean halo) {
        int[] runs = new int[1024];
        int size = 0;
        for (int k = 1; k < nz - 1; k++) {
            for (int j = 1; j < ny - 1; j++) {
                int row = nx * (j + ny * k);
                int start = -1;
                for (int i = 1; i < nx; i++) {
                    boolean in = i < nx - 1 && (halo ? touches(kind, row + i, nx, nx * ny) : kind[row + i] != FIXED);
                    if (in && start < 0) {
                        start = row + i;
                    } else if (!in && start >= 0) {
                        if (size == runs.length) {
                            runs = java.util.Arrays.copyOf(runs, 2 * size);
                        }
                        if (size > 0 && runs[size - 1] >= row && start - runs[size - 1] < GAP) {
                            runs[size - 1] = row + i;
                        } else {
                            runs[size++] = start;
                            runs[size++] = row + i;
                        }
                        start = -1;
                    }
                }
            }
        }
        return java.util.Arrays.copyOf(runs, size);
    }

    private static boolean touches(byte[] kind, int n, int sy, int sz) {
        return kind[n] != FIXED
                || kind[n - 1] != FIXED
                || kind[n + 1] != FIXED
                || kind[n - sy] != FIXED
                || kind[n + sy] != FIXED
                || kind[n - sz] != FIXED
                || kind[n + sz] != FIXED;
    }
}
