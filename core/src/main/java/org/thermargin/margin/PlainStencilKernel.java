package org.thermargin.margin;

/**
 * The stencils in plain Java. The compiler turns a loop into vector instructions only where all arrays are used at one index,
 * so that a step is a loop over neighbours, which it does not, and several that it does, on stretches that stay in cache.
 */
final class PlainStencilKernel implements StencilKernel {
    /** Nodes of a stretch. */
    private static final int STRETCH = 512;

    @Override
    public void laplacian(Nodes nodes, int[] runs, int start, int end) {
        for (int r = start; r < end; r += 2) {
            laplacian(nodes, runs[r], runs[r + 1]);
        }
    }

    @Override
    public void descend(Nodes nodes, int[] runs, int start, int end, float step, float beta) {
        for (int r = start; r < end; r += 2) {
            for (int from = runs[r]; from < runs[r + 1]; from += STRETCH) {
                descend(nodes, from, Math.min(from + STRETCH, runs[r + 1]), step, beta);
            }
        }
    }

    private static void laplacian(Nodes nodes, int from, int to) {
        laplacian(nodes.ahead(), nodes.bend(), from, to, nodes.nx(), nodes.nxy(), nodes.weight());
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

    private static void descend(Nodes nodes, int from, int to, float step, float beta) {
        float[] next = nodes.next();
        laplacian(nodes.bend(), next, from, to, nodes.nx(), nodes.nxy(), nodes.weight());
        descend(nodes.ahead(), next, from, to, step);
        clamp(next, nodes.low(), nodes.high(), from, to);
        extrapolate(nodes.field(), nodes.ahead(), next, from, to, beta);
        System.arraycopy(next, from, nodes.field(), from, to - from);
    }

    /** Turns the gradient into the value after the step. */
    private static void descend(float[] ahead, float[] next, int from, int to, float step) {
        for (int n = from; n < to; n++) {
            next[n] = ahead[n] - step * next[n];
        }
    }

    private static void clamp(float[] next, float[] low, float[] high, int from, int to) {
        for (int n = from; n < to; n++) {
            next[n] = Math.min(Math.max(next[n], low[n]), high[n]);
        }
    }

    private static void extrapolate(float[] field, float[] ahead, float[] next, int from, int to, float beta) {
        for (int n = from; n < to; n++) {
            ahead[n] = next[n] + beta * (next[n] - field[n]);
        }
    }
}
