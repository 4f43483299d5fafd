package org.thermargin.margin;

import org.thermargin.distance.DistanceTransform;
import org.thermargin.grid.BinaryMask;

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
     * The bound, mm; negative when it proves nothing.
     *
     * @param uselessMm a bound that is known already: when this one is found not to exceed it, it is not looked for further
     */
    static double separationMm(LesionBalls lesion, double lesionRadiusMm, TissueVoxels tissue, double uselessMm) {
        double half = BallInterval.leastRadiusMm(tissue.possible().grid());
        BallCells lesionCells = lesion.untouched(lesionRadiusMm);
        double far = Math.max(half, BallInterval.UNABLATED_RADIUS_MM);
        BallCells away = new BallCells(
                new ForbiddenCentres(tissue.possible(), ForbiddenCentres.Beyond.UNKNOWN), far, lesionCells.frame());
        double bound = part(lesionCells, away, far, Double.POSITIVE_INFINITY);
        if (bound <= uselessMm) {
            return bound;
        }
        float[] toZone = DistanceTransform.squaredVolumeMm2(tissue.ablated(), 1).values();
        BinaryMask elsewhere = tissue.possible().or(tissue.ablated()).not();
        float[] toElsewhere = DistanceTransform.squaredVolumeMm2(elsewhere, 1).values();
        double rim = RIM_MM + 5 * half;
        double tip = 4 * half;
        BallCells near = away.withRadius(half);
        bound = Math.min(
                bound,
                part(
                        lesionCells,
                        near.selected(voxel ->
                                within(toZone, toElsewhere, voxel, rim) && !within(toZone, toElsewhere, voxel, tip)),
                        half,
                        bound));
        return Math.min(
                bound,
                part(lesionCells, near.selected(voxel -> within(toZone, toElsewhere, voxel, tip)), 2 * half, bound));
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
