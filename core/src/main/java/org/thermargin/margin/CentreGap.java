package org.thermargin.margin;

import java.util.OptionalDouble;
import org.thermargin.distance.DistanceTransform;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;
import org.thermargin.grid.VoxelGrid;

/** Smallest distances between the voxel centres of a lesion and those of any masks on its lattice. Immutable. */
final class CentreGap {
    private final VoxelGrid grid;
    private final double rimMm;
    private final float[] squaredMm2;
    private final float[] least; // of every row

    /** Made once for a lesion; distances above the rim (mm) are not found. */
    CentreGap(BinaryMask lesion, double rimMm) {
        VoxelGrid lattice = lesion.grid();
        IndexBox box = lesion.boundingBox()
                .orElseThrow()
                .grown((int) Math.ceil(rimMm / lattice.dxMm()), (int) Math.ceil(rimMm / lattice.dyMm()), (int)
                        Math.ceil(rimMm / lattice.dzMm()));
        BinaryMask near = lesion.cropped(box);
        this.grid = near.grid();
        this.rimMm = rimMm;
        this.squaredMm2 = DistanceTransform.squaredVolumeMm2(near, 1).values();
        this.least = new float[grid.ny() * grid.nz()];
        for (int row = 0; row < least.length; row++) {
            least[row] = Float.POSITIVE_INFINITY;
            for (int n = row * grid.nx(); n < (row + 1) * grid.nx(); n++) {
                least[row] = Math.min(least[row], squaredMm2[n]);
            }
        }
    }

    /** The smallest distance to a centre of the mask, mm; empty where it is above the rim or the lattice is another. */
    OptionalDouble nearestMm(BinaryMask mask) {
        VoxelGrid other = mask.grid();
        if (other.dxMm() != grid.dxMm()
                || other.dyMm() != grid.dyMm()
                || other.dzMm() != grid.dzMm()
                || !other.sameLattice(grid, 1e-9 * grid.maxSpacingMm())) {
            return OptionalDouble.empty();
        }
        VoxelGrid.IndexOffset shift = grid.latticeOffset(other);
        float best = Float.POSITIVE_INFINITY;
        for (int k = Math.max(0, -shift.k()); k < other.nz() && k + shift.k() < grid.nz(); k++) {
            for (int j = Math.max(0, -shift.j()); j < other.ny() && j + shift.j() < grid.ny(); j++) {
                int row = j + shift.j() + grid.ny() * (k + shift.k());
                if (least[row] < best) {
                    best = Math.min(best, inRow(mask, j, k, row * grid.nx() + shift.i(), shift.i()));
                }
            }
        }
        double mm = Math.sqrt(best);
        return mm <= rimMm ? OptionalDouble.of(mm) : OptionalDouble.empty();
    }

    private float inRow(BinaryMask mask, int j, int k, int start, int shift) {
        float best = Float.POSITIVE_INFINITY;
        int to = Math.min(mask.grid().nx(), grid.nx() - shift);
        for (int i = mask.nextSet(Math.max(0, -shift), j, k); i < to; i = mask.nextSet(i + 1, j, k)) {
            best = Math.min(best, squaredMm2[start + i]);
        }
        return best;
    }
}
