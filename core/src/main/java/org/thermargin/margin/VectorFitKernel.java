package org.thermargin.margin;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The sums with one vertex per lane: every crossing is told to all lanes, whose sums never meet, so that each has the bits
 * of the plain kernel. What some crossings are to the vertices is written down by one method after another, then added. For
 * one thread. Cost: about 90 instructions per crossing and vector.
 *
 * <p>No method has more than some twenty vector operations. Each is some 400 bytecodes to the compiler, which beyond 18000
 * nodes no longer inlines as it reads; the class of a vector is then unknown where it is stored, in some virtual machines
 * an object is made of it for good, and the kernel is several times slower than the plain one.
 */
final class VectorFitKernel implements FitKernel {
    private static final VectorSpecies<Double> SPECIES =
            DoubleVector.SPECIES_PREFERRED.length() > GROUP ? DoubleVector.SPECIES_512 : DoubleVector.SPECIES_PREFERRED;
    private static final int LENGTH = SPECIES.length();
    /** Crossings written down at a time: they stay near, and methods are entered anew before their loops are replaced. */
    private static final int PART = 32;
    /** Values of a crossing: weight, squared distance, offsets along the normal and the tangents. */
    private static final int VALUES = 5;

    private final double[] part = new double[PART * VALUES * LENGTH];

    @Override
    public void add(NearCrossings near, int vertices, double[] frames, double windowSq, double[] sums) {
        for (int lane = 0; lane < vertices; lane += LENGTH) {
            for (int from = 0; from < near.count(); from += PART) {
                int to = Math.min(near.count(), from + PART);
                weigh(near.list(), from, to, near.values(), frames, 1 / windowSq, lane, part);
                offsets(near.list(), from, to, near.values(), frames, lane, part);
                sumFirst(part, to - from, sums, lane);
                sumLast(part, to - from, sums, lane);
            }
        }
    }

    /** Weights and squared distances. */
    private static void weigh(
            int[] list, int from, int to, double[] crossings, double[] frames, double inverse, int v, double[] part) {
        DoubleVector px = DoubleVector.fromArray(SPECIES, frames, v);
        DoubleVector py = DoubleVector.fromArray(SPECIES, frames, GROUP + v);
        DoubleVector pz = DoubleVector.fromArray(SPECIES, frames, 2 * GROUP + v);
        DoubleVector nx = DoubleVector.fromArray(SPECIES, frames, 3 * GROUP + v);
        DoubleVector ny = DoubleVector.fromArray(SPECIES, frames, 4 * GROUP + v);
        DoubleVector nz = DoubleVector.fromArray(SPECIES, frames, 5 * GROUP + v);
        DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
        DoubleVector zero = DoubleVector.zero(SPECIES);
        for (int n = from; n < to; n++) {
            int e = list[n] * LatticeCrossings.VALUES;
            int at = (n - from) * VALUES * LENGTH;
            DoubleVector dx = px.sub(crossings[e]);
            DoubleVector dy = py.sub(crossings[e + 1]);
            DoubleVector dz = pz.sub(crossings[e + 2]);
            DoubleVector q = dx.mul(dx).add(dy.mul(dy)).add(dz.mul(dz));
            q.intoArray(part, at + LENGTH);
            DoubleVector window = one.sub(q.mul(inverse));
            DoubleVector facing = nx.mul(crossings[e + 3])
                    .add(ny.mul(crossings[e + 4]))
                    .add(nz.mul(crossings[e + 5]))
                    .add(FACING);
            VectorMask<Double> counts =
                    window.compare(VectorOperators.GT, zero).and(facing.compare(VectorOperators.GT, zero));
            // compared and blended, since min and max mind NaN and the sign of 0 and cost several instructions
            facing = facing.blend(one, facing.compare(VectorOperators.GT, one));
            zero.blend(window.mul(window).mul(facing).mul(crossings[e + LatticeCrossings.INVERSE_VARIANCE]), counts)
                    .intoArray(part, at);
        }
    }

    /** Offsets along the normal and the tangents. */
    private static void offsets(
            int[] list, int from, int to, double[] crossings, double[] frames, int v, double[] part) {
        DoubleVector px = DoubleVector.fromArray(SPECIES, frames, v);
        DoubleVector py = DoubleVector.fromArray(SPECIES, frames, GROUP + v);
        DoubleVector pz = DoubleVector.fromArray(SPECIES, frames, 2 * GROUP + v);
        DoubleVector nx = DoubleVector.fromArray(SPECIES, frames, 3 * GROUP + v);
        DoubleVector ny = DoubleVector.fromArray(SPECIES, frames, 4 * GROUP + v);
        DoubleVector nz = DoubleVector.fromArray(SPECIES, frames, 5 * GROUP + v);
        DoubleVector ux = DoubleVector.fromArray(SPECIES, frames, 6 * GROUP + v);
        DoubleVector uy = DoubleVector.fromArray(SPECIES, frames, 7 * GROUP + v);
        DoubleVector uz = DoubleVector.fromArray(SPECIES, frames, 8 * GROUP + v);
        DoubleVector vx = DoubleVector.fromArray(SPECIES, frames, 9 * GROUP + v);
        DoubleVector vy = DoubleVector.fromArray(SPECIES, frames, 10 * GROUP + v);
        DoubleVector vz = DoubleVector.fromArray(SPECIES, frames, 11 * GROUP + v);
        for (int n = from; n < to; n++) {
            int e = list[n] * LatticeCrossings.VALUES;
            int at = (n - from) * VALUES * LENGTH;
            DoubleVector dx = DoubleVector.broadcast(SPECIES, crossings[e]).sub(px);
            DoubleVector dy = DoubleVector.broadcast(SPECIES, crossings[e + 1]).sub(py);
            DoubleVector dz = DoubleVector.broadcast(SPECIES, crossings[e + 2]).sub(pz);
            nx.mul(dx).add(ny.mul(dy)).add(nz.mul(dz)).intoArray(part, at + 2 * LENGTH);
            ux.mul(dx).add(uy.mul(dy)).add(uz.mul(dz)).intoArray(part, at + 3 * LENGTH);
            vx.mul(dx).add(vy.mul(dy)).add(vz.mul(dz)).intoArray(part, at + 4 * LENGTH);
        }
    }

