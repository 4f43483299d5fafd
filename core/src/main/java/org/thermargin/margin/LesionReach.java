package org.thermargin.margin;

import org.thermargin.distance.DistanceTransform;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;
import org.thermargin.grid.VoxelGrid;

/** How far the possible centres of the balls of a lesion are from points around it, at least. Immutable. */
final class LesionReach {
    /** Relative slack for distances that are stored as float. */
    private static final double FLOAT = 1e-6;
    /** Distances are known that far around the lesion, mm; beyond, that they are longer. */
    private static final double KNOWN_MM = 18;

    private final VoxelGrid grid;
    private final float[] squaredMm2;
    private final double halfMm;

    /** A centre lies in a voxel whose own centre is no more than half a diagonal nearer to forbidden ones than the radius. */
    LesionReach(ForbiddenCentres forbidden, double radiusMm) {
        VoxelGrid lesion = forbidden.grid();
        this.halfMm = lesion.voxelDiagonalMm() / 2 * (1 + FLOAT);
        IndexBox box = lesion.box()
                .grown((int) Math.ceil(KNOWN_MM / lesion.dxMm()), (int) Math.ceil(KNOWN_MM / lesion.dyMm()), (int)
                        Math.ceil(KNOWN_MM / lesion.dzMm()));
        BinaryMask holding = forbidden.within(radiusMm - halfMm).cropped(box);
        this.grid = holding.grid();
        this.squaredMm2 = DistanceTransform.squaredVolumeMm2(holding, 1).values();
    }

    /** Whether the point is certainly farther from all centres than the distance, mm; may be false where it is. */
    boolean isFartherThan(double x, double y, double z, double mm) {
        int i = (int) Math.floor(grid.indexI(x, y, z) + 0.5);
        int j = (int) Math.floor(grid.indexJ(x, y, z) + 0.5);
        int k = (int) Math.floor(grid.indexK(x, y, z) + 0.5);
        if (!grid.contains(i, j, k)) {
            return mm <= KNOWN_MM - 2 * halfMm;
        }
        double dx = grid.worldX(i, j, k) - x;
        double dy = grid.worldY(i, j, k) - y;
        double dz = grid.worldZ(i, j, k) - z;
        double limit = mm + halfMm + Math.sqrt(dx * dx + dy * dy + dz * dz);
        return squaredMm2[grid.linearIndex(i, j, k)] > limit * limit * (1 + FLOAT);
    }
}
