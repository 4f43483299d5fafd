package org.thermargin.margin;

import java.util.Arrays;

/**
 * The crossings near a group of neighbouring vertices, copied one after the other in the order of the lattice. The list may
 * hold some that weigh nothing, and serves the group as long as no vertex and no normal leaves the slack that it was made
 * with. For one thread.
 */
final class NearCrossings {
    /** Relative slack that no rounding exceeds. */
    private static final double ROUNDING = 1e-9;

    double[] x = new double[0];
    double[] y = x;
    double[] z = x;
    double[] nx = x;
    double[] ny = x;
    double[] nz = x;
    double[] inverseVariance = x;
    private final LatticeCrossings crossings;
    private final double windowMm;
    private int[] list = new int[1024];
    private int count;

    NearCrossings(LatticeCrossings crossings, double windowMm) {
        this.crossings = crossings;
        this.windowMm = windowMm;
    }

    /** Number of crossings in the list. */
    int count() {
        return count;
    }

    /** Length of the arrays. */
    int capacity() {
        return x.length;
    }

    /**
     * Lists all crossings in the window of a vertex that face as it does.
     *
     * @param frames as in {@link FitKernel}; all vertices of the group count
     * @param moveMm how far vertices may move from their place
     * @param turn how far the tips of their normals may move
     */
    void gather(double[] frames, double moveMm, double turn) {
        double cx = middle(frames, 0);
        double cy = middle(frames, 1);
        double cz = middle(frames, 2);
        double reach = (windowMm + spread(frames, 0, cx, cy, cz) + moveMm) * (1 + ROUNDING);
        double nx = middle(frames, 3);
        double ny = middle(frames, 4);
        double nz = middle(frames, 5);
        select(cx, cy, cz, reach, nx, ny, nz, FitKernel.FACING + spread(frames, 3, nx, ny, nz) + turn + ROUNDING);
        if (x.length < count) {
            int size = list.length;
            x = new double[size];
            y = new double[size];
            z = new double[size];
            this.nx = new double[size];
            this.ny = new double[size];
            this.nz = new double[size];
            inverseVariance = new double[size];
        }
        copy(crossings.x, x);
        copy(crossings.y, y);
        copy(crossings.z, z);
        copy(crossings.nx, this.nx);
        copy(crossings.ny, this.ny);
        copy(crossings.nz, this.nz);
        copy(crossings.inverseVariance, inverseVariance);
    }

    private void copy(double[] from, double[] to) {
        for (int n = 0; n < count; n++) {
            to[n] = from[list[n]];
        }
    }

    private static double middle(double[] frames, int value) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int v = 0; v < FitKernel.GROUP; v++) {
            low = Math.min(low, frames[value * FitKernel.GROUP + v]);
            high = Math.max(high, frames[value * FitKernel.GROUP + v]);
        }
        return (low + high) / 2;
    }

    /** Largest distance of a vector of the frames from the given one. */
    private static double spread(double[] frames, int value, double x, double y, double z) {
        double spread = 0;
        for (int v = 0; v < FitKernel.GROUP; v++) {
            double dx = frames[value * FitKernel.GROUP + v] - x;
            double dy = frames[(value + 1) * FitKernel.GROUP + v] - y;
            double dz = frames[(value + 2) * FitKernel.GROUP + v] - z;
            spread = Math.max(spread, dx * dx + dy * dy + dz * dz);
        }
        return Math.sqrt(spread);
    }

    /** Without branches on what a crossing is, since which are near is anyone's guess. */
    private void select(double px, double py, double pz, double reach, double mx, double my, double mz, double facing) {
        LatticeCrossings c = crossings;
        double reachSq = reach * reach;
        int y1 = c.axisBin(py + reach, 1);
        int z1 = c.axisBin(pz + reach, 2);
        int found = 0;
        for (int bz = c.axisBin(pz - reach, 2); bz <= z1; bz++) {
            double gapZ = c.gapMm(pz, bz, 2);
            for (int by = c.axisBin(py - reach, 1); by <= y1; by++) {
                double gapY = c.gapMm(py, by, 1);
                double rest = reachSq * (1 + ROUNDING) - gapY * gapY - gapZ * gapZ;
                if (rest <= 0) {
                    continue;
                }
                double half = Math.sqrt(rest);
                int start = c.runStart(c.axisBin(px - half, 0), by, bz);
                int end = c.runEnd(c.axisBin(px + half, 0), by, bz);
                if (list.length < found + end - start) {
                    list = Arrays.copyOf(list, 2 * (found + end - start));
                }
                int[] to = list;
                for (int e = start; e < end; e++) {
                    double dx = c.x[e] - px;
                    double dy = c.y[e] - py;
                    double dz = c.z[e] - pz;
                    double q = dx * dx + dy * dy + dz * dz;
                    double cosine = c.nx[e] * mx + c.ny[e] * my + c.nz[e] * mz;
                    to[found] = e;
                    // both signs negative: in reach, and facing
                    long signs =
                            Double.doubleToRawLongBits(q - reachSq) & Double.doubleToRawLongBits(-(cosine + facing));
                    found += (int) (signs >>> 63);
                }
            }
        }
        count = found;
    }
}
