package org.thermargin.margin;

/** The stencils in plain Java, in loops that the compiler turns into vector instructions where runs are long. */
final class PlainStencilKernel implements StencilKernel {
    @Override
    public void laplacian(Nodes nodes, int[] runs, int start, int end) {
        for (int r = start; r < end; r += 2) {
            laplacian(nodes, runs[r], runs[r + 1]);
        }
    }

    @Override
    public void descend(Nodes nodes, int[] runs, int start, int end, float step, float beta) {
        for (int r = start; r < end; r += 2) {
            descend(nodes, runs[r], runs[r + 1], step, beta);
        }
    }

    private static void laplacian(Nodes nodes, int from, int to) {
        float[] field = nodes.ahead();
        float[] out = nodes.bend();
        int sy = nodes.nx();
        int sz = nodes.nxy();
        float[] weight = nodes.weight();
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
        float[] field = nodes.field();
        float[] ahead = nodes.ahead();
        float[] bend = nodes.bend();
        float[] low = nodes.low();
        float[] high = nodes.high();
        int sy = nodes.nx();
        int sz = nodes.nxy();
        float[] weight = nodes.weight();
        float wx = weight[0];
        float wy = weight[1];
        float wz = weight[2];
        float wc = weight[3];
        for (int n = from; n < to; n++) {
            float gradient = wx * (bend[n - 1] + bend[n + 1])
                    + wy * (bend[n - sy] + bend[n + sy])
                    + wz * (bend[n - sz] + bend[n + sz])
                    - wc * bend[n];
            float value = ahead[n] - step * gradient;
            value = value < low[n] ? low[n] : value;
            value = value > high[n] ? high[n] : value;
            float old = field[n];
            field[n] = value;
            ahead[n] = value + beta * (value - old);
        }
    }
}
