package org.thermargin.margin;

/**
 * The sums in plain Java: what a crossing is to a vertex is computed in loops that the compiler turns into vector
 * instructions, the sums one by one. Always present, and what other kernels are held against. For one thread.
 */
final class PlainFitKernel implements FitKernel {
    private double[] x = new double[0]; // of the crossings, copied one after the other
    private double[] y = x;
    private double[] z = x;
    private double[] nx = x;
    private double[] ny = x;
    private double[] nz = x;
    private double[] inverseVariance = x;
    private double[] weight = x;
    private double[] along = x;
    private double[] tilt = x;
    private double[] side = x;
    private double[] square = x;
    private int[] weighty = new int[0]; // crossings that weigh something
    private int count; // of them

    @Override
    public void add(NearCrossings near, int vertices, double[] frames, double windowSq, double[] sums) {
        int crossings = near.count();
        reserve(crossings, near.list().length);
        copy(near, 0, x);
        copy(near, 1, y);
        copy(near, 2, z);
        copy(near, LatticeCrossings.NORMAL, nx);
        copy(near, LatticeCrossings.NORMAL + 1, ny);
        copy(near, LatticeCrossings.NORMAL + 2, nz);
        copy(near, LatticeCrossings.INVERSE_VARIANCE, inverseVariance);
        for (int v = 0; v < vertices; v++) {
            offsets(crossings, frames, v);
            weigh(crossings, frames, v, 1 / windowSq);
            list(crossings);
            sum(v, sums);
        }
    }

    private void reserve(int crossings, int size) {
        if (weight.length < crossings) {
            x = new double[size];
            y = new double[size];
            z = new double[size];
            nx = new double[size];
            ny = new double[size];
            nz = new double[size];
            inverseVariance = new double[size];
            weight = new double[size];
            along = new double[size];
            tilt = new double[size];
            side = new double[size];
            square = new double[size];
            weighty = new int[size];
        }
    }

    private static void copy(NearCrossings near, int value, double[] to) {
        int[] list = near.list();
        double[] values = near.values();
        int count = near.count();
        for (int n = 0; n < count; n++) {
            to[n] = values[list[n] * LatticeCrossings.VALUES + value];
        }
    }

    /** Squared distance from the vertex to every crossing, and its components along the normal and the tangents. */
    private void offsets(int count, double[] frames, int v) {
        double px = frames[v];
        double py = frames[GROUP + v];
        double pz = frames[2 * GROUP + v];
        double[] x = this.x;
        double[] y = this.y;
        double[] z = this.z;
        double[] q = square;
        for (int e = 0; e < count; e++) {
            double dx = x[e] - px;
            double dy = y[e] - py;
            double dz = z[e] - pz;
            q[e] = dx * dx + dy * dy + dz * dz;
        }
        component(count, frames, v, 3, along);
        component(count, frames, v, 6, tilt);
        component(count, frames, v, 9, side);
    }

    /** One loop for each: the compiler leaves long ones as they are. */
    private void component(int count, double[] frames, int v, int direction, double[] to) {
        double px = frames[v];
        double py = frames[GROUP + v];
        double pz = frames[2 * GROUP + v];
        double nx = frames[direction * GROUP + v];
        double ny = frames[(direction + 1) * GROUP + v];
        double nz = frames[(direction + 2) * GROUP + v];
        double[] x = this.x;
        double[] y = this.y;
        double[] z = this.z;
        for (int e = 0; e < count; e++) {
            double dx = x[e] - px;
            double dy = y[e] - py;
            double dz = z[e] - pz;
            to[e] = nx * dx + ny * dy + nz * dz;
        }
    }

    /** Weight of every crossing, 0 outside the window and where it does not face. */
    private void weigh(int count, double[] frames, int v, double inverse) {
        double nx = frames[3 * GROUP + v];
        double ny = frames[4 * GROUP + v];
        double nz = frames[5 * GROUP + v];
        double[] ex = this.nx;
        double[] ey = this.ny;
        double[] ez = this.nz;
        double[] inverseVariance = this.inverseVariance;
        double[] q = square;
        double[] w = weight;
        for (int e = 0; e < count; e++) {
            double facing = ex[e] * nx + ey[e] * ny + ez[e] * nz + FACING;
            double window = Math.max(0, 1 - q[e] * inverse);
            w[e] = window * window * Math.max(0, Math.min(1, facing)) * inverseVariance[e];
        }
    }

    /** Lists the crossings that weigh something: others are in the window of another vertex of the group alone. */
    private void list(int crossings) {
        int found = 0;
        for (int e = 0; e < crossings; e++) {
            weighty[found] = e;
            found += weight[e] > 0 ? 1 : 0;
        }
        count = found;
    }

    private void sum(int v, double[] sums) {
        double m00 = sums[v];
        double m01 = sums[GROUP + v];
        double m02 = sums[2 * GROUP + v];
        double m03 = sums[3 * GROUP + v];
        double m11 = sums[4 * GROUP + v];
        double m12 = sums[5 * GROUP + v];
        double m13 = sums[6 * GROUP + v];
        double m22 = sums[7 * GROUP + v];
        double m23 = sums[8 * GROUP + v];
        double m33 = sums[9 * GROUP + v];
        double r0 = sums[10 * GROUP + v];
        double r1 = sums[11 * GROUP + v];
        double r2 = sums[12 * GROUP + v];
        double r3 = sums[13 * GROUP + v];
        for (int n = 0; n < count; n++) {
            int e = weighty[n];
            double w = weight[e];
            double s = tilt[e];
            double t = side[e];
            double q = square[e];
            double ws = w * s;
            double wt = w * t;
            double wq = w * q;
            double wh = w * along[e];
            m00 += w;
            m01 += ws;
            m02 += wt;
            m03 += wq;
            m11 += ws * s;
            m12 += ws * t;
            m13 += ws * q;
            m22 += wt * t;
            m23 += wt * q;
            m33 += wq * q;
            r0 -= wh;
            r1 -= wh * s;
            r2 -= wh * t;
            r3 -= wh * q;
        }
        sums[v] = m00;
        sums[GROUP + v] = m01;
        sums[2 * GROUP + v] = m02;
        sums[3 * GROUP + v] = m03;
        sums[4 * GROUP + v] = m11;
        sums[5 * GROUP + v] = m12;
        sums[6 * GROUP + v] = m13;
        sums[7 * GROUP + v] = m22;
        sums[8 * GROUP + v] = m23;
        sums[9 * GROUP + v] = m33;
        sums[10 * GROUP + v] = r0;
        sums[11 * GROUP + v] = r1;
        sums[12 * GROUP + v] = r2;
        sums[13 * GROUP + v] = r3;
    }
}
