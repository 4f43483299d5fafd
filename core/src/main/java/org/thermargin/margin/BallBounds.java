package org.thermargin.margin;

import java.util.PriorityQueue;
import org.thermargin.geometry.Point3;
import org.thermargin.geometry.SignedField;
import org.thermargin.grid.VoxelGrid;

/**
 * The bounds of the margin that follow from the voxels alone under the ball assumption A(rL, rN): every lesion point
 * lies in a ball of radius rL inside the lesion, every unablated point in one of radius rN inside the unablated region.
 *
 * <p>With C_L and C_N the possible ball centres ({@link BallCells}), the lesion lies in L+ = C_L grown by rL and the
 * unablated region in N+ = C_N grown by rN, so that the margin is at least {@code dist(C_L, C_N) - rL - rN}. If that is
 * negative, an uncovered lesion point lies in L+ and N+, and its distance to the zone is at most its distance to a zone
 * voxel centre.
 *
 * <p>All searches are best-first over boxes: the box whose bound is worst is divided next, and its bound is the answer
 * when the box is small or the budget is spent. Whatever box is on top, its bound is valid for everything.
 */
final class BallBounds {
    /** Cells are not divided below this radius, mm. */
    private static final double FINE_MM = 0.1;
    /** The other set is looked at no finer than this part of a box's own radius. */
    private static final double FINER = 0.5;

    private static final int MAX_BOXES = 6_000;
    private static final int MAX_DEEP_BOXES = 12_000;
    private static final int MAX_DEPTH_BOXES = 40_000;

    private BallBounds() {}

    /** How fine the other set must be known for a box of that radius, mm. */
    private static double fineMm(double rhoMm) {
        return Math.max(FINE_MM, FINER * rhoMm);
    }

    /**
     * A lower bound of dist(C_L, C_N), mm, at least 0; 0 when the two sets may meet; infinite when one is empty. The
     * search ends early when the bound reaches {@code enoughMm}.
     */
    static double separationMm(BallCells lesion, BallCells unablated, double enoughMm) {
        if (lesion.isEmpty() || unablated.isEmpty()) {
            return Double.POSITIVE_INFINITY;
        }
        BoxQueue queue = new BoxQueue();
        double[] box = new double[6];
        queue.offer(0, 0, 0);
        double bound = Double.POSITIVE_INFINITY;
        int serial = 1;
        while (!queue.isEmpty()) {
            double key = queue.key();
            int node = queue.node();
            queue.removeFirst();
            if (key >= enoughMm || lesion.rhoMm(node) <= FINE_MM || serial > MAX_BOXES) {
                bound = key;
                break;
            }
            int parts = lesion.divide(node);
            for (int n = lesion.firstChild(node); parts > 0; n++, parts--) {
                lesion.copyBox(n, box);
                double distance = unablated.distanceMm(box, fineMm(lesion.rhoMm(n)), key);
                queue.offer(Math.max(key, distance), serial++, n);
            }
        }
        return mayHold(lesion, unablated, bound) ? 0 : bound;
    }

    /** Whether a boundary point of the other set may lie deeper than {@code depthMm} inside the one. */
    private static boolean mayHold(BallCells cells, BallCells other, double depthMm) {
        ForbiddenCentres forbidden = cells.forbidden();
        VoxelGrid grid = forbidden.grid();
        VoxelGrid theirs = other.forbidden().grid();
        double least = cells.radiusMm() + depthMm;
        double rho = other.voxelRhoMm();
        // on one lattice, what is no more than its own rounding from a forbidden centre needs no distance
        boolean oneLattice = least - rho > grid.minSpacingMm() && grid.sameLattice(theirs);
        VoxelGrid.IndexOffset shift = grid.latticeOffset(theirs);
        for (int n : other.listed()) {
            int i = n % theirs.nx();
            int j = n / theirs.nx() % theirs.ny();
            int k = n / theirs.nx() / theirs.ny();
            if (oneLattice && forbidden.isForbidden(i + shift.i(), j + shift.j(), k + shift.k())) {
                continue;
            }
            Point3 p = theirs.toWorld(i, j, k);
            if (forbidden.atMostMm(p.x(), p.y(), p.z()) + rho >= least) {
                return true;
            }
        }
        return false;
    }

