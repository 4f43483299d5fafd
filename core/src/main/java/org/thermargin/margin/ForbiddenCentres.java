package org.thermargin.margin;

import java.util.Arrays;
import java.util.function.IntPredicate;
import org.thermargin.distance.DistanceTransform;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;
import org.thermargin.grid.VoxelGrid;

/** The voxel centres known to lie outside a region: no ball inside the region holds one of them. */
final class ForbiddenCentres {
    /** Relative slack for distances that are stored as float. */
    private static final double FLOAT = 1e-6;

    private final BinaryMask region;
    private final VoxelGrid grid;
    private final Beyond beyond;
    private final float[] squaredMm2;

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

    ForbiddenCentres(BinaryMask region, Beyond beyond) {
        this.region = region;
        this.grid = region.grid();
        this.beyond = beyond;
        this.squaredMm2 = DistanceTransform.squaredVolumeMm2(region.not(), 1).values();
    }

    /** The region itself. */
    BinaryMask region() {
        return region;
    }

    VoxelGrid grid() {
        return grid;
    }

    /** The same for all voxels. */
    int[] voxelsNearDistance(double radiusMm) {
        return voxelsNearDistance(radiusMm, voxel -> true);
    }

    /**
     * Linear indices of the voxels of the region that can hold points at exactly the radius from the nearest forbidden
     * centre: their own centre is within half a diagonal of that; those alone that the selection holds.
     */
    int[] voxelsNearDistance(double radiusMm, IntPredicate selection) {
        double reach = grid.voxelDiagonalMm() / 2;
        double high = (radiusMm + reach) * (radiusMm + reach) * (1 + FLOAT);
        double low = Math.max(0, radiusMm - reach) * Math.max(0, radiusMm - reach) * (1 - FLOAT);
        int[] found = new int[4096];
        int size = 0;
        for (int n = 0; n < squaredMm2.length; n++) {
            float sq = squaredMm2[n];
            if (sq > 0 && sq <= high && sq >= low && selection.test(n)) {
                if (size == found.length) {
                    found = Arrays.copyOf(found, 2 * size);
                }
                found[size++] = n;
            }
        }
        return Arrays.copyOf(found, size);
    }

    /** The voxels of the region whose centre may be at least so far from all forbidden ones. */
    BinaryMask within(double mm) {
        double limit = Math.max(0, mm) * Math.max(0, mm) * (1 - FLOAT);
        BinaryMask deep = new BinaryMask(grid);
        for (int n = 0; n < squaredMm2.length; n++) {
            if (squaredMm2[n] > 0 && squaredMm2[n] >= limit) {
                deep.set(n % grid.nx(), n / grid.nx() % grid.ny(), n / grid.nx() / grid.ny());
            }
        }
        return deep;
    }

    /** Whether the voxel, which may lie beyond the grid, is known to be forbidden. */
    boolean isForbidden(int i, int j, int k) {
        return grid.contains(i, j, k) ? squaredMm2[grid.linearIndex(i, j, k)] == 0 : beyond.forbidden;
    }

    /** Whether the centre of the voxel is certainly farther than the radius from all forbidden centres. */
    boolean isFartherThan(int voxel, double radiusMm) {
        return squaredMm2[voxel] >= radiusMm * radiusMm * (1 + FLOAT);
    }

    /** An upper bound of the distance from the world point to the nearest forbidden centre, mm. */
    double atMostMm(double x, double y, double z) {
        int i = nearest(grid.indexI(x, y, z));
        int j = nearest(grid.indexJ(x, y, z));
        int k = nearest(grid.indexK(x, y, z));
        double known = 0;
        if (!beyond.forbidden || grid.contains(i, j, k)) {
            i = clamp(i, grid.nx());
            j = clamp(j, grid.ny());
            k = clamp(k, grid.nz());
            known = Math.sqrt(squaredMm2[grid.linearIndex(i, j, k)] * (1 + FLOAT));
        }
        double dx = grid.worldX(i, j, k) - x;
        double dy = grid.worldY(i, j, k) - y;
        double dz = grid.worldZ(i, j, k) - z;
        return known + Math.sqrt(dx * dx + dy * dy + dz * dz);
    }

