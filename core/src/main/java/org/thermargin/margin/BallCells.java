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
 * C is not listed. The radius must exceed half the voxel diagonal, so that a ball centre's own voxel belongs to the
 * region.
 */
final class BallCells {
    /** Relative slack for distances that are stored as float. */
    private static final double FLOAT = 1e-6;

    private final BinaryMask region;
    private final VoxelGrid grid;
    private final double radiusMm;
    private final Beyond beyond;
    private final float[] toForbiddenSqMm2;
    private int size;
    private double[] index; // continuous indices of the cell centres, three each
    private double[] world; // the same in LPS mm
    private double[] half = {0.5, 0.5, 0.5}; // half-size of the cells in index units, per axis
    private boolean[] feasible; // whether the centre of the cell belongs to C
    private int[] near; // per cell: which list of forbidden voxels may cover it
    private int[] listStart = {}; // per list, and one past the last
    private int[] listed; // index offsets (i, j, k) from the voxel of the list

    /** What is known of the voxel centres beyond the region's grid. */
    enum Beyond {
        /** None belongs to the region. */
        FORBIDDEN(true),
        UNKNOWN(false);

        private final boolean forbidden;

        Beyond(boolean forbidden) {
            this.forbidden = forbidden;
        }
    }

    /** The cells of a region, its unset voxels being forbidden centres. */
    BallCells(BinaryMask region, double radiusMm, Beyond beyond) {
        this(
                region,
                radiusMm,
                beyond,
                DistanceTransform.squaredVolumeMm2(region.not(), 1).values());
    }

