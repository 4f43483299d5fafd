package org.thermargin.margin;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.thermargin.grid.BinaryMask;

/**
 * Possible ball centres of a lesion, found once. Searches halve cells as they need them, and what was halved before
 * sharpens later bounds a little; so every search begins with a copy in a known state, and finds the same numbers
 * whatever was asked before.
 */
final class LesionBalls {
    private final BinaryMask lesion;
    private final double radiusMm;
    private final BallCells untouched;
    private final BallCells checked;
    private final boolean fit;
    private final Kept<CellPool> depthPool;
    private final Map<Double, CellPool> untouchedPools = new HashMap<>();
    private final Kept<PointBlocks> centres;
    private final Kept<CentreGap> gap;
    private final Map<Double, LesionReach> reaches = new HashMap<>();

    LesionBalls(BinaryMask lesion) {
        this.lesion = lesion;
        this.radiusMm = Math.max(BallInterval.leastRadiusMm(lesion.grid()), BallInterval.LESION_RADIUS_MM);
        this.untouched = new BallCells(
                new ForbiddenCentres(lesion, ForbiddenCentres.Beyond.FORBIDDEN), radiusMm, BoxFrame.of(lesion.grid()));
        this.checked = untouched.copy();
        this.fit = BallFit.of(checked);
        this.depthPool = new Kept<>(() -> new CellPool(checked.copy().whole()));
        this.gap = new Kept<>(() -> new CentreGap(lesion, BallInterval.NEAR_MM));
        this.centres = new Kept<>(() -> PointBlocks.of(VoxelCentres.all(lesion)));
    }

    /** Smallest distance to a voxel centre of the mask, mm; 0 when one is shared; infinite when the mask is empty. */
    double toCentreMm(BinaryMask mask) {
        OptionalDouble near = gap.get().nearestMm(mask);
        return near.isPresent() ? near.getAsDouble() : BallInterval.centreDistanceMm(lesion, mask);
    }

    /** The voxel centres of the lesion. */
    PointBlocks centres() {
        return centres.get();
    }

    /**
     * A lower bound of the distance from a point to the possible centres, mm: from the voxels that hold them.
     *
     * @param radiusMm of the balls
     */
    LesionReach reach(double radiusMm) {
        synchronized (reaches) {
            return reaches.computeIfAbsent(radiusMm, mm -> new LesionReach(untouched.forbidden(), mm));
        }
    }

    /** The lesion on its box and a rim. */
    BinaryMask lesion() {
        return lesion;
    }

    /** The default radius, or half a voxel diagonal where that is larger, mm. */
    double radiusMm() {
        return radiusMm;
    }

    /** Whether no voxel centre proves that the lesion is no union of such balls. */
    boolean fit() {
        return fit;
    }

    /** The cells as the check of {@link #fit} left them. */
    BallCells checked() {
        return checked.copy();
    }

    /** Cells of the radius of {@link #radiusMm} for searches of the least depth alone, which do not mind what is halved. */
    CellPool depthPool() {
        return depthPool.get();
    }

    /** Cells that no search has halved, for the radius (mm). */
    CellPool untouchedPool(double mm) {
        synchronized (untouchedPools) {
            return untouchedPools.computeIfAbsent(
                    mm, r -> new CellPool((r == radiusMm ? untouched.copy() : untouched.withRadius(r)).whole()));
        }
    }
}
