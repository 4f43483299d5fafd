package org.thermargin.margin;

import java.util.Arrays;

/**
 * The crossings near a group of neighbouring vertices, in the order of the lattice. The list may hold some that weigh
 * nothing, and serves the group as long as no vertex and no normal leaves the slack that it was made with. It is chosen from
 * the crossings near a block of groups, which are copied one after the other once for all of them. For one thread.
 */
final class NearCrossings {
    /** Relative slack that no rounding exceeds. */
    private static final double ROUNDING = 1e-9;

    private final LatticeCrossings crossings;
    private final double windowMm;
    private final PointBox covered = new PointBox(); // around which all crossings within the window are at hand
    private final PointBox box = new PointBox();
    private final double[] corners = new double[6];
    private double[] x = new double[0]; // of the crossings at hand
    private double[] y = x;
    private double[] z = x;
    private double[] nx = x;
    private double[] ny = x;
    private double[] nz = x;
    private int[] index = new int[0];
    private double[] gap = x; // four times the squared distance from the box of the group
    private double[] cosine = x; // to the middle normal of the group
    private int atHand;
    private int[] list = index;
    private int count;

    NearCrossings(LatticeCrossings crossings, double windowMm) {
        this.crossings = crossings;
        this.windowMm = windowMm;
        covered.halfX = Double.NEGATIVE_INFINITY;
    }

    /** Number of crossings in the list. */
    int count() {
        return count;
    }

    /** Which they are, not a copy. */
    int[] list() {
        return list;
    }

    /** The values of all crossings, as in {@link LatticeCrossings#values}. */
    double[] values() {
        return crossings.values;
    }

    /**
     * Takes all crossings in the window of a vertex that will be asked for.
     *
     * @param vertices box of their places
     * @param moveMm how far they may move from their place
     */
    void around(PointBox vertices, double moveMm) {
        covered.x = vertices.x;
        covered.y = vertices.y;
        covered.z = vertices.z;
        covered.halfX = vertices.halfX + moveMm;
        covered.halfY = vertices.halfY + moveMm;
        covered.halfZ = vertices.halfZ + moveMm;
        double reach = windowMm * (1 + ROUNDING) + ROUNDING;
        LatticeCrossings c = crossings;
        int y1 = c.axisBin(covered.y + covered.halfY + reach, 1);
        int z1 = c.axisBin(covered.z + covered.halfZ + reach, 2);
        atHand = 0;
        for (int bz = c.axisBin(covered.z - covered.halfZ - reach, 2); bz <= z1; bz++) {
            double gapZ = Math.max(0, c.gapMm(covered.z, bz, 2) - covered.halfZ);
            for (int by = c.axisBin(covered.y - covered.halfY - reach, 1); by <= y1; by++) {
                double gapY = Math.max(0, c.gapMm(covered.y, by, 1) - covered.halfY);
                double rest = reach * reach - gapY * gapY - gapZ * gapZ;
                if (rest > 0) {
                    double half = Math.sqrt(rest) + covered.halfX;
                    take(
                            c.runStart(c.axisBin(covered.x - half, 0), by, bz),
                            c.runEnd(c.axisBin(covered.x + half, 0), by, bz),
                            reach * reach);
                }
            }
        }
    }

    /** Takes those of a run that are within reach of the box. */
    private void take(int from, int end, double reachSq) {
        reserve(atHand + end - from);
        double[] v = crossings.values;
        int found = atHand;
        for (int e = from; e < end; e++) {
            int at = e * LatticeCrossings.VALUES;
            x[found] = v[at];
            y[found] = v[at + 1];
            z[found] = v[at + 2];
            nx[found] = v[at + 3];
            ny[found] = v[at + 4];
            nz[found] = v[at + 5];
            index[found] = e;
            double dx = Math.max(0, Math.abs(v[at] - covered.x) - covered.halfX);
            double dy = Math.max(0, Math.abs(v[at + 1] - covered.y) - covered.halfY);
            double dz = Math.max(0, Math.abs(v[at + 2] - covered.z) - covered.halfZ);
            found += dx * dx + dy * dy + dz * dz < reachSq ? 1 : 0;
        }
        atHand = found;
    }

