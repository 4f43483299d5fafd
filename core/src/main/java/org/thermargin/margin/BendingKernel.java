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

    /** Sweeps at once: their slices, two for each, fit the second cache. */
    private static final int WAVE = 4;

    private BendingKernel() {}

    /**
     * Runs the sweeps; {@code phi} (nx * ny * nz nodes, i fastest) is modified in place. {@code kind} says what each
     * node is; the outermost layer of nodes must be FIXED. {@code weight} are the three axis weights.
     */
    static void minimise(double[] phi, byte[] kind, int nx, int ny, int nz, double[] weight, double eps, int sweeps) {
        minimise(phi, kind, nx, ny, nz, weight, eps, sweeps, MarginKernels.stencil());
    }

    /** The same by the given stencil. */
    static void minimise(
            double[] phi,
            byte[] kind,
            int nx,
            int ny,
            int nz,
            double[] weight,
            double eps,
            int sweeps,
            StencilKernel stencil) {
        long[] moved = NodeRuns.band(kind, nx, ny * nz);
        NodeRuns band = NodeRuns.of(moved, nx, ny, nz, false);
        NodeRuns halo = NodeRuns.of(moved, nx, ny, nz, true);
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
        StencilKernel.Nodes nodes =
                new StencilKernel.Nodes(field, ahead, bend, new float[phi.length], low, high, nx, nx * ny, w);
        float step = (float) (1 / (4 * centre * centre));
        float[] beta = new float[sweeps];
        double momentum = 1;
        for (int sweep = 0; sweep < sweeps; sweep++) {
            double next = (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
            beta[sweep] = (float) ((momentum - 1) / next);
            momentum = next;
        }
        for (int sweep = 0; sweep < sweeps; sweep += WAVE) {
            wave(stencil, nodes, halo, band, step, beta, sweep, Math.min(sweeps, sweep + WAVE));
        }
        for (int n = 0; n < phi.length; n++) {
            phi[n] = kind[n] == FIXED ? phi[n] : field[n];
        }
    }

    /**
     * Some sweeps at once, each two slices behind the one before, so that slices are used again while they are in cache. A
     * slice takes its step when the Laplacians of its neighbours are there, and a Laplacian is made when the sweep before
     * has passed the slices beside it: every value is that of one sweep after the other.
     */
    private static void wave(
            StencilKernel stencil,
            StencilKernel.Nodes nodes,
            NodeRuns halo,
            NodeRuns band,
            float step,
            float[] beta,
            int from,
            int to) {
        int slices = band.slices();
        for (int front = 0; front < slices + 2 * (to - from - 1); front++) {
            for (int sweep = from; sweep < to; sweep++) {
                int k = front - 2 * (sweep - from);
                if (k >= 0 && k < slices) {
                    if (k + 1 < slices) {
                        laplacian(stencil, nodes, halo, k + 1);
                    }
                    stencil.descend(nodes, band.runs(), band.starts()[k], band.starts()[k + 1], step, beta[sweep]);
                }
            }
        }
    }

    /** The Laplacian of a slice; it counts as 0 in the outermost layer of nodes. */
    private static void laplacian(StencilKernel stencil, StencilKernel.Nodes nodes, NodeRuns halo, int k) {
        stencil.laplacian(nodes, halo.runs(), halo.starts()[k], halo.starts()[k + 1]);
        for (int n = halo.outerStarts()[k]; n < halo.outerStarts()[k + 1]; n++) {
            nodes.bend()[halo.outer()[n]] = 0;
        }
    }
}
