package org.thermargin.margin;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The stencils in whole vectors, which go on beyond the end of a run. */
final class VectorStencilKernel implements StencilKernel {
    private static final VectorSpecies<Float> SPECIES =
            FloatVector.SPECIES_PREFERRED.length() > REACH ? FloatVector.SPECIES_512 : FloatVector.SPECIES_PREFERRED;
    private static final int LENGTH = SPECIES.length();

    @Override
    public void laplacian(Nodes n, int[] runs, int start, int end) {
        laplacian(n.ahead(), n.bend(), runs, start, end, n.nx(), n.nxy(), n.weight());
    }

    @Override
    public void descend(Nodes n, int[] runs, int start, int end, float step, float beta) {
        descend(
                n.field(),
                n.ahead(),
                n.bend(),
                n.low(),
                n.high(),
                runs,
                start,
                end,
                n.nx(),
                n.nxy(),
                n.weight(),
                step,
                beta);
    }

    private static void laplacian(
            float[] field, float[] out, int[] runs, int start, int end, int sy, int sz, float[] weight) {
        FloatVector wx = FloatVector.broadcast(SPECIES, weight[0]);
        FloatVector wy = FloatVector.broadcast(SPECIES, weight[1]);
        FloatVector wz = FloatVector.broadcast(SPECIES, weight[2]);
        FloatVector wc = FloatVector.broadcast(SPECIES, weight[3]);
        for (int r = start; r < end; r += 2) {
            int to = runs[r + 1];
            for (int n = runs[r]; n < to; n += LENGTH) {
                FloatVector x =
                        FloatVector.fromArray(SPECIES, field, n - 1).add(FloatVector.fromArray(SPECIES, field, n + 1));
                FloatVector y = FloatVector.fromArray(SPECIES, field, n - sy)
                        .add(FloatVector.fromArray(SPECIES, field, n + sy));
                FloatVector z = FloatVector.fromArray(SPECIES, field, n - sz)
                        .add(FloatVector.fromArray(SPECIES, field, n + sz));
                wx.mul(x)
                        .add(wy.mul(y))
                        .add(wz.mul(z))
                        .sub(wc.mul(FloatVector.fromArray(SPECIES, field, n)))
                        .intoArray(out, n);
            }
        }
    }

    private static void descend(
            float[] field,
            float[] ahead,
            float[] bend,
            float[] low,
            float[] high,
            int[] runs,
            int start,
            int end,
            int sy,
            int sz,
            float[] weight,
            float step,
            float beta) {
        FloatVector wx = FloatVector.broadcast(SPECIES, weight[0]);
        FloatVector wy = FloatVector.broadcast(SPECIES, weight[1]);
        FloatVector wz = FloatVector.broadcast(SPECIES, weight[2]);
        FloatVector wc = FloatVector.broadcast(SPECIES, weight[3]);
        for (int r = start; r < end; r += 2) {
            int to = runs[r + 1];
            for (int n = runs[r]; n < to; n += LENGTH) {
                FloatVector x =
                        FloatVector.fromArray(SPECIES, bend, n - 1).add(FloatVector.fromArray(SPECIES, bend, n + 1));
                FloatVector y =
                        FloatVector.fromArray(SPECIES, bend, n - sy).add(FloatVector.fromArray(SPECIES, bend, n + sy));
                FloatVector z =
                        FloatVector.fromArray(SPECIES, bend, n - sz).add(FloatVector.fromArray(SPECIES, bend, n + sz));
                FloatVector gradient =
                        wx.mul(x).add(wy.mul(y)).add(wz.mul(z)).sub(wc.mul(FloatVector.fromArray(SPECIES, bend, n)));
                FloatVector value = FloatVector.fromArray(SPECIES, ahead, n).sub(gradient.mul(step));
                FloatVector least = FloatVector.fromArray(SPECIES, low, n);
                FloatVector largest = FloatVector.fromArray(SPECIES, high, n);
                value = value.blend(least, value.compare(VectorOperators.LT, least));
                value = value.blend(largest, value.compare(VectorOperators.GT, largest));
                FloatVector old = FloatVector.fromArray(SPECIES, field, n);
                value.intoArray(field, n);
                value.add(value.sub(old).mul(beta)).intoArray(ahead, n);
            }
        }
    }
}
