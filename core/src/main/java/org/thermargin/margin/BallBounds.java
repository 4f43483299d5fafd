package org.thermargin.margin;

import java.util.Arrays;
import java.util.PriorityQueue;
import org.thermargin.distance.DistanceTransform;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;

/**
 * The bounds of the margin that follow from the voxels alone under the ball assumption A(rL, rN): every lesion point
 * lies in a ball of radius rL inside the lesion, every unablated point in one of radius rN inside the unablated region.
 *
 * <p>With C_L and C_N the possible ball centres ({@link BallCells}), the lesion lies in L+ = C_L grown by rL and the
 * unablated region in N+ = C_N grown by rN, so that the margin is at least {@code dist(C_L, C_N) - rL - rN}. If that is
 * negative, an uncovered lesion point lies in L+ and N+, and its distance to the zone is at most its distance to a zone
 * voxel centre. Every intermediate result is a valid bound, so the searches may stop at any refinement.
 */
final class BallBounds {
    private static final double TOLERANCE_MM = 0.2;
    private static final int MAX_CELLS = 24_000;
    private static final int MAX_DEEP_CELLS = 20_000;
    /** Distances nearer to the best than this are not told apart, mm. */
    private static final double STEP_MM = 0.02;

    private static final double ROUNDING_MM = 1e-5;

    private BallBounds() {}

    /**
     * A lower bound of dist(C_L, C_N), mm, at least 0; 0 when the two sets may meet; infinite when one is empty. Both
     * cell sets are refined and pruned in place. The search ends early when the bound reaches {@code enoughMm}.
     */
    static double separationMm(BallCells lesion, BallCells unablated, double enoughMm) {
        double best = 0;
        double high = Double.POSITIVE_INFINITY;
        while (lesion.size() > 0 && unablated.size() > 0) {
            if (meet(lesion, unablated) || meet(unablated, lesion)) {
                return 0;
            }
            double slack = lesion.rhoMm() + unablated.rhoMm();
            PointTree unablatedTree = new PointTree(unablated.centresMm());
            boolean nested = mayLieInside(lesion, unablated) || mayLieInside(unablated, lesion);
            high = Math.min(high, feasibleDistance(lesion, unablated, high));
            double low = nested ? 0 : Math.max(0, leastDistance(lesion, unablatedTree, high + slack) - slack);
            best = Math.max(best, low);
            if (slack < TOLERANCE_MM || best >= enoughMm) {
                break;
            }
            keepWithin(lesion, unablated, unablatedTree, high + slack + ROUNDING_MM);
            keepWithin(unablated, lesion, new PointTree(lesion.centresMm()), high + slack + ROUNDING_MM);
            if (lesion.sizeIfSplit() + unablated.sizeIfSplit() > MAX_CELLS) {
                break;
            }
            lesion.split();
            unablated.split();
        }
        return lesion.size() == 0 || unablated.size() == 0 ? Double.POSITIVE_INFINITY : best;
    }

    /** Whether a cell centre that belongs to one set certainly belongs to the other. */
    private static boolean meet(BallCells one, BallCells other) {
        double[] w = one.centresMm();
        for (int c = 0; c < one.size(); c++) {
            if (one.isFeasible(c) && other.contains(w[3 * c], w[3 * c + 1], w[3 * c + 2])) {
                return true;
            }
        }
        return false;
    }

    /** Whether some cell of the first set cannot be told to lie outside the second. */
    private static boolean mayLieInside(BallCells one, BallCells other) {
        double[] w = one.centresMm();
        double rho = one.rhoMm();
        for (int c = 0; c < one.size(); c++) {
            if (!other.excludes(w[3 * c], w[3 * c + 1], w[3 * c + 2], rho)) {
                return true;
            }
        }
        return false;
    }

    /** At most {@value #STEP_MM} mm less than the smallest distance between cell centres, or the limit if that is less. */
    private static double leastDistance(BallCells from, PointTree tree, double limitMm) {
        double[] p = from.centresMm();
        double best = limitMm;
        for (int c = 0; c < from.size(); c++) {
            double wanted = best - STEP_MM;
            double distance = tree.distanceWithin(p[3 * c], p[3 * c + 1], p[3 * c + 2], wanted);
            best = distance < wanted ? distance : best;
        }
        return best - STEP_MM;
    }

    /** A distance between two cell centres that belong to the sets, nearly the smallest; at most the limit. */
    private static double feasibleDistance(BallCells lesion, BallCells unablated, double limitMm) {
        double[] target = new double[3 * unablated.size()];
        int n = 0;
        for (int c = 0; c < unablated.size(); c++) {
            if (unablated.isFeasible(c)) {
                System.arraycopy(unablated.centresMm(), 3 * c, target, n, 3);
                n += 3;
            }
        }
        if (n == 0) {
            return limitMm;
        }
        PointTree tree = new PointTree(Arrays.copyOf(target, n));
        double[] p = lesion.centresMm();
        double best = limitMm;
        for (int c = 0; c < lesion.size(); c++) {
            if (lesion.isFeasible(c)
                    && tree.anyWithin(p[3 * c], p[3 * c + 1], p[3 * c + 2], Math.max(0, best - STEP_MM))) {
                best = tree.distanceMm(p[3 * c], p[3 * c + 1], p[3 * c + 2]);
            }
        }
        return best;
    }

    private static double least(double[] values) {
        double least = Double.POSITIVE_INFINITY;
        for (double value : values) {
            least = Math.min(least, value);
        }
        return least;
    }

