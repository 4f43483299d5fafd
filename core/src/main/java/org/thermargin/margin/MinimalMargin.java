package org.thermargin.margin;

import java.util.Arrays;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.grid.VoxelRow;

/**
 * The point estimate of the minimal margin and its place: the smallest margin over the vertices of the lesion surface
 * and over uncovered lesion voxels (a void in the zone counts). For a covered lesion on thick slices the surface estimate
 * errs low and the smallest centre-to-centre distance errs high, so their mean, less the mean excess of the latter, is
 * used.
 */
final class MinimalMargin {
    /** Slice ratio from which the two estimates are averaged. */
    private static final double THICK = 2;
    /** Mean excess of the centre distance over the truth, less the bias of the surface, per mm of each spacing. */
    private static final double EXCESS_PER_FINE = 0.22;

    private static final double EXCESS_PER_THICK = 0.104;
    private static final int REFINEMENTS = 5;

    private double marginMm = Double.POSITIVE_INFINITY;
    private double x;
    private double y;
    private double z;
    private boolean interior;

    private MinimalMargin() {}

    /** The lesion's voxels whose centre does not lie in the zone, packed as its mask. */
    static long[] uncovered(BinaryMask lesion, ZoneRegion zone) {
        VoxelGrid grid = lesion.grid();
        int perRow = lesion.wordsPerRow();
        long[] uncovered = lesion.packed().clone();
        long[] ablated = new long[perRow];
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                if (lesion.nextSet(0, j, k) < grid.nx()) {
                    Arrays.fill(ablated, 0);
                    zone.mark(new VoxelRow(grid, 0, j, k, grid.nx()), ablated);
                    for (int w = 0; w < perRow; w++) {
                        uncovered[(j + grid.ny() * k) * perRow + w] &= ~ablated[w];
                    }
                }
            }
        }
        return uncovered;
    }

    /**
     * The minimum against organ tissue (or the complement), or against the complement whatever the organ.
     *
     * @param uncovered as by {@link #uncovered}
     */
    static MinimalMargin of(LesionSide lesion, ZoneSide zone, long[] uncovered, boolean rawOnly) {
        ZoneSide side = rawOnly ? zone.rawOnly() : zone;
        Boundary margin = PointMargin.bending(side);
        MinimalMargin minimal = new MinimalMargin();
        double[] v = lesion.bending().verticesMm();
        LeastOnSurface least =
                LeastOnSurface.of(margin, lesion.bending().blocks().get(), null);
        int n = 3 * least.at();
        minimal.take(least.marginMm(), v[n], v[n + 1], v[n + 2]);
        minimal.overUncoveredVoxels(lesion, margin, uncovered);
        minimal.blendThickSlices(lesion, side);
        return minimal;
    }

    /**
     * The minimum against organ tissue around an exact zone. No point is nearer to tissue than to the complement, so that the
     * minimum against that is this one where tissue lies at its place.
     *
     * @param raw the minimum against the complement
     */
    static MinimalMargin of(LesionSide lesion, ZoneSide zone, long[] uncovered, MinimalMargin raw) {
        boolean same = !raw.interior && PointMargin.bending(zone).at(raw.x, raw.y, raw.z) == raw.marginMm;
        return same ? raw : of(lesion, zone, uncovered, false);
    }

    /**
     * The minimum over the vertices of the lesion surface alone, where the margin of each is known after it was moved.
     *
     * @param movedMm by how far
     * @param marginMm margin then
     */
    static MinimalMargin overVertices(LesionSide lesion, ZoneSide side, double[] movedMm, double[] marginMm) {
        Boundary margin = PointMargin.bending(side);
        double[] v = lesion.bending().verticesMm();
        double least = Double.POSITIVE_INFINITY;
        for (int n = 0; n < marginMm.length; n++) {
            least = Math.min(least, marginMm[n] + movedMm[n]);
        }
        MinimalMargin minimal = new MinimalMargin();
        double above = least + margin.slackMm();
        for (int n = 0; n < marginMm.length; n++) {
            if (marginMm[n] - movedMm[n] <= above) {
                minimal.take(margin.at(v[3 * n], v[3 * n + 1], v[3 * n + 2]), v[3 * n], v[3 * n + 1], v[3 * n + 2]);
            }
        }
        return minimal;
    }

    private boolean take(double margin, double px, double py, double pz) {
        if (margin < marginMm) {
            marginMm = margin;
            x = px;
            y = py;
            z = pz;
            return true;
        }
        return false;
    }

    private void overUncoveredVoxels(LesionSide lesion, Boundary zone, long[] uncovered) {
        VoxelGrid grid = lesion.grid();
        int perRow = lesion.mask().wordsPerRow();
        boolean improved = false;
        for (int word = 0; word < uncovered.length; word++) {
            int j = word / perRow % grid.ny();
            int k = word / perRow / grid.ny();
            for (long left = uncovered[word]; left != 0; left &= left - 1) {
                int i = (word % perRow << 6) + Long.numberOfTrailingZeros(left);
                double px = grid.worldX(i, j, k);
                double py = grid.worldY(i, j, k);
                double pz = grid.worldZ(i, j, k);
                double margin = zone.upTo(px, py, pz, marginMm);
                improved |= margin < 0 && take(margin, px, py, pz);
            }
        }
        if (improved) {
            interior = true;
            refine(lesion, zone);
        }
    }

    /** Pattern search around the deepest uncovered voxel, within the lesion. */
    private void refine(LesionSide lesion, Boundary zone) {
        double step = lesion.grid().maxSpacingMm() / 2;
        for (int n = 0; n < REFINEMENTS; n++, step /= 2) {
            boolean moved = true;
            for (int tries = 0; moved && tries < 8; tries++) {
                moved = false;
                double cx = x;
                double cy = y;
                double cz = z;
                for (int direction = 0; direction < 6; direction++) {
                    double shift = (direction & 1) == 0 ? step : -step;
                    double px = cx + (direction >> 1 == 0 ? shift : 0);
                    double py = cy + (direction >> 1 == 1 ? shift : 0);
                    double pz = cz + (direction >> 1 == 2 ? shift : 0);
                    if (lesion.field().at(px, py, pz) > 0) {
                        moved |= take(zone.at(px, py, pz), px, py, pz);
                    }
                }
            }
        }
    }

    private void blendThickSlices(LesionSide lesion, ZoneSide zone) {
        BinaryMask unablated = zone.blendable().orElse(null);
        if (unablated == null) {
            return;
        }
        double thickest =
                Math.max(lesion.grid().maxSpacingMm(), unablated.grid().maxSpacingMm());
        double finest = Math.min(lesion.grid().minSpacingMm(), unablated.grid().minSpacingMm());
        if (thickest < THICK * finest) {
            return;
        }
        double centres = BallInterval.centreDistanceMm(lesion.mask(), unablated);
        if (centres > 0 && centres < Double.POSITIVE_INFINITY) {
            marginMm = (marginMm + centres - EXCESS_PER_FINE * finest - EXCESS_PER_THICK * thickest) / 2;
        }
    }

    double marginMm() {
        return marginMm;
    }

    /** Whether the deepest uncovered point lies inside the lesion rather than on its surface, as in a void of the zone. */
    boolean isInterior() {
        return interior;
    }

    /** The lesion point of the minimum. */
    Point3 point() {
        return new Point3(x, y, z);
    }
}