    /**
     * A lower bound of the smallest depth in the zone over C_L; minus infinity when C_L is known to be empty.
     *
     * @param place gets the middle of a box for which the bound was found
     */
    static double lowestDepthMm(BallCells lesion, SignedField zone, double[] place) {
        if (lesion.voxelCount() == 0) {
            return Double.NEGATIVE_INFINITY;
        }
        LowestDepth search = new LowestDepth(lesion, zone, FINE_MM, MAX_DEPTH_BOXES);
        double bound = search.boundMm();
        search.copyPlace(place);
        return bound;
    }

    /** A lower bound of the distance from a world point to C, mm; 0 when the point may belong to C. */
    static double distanceFromPointMm(BallCells cells, double x, double y, double z) {
        double[] box = new double[6];
        cells.frame().place(x, y, z, box, 0);
        return cells.distanceMm(box, FINE_MM, 0);
    }

    /**
     * Whether C may have a point within its radius of the world point.
     *
     * @param voxelsToo whether that can be a voxel centre
     */
    static boolean mayReach(BallCells cells, double x, double y, double z, boolean voxelsToo) {
        double[] box = new double[6];
        cells.frame().place(x, y, z, box, 0);
        return (voxelsToo && cells.hasVoxelCentreWithin(box, cells.radiusMm()))
                || cells.distanceMm(box, FINE_MM, cells.radiusMm()) <= cells.radiusMm();
    }

    /** A box that may hold uncovered lesion points; the key bounds their distance to the zone, the largest first. */
    private record Deep(double key, int serial, double[] box) implements Comparable<Deep> {
        @Override
        public int compareTo(Deep other) {
            int order = Double.compare(other.key, key);
            return order != 0 ? order : Integer.compare(serial, other.serial);
        }
    }

    /**
     * Upper bound of the distance that an uncovered lesion point can have to the zone: the largest distance to a zone
     * voxel centre over L+ and N+, mm; 0 when the two do not meet. Whether a box may hold such points is asked only when
     * its turn comes.
     */
    static double deepestUncoveredMm(BallCells lesion, BallCells unablated, MaskCentres zone) {
        if (lesion.voxelCount() == 0 || unablated.voxelCount() == 0) {
            return 0;
        }
        BoxFrame frame = lesion.frame();
        PriorityQueue<Deep> queue = new PriorityQueue<>();
        double[] all = new double[6];
        lesion.copyBox(0, all);
        for (int a = 3; a < 6; a++) {
            all[a] += lesion.radiusMm();
        }
        queue.add(new Deep(Double.POSITIVE_INFINITY, 0, all));
        int serial = 1;
        double[] nearest = new double[3];
        while (!queue.isEmpty()) {
            Deep top = queue.poll();
            double[] b = top.box;
            double rho = BoxFrame.length(b[3], b[4], b[5]);
            if (rho <= FINE_MM || serial > MAX_DEEP_BOXES) {
                return top.key;
            }
            if (!mayReach(lesion, b, rho) || !mayReach(unablated, b, rho)) {
                continue;
            }
            int axis = b[3] >= b[4] && b[3] >= b[5] ? 0 : b[4] >= b[5] ? 1 : 2;
            for (int side = -1; side <= 1; side += 2) {
                double[] part = b.clone();
                part[3 + axis] /= 2;
                part[axis] += side * part[3 + axis];
                queue.add(new Deep(Math.min(top.key, farthestMm(part, frame, zone, nearest)), serial++, part));
            }
        }
        return 0;
    }

    private static boolean mayReach(BallCells cells, double[] box, double rhoMm) {
        return cells.distanceMm(box, fineMm(rhoMm), cells.radiusMm()) <= cells.radiusMm();
    }

    /** The largest distance of a point of the box to the zone centre that is nearest to its middle, mm. */
    private static double farthestMm(double[] box, BoxFrame frame, MaskCentres zone, double[] nearest) {
        boolean found = zone.nearest(
                frame.worldX(box[0], box[1], box[2]),
                frame.worldY(box[0], box[1], box[2]),
                frame.worldZ(box[0], box[1], box[2]),
                nearest);
        if (!found) {
            return Double.POSITIVE_INFINITY;
        }
        frame.place(nearest[0], nearest[1], nearest[2], nearest, 0);
        return BoxFrame.length(
                Math.abs(nearest[0] - box[0]) + box[3],
                Math.abs(nearest[1] - box[1]) + box[4],
                Math.abs(nearest[2] - box[2]) + box[5]);
    }
}
