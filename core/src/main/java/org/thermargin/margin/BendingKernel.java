package org.thermargin.margin;

/**
 * Minimises the discrete bending energy sum (Lap phi)^2 of a field on a node lattice by projected gradient steps with
 * Nesterov momentum (Beck and Teboulle 2009, doi:10.1137/080716542). Nodes outside the band keep their value; nodes at
 * original voxel centres stay on their side: at least +eps inside, at most -eps outside.
 *
 * <p>The Laplacian weighs axis a by (h_min / h_a)^2, w_c is the sum of the six weights, and the step 1 / (2 w_c)^2 is
 * the inverse of the largest eigenvalue of the squared operator. Cost per sweep: two 7-point stencils per band node.
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

    private BendingKernel() {}

    /**
     * Runs the sweeps; {@code phi} (nx * ny * nz nodes, i fastest) is modified in place. {@code kind} says what each
     * node is; the outermost layer of nodes must be FIXED. {@code weight} are the three axis weights.
     */
    static void minimise(double[] phi, byte[] kind, int nx, int ny, int nz, double[] weight, double eps, int sweeps) {
        int[] band = runs(kind, nx, ny, nz, false);
        int[] halo = runs(kind, nx, ny, nz, true);
        double[] ahead = phi.clone(); // extrapolated field
        double[] bend = new double[phi.length]; // Laplacian of it
        double centre = 2 * (weight[0] + weight[1] + weight[2]);
        double step = 1 / (4 * centre * centre);
        double momentum = 1;
        for (int sweep = 0; sweep < sweeps; sweep++) {
            for (int r = 0; r < halo.length; r += 2) {
                laplacian(ahead, bend, halo[r], halo[r + 1], nx, nx * ny, weight, centre);
            }
            double next = (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
            double beta = (momentum - 1) / next;
            momentum = next;
            for (int r = 0; r < band.length; r += 2) {
                descend(phi, ahead, bend, kind, band[r], band[r + 1], nx, nx * ny, weight, centre, step, beta, eps);
            }
        }
    }

    private static void laplacian(
            double[] field, double[] out, int from, int to, int sy, int sz, double[] weight, double centre) {
        double wx = weight[0];
        double wy = weight[1];
        double wz = weight[2];
        for (int n = from; n < to; n++) {
            out[n] = wx * (field[n - 1] + field[n + 1])
                    + wy * (field[n - sy] + field[n + sy])
                    + wz * (field[n - sz] + field[n + sz])
                    - centre * field[n];
        }
    }

    private static void descend(
            double[] phi,
            double[] ahead,
            double[] bend,
            byte[] kind,
            int from,
            int to,
            int sy,
            int sz,
            double[] weight,
            double centre,
            double step,
            double beta,
            double eps) {
        double wx = weight[0];
        double wy = weight[1];
        double wz = weight[2];
        for (int n = from; n < to; n++) {
            double gradient = wx * (bend[n - 1] + bend[n + 1])
                    + wy * (bend[n - sy] + bend[n + sy])
                    + wz * (bend[n - sz] + bend[n + sz])
                    - centre * bend[n];
            double value = ahead[n] - step * gradient;
            byte k = kind[n];
            if (k == INSIDE) {
                value = Math.max(value, eps);
            } else if (k == OUTSIDE) {
                value = Math.min(value, -eps);
            }
            double old = phi[n];
            phi[n] = value;
            ahead[n] = value + beta * (value - old);
        }
    }

    /** Pairs (from, to) of node runs: the band, or the band and its face neighbours (never the outermost layer). */
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
                        runs[size++] = start;
                        runs[size++] = row + i;
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
