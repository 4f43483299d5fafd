package org.thermargin.assess;

import org.thermargin.distance.DistanceTransform;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;
import org.thermargin.grid.VoxelGrid;

/** Exact squared distances to the voxel centres of a lesion on its box and a rim, made when asked for and kept. Thread-safe. */
final class LesionDistances {
    /** Voxels beyond what is asked for, so that a little more can be asked for next time. */
    private static final int SPARE = 2;

    private final BinaryMask lesion;
    private IndexBox rim; // voxels around the lesion's box; null: none yet
    private Around known;

    /**
     * Squared distances on a part of the lesion's lattice.
     *
     * @param grid the part
     * @param squaredMm2 of every voxel, mm2
     */
    record Around(VoxelGrid grid, double[] squaredMm2) {}

    LesionDistances(BinaryMask lesion) {
        this.lesion = lesion;
    }

    BinaryMask lesion() {
        return lesion;
    }

    /** The distances on a box that holds every voxel centre within the limit of the lesion, mm. */
    synchronized Around within(double limitMm) {
        VoxelGrid grid = lesion.grid();
        int di = (int) Math.ceil(limitMm / grid.dxMm());
        int dj = (int) Math.ceil(limitMm / grid.dyMm());
        int dk = (int) Math.ceil(limitMm / grid.dzMm());
        if (rim == null || rim.nx() < di || rim.ny() < dj || rim.nz() < dk) {
            rim = new IndexBox(0, 0, 0, di + SPARE, dj + SPARE, dk + SPARE);
            BinaryMask near = lesion.cropped(lesion.boundingBox().orElseThrow().grown(rim.nx(), rim.ny(), rim.nz()));
            known = new Around(near.grid(), DistanceTransform.squaredMm2(near, 1));
        }
        return known;
    }
}