    /** Adds to the first half of the sums, which are read and written at every crossing. */
    private static void sumFirst(double[] part, int crossings, double[] sums, int v) {
        DoubleVector m00 = DoubleVector.fromArray(SPECIES, sums, v);
        DoubleVector m01 = DoubleVector.fromArray(SPECIES, sums, GROUP + v);
        DoubleVector m02 = DoubleVector.fromArray(SPECIES, sums, 2 * GROUP + v);
        DoubleVector m03 = DoubleVector.fromArray(SPECIES, sums, 3 * GROUP + v);
        DoubleVector m11 = DoubleVector.fromArray(SPECIES, sums, 4 * GROUP + v);
        DoubleVector m12 = DoubleVector.fromArray(SPECIES, sums, 5 * GROUP + v);
        DoubleVector m13 = DoubleVector.fromArray(SPECIES, sums, 6 * GROUP + v);
        for (int at = 0; at < crossings * VALUES * LENGTH; at += VALUES * LENGTH) {
            DoubleVector w = DoubleVector.fromArray(SPECIES, part, at);
            DoubleVector q = DoubleVector.fromArray(SPECIES, part, at + LENGTH);
            DoubleVector s = DoubleVector.fromArray(SPECIES, part, at + 3 * LENGTH);
            DoubleVector t = DoubleVector.fromArray(SPECIES, part, at + 4 * LENGTH);
            DoubleVector wq = w.mul(q);
            DoubleVector ws = w.mul(s);
            DoubleVector wt = w.mul(t);
            m00 = m00.add(w);
            m01 = m01.add(ws);
            m02 = m02.add(wt);
            m03 = m03.add(wq);
            m11 = m11.add(ws.mul(s));
            m12 = m12.add(ws.mul(t));
            m13 = m13.add(ws.mul(q));
        }
        m00.intoArray(sums, v);
        m01.intoArray(sums, GROUP + v);
        m02.intoArray(sums, 2 * GROUP + v);
        m03.intoArray(sums, 3 * GROUP + v);
        m11.intoArray(sums, 4 * GROUP + v);
        m12.intoArray(sums, 5 * GROUP + v);
        m13.intoArray(sums, 6 * GROUP + v);
    }

    /** Adds to the other half. */
    private static void sumLast(double[] part, int crossings, double[] sums, int v) {
        DoubleVector m22 = DoubleVector.fromArray(SPECIES, sums, 7 * GROUP + v);
        DoubleVector m23 = DoubleVector.fromArray(SPECIES, sums, 8 * GROUP + v);
        DoubleVector m33 = DoubleVector.fromArray(SPECIES, sums, 9 * GROUP + v);
        DoubleVector r0 = DoubleVector.fromArray(SPECIES, sums, 10 * GROUP + v);
        DoubleVector r1 = DoubleVector.fromArray(SPECIES, sums, 11 * GROUP + v);
        DoubleVector r2 = DoubleVector.fromArray(SPECIES, sums, 12 * GROUP + v);
        DoubleVector r3 = DoubleVector.fromArray(SPECIES, sums, 13 * GROUP + v);
        for (int at = 0; at < crossings * VALUES * LENGTH; at += VALUES * LENGTH) {
            DoubleVector w = DoubleVector.fromArray(SPECIES, part, at);
            DoubleVector q = DoubleVector.fromArray(SPECIES, part, at + LENGTH);
            DoubleVector h = DoubleVector.fromArray(SPECIES, part, at + 2 * LENGTH);
            DoubleVector s = DoubleVector.fromArray(SPECIES, part, at + 3 * LENGTH);
            DoubleVector t = DoubleVector.fromArray(SPECIES, part, at + 4 * LENGTH);
            DoubleVector wq = w.mul(q);
            DoubleVector wh = w.mul(h);
            DoubleVector wt = w.mul(t);
            m22 = m22.add(wt.mul(t));
            m23 = m23.add(wt.mul(q));
            m33 = m33.add(wq.mul(q));
            r0 = r0.sub(wh);
            r1 = r1.sub(wh.mul(s));
            r2 = r2.sub(wh.mul(t));
            r3 = r3.sub(wh.mul(q));
        }
        m22.intoArray(sums, 7 * GROUP + v);
        m23.intoArray(sums, 8 * GROUP + v);
        m33.intoArray(sums, 9 * GROUP + v);
        r0.intoArray(sums, 10 * GROUP + v);
        r1.intoArray(sums, 11 * GROUP + v);
        r2.intoArray(sums, 12 * GROUP + v);
        r3.intoArray(sums, 13 * GROUP + v);
    }
}
