package org.thermargin.margin;

import org.thermargin.distance.GrownMask;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;

/**
 * Whether the voxels of a region leave it open to be a union of balls of a radius: none of its outermost voxel centres
 * lies farther than the radius from all possible ball centres. Nearly all lie near a voxel centre that is one, which is
 * found by growing packed rows; only for the others the cells are searched.
 */
final class BallFit {
    /** Grown masks compare in float; what lies so near to the radius, relatively, is asked for by the cells. */
    private static final double FLOAT = 1e-6;

    private final BinaryMask region;
    private final VoxelGrid grid;
    private final BallCells cells;
    private final double borderMm;

    private BallFit(BallCells cells) {
        this.cells = cells;
        this.region = cells.forbidden().region();
        this.grid = region.grid();
        this.borderMm = Math.max(cells.radiusMm(), 1.5 * grid.maxSpacingMm());
    }

    /** Whether no voxel centre of the region proves that it is not a union of balls of the radius of the cells. */
    static boolean of(BallCells cells) {
        return cells.voxelCount() > 0 && new BallFit(cells).holds();
    }

    private boolean holds() {
        BinaryMask centres = centres(cells);
        BinaryMask reached = GrownMask.of(centres, cells.radiusMm() * (1 - FLOAT), 1);
        BinaryMask open = GrownMask.of(centres, cells.radiusMm() * (1 + FLOAT), 1);
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int w = 0; w < region.wordsPerRow(); w++) {
                    long asked = region.word(w, j, k) & ~reached.word(w, j, k);
                    asked &= asked == 0 ? 0 : ~VoxelCentres.enclosed(region, w, j, k);
                    for (; asked != 0; asked &= asked - 1) {
                        int i = (w << 6) + Long.numberOfTrailingZeros(asked);
                        if (!mayBeHeld(i, j, k, open.get(i, j, k))) {
                            return false;
                        }
                    }
                }
            }
        }
        return true;
    }

    /** The listed voxels whose centre certainly is that of a possible ball. */
    static BinaryMask centres(BallCells cells) {
        VoxelGrid grid = cells.forbidden().grid();
        BinaryMask centres = new BinaryMask(grid);
        for (int n : cells.listed()) {
            if (cells.forbidden().isFartherThan(n, cells.radiusMm())) {
                centres.set(n % grid.nx(), n / grid.nx() % grid.ny(), n / grid.nx() / grid.ny());
            }
        }
        return centres;
    }

    private boolean mayBeHeld(int i, int j, int k, boolean atRadius) {
        double x = grid.worldX(i, j, k);
        double y = grid.worldY(i, j, k);
        double z = grid.worldZ(i, j, k);
        return isNearBorder(x, y, z) || BallBounds.mayReach(cells, x, y, z, atRadius);
    }

    /** Whether the point lies so near to the border of the box that balls may reach in from beyond it. */
    private boolean isNearBorder(double x, double y, double z) {
        double i = grid.indexI(x, y, z);
        double j = grid.indexJ(x, y, z);
        double k = grid.indexK(x, y, z);
        return Math.min(i, grid.nx() - 1 - i) * grid.dxMm() < borderMm
                || Math.min(j, grid.ny() - 1 - j) * grid.dyMm() < borderMm
                || Math.min(k, grid.nz() - 1 - k) * grid.dzMm() < borderMm;
    }
}
