package org.thermargin.margin;

import org.thermargin.distance.DistanceTransform;
import org.thermargin.geometry.Bounds3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;
import org.thermargin.grid.VoxelGrid;

/** How far around the points of a box everything is deep in the organ, at least; as {@link ShallowBlocks} means it. Immutable. */
final class OrganDepth {
    /** No farther than this is looked, mm. */
    private static final double FARTHEST_MM = 48;
    /** Relative slack for distances that are stored as float. */
    private static final double FLOAT = 1e-6;

    private final VoxelGrid grid; // of the box
    private final float[] deepMm;

    /**
     * Of the box of a lesion.
     *
     * @param rimMm a point is deep when every voxel centre within this is organ; the border voxels of the organ go on
     */
    OrganDepth(Bounds3 box, BinaryMask organ, double rimMm) {
        VoxelGrid lattice = organ.grid();
        IndexBox inner = lattice.indexBox(box);
        IndexBox outer = lattice.indexBox(box.grown(FARTHEST_MM));
        BinaryMask tissue = TissueVoxels.extended(organ, outer);
        float[] squared = DistanceTransform.squaredVolumeMm2(tissue.not(), 1).values();
        double off = rimMm + lattice.voxelDiagonalMm();
        this.grid = lattice.subgrid(inner);
        this.deepMm = new float[grid.voxelCount()];
        for (int n = 0; n < deepMm.length; n++) {
            int i = n % grid.nx() + inner.iLow() - outer.iLow();
            int j = n / grid.nx() % grid.ny() + inner.jLow() - outer.jLow();
            int k = n / grid.nx() / grid.ny() + inner.kLow() - outer.kLow();
            double toOutside = Math.sqrt(squared[tissue.grid().linearIndex(i, j, k)]);
            deepMm[n] = (float) ((Math.min(toOutside, FARTHEST_MM) - off) * (1 - FLOAT));
        }
    }

    /** Whether all points within the distance of the point are deep, mm; may be false where they are. */
    boolean isDeep(double x, double y, double z, double mm) {
        int i = (int) Math.floor(grid.indexI(x, y, z) + 0.5);
        int j = (int) Math.floor(grid.indexJ(x, y, z) + 0.5);
        int k = (int) Math.floor(grid.indexK(x, y, z) + 0.5);
        return grid.contains(i, j, k) && mm < deepMm[grid.linearIndex(i, j, k)];
    }
}
