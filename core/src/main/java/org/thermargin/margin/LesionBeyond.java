package org.thermargin.margin;

import org.thermargin.geometry.Bounds3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;
import org.thermargin.grid.VoxelGrid;

/**
 * Voxels of the organ's lattice that are not organ but near a lesion, which counts as organ wherever it lies: those whose
 * centre is within a voxel diagonal of a lesion centre. Found once for a lesion; immutable.
 */
final class LesionBeyond {
    /** What lies this near to the limit, relatively, is asked for again where it is needed: rounding could decide. */
    private static final double ROUNDING = 1e-9;

    private final MaskCentres centres;
    private final double diagonalMm;
    private final Bounds3 bounds;
    private final BinaryMask candidates;
    private final IndexBox box; // of the candidates, in indices of the organ's grid

    LesionBeyond(BinaryMask lesion, BinaryMask organ) {
        centres = new MaskCentres(lesion);
        diagonalMm = lesion.grid().voxelDiagonalMm();
        bounds = lesion.worldBounds().orElseThrow().grown(diagonalMm);
        box = organ.grid().indexBox(bounds).grown(1, 1, 1);
        BinaryMask tissue = TissueVoxels.extended(organ, box);
        VoxelGrid grid = tissue.grid();
        candidates = new BinaryMask(grid);
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    if (!tissue.get(i, j, k)
                            && isNear(
                                    grid.worldX(i, j, k),
                                    grid.worldY(i, j, k),
                                    grid.worldZ(i, j, k),
                                    diagonalMm * (1 + ROUNDING))) {
                        candidates.set(i, j, k);
                    }
                }
            }
        }
    }

    private boolean isNear(double x, double y, double z, double mm) {
        return bounds.grown(mm - diagonalMm).contains(x, y, z) && centres.distanceMm(x, y, z) <= mm;
    }

    /**
     * The unablated voxels of the organ with those here that are not ablated; the same mask where there is none.
     *
     * @param part where the masks are in the organ's grid
     */
    BinaryMask with(BinaryMask unablated, BinaryMask ablated, IndexBox part) {
        VoxelGrid grid = ablated.grid();
        BinaryMask all = null;
        for (int k = 0; k < candidates.grid().nz(); k++) {
            for (int j = 0; j < candidates.grid().ny(); j++) {
                for (int i = candidates.nextSet(0, j, k);
                        i < candidates.grid().nx();
                        i = candidates.nextSet(i + 1, j, k)) {
                    int pi = i + box.iLow() - part.iLow();
                    int pj = j + box.jLow() - part.jLow();
                    int pk = k + box.kLow() - part.kLow();
                    if (grid.contains(pi, pj, pk)
                            && !ablated.get(pi, pj, pk)
                            && isNear(
                                    grid.worldX(pi, pj, pk),
                                    grid.worldY(pi, pj, pk),
                                    grid.worldZ(pi, pj, pk),
                                    diagonalMm)) {
                        all = all == null ? unablated.cropped(grid.box()) : all;
                        all.set(pi, pj, pk);
                    }
                }
            }
        }
        return all == null ? unablated : all;
    }
}