    private void reserve(int size) {
        if (index.length < size) {
            int length = 2 * size;
            x = Arrays.copyOf(x, length);
            y = Arrays.copyOf(y, length);
            z = Arrays.copyOf(z, length);
            nx = Arrays.copyOf(nx, length);
            ny = Arrays.copyOf(ny, length);
            nz = Arrays.copyOf(nz, length);
            index = Arrays.copyOf(index, length);
            gap = new double[length];
            cosine = new double[length];
            list = new int[length];
        }
    }

    /**
     * Lists all crossings in the window of a vertex that face as it does.
     *
     * @param frames as in {@link FitKernel}; all vertices of the group count
     * @param moveMm how far vertices may move from their place
     * @param turn how far the tips of their normals may move
     */
    void gather(double[] frames, double moveMm, double turn) {
        for (int axis = 0; axis < 3; axis++) {
            corners[axis] = least(frames, axis);
            corners[3 + axis] = most(frames, axis);
        }
        box.hold(corners, 0, 1);
        if (!covered.holds(box, moveMm)) {
            around(box, moveMm);
        }
        double mx = (least(frames, 3) + most(frames, 3)) / 2;
        double my = (least(frames, 4) + most(frames, 4)) / 2;
        double mz = (least(frames, 5) + most(frames, 5)) / 2;
        apart();
        facing(mx, my, mz);
        double reach = 2 * (windowMm + moveMm) * (1 + ROUNDING) + ROUNDING;
        choose(reach * reach, FitKernel.FACING + spread(frames, mx, my, mz) + turn + ROUNDING);
    }

    private static double least(double[] frames, int value) {
        double least = Double.POSITIVE_INFINITY;
        for (int v = value * FitKernel.GROUP; v < (value + 1) * FitKernel.GROUP; v++) {
            least = Math.min(least, frames[v]);
        }
        return least;
    }

    private static double most(double[] frames, int value) {
        double most = Double.NEGATIVE_INFINITY;
        for (int v = value * FitKernel.GROUP; v < (value + 1) * FitKernel.GROUP; v++) {
            most = Math.max(most, frames[v]);
        }
        return most;
    }

    /** Largest distance of a normal of the frames from the given vector. */
    private static double spread(double[] frames, double x, double y, double z) {
        double spread = 0;
        for (int v = 0; v < FitKernel.GROUP; v++) {
            double dx = frames[3 * FitKernel.GROUP + v] - x;
            double dy = frames[4 * FitKernel.GROUP + v] - y;
            double dz = frames[5 * FitKernel.GROUP + v] - z;
            spread = Math.max(spread, dx * dx + dy * dy + dz * dz);
        }
        return Math.sqrt(spread);
    }

    /** Twice what is positive of a number is its sum with its size, which the compiler turns into vector instructions. */
    private void apart() {
        double px = box.x;
        double py = box.y;
        double pz = box.z;
        double halfX = box.halfX;
        double halfY = box.halfY;
        double halfZ = box.halfZ;
        double[] x = this.x;
        double[] y = this.y;
        double[] z = this.z;
        double[] to = gap;
        for (int n = 0; n < atHand; n++) {
            double dx = Math.abs(x[n] - px) - halfX;
            double dy = Math.abs(y[n] - py) - halfY;
            double dz = Math.abs(z[n] - pz) - halfZ;
            dx += Math.abs(dx);
            dy += Math.abs(dy);
            dz += Math.abs(dz);
            to[n] = dx * dx + dy * dy + dz * dz;
        }
    }

    private void facing(double mx, double my, double mz) {
        double[] nx = this.nx;
        double[] ny = this.ny;
        double[] nz = this.nz;
        double[] to = cosine;
        for (int n = 0; n < atHand; n++) {
            to[n] = nx[n] * mx + ny[n] * my + nz[n] * mz;
        }
    }

    /** Without branches on what a crossing is, since which are near is anyone's guess. */
    private void choose(double reachSq, double facing) {
        int[] index = this.index;
        int[] to = list;
        double[] gap = this.gap;
        double[] cosine = this.cosine;
        int found = 0;
        for (int n = 0; n < atHand; n++) {
            to[found] = index[n];
            // both signs negative: in reach, and facing
            long signs =
                    Double.doubleToRawLongBits(gap[n] - reachSq) & Double.doubleToRawLongBits(-(cosine[n] + facing));
            found += (int) (signs >>> 63);
        }
        count = found;
    }
}
