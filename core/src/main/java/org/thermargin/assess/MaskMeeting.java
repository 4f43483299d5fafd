package org.thermargin.assess;

import org.thermargin.distance.DistanceTransform;
import org.thermargin.distance.GrownMask;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;
import org.thermargin.grid.VoxelGrid;

/** Whether two masks meet in the world, by position and never by index. */
final class MaskMeeting {
    /** Relative error that no distance by floats has. */
    private static final double FLOAT = 1e-6;
    /** Slices of a mask that are held against another at a time. */
    private static final int SLAB = 16;

    private MaskMeeting() {}

    /** Whether a voxel centre of the first mask lies within the distance (mm) of a voxel centre of the second. */
    static boolean within(BinaryMask mask, BinaryMask other, double mm) {
        VoxelGrid grid = mask.grid();
        VoxelGrid target = other.grid();
        IndexBox box = mask.boundingBox().orElse(null);
        if (box == null || other.isEmpty()) {
            return false;
        }
        if (mask.worldBounds().orElseThrow().gapMm(other.worldBounds().orElseThrow()) > mm) {
            return false;
        }
        if (grid.sameLattice(target)) {
            return touchOnLattice(mask, box, other, mm) || (mm > 0 && withinOnLattice(mask, other, mm));
        }
        // voxels on top of each other: the common case
        return anyNear(mask, box, other, 0) || (mm > 0 && anyNear(mask, box, other, mm));
    }

    /** Whether voxels on top of each other or side by side are found, slab by slab: most masks that come near touch. */
    private static boolean touchOnLattice(BinaryMask mask, IndexBox box, BinaryMask other, double mm) {
        int reach = mm == 0 ? 0 : 1;
        double touchMm = Math.min(mm * (1 - FLOAT), mask.grid().minSpacingMm() * (1 + FLOAT));
        for (int k = box.kLow(); k < box.kHigh(); k += SLAB) {
            IndexBox slab =
                    new IndexBox(box.iLow(), box.jLow(), k, box.iHigh(), box.jHigh(), Math.min(box.kHigh(), k + SLAB));
            BinaryMask near = mask.cropped(slab.grown(reach, reach, reach));
            BinaryMask wanted = other.onto(near.grid());
            if (grows(near, touchMm, wanted)) {
                return true;
            }
        }
        return false;
    }

    /** Whether one of the voxels of the box lies on, or within mm of, a voxel of the other mask. */
    private static boolean anyNear(BinaryMask mask, IndexBox box, BinaryMask other, double mm) {
        VoxelGrid grid = mask.grid();
        VoxelGrid target = other.grid();
        int di = (int) Math.floor(mm / target.dxMm());
        int dj = (int) Math.floor(mm / target.dyMm());
        int dk = (int) Math.floor(mm / target.dzMm());
        for (int k = box.kLow(); k < box.kHigh(); k++) {
            for (int j = box.jLow(); j < box.jHigh(); j++) {
                for (int i = box.iLow(); i < box.iHigh(); i++) {
                    if (!mask.get(i, j, k)) {
                        continue;
                    }
                    double x = grid.worldX(i, j, k);
                    double y = grid.worldY(i, j, k);
                    double z = grid.worldZ(i, j, k);
                    int oi = (int) Math.floor(target.indexI(x, y, z) + 0.5);
                    int oj = (int) Math.floor(target.indexJ(x, y, z) + 0.5);
                    int ok = (int) Math.floor(target.indexK(x, y, z) + 0.5);
                    if (anySet(other, oi, oj, ok, di, dj, dk)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static boolean withinOnLattice(BinaryMask mask, BinaryMask other, double mm) {
        VoxelGrid grid = mask.grid();
        IndexBox box = mask.boundingBox()
                .orElseThrow()
                .grown((int) Math.floor(mm / grid.dxMm()), (int) Math.floor(mm / grid.dyMm()), (int)
                        Math.floor(mm / grid.dzMm()));
        BinaryMask near = mask.cropped(box);
        BinaryMask wanted = other.onto(near.grid());
        if (wanted.isEmpty()) {
            return false;
        }
        // by floats, unless a distance is as good as the limit
        if (grows(near, mm * (1 - FLOAT), wanted)) {
            return true;
        }
        return grows(near, mm * (1 + FLOAT), wanted) && isWithin(near, wanted, mm);
    }

    /** Whether the mask grown so far reaches a wanted voxel. */
    private static boolean grows(BinaryMask near, double mm, BinaryMask wanted) {
        return !GrownMask.of(near, mm, 1).and(wanted).isEmpty();
    }

    private static boolean isWithin(BinaryMask near, BinaryMask wanted, double mm) {
        double[] squared = DistanceTransform.squaredMm2(near, 1);
        VoxelGrid around = near.grid();
        for (int k = 0, v = 0; k < around.nz(); k++) {
            for (int j = 0; j < around.ny(); j++) {
                for (int i = 0; i < around.nx(); i++, v++) {
                    if (squared[v] <= mm * mm && wanted.get(i, j, k)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** Whether a voxel within the ellipsoid of half-axes (di, dj, dk) voxels around the given one is set. */
    private static boolean anySet(BinaryMask mask, int i, int j, int k, int di, int dj, int dk) {
        for (int c = -dk; c <= dk; c++) {
            for (int b = -dj; b <= dj; b++) {
                for (int a = -di; a <= di; a++) {
                    double ra = di == 0 ? 0 : (double) a / di;
                    double rb = dj == 0 ? 0 : (double) b / dj;
                    double rc = dk == 0 ? 0 : (double) c / dk;
                    if (ra * ra + rb * rb + rc * rc <= 1 && mask.getOrFalse(i + a, j + b, k + c)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
