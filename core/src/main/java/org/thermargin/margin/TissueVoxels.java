package org.thermargin.margin;

import org.thermargin.distance.DistanceTransform;
import org.thermargin.distance.Workers;
import org.thermargin.geometry.Bounds3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.grid.VoxelRow;

/**
 * Unablated organ tissue on a box of one lattice: the zone's, or the organ's for an exact zone. The lesion counts as
 * organ wherever it lies. Beyond the organ's grid its border voxels continue, so that an organ cut by the image goes on.
 *
 * @param possible voxels that may be unablated organ tissue; all others certainly are not
 * @param certain voxels that certainly are
 * @param ablated voxels of the zone
 * @param decided whether every possible voxel is certain
 */
record TissueVoxels(BinaryMask possible, BinaryMask certain, BinaryMask ablated, boolean decided) {
    /** Zone and organ on one lattice. */
    static TissueVoxels sameLattice(ZoneVoxels zone, BinaryMask organ, BinaryMask lesion) {
        VoxelGrid grid = zone.zone().grid();
        BinaryMask tissue = extended(organ, boxOn(organ.grid(), grid)).placedOn(grid);
        if (lesion.grid().sameLattice(grid, ZoneSide.LATTICE_TOLERANCE_MM)) {
            tissue = tissue.or(lesion.cropped(boxOn(lesion.grid(), grid)).placedOn(grid));
        }
        BinaryMask possible = zone.complement().and(tissue);
        BinaryMask certain = possible.and(zone.known());
        return new TissueVoxels(possible, certain, zone.zone(), certain.equals(possible));
    }

    /** The voxels of a part of the lattice as indices of another part. */
    private static IndexBox boxOn(VoxelGrid grid, VoxelGrid part) {
        VoxelGrid.IndexOffset shift = grid.latticeOffset(part);
        return part.box().shifted(shift.i(), shift.j(), shift.k());
    }

    /**
     * The organ on another lattice than the zone. If organ and its outside are unions of balls of half an organ voxel
     * diagonal, a point with only organ centres within a diagonal lies in the organ, and one with none does not.
     */
    static TissueVoxels otherLattice(ZoneVoxels zone, BinaryMask organ, BinaryMask lesion) {
        VoxelGrid grid = zone.zone().grid();
        IndexBox box = organ.grid().indexBox(grid.worldBounds()).grown(2, 2, 2);
        BinaryMask tissue = extended(organ, box);
        float[] toOrgan = DistanceTransform.squaredVolumeMm2(tissue, 1).values();
        float[] toOutside = DistanceTransform.squaredVolumeMm2(tissue.not(), 1).values();
        double diagonal = tissue.grid().voxelDiagonalMm() * (1 + 1e-6);
        NearMask nearLesion = new NearMask(lesion);
        BinaryMask possible = new BinaryMask(grid);
        BinaryMask certain = new BinaryMask(grid);
        VoxelGrid o = tissue.grid();
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    if (!zone.complement().get(i, j, k)) {
                        continue;
                    }
                    double x = grid.worldX(i, j, k);
                    double y = grid.worldY(i, j, k);
                    double z = grid.worldZ(i, j, k);
                    int oi = nearest(o.indexI(x, y, z), o.nx());
                    int oj = nearest(o.indexJ(x, y, z), o.ny());
                    int ok = nearest(o.indexK(x, y, z), o.nz());
                    double dx = o.worldX(oi, oj, ok) - x;
                    double dy = o.worldY(oi, oj, ok) - y;
                    double dz = o.worldZ(oi, oj, ok) - z;
                    double reach = diagonal + Math.sqrt(dx * dx + dy * dy + dz * dz);
                    int n = o.linearIndex(oi, oj, ok);
                    if (toOrgan[n] <= reach * reach || nearLesion.holds(x, y, z)) {
                        possible.set(i, j, k);
                    }
                    if (toOutside[n] > reach * reach && zone.known().get(i, j, k)) {
                        certain.set(i, j, k);
                    }
                }
            }
        }
        return new TissueVoxels(possible, certain, zone.zone(), false);
    }

    /** An exact zone: voxels of the organ's lattice around the given world box, ablated where the depth is at least 0. */
    static TissueVoxels exactZone(ZoneRegion zone, BinaryMask organ, LesionBeyond lesion, Bounds3 around, int threads) {
        IndexBox box = organ.grid().indexBox(around);
        BinaryMask tissue = extended(organ, box);
        BinaryMask ablated = ablated(zone, tissue.grid(), threads);
        BinaryMask certain = tissue.andNot(ablated);
        BinaryMask possible = lesion.with(certain, ablated, box);
        return new TissueVoxels(possible, certain, ablated, possible.equals(certain));
    }

    /** The voxels whose centre lies in the zone: rows beyond its box hold none. */
    private static BinaryMask ablated(ZoneRegion zone, VoxelGrid grid, int threads) {
        BinaryMask ablated = new BinaryMask(grid);
        int perRow = ablated.wordsPerRow();
        long[] words = ablated.words();
        IndexBox box = grid.indexBox(zone.bounds()).grown(1, 1, 1).clippedTo(grid);
        Workers.run(Math.max(0, box.nz()), threads, () -> {
            long[] row = new long[perRow];
            return slice -> {
                int k = box.kLow() + slice;
                for (int j = box.jLow(); j < box.jHigh(); j++) {
                    java.util.Arrays.fill(row, 0);
                    zone.mark(new VoxelRow(grid, 0, j, k, grid.nx()), row);
                    System.arraycopy(row, 0, words, (j + grid.ny() * k) * perRow, perRow);
                }
            };
        });
        return ablated;
    }

    /** The organ on the box of its lattice; beyond its grid the border voxels continue. */
    static BinaryMask extended(BinaryMask organ, IndexBox box) {
        VoxelGrid o = organ.grid();
        if (box.equals(box.clippedTo(o))) {
            return organ.cropped(box);
        }
        BinaryMask result = new BinaryMask(o.subgrid(box));
        for (int k = 0; k < box.nz(); k++) {
            int ok = Math.max(0, Math.min(o.nz() - 1, k + box.kLow()));
            for (int j = 0; j < box.ny(); j++) {
                int oj = Math.max(0, Math.min(o.ny() - 1, j + box.jLow()));
                for (int i = 0; i < box.nx(); i++) {
                    if (organ.get(Math.max(0, Math.min(o.nx() - 1, i + box.iLow())), oj, ok)) {
                        result.set(i, j, k);
                    }
                }
            }
        }
        return result;
    }

    private static int nearest(double index, int n) {
        return (int) Math.max(0, Math.min(n - 1, Math.floor(index + 0.5)));
    }

    /** Points within a voxel diagonal of a voxel centre of a mask. */
    private static final class NearMask {
        private final MaskCentres centres;
        private final double diagonal;
        private final Bounds3 bounds;

        NearMask(BinaryMask mask) {
            centres = new MaskCentres(mask);
            diagonal = mask.grid().voxelDiagonalMm();
            bounds = mask.worldBounds().orElseThrow().grown(diagonal);
        }

        boolean holds(double x, double y, double z) {
            return bounds.contains(x, y, z) && centres.distanceMm(x, y, z) <= diagonal;
        }
    }
}
