package org.thermargin.margin;

import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;

/**
 * The guaranteed interval of the margin under the ball assumption, with the radii that were used; see
 * {@link BallBounds} for the construction.
 *
 * @param lowerMm proved lower bound, mm
 * @param upperMm proved upper bound, mm
 * @param lesionRadiusMm radius of the balls that make up the lesion, mm
 * @param unablatedRadiusMm radius of the balls that make up the unablated side, mm; 0 for an exact zone
 * @param radiiReduced whether the masks contradict the default radii, so that half the voxel diagonal was used
 */
record BallInterval(
        double lowerMm, double upperMm, double lesionRadiusMm, double unablatedRadiusMm, boolean radiiReduced) {
    /** Default radius of the balls inside the lesion, mm. */
    static final double LESION_RADIUS_MM = 2;
    /** Default radius of the balls outside the zone, mm. */
    static final double UNABLATED_RADIUS_MM = 3;

    private static final int MAX_CELLS_FOR_REACH = 60_000;

    /** The interval for the prepared sides. */
    static BallInterval of(LesionSide lesion, ZoneSide zone) {
        double half = lesion.grid().voxelDiagonalMm() / 2;
        double lesionRadius = Math.max(half, LESION_RADIUS_MM);
        if (zone.unablated().isEmpty()) {
            return exact(lesion, zone, lesionRadius, half);
        }
        BinaryMask unablated = zone.unablated().get();
        double zoneHalf = unablated.grid().voxelDiagonalMm() / 2;
        double unablatedRadius = Math.max(zoneHalf, UNABLATED_RADIUS_MM);
        double upper = upper(lesion, zone, unablated);
        boolean lesionFits = fits(lesion.mask(), lesionRadius);
        boolean unablatedFits = fits(unablated, unablatedRadius);
        double r = lesionFits ? lesionRadius : half;
        double s = unablatedFits ? unablatedRadius : zoneHalf;
        double lower = lower(lesion, zone, unablated, r, s);
        boolean reduced = !lesionFits || !unablatedFits;
        if (lower > upper && !reduced) {
            r = half;
            s = zoneHalf;
            reduced = true;
            lower = lower(lesion, zone, unablated, r, s);
        }
        return new BallInterval(Math.min(lower, upper), upper, r, s, reduced);
    }

    private static double lower(LesionSide lesion, ZoneSide zone, BinaryMask unablated, double r, double s) {
        double separation = BallBounds.separationMm(new BallCells(lesion.mask(), r), new BallCells(unablated, s));
        if (separation - r - s >= 0) {
            return separation - r - s;
        }
        BinaryMask ablated = zone.zone().orElseThrow();
        return -BallBounds.deepestUncoveredMm(
                refined(lesion.mask(), r),
                refined(unablated, s),
                lesion.mask(),
                new PointTree(VoxelCentres.shell(ablated)));
    }

    private static BallCells refined(BinaryMask region, double radius) {
        BallCells cells = new BallCells(region, radius);
        for (int n = 0; n < 2 && 8 * cells.size() < MAX_CELLS_FOR_REACH; n++) {
            cells.split();
        }
        return cells;
    }

    /** Whether no voxel centre of the region proves that it is not a union of balls of the radius. */
    private static boolean fits(BinaryMask region, double radius) {
        VoxelGrid grid = region.grid();
        BallCells cells = refined(region, radius);
        if (cells.size() == 0) {
            return false;
        }
        PointTree tree = new PointTree(cells.centresMm());
        double[] shell = VoxelCentres.shell(region);
        double margin = Math.max(radius, 1.5 * grid.maxSpacingMm());
        for (int n = 0; n < shell.length; n += 3) {
            if (nearBorder(grid, shell, n, margin)) {
                continue;
            }
            if (BallBounds.distanceMm(cells, tree, shell[n], shell[n + 1], shell[n + 2]) > radius) {
                return false;
            }
        }
        return true;
    }

    /** Whether the point lies so near to the border of the box that balls may reach in from beyond it. */
    private static boolean nearBorder(VoxelGrid grid, double[] points, int n, double marginMm) {
        double i = grid.indexI(points[n], points[n + 1], points[n + 2]);
        double j = grid.indexJ(points[n], points[n + 1], points[n + 2]);
        double k = grid.indexK(points[n], points[n + 1], points[n + 2]);
        return Math.min(i, grid.nx() - 1 - i) * grid.dxMm() < marginMm
                || Math.min(j, grid.ny() - 1 - j) * grid.dyMm() < marginMm
                || Math.min(k, grid.nz() - 1 - k) * grid.dzMm() < marginMm;
    }

    /** Smallest distance between a lesion centre and an unablated centre; for an uncovered lesion at most 0. */
    private static double upper(LesionSide lesion, ZoneSide zone, BinaryMask unablated) {
        double u = centreDistanceMm(lesion.mask(), unablated);
        if (u > 0 || unablated.grid().voxelCount() == 0) {
            return u;
        }
        BinaryMask ablated = zone.zone().orElseThrow();
        double radius = Math.max(ablated.grid().voxelDiagonalMm() / 2, LESION_RADIUS_MM);
        BallCells cells = refined(ablated, radius);
        if (cells.size() == 0) {
            return 0;
        }
        PointTree tree = new PointTree(cells.centresMm());
        double[] centres = VoxelCentres.all(lesion.mask());
        double deepest = 0;
        for (int n = 0; n < centres.length; n += 3) {
            deepest = Math.max(
                    deepest, BallBounds.distanceMm(cells, tree, centres[n], centres[n + 1], centres[n + 2]) - radius);
        }
        return -deepest;
    }

    /** Smallest distance between voxel centres of the two masks, mm; 0 when they share one. */
    static double centreDistanceMm(BinaryMask lesion, BinaryMask unablated) {
        PointTree tree = new PointTree(VoxelCentres.shell(unablated));
        VoxelGrid grid = unablated.grid();
        double[] points = VoxelCentres.all(lesion);
        double best = Double.POSITIVE_INFINITY;
        for (int n = 0; n < points.length; n += 3) {
            double distance = tree.distanceMm(points[n], points[n + 1], points[n + 2]);
            if (distance < best) {
                best = distance;
            }
            if (isCentre(grid, unablated, points, n)) {
                return 0;
            }
        }
        return best;
    }

    private static boolean isCentre(VoxelGrid grid, BinaryMask mask, double[] points, int n) {
        double i = grid.indexI(points[n], points[n + 1], points[n + 2]);
        double j = grid.indexJ(points[n], points[n + 1], points[n + 2]);
        double k = grid.indexK(points[n], points[n + 1], points[n + 2]);
        long ri = Math.round(i);
        long rj = Math.round(j);
        long rk = Math.round(k);
        return Math.abs(i - ri) < 1e-3
                && Math.abs(j - rj) < 1e-3
                && Math.abs(k - rk) < 1e-3
                && mask.getOrFalse((int) ri, (int) rj, (int) rk);
    }

    /** The zone is exact: only the lesion's balls are uncertain; the depth is 1-Lipschitz. */
    private static BallInterval exact(LesionSide lesion, ZoneSide zone, double lesionRadius, double half) {
        boolean fits = fits(lesion.mask(), lesionRadius);
        double r = fits ? lesionRadius : half;
        double[] centres = VoxelCentres.all(lesion.mask());
        double upper = Double.POSITIVE_INFINITY;
        for (int n = 0; n < centres.length; n += 3) {
            upper = Math.min(upper, PointMargin.at(zone, false, centres[n], centres[n + 1], centres[n + 2]));
        }
        double lower = Math.min(upper, lowestDepth(lesion.mask(), zone, r) - r);
        return new BallInterval(lower, upper, r, 0, !fits);
    }

    /** A lower bound of the smallest margin over the ball centres of the lesion, refined where it is smallest. */
    private static double lowestDepth(BinaryMask lesion, ZoneSide zone, double radius) {
        BallCells cells = new BallCells(lesion, radius);
        double best = Double.NEGATIVE_INFINITY;
        for (int level = 0; level < 5 && cells.size() > 0; level++) {
            double rho = cells.rhoMm();
            double[] w = cells.centresMm();
            double[] depth = new double[cells.size()];
            double low = Double.POSITIVE_INFINITY;
            double high = Double.POSITIVE_INFINITY;
            for (int c = 0; c < depth.length; c++) {
                depth[c] = PointMargin.at(zone, false, w[3 * c], w[3 * c + 1], w[3 * c + 2]);
                low = Math.min(low, depth[c] - rho);
                if (cells.isFeasible(c)) {
                    high = Math.min(high, depth[c]);
                }
            }
            best = Math.max(best, low);
            boolean[] wanted = new boolean[depth.length];
            int kept = 0;
            for (int c = 0; c < depth.length; c++) {
                wanted[c] = depth[c] - rho <= high;
                kept += wanted[c] ? 1 : 0;
            }
            if (kept > 20_000) {
                break;
            }
            cells.keep(wanted);
            cells.split();
        }
        return best;
    }
}
