package org.thermargin.margin;

import java.util.PriorityQueue;
import org.thermargin.distance.DistanceTransform;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;

/**
 * The interval of the margin that follows from the voxels alone under the ball assumption A(rL, rN): every lesion point
 * lies in a ball of radius rL inside the lesion, every unablated point in one of radius rN inside the unablated region.
 *
 * <p>Lower bound: with C_L and C_N the possible ball centres ({@link BallCells}), the lesion lies in L+ = C_L grown by rL
 * and the unablated region in N+ = C_N grown by rN, so that the margin is at least {@code dist(C_L, C_N) - rL - rN}. If
 * that is negative, an uncovered lesion point lies in L+ and N+, and its distance to the zone is at most its distance to
 * a zone voxel centre. Every intermediate result is a valid bound, so the search may stop at any refinement.
 */
final class BallBounds {
    private static final double TOLERANCE_MM = 0.1;
    private static final int MAX_CELLS = 120_000;

    private BallBounds() {}

    /**
     * A lower bound of dist(C_L, C_N), mm, at least 0; 0 when the two sets may meet. Both cell sets are refined and
     * pruned in place.
     */
    static double separationMm(BallCells lesion, BallCells unablated) {
        double best = 0;
        for (int c = 0; c < lesion.size(); c++) {
            double[] w = lesion.centresMm();
            if (unablated.contains(w[3 * c], w[3 * c + 1], w[3 * c + 2])) {
                return 0;
            }
        }
        for (int c = 0; c < unablated.size(); c++) {
            double[] w = unablated.centresMm();
            if (lesion.contains(w[3 * c], w[3 * c + 1], w[3 * c + 2])) {
                return 0;
            }
        }
        while (lesion.size() > 0 && unablated.size() > 0) {
            double slack = lesion.rhoMm() + unablated.rhoMm();
            double[] near = nearest(lesion, unablated, false);
            double[] feasible = nearest(lesion, unablated, true);
            double low = Double.POSITIVE_INFINITY;
            double high = Double.POSITIVE_INFINITY;
            for (int c = 0; c < near.length; c++) {
                low = Math.min(low, near[c]);
                high = Math.min(high, feasible[c]);
            }
            best = Math.max(best, low - slack);
            if (slack < TOLERANCE_MM) {
                break;
            }
            keepWithin(lesion, near, high + slack);
            keepWithin(unablated, nearest(unablated, lesion, false), high + slack);
            if (8L * (lesion.size() + unablated.size()) > MAX_CELLS) {
                break;
            }
            lesion.split();
            unablated.split();
        }
        return best;
    }

    private static void keepWithin(BallCells cells, double[] distance, double limit) {
        boolean[] wanted = new boolean[distance.length];
        for (int c = 0; c < wanted.length; c++) {
            wanted[c] = distance[c] <= limit;
        }
        cells.keep(wanted);
    }

    /** For every cell of the first set the distance of its centre to the nearest of the second, or to feasible ones. */
    private static double[] nearest(BallCells from, BallCells to, boolean feasibleOnly) {
        double[] target = to.centresMm();
        if (feasibleOnly) {
            double[] some = new double[target.length];
            int n = 0;
            for (int c = 0; c < to.size(); c++) {
                if (to.isFeasible(c)) {
                    System.arraycopy(target, 3 * c, some, n, 3);
                    n += 3;
                }
            }
            target = java.util.Arrays.copyOf(some, n);
        }
        double[] distance = new double[from.size()];
        PointTree tree = target.length == 0 ? null : new PointTree(target);
        double[] p = from.centresMm();
        for (int c = 0; c < distance.length; c++) {
            boolean skip = tree == null || (feasibleOnly && !from.isFeasible(c));
            distance[c] = skip ? Double.POSITIVE_INFINITY : tree.distanceMm(p[3 * c], p[3 * c + 1], p[3 * c + 2]);
        }
        return distance;
    }

    /** A lower bound of the distance from a world point to C, mm; infinite when C is empty. */
    static double distanceMm(BallCells cells, PointTree tree, double x, double y, double z) {
        if (cells.contains(x, y, z)) {
            return 0;
        }
        return tree == null ? Double.POSITIVE_INFINITY : Math.max(0, tree.distanceMm(x, y, z) - cells.rhoMm());
    }

    /**
     * Upper bound of the distance that an uncovered lesion point can have to the zone: the largest distance to a zone
     * voxel centre over L+ and N+, mm; 0 when the two do not meet. Best-first over cells.
     */
    static double deepestUncoveredMm(BallCells lesion, BallCells unablated, BinaryMask lesionMask, PointTree zone) {
        PointTree lesionTree = lesion.size() == 0 ? null : new PointTree(lesion.centresMm());
        PointTree unablatedTree = unablated.size() == 0 ? null : new PointTree(unablated.centresMm());
        VoxelGrid grid = lesionMask.grid();
        PriorityQueue<Cell> queue = new PriorityQueue<>((a, b) -> {
            int order = Double.compare(b.key, a.key);
            return order != 0 ? order : Long.compare(a.serial, b.serial);
        });
        double[] toLesion = DistanceTransform.squaredMm2(lesionMask, 1);
        double reach = 2 * lesion.radiusMm() + grid.voxelDiagonalMm();
        long serial = 0;
        for (int k = 0, n = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++, n++) {
                    if (toLesion[n] <= reach * reach) {
                        Cell cell = new Cell(i, j, k, 0.5, serial++);
                        cell.rate(grid, lesion, lesionTree, unablated, unablatedTree, zone);
                        if (cell.key > 0) {
                            queue.add(cell);
                        }
                    }
                }
            }
        }
        while (!queue.isEmpty()) {
            Cell cell = queue.poll();
            if (cell.rho < TOLERANCE_MM || serial > MAX_CELLS) {
                return cell.key;
            }
            for (int child = 0; child < 8; child++) {
                double h = cell.half / 2;
                Cell part = new Cell(
                        cell.i + ((child & 1) == 0 ? -h : h),
                        cell.j + ((child & 2) == 0 ? -h : h),
                        cell.k + ((child & 4) == 0 ? -h : h),
                        h,
                        serial++);
                part.rate(grid, lesion, lesionTree, unablated, unablatedTree, zone);
                if (part.key > 0) {
                    queue.add(part);
                }
            }
        }
        return 0;
    }

    /** A cube in index space that may hold uncovered lesion points. */
    private static final class Cell {
        private final double i;
        private final double j;
        private final double k;
        private final double half;
        private final long serial;
        private double rho;
        private double key;

        Cell(double i, double j, double k, double half, long serial) {
            this.i = i;
            this.j = j;
            this.k = k;
            this.half = half;
            this.serial = serial;
        }

        void rate(
                VoxelGrid grid,
                BallCells lesion,
                PointTree lesionTree,
                BallCells unablated,
                PointTree unablatedTree,
                PointTree zone) {
            rho = half * grid.voxelDiagonalMm();
            double x = grid.worldX(i, j, k);
            double y = grid.worldY(i, j, k);
            double z = grid.worldZ(i, j, k);
            boolean possible = distanceMm(lesion, lesionTree, x, y, z) <= lesion.radiusMm() + rho
                    && distanceMm(unablated, unablatedTree, x, y, z) <= unablated.radiusMm() + rho;
            key = possible ? zone.distanceMm(x, y, z) + rho : 0;
        }
    }
}
