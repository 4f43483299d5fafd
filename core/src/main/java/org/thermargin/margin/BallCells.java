package org.thermargin.margin;

import java.util.Arrays;
import org.thermargin.distance.DistanceTransform;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;
import org.thermargin.grid.VoxelGrid;

/**
 * Cells that together hold the boundary of C = {c : dist(c, F) >= r}, the possible centres of balls of radius r inside a
 * region, where F are the voxel centres known to be outside it. Starting from whole voxels, cells are halved and dropped
 * when one forbidden centre is nearer than r to all of the cell. A cell is kept as a ball: centre and radius rho.
 *
 * <p>Only voxels whose centre is within half a diagonal of distance r from F can hold boundary points of C; the inside of
 * C is not listed.
 */
final class BallCells {
    private final VoxelGrid grid;
    private final double radiusMm;
    private final BinaryMask region;
    private final double[] toForbiddenSqMm2;
    private final int[] neighbours; // offsets (i, j, k) of voxels that may forbid a cell of a voxel, nearest first
    private double[] index; // continuous indices of the cell centres, three each
    private double[] world; // the same in LPS mm
    private double[] half; // half-size of the cells in index units, per axis
    private boolean centreFeasible[];

    /**
     * Cells of a region given on a box: voxels set in {@code region} belong to it, all others are forbidden centres;
     * nothing is known outside the region's grid.
     */
    BallCells(BinaryMask region, double radiusMm) {
        this.grid = region.grid();
        this.region = region;
        this.radiusMm = radiusMm;
        this.toForbiddenSqMm2 = DistanceTransform.squaredMm2(region.not(), 1);
        this.neighbours = neighbourOffsets();
        this.half = new double[] {0.5, 0.5, 0.5};
        double reach = grid.voxelDiagonalMm() / 2;
        double high = (radiusMm + reach) * (radiusMm + reach);
        double low = Math.max(0, radiusMm - reach);
        index = new double[3 * 1024];
        int size = 0;
        for (int k = 0, n = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++, n++) {
                    double sq = toForbiddenSqMm2[n];
                    if (sq > 0 && sq <= high && sq >= low * low) {
                        if (size == index.length) {
                            index = Arrays.copyOf(index, 2 * size);
                        }
                        index[size++] = i;
                        index[size++] = j;
                        index[size++] = k;
                    }
                }
            }
        }
        index = Arrays.copyOf(index, size);
        dropForbidden();
    }

    private int[] neighbourOffsets() {
        double reach = radiusMm + grid.voxelDiagonalMm() / 2;
        int di = (int) Math.ceil(reach / grid.dxMm());
        int dj = (int) Math.ceil(reach / grid.dyMm());
        int dk = (int) Math.ceil(reach / grid.dzMm());
        IndexBox box = new IndexBox(-di, -dj, -dk, di + 1, dj + 1, dk + 1);
        Integer[] order = new Integer[Math.toIntExact(box.voxelCount())];
        double[] distance = new double[order.length];
        int kept = 0;
        for (int n = 0; n < distance.length; n++) {
            double x = (n % box.nx() - di) * grid.dxMm();
            double y = (n / box.nx() % box.ny() - dj) * grid.dyMm();
            double z = (n / box.nx() / box.ny() - dk) * grid.dzMm();
            distance[n] = Math.sqrt(x * x + y * y + z * z);
            if (distance[n] <= reach) {
                order[kept++] = n;
            }
        }
        Integer[] near = Arrays.copyOf(order, kept);
        Arrays.sort(near, (a, b) -> Double.compare(distance[a], distance[b]));
        int[] offsets = new int[3 * kept];
        for (int p = 0; p < kept; p++) {
            offsets[3 * p] = near[p] % box.nx() - di;
            offsets[3 * p + 1] = near[p] / box.nx() % box.ny() - dj;
            offsets[3 * p + 2] = near[p] / box.nx() / box.ny() - dk;
        }
        return offsets;
    }

    /** Radius of the balls, mm. */
    double radiusMm() {
        return radiusMm;
    }

    /** Number of cells. */
    int size() {
        return index.length / 3;
    }

    /** Cell centres, world LPS mm, three each; not a copy. */
    double[] centresMm() {
        return world;
    }

    /** Radius of the ball that holds a cell, mm. */
    double rhoMm() {
        double x = half[0] * grid.dxMm();
        double y = half[1] * grid.dyMm();
        double z = half[2] * grid.dzMm();
        return Math.sqrt(x * x + y * y + z * z);
    }

    /** Whether the centre of the cell itself belongs to C. */
    boolean isFeasible(int cell) {
        return centreFeasible[cell];
    }

    /** Whether the world point certainly belongs to C: at least r from every forbidden centre of the box. */
    boolean contains(double x, double y, double z) {
        double ci = grid.indexI(x, y, z);
        double cj = grid.indexJ(x, y, z);
        double ck = grid.indexK(x, y, z);
        int i = (int) Math.floor(ci + 0.5);
        int j = (int) Math.floor(cj + 0.5);
        int k = (int) Math.floor(ck + 0.5);
        return grid.contains(i, j, k) && region.get(i, j, k) && forbiddenWithin(ci, cj, ck, 0, 0, 0) == 0;
    }

    /** Keeps the cells for which the entry is true. */
    void keep(boolean[] wanted) {
        int size = 0;
        for (int c = 0; c < size(); c++) {
            if (wanted[c]) {
                System.arraycopy(index, 3 * c, index, size, 3);
                size += 3;
            }
        }
        index = Arrays.copyOf(index, size);
    }

    /** Halves the cells along their longer axes and drops what is forbidden. */
    void split() {
        double[] size = {half[0] * grid.dxMm(), half[1] * grid.dyMm(), half[2] * grid.dzMm()};
        double longest = Math.max(size[0], Math.max(size[1], size[2]));
        int[] parts = new int[3];
        for (int a = 0; a < 3; a++) {
            parts[a] = size[a] > 0.6 * longest ? 2 : 1;
        }
        int children = parts[0] * parts[1] * parts[2];
        double[] next = new double[Math.multiplyExact(index.length, children)];
        int n = 0;
        for (int c = 0; c < index.length; c += 3) {
            for (int child = 0; child < children; child++) {
                int a = child % parts[0];
                int b = child / parts[0] % parts[1];
                int d = child / (parts[0] * parts[1]);
                next[n++] = index[c] + (parts[0] == 1 ? 0 : (a - 0.5) * half[0]);
                next[n++] = index[c + 1] + (parts[1] == 1 ? 0 : (b - 0.5) * half[1]);
                next[n++] = index[c + 2] + (parts[2] == 1 ? 0 : (d - 0.5) * half[2]);
            }
        }
        for (int a = 0; a < 3; a++) {
            half[a] /= parts[a];
        }
        index = next;
        dropForbidden();
    }

    private void dropForbidden() {
        boolean[] feasible = new boolean[size()];
        int kept = 0;
        for (int c = 0; c < index.length; c += 3) {
            int verdict = forbiddenWithin(index[c], index[c + 1], index[c + 2], half[0], half[1], half[2]);
            if (verdict < 2) {
                System.arraycopy(index, c, index, 3 * kept, 3);
                feasible[kept++] = verdict == 0;
            }
        }
        index = Arrays.copyOf(index, 3 * kept);
        centreFeasible = Arrays.copyOf(feasible, kept);
        world = new double[index.length];
        for (int c = 0; c < index.length; c += 3) {
            world[c] = grid.worldX(index[c], index[c + 1], index[c + 2]);
            world[c + 1] = grid.worldY(index[c], index[c + 1], index[c + 2]);
            world[c + 2] = grid.worldZ(index[c], index[c + 1], index[c + 2]);
        }
    }

    /** 0: no forbidden centre nearer than r to the cell centre; 1: one is; 2: one is nearer than r to the whole cell. */
    private int forbiddenWithin(double ci, double cj, double ck, double hi, double hj, double hk) {
        int i = (int) Math.floor(ci + 0.5);
        int j = (int) Math.floor(cj + 0.5);
        int k = (int) Math.floor(ck + 0.5);
        double limit = radiusMm * radiusMm * (1 - 1e-12);
        int verdict = 0;
        for (int p = 0; p < neighbours.length; p += 3) {
            int fi = i + neighbours[p];
            int fj = j + neighbours[p + 1];
            int fk = k + neighbours[p + 2];
            if (!grid.contains(fi, fj, fk) || region.get(fi, fj, fk)) {
                continue;
            }
            double dx = Math.abs(fi - ci);
            double dy = Math.abs(fj - cj);
            double dz = Math.abs(fk - ck);
            if (squared(dx, dy, dz) < limit) {
                verdict = 1;
                if (squared(dx + hi, dy + hj, dz + hk) < limit) {
                    return 2;
                }
            }
        }
        return verdict;
    }

    private double squared(double di, double dj, double dk) {
        double x = di * grid.dxMm();
        double y = dj * grid.dyMm();
        double z = dk * grid.dzMm();
        return x * x + y * y + z * z;
    }
}