    private BallCells(BinaryMask region, double radiusMm, Beyond beyond, float[] toForbiddenSqMm2) {
        this.region = region;
        this.grid = region.grid();
        this.radiusMm = radiusMm;
        this.beyond = beyond;
        this.toForbiddenSqMm2 = toForbiddenSqMm2;
        double reach = grid.voxelDiagonalMm() / 2;
        double high = (radiusMm + reach) * (radiusMm + reach) * (1 + FLOAT);
        double low = Math.max(0, radiusMm - reach) * Math.max(0, radiusMm - reach) * (1 - FLOAT);
        double[] found = new double[3 * 4096];
        boolean[] inC = new boolean[4096];
        for (int k = 0, n = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++, n++) {
                    float sq = toForbiddenSqMm2[n];
                    if (sq > 0 && sq <= high && sq >= low) {
                        if (size == inC.length) {
                            found = Arrays.copyOf(found, 6 * size);
                            inC = Arrays.copyOf(inC, 2 * size);
                        }
                        found[3 * size] = i;
                        found[3 * size + 1] = j;
                        found[3 * size + 2] = k;
                        inC[size++] = sq >= radiusMm * radiusMm;
                    }
                }
            }
        }
        index = found;
        feasible = inC;
        place();
    }

    /** Keeps the cells, still whole voxels, that the selection holds. */
    void keepVoxels(VoxelSelection selection) {
        boolean[] wanted = new boolean[size];
        for (int c = 0; c < size; c++) {
            wanted[c] = selection.holds(
                    grid.linearIndex((int) index[3 * c], (int) index[3 * c + 1], (int) index[3 * c + 2]));
        }
        keep(wanted);
    }

    /** Some of the voxels of the region's grid. */
    interface VoxelSelection {
        /** Whether the voxel with the linear index is one of them. */
        boolean holds(int voxel);
    }

    /** The same cells as whole voxels again. */
    BallCells fresh() {
        return withRadius(radiusMm);
    }

    /** The same region with another radius. */
    BallCells withRadius(double otherMm) {
        return new BallCells(region, otherMm, beyond, toForbiddenSqMm2);
    }

    private void place() {
        world = new double[3 * size];
        for (int c = 0; c < 3 * size; c += 3) {
            world[c] = grid.worldX(index[c], index[c + 1], index[c + 2]);
            world[c + 1] = grid.worldY(index[c], index[c + 1], index[c + 2]);
            world[c + 2] = grid.worldZ(index[c], index[c + 1], index[c + 2]);
        }
    }

    /** Radius of the balls, mm. */
    double radiusMm() {
        return radiusMm;
    }

    /** Number of cells. */
    int size() {
        return size;
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
        return feasible[cell];
    }

    /** Whether no point within rho of the world point can belong to C. */
    boolean excludes(double x, double y, double z, double rhoMm) {
        return toForbiddenMm(x, y, z, 1) + rhoMm < radiusMm;
    }

    /** Whether the world point certainly belongs to C. */
    boolean contains(double x, double y, double z) {
        return toForbiddenMm(x, y, z, -1) >= radiusMm;
    }

    /** A bound of the distance from the world point to the nearest forbidden centre, mm: upper (side 1) or lower (-1). */
    private double toForbiddenMm(double x, double y, double z, int side) {
        int i = nearest(grid.indexI(x, y, z));
        int j = nearest(grid.indexJ(x, y, z));
        int k = nearest(grid.indexK(x, y, z));
        double known = 0;
        if (!beyond.forbidden || grid.contains(i, j, k)) {
            i = clamp(i, grid.nx());
            j = clamp(j, grid.ny());
            k = clamp(k, grid.nz());
            known = Math.sqrt(toForbiddenSqMm2[grid.linearIndex(i, j, k)] * (1 + side * FLOAT));
        }
        double dx = grid.worldX(i, j, k) - x;
        double dy = grid.worldY(i, j, k) - y;
        double dz = grid.worldZ(i, j, k) - z;
        return known + side * Math.sqrt(dx * dx + dy * dy + dz * dz);
    }

    private static int nearest(double index) {
        return (int) Math.floor(index + 0.5);
    }

    private static int clamp(int index, int n) {
        return Math.max(0, Math.min(n - 1, index));
    }

    /** Keeps the cells for which the entry is true. */
    void keep(boolean[] wanted) {
        int kept = 0;
        for (int c = 0; c < size; c++) {
            if (wanted[c]) {
                System.arraycopy(index, 3 * c, index, 3 * kept, 3);
                feasible[kept] = feasible[c];
                if (near != null) {
                    near[kept] = near[c];
                }
                kept++;
            }
        }
        size = kept;
        place();
    }

    /** An estimate of the number of cells after the next split: about half of the parts are dropped. */
    long sizeIfSplit() {
        long parts = 1;
        for (int p : parts()) {
            parts *= p;
        }
        return parts * size / 2;
    }

    /** Into how many parts the next split cuts a cell along each axis. */
    private int[] parts() {
        double[] extent = {half[0] * grid.dxMm(), half[1] * grid.dyMm(), half[2] * grid.dzMm()};
        double longest = Math.max(extent[0], Math.max(extent[1], extent[2]));
        int[] parts = new int[3];
        for (int a = 0; a < 3; a++) {
            parts[a] = extent[a] > 0.6 * longest ? 2 : 1;
        }
        return parts;
    }

    /** Halves the cells along their longer axes and drops what is forbidden. */
    void split() {
        if (near == null) {
            listForbidden();
        }
        double[] extent = {half[0] * grid.dxMm(), half[1] * grid.dyMm(), half[2] * grid.dzMm()};
        int[] parts = parts();
        double[] shift = new double[3];
        double[] reach = new double[3];
        for (int a = 0; a < 3; a++) {
            shift[a] = parts[a] == 2 ? half[a] / 2 : 0;
            half[a] /= parts[a];
            reach[a] = extent[a] / parts[a];
        }
        double limit = radiusMm * radiusMm * (1 - 1e-12);
        int most = Math.multiplyExact(size, parts[0] * parts[1] * parts[2]);
        double[] nextIndex = new double[Math.multiplyExact(3, most)];
        boolean[] nextFeasible = new boolean[most];
        int[] nextNear = new int[most];
        int kept = 0;
        for (int c = 0; c < size; c++) {
            for (int child = 0; child < 8; child++) {
                if ((child & 1) >= parts[0] || (child >> 1 & 1) >= parts[1] || child >> 2 >= parts[2]) {
                    continue;
                }
                double i = index[3 * c] + ((child & 1) == 0 ? -shift[0] : shift[0]);
                double j = index[3 * c + 1] + ((child & 2) == 0 ? -shift[1] : shift[1]);
                double k = index[3 * c + 2] + ((child & 4) == 0 ? -shift[2] : shift[2]);
                int verdict = forbidden(near[c], i, j, k, reach, limit);
                if (verdict < 2) {
                    nextIndex[3 * kept] = i;
                    nextIndex[3 * kept + 1] = j;
                    nextIndex[3 * kept + 2] = k;
                    nextNear[kept] = near[c];
                    nextFeasible[kept++] = verdict == 0;
                }
            }
        }
        index = nextIndex;
        feasible = nextFeasible;
        near = nextNear;
        size = kept;
        place();
    }

    /** 0: no forbidden centre nearer than r to the cell centre; 1: one is; 2: one is nearer than r to the whole cell. */
    private int forbidden(int list, double ci, double cj, double ck, double[] reach, double limit) {
        double dx = grid.dxMm();
        double dy = grid.dyMm();
        double dz = grid.dzMm();
        int verdict = 0;
        for (int p = listStart[list]; p < listStart[list + 1]; p += 3) {
            double x = Math.abs(listed[p] - ci) * dx;
            double y = Math.abs(listed[p + 1] - cj) * dy;
            double z = Math.abs(listed[p + 2] - ck) * dz;
            if (x * x + y * y + z * z < limit) {
                verdict = 1;
                x += reach[0];
                y += reach[1];
                z += reach[2];
                if (x * x + y * y + z * z < limit) {
                    return 2;
                }
            }
        }
        return verdict;
    }

    /**
     * For every cell, still a whole voxel, the forbidden centres that can be the nearest to a point of it. For points of a
     * voxel they are within its own distance plus a diagonal, and only those beyond r plus half a diagonal do not matter.
     */
    private void listForbidden() {
        double diagonal = grid.voxelDiagonalMm();
        int[] offsets = offsetsWithin(radiusMm + diagonal / 2);
        double[] distance = new double[offsets.length / 3];
        for (int p = 0; p < distance.length; p++) {
            distance[p] = lengthMm(offsets[3 * p], offsets[3 * p + 1], offsets[3 * p + 2]);
        }
        near = new int[size];
        listStart = new int[size + 1];
        listed = new int[3 * 16 * Math.max(1, size)];
        int used = 0;
        for (int c = 0; c < size; c++) {
            int i = (int) index[3 * c];
            int j = (int) index[3 * c + 1];
            int k = (int) index[3 * c + 2];
            double least = Math.sqrt(toForbiddenSqMm2[grid.linearIndex(i, j, k)]) * (1 - 2 * FLOAT);
            near[c] = c;
            for (int p = first(distance, least); p < distance.length && distance[p] <= least + diagonal; p++) {
                int fi = i + offsets[3 * p];
                int fj = j + offsets[3 * p + 1];
                int fk = k + offsets[3 * p + 2];
                if (grid.contains(fi, fj, fk) && !region.get(fi, fj, fk)) {
                    if (used == listed.length) {
                        listed = Arrays.copyOf(listed, 2 * used);
                    }
                    listed[used++] = fi;
                    listed[used++] = fj;
                    listed[used++] = fk;
                }
            }
            listStart[c + 1] = used;
        }
    }

    private static int first(double[] ascending, double value) {
        int at = Arrays.binarySearch(ascending, value);
        return at < 0 ? -at - 1 : at;
    }

    private double lengthMm(int di, int dj, int dk) {
        double x = di * grid.dxMm();
        double y = dj * grid.dyMm();
        double z = dk * grid.dzMm();
        return Math.sqrt(x * x + y * y + z * z);
    }

    /** Index offsets (i, j, k) of voxels within the distance, nearest first. */
    private int[] offsetsWithin(double reachMm) {
        int di = (int) Math.ceil(reachMm / grid.dxMm());
        int dj = (int) Math.ceil(reachMm / grid.dyMm());
        int dk = (int) Math.ceil(reachMm / grid.dzMm());
        IndexBox box = new IndexBox(-di, -dj, -dk, di + 1, dj + 1, dk + 1);
        Integer[] order = new Integer[Math.toIntExact(box.voxelCount())];
        double[] distance = new double[order.length];
        int kept = 0;
        for (int n = 0; n < distance.length; n++) {
            distance[n] = lengthMm(n % box.nx() - di, n / box.nx() % box.ny() - dj, n / box.nx() / box.ny() - dk);
            if (distance[n] <= reachMm) {
                order[kept++] = n;
            }
        }
        Integer[] inside = Arrays.copyOf(order, kept);
        Arrays.sort(inside, (a, b) -> Double.compare(distance[a], distance[b]));
        int[] offsets = new int[3 * kept];
        for (int p = 0; p < kept; p++) {
            offsets[3 * p] = inside[p] % box.nx() - di;
            offsets[3 * p + 1] = inside[p] / box.nx() % box.ny() - dj;
            offsets[3 * p + 2] = inside[p] / box.nx() / box.ny() - dk;
        }
        return offsets;
    }
}
