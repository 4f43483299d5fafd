package org.thermargin.margin;

import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import org.thermargin.distance.DistanceTransform;
import org.thermargin.geometry.Bounds3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;

/**
 * Lower bound of the distance from a lesion to unablated organ tissue N = organ minus zone. N has a sharp rim where the
 * zone's surface meets the organ's, so it is no union of large balls there. Assumed: away from the rim N is a union of
 * balls of {@link BallInterval#UNABLATED_RADIUS_MM}; near it N is at least a wedge of 60 degrees, all of which lies
 * within 2 s of centres of balls of radius s in N (the tip of a wedge of half-angle a is s / sin a from the centre of the
 * ball that touches both faces), with s half the voxel diagonal.
 */
final class OrganBounds {
    /** Tangent points of a default ball in a wedge of 60 degrees are at most 3 / tan 30 mm from the tip. */
    private static final double RIM_MM = BallInterval.UNABLATED_RADIUS_MM * 1.7320508075688772;

    private OrganBounds() {}

    /**
     * The bound, mm; negative when it proves nothing. Only tissue that can decide is looked at: that within the cap of the
     * lesion.
     *
     * @param uselessMm a bound that is known already: when this one is found not to exceed it, it is not looked for further
     * @param capMm a bound above which this one is of no use, at most 8 mm
     */
    static double separationMm(
            LesionBalls lesion, double lesionRadiusMm, TissueVoxels tissue, double uselessMm, double capMm) {
        VoxelGrid all = tissue.possible().grid();
        double half = BallInterval.leastRadiusMm(all);
        double far = Math.max(half, BallInterval.UNABLATED_RADIUS_MM);
        double limit = capMm + lesionRadiusMm + Math.max(far, 2 * half);
        double rim = RIM_MM + 5 * half;
        Bounds3 around = lesion.lesion().worldBounds().orElseThrow().grown(limit);
        Bounds3 edge = around.grown(rim + 2 * half);
        BinaryMask possible = cropped(tissue.possible(), around.grown(far + 4 * half));
        ForbiddenCentres forbidden = new ForbiddenCentres(possible, ForbiddenCentres.Beyond.UNKNOWN);
        LesionReach reach = lesion.reach(lesionRadiusMm);
        VoxelGrid grid = possible.grid();
        IntPredicate near = voxel -> {
            int i = voxel % grid.nx();
            int j = voxel / grid.nx() % grid.ny();
            int k = voxel / grid.nx() / grid.ny();
            return !reach.isFartherThan(grid.worldX(i, j, k), grid.worldY(i, j, k), grid.worldZ(i, j, k), limit + half);
        };
        CellPool pool = lesion.untouchedPool(lesionRadiusMm);
        BallCells lesionCells = pool.take();
        BallCells away = BallCells.selected(forbidden, far, lesionCells.frame(), near, limit);
        double bound = Math.min(capMm, part(lesionCells, away, far, Double.POSITIVE_INFINITY));
        if (bound > uselessMm && meetsRim(tissue, edge)) {
            bound = Math.min(bound, atRim(lesionCells, tissue, forbidden, near, edge, bound));
        }
        pool.giveBack(lesionCells);
        return bound;
    }

    /** Whether the outside of the organ comes into the box. */
    private static boolean meetsRim(TissueVoxels tissue, Bounds3 box) {
        return !cropped(tissue.possible(), box)
                .or(cropped(tissue.ablated(), box))
                .not()
                .isEmpty();
    }

    /** The bound where tissue may be a wedge between zone and outside of the organ. */
    private static double atRim(
            BallCells lesion,
            TissueVoxels tissue,
            ForbiddenCentres forbidden,
            IntPredicate near,
            Bounds3 box,
            double bound) {
        double half = BallInterval.leastRadiusMm(forbidden.grid());
        double rim = RIM_MM + 5 * half;
        double tip = 4 * half;
        BinaryMask ablated = cropped(tissue.ablated(), box);
        BinaryMask elsewhere = cropped(tissue.possible(), box).or(ablated).not();
        float[] toZone = DistanceTransform.squaredVolumeMm2(ablated, 1).values();
        float[] toElsewhere = DistanceTransform.squaredVolumeMm2(elsewhere, 1).values();
        VoxelGrid grid = forbidden.grid();
        VoxelGrid.IndexOffset shift = ablated.grid().latticeOffset(grid);
        VoxelGrid wide = ablated.grid();
        IntUnaryOperator place = voxel -> wide.linearIndex(
                voxel % grid.nx() + shift.i(),
                voxel / grid.nx() % grid.ny() + shift.j(),
                voxel / grid.nx() / grid.ny() + shift.k());
        IntPredicate atRim = voxel -> near.test(voxel) && within(toZone, toElsewhere, place.applyAsInt(voxel), rim);
        IntPredicate atTip = voxel -> near.test(voxel) && within(toZone, toElsewhere, place.applyAsInt(voxel), tip);
        double least = Math.min(
                bound,
                part(
                        lesion,
                        BallCells.selected(
                                forbidden,
                                half,
                                lesion.frame(),
                                voxel -> atRim.test(voxel) && !atTip.test(voxel),
                                Double.NaN),
                        half,
                        bound));
        return Math.min(
                least,
                part(lesion, BallCells.selected(forbidden, half, lesion.frame(), atTip, Double.NaN), 2 * half, least));
    }

    private static BinaryMask cropped(BinaryMask mask, Bounds3 box) {
        VoxelGrid grid = mask.grid();
        return mask.cropped(grid.indexBox(box).clippedTo(grid));
    }

    private static boolean within(float[] a, float[] b, int voxel, double mm) {
        return a[voxel] <= mm * mm && b[voxel] <= mm * mm;
    }

    /** The bound for cells whose tissue reaches {@code growthMm} beyond ball centres. */
    private static double part(BallCells lesion, BallCells unablated, double growthMm, double enoughMm) {
        double radii = lesion.radiusMm() + growthMm;
        return BallBounds.separationMm(lesion, unablated, enoughMm + radii) - radii;
    }
}