    /** Keeps the cells that may lie inside the other set or have a centre of it within the limit. */
    private static void keepWithin(BallCells cells, BallCells other, PointTree tree, double limitMm) {
        boolean[] wanted = new boolean[cells.size()];
        double[] p = cells.centresMm();
        double rho = cells.rhoMm();
        for (int c = 0; c < wanted.length; c++) {
            double x = p[3 * c];
            double y = p[3 * c + 1];
            double z = p[3 * c + 2];
            wanted[c] = tree.anyWithin(x, y, z, limitMm) || !other.excludes(x, y, z, rho);
        }
        cells.keep(wanted);
    }

    private static void keepWithin(BallCells cells, double[] distance, double limit) {
        boolean[] wanted = new boolean[distance.length];
        for (int c = 0; c < wanted.length; c++) {
            wanted[c] = distance[c] <= limit;
        }
        cells.keep(wanted);
    }

    /** A lower bound of the distance from a world point to C, mm; infinite when C is empty. */
    static double distanceMm(BallCells cells, PointTree tree, double x, double y, double z) {
        if (!cells.excludes(x, y, z, 0)) {
            return 0;
        }
        return Math.max(0, tree.distanceMm(x, y, z) - cells.rhoMm());
    }

    /** As {@link #distanceMm}, after refining and pruning the cells in place around the one point; 0 when C is empty. */
    static double distanceFromPointMm(BallCells cells, double x, double y, double z) {
        if (!cells.excludes(x, y, z, 0)) {
            return 0;
        }
        double best = 0;
        while (cells.size() > 0) {
            double rho = cells.rhoMm();
            double[] w = cells.centresMm();
            double[] distance = new double[cells.size()];
            double feasible = Double.POSITIVE_INFINITY;
            for (int c = 0; c < distance.length; c++) {
                double dx = w[3 * c] - x;
                double dy = w[3 * c + 1] - y;
                double dz = w[3 * c + 2] - z;
                distance[c] = Math.sqrt(dx * dx + dy * dy + dz * dz);
                feasible = cells.isFeasible(c) ? Math.min(feasible, distance[c]) : feasible;
            }
            best = Math.max(best, least(distance) - rho);
            keepWithin(cells, distance, feasible + rho + ROUNDING_MM);
            if (rho < TOLERANCE_MM || cells.sizeIfSplit() > MAX_CELLS) {
                break;
            }
            cells.split();
        }
        return best;
    }

    /**
     * Upper bound of the distance that an uncovered lesion point can have to the zone: the largest distance to a zone
     * voxel centre over L+ and N+, mm; 0 when the two do not meet. Best-first over cells of the lesion's lattice; whether
     * a cell may hold such points is asked only when its turn comes.
     */
    static double deepestUncoveredMm(BallCells lesion, BallCells unablated, BinaryMask lesionMask, MaskCentres zone) {
        if (lesion.size() == 0 || unablated.size() == 0) {
            return 0;
        }
        Reach lesionReach = new Reach(lesion);
        Reach unablatedReach = new Reach(unablated);
        VoxelGrid grid = lesionMask.grid();
        PriorityQueue<Cell> queue = new PriorityQueue<>((a, b) -> {
            int order = Double.compare(b.key, a.key);
            return order != 0 ? order : Long.compare(a.serial, b.serial);
        });
        float[] toLesion = DistanceTransform.squaredVolumeMm2(lesionMask, 1).values();
        double reach = 2 * lesion.radiusMm() + grid.voxelDiagonalMm();
        long serial = 0;
        for (int k = 0, n = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++, n++) {
                    if (toLesion[n] <= reach * reach) {
                        queue.add(new Cell(grid, zone, i, j, k, 0.5, serial++));
                    }
                }
            }
        }
        long budget = serial + MAX_DEEP_CELLS;
        while (!queue.isEmpty()) {
            Cell cell = queue.poll();
            if (cell.rho < TOLERANCE_MM || serial > budget) {
                return cell.key;
            }
            if (!lesionReach.covers(cell) || !unablatedReach.covers(cell)) {
                continue;
            }
            double h = cell.half / 2;
            for (int child = 0; child < 8; child++) {
                queue.add(new Cell(
                        grid,
                        zone,
                        cell.i + ((child & 1) == 0 ? -h : h),
                        cell.j + ((child & 2) == 0 ? -h : h),
                        cell.k + ((child & 4) == 0 ? -h : h),
                        h,
                        serial++));
            }
        }
        return 0;
    }

    /** C grown by its radius. */
    private static final class Reach {
        private final BallCells cells;
        private final PointTree tree;

        Reach(BallCells cells) {
            this.cells = cells;
            this.tree = new PointTree(cells.centresMm());
        }

        boolean covers(Cell cell) {
            return distanceMm(cells, tree, cell.x, cell.y, cell.z) <= cells.radiusMm() + cell.rho;
        }
    }

    /** A cube in index space that may hold uncovered lesion points; the key bounds their distance to the zone. */
    private static final class Cell {
        private final double i;
        private final double j;
        private final double k;
        private final double half;
        private final long serial;
        private final double x;
        private final double y;
        private final double z;
        private final double rho;
        private final double key;

        Cell(VoxelGrid grid, MaskCentres zone, double i, double j, double k, double half, long serial) {
            this.i = i;
            this.j = j;
            this.k = k;
            this.half = half;
            this.serial = serial;
            x = grid.worldX(i, j, k);
            y = grid.worldY(i, j, k);
            z = grid.worldZ(i, j, k);
            rho = half * grid.voxelDiagonalMm();
            key = zone.distanceMm(x, y, z) + rho;
        }
    }
}