    /** How far from the world point everything is known, mm: to the border of the grid, or infinite. */
    double knownWithinMm(double x, double y, double z) {
        if (beyond.forbidden) {
            return Double.POSITIVE_INFINITY;
        }
        double i = grid.indexI(x, y, z);
        double j = grid.indexJ(x, y, z);
        double k = grid.indexK(x, y, z);
        double toBorder = Math.min(
                Math.min(i, grid.nx() - 1 - i) * grid.dxMm(),
                Math.min(Math.min(j, grid.ny() - 1 - j) * grid.dyMm(), Math.min(k, grid.nz() - 1 - k) * grid.dzMm()));
        return Math.max(0, toBorder);
    }

    private static int nearest(double index) {
        return (int) Math.floor(index + 0.5);
    }

    private static int clamp(int index, int n) {
        return Math.max(0, Math.min(n - 1, index));
    }

    /** The voxels round a voxel, nearest first, that may hold forbidden centres nearer than the radius to points of it. */
    Neighbourhood neighbourhood(double radiusMm) {
        return new Neighbourhood(radiusMm + grid.voxelDiagonalMm() / 2);
    }

    /** Index offsets within a distance, nearest first. */
    final class Neighbourhood {
        private final int[] offsets;
        private final int[] steps; // the same in linear indices
        private final double[] distanceMm;
        private final int di;
        private final int dj;
        private final int dk;

        private Neighbourhood(double reachMm) {
            di = (int) Math.ceil(reachMm / grid.dxMm());
            dj = (int) Math.ceil(reachMm / grid.dyMm());
            dk = (int) Math.ceil(reachMm / grid.dzMm());
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
            offsets = new int[3 * kept];
            steps = new int[kept];
            distanceMm = new double[kept];
            for (int p = 0; p < kept; p++) {
                offsets[3 * p] = inside[p] % box.nx() - di;
                offsets[3 * p + 1] = inside[p] / box.nx() % box.ny() - dj;
                offsets[3 * p + 2] = inside[p] / box.nx() / box.ny() - dk;
                steps[p] = grid.linearIndex(offsets[3 * p], offsets[3 * p + 1], offsets[3 * p + 2]);
                distanceMm[p] = distance[inside[p]];
            }
        }

        /**
         * Index offsets (three each) from the voxel to the forbidden centres that can be the nearest to a point of it:
         * those within its own distance plus a diagonal.
         */
        int[] around(int voxel) {
            int i = voxel % grid.nx();
            int j = voxel / grid.nx() % grid.ny();
            int k = voxel / grid.nx() / grid.ny();
            double least = Math.sqrt(squaredMm2[voxel]) * (1 - 2 * FLOAT);
            double most = least + grid.voxelDiagonalMm();
            boolean allInGrid =
                    i >= di && j >= dj && k >= dk && i + di < grid.nx() && j + dj < grid.ny() && k + dk < grid.nz();
            int first = Arrays.binarySearch(distanceMm, least);
            int[] found = new int[96];
            int used = 0;
            for (int p = first < 0 ? -first - 1 : firstOf(first); p < distanceMm.length && distanceMm[p] <= most; p++) {
                if ((allInGrid || grid.contains(i + offsets[3 * p], j + offsets[3 * p + 1], k + offsets[3 * p + 2]))
                        && squaredMm2[voxel + steps[p]] == 0) {
                    if (used == found.length) {
                        found = Arrays.copyOf(found, 2 * used);
                    }
                    System.arraycopy(offsets, 3 * p, found, used, 3);
                    used += 3;
                }
            }
            return Arrays.copyOf(found, used);
        }

        /** The first entry equal to the one at the position. */
        private int firstOf(int position) {
            int p = position;
            while (p > 0 && distanceMm[p - 1] == distanceMm[p]) {
                p--;
            }
            return p;
        }
    }

    private double lengthMm(int di, int dj, int dk) {
        double x = di * grid.dxMm();
        double y = dj * grid.dyMm();
        double z = dk * grid.dzMm();
        return Math.sqrt(x * x + y * y + z * z);
    }
}
