package org.thermargin.assess;

import java.util.BitSet;
import java.util.List;
import org.thermargin.distance.GrownMask;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.ConnectedComponents;
import org.thermargin.grid.IndexBox;
import org.thermargin.grid.VoxelGrid;

/**
 * The organ of a case: liver and lesions closed by a ball of 5 mm and freed of holes. Lesions and vessels are often cut
 * out of liver masks; closing and filling bring back what lies inside, and vessels that run outside stay outside.
 */
final class OrganRegion {
    /** Radius of the closing, mm: gaps up to twice as wide, such as vessels cut out of the mask, are closed. */
    static final double CLOSING_MM = 5;

    private OrganRegion() {}

    /**
     * The organ on the part of the liver's lattice that holds liver, lesions and, within the liver's image, a rim. Where
     * the liver reaches the border of its image it counts as going on: its border voxels are repeated outward for
     * closing and filling, and the grid ends at the border.
     */
    static BinaryMask of(BinaryMask liver, List<BinaryMask> lesions, int threads) {
        IndexBox box = liver.boundingBox().orElseThrow();
        IndexBox seen = liver.grid().box();
        VoxelGrid lattice = liver.grid();
        for (BinaryMask lesion : lesions) {
            if (lattice.sameLattice(lesion.grid())) {
                VoxelGrid.IndexOffset offset = lattice.latticeOffset(lesion.grid());
                IndexBox own = lesion.boundingBox().orElseThrow();
                IndexBox here = new IndexBox(
                        own.iLow() + offset.i(),
                        own.jLow() + offset.j(),
                        own.kLow() + offset.k(),
                        own.iHigh() + offset.i(),
                        own.jHigh() + offset.j(),
                        own.kHigh() + offset.k());
                box = box.union(here);
                seen = seen.union(here);
            }
        }
        int di = (int) Math.ceil(CLOSING_MM / lattice.dxMm()) + 1;
        int dj = (int) Math.ceil(CLOSING_MM / lattice.dyMm()) + 1;
        int dk = (int) Math.ceil(CLOSING_MM / lattice.dzMm()) + 1;
        BinaryMask tissue = continued(liver, box.grown(di, dj, dk));
        for (BinaryMask lesion : lesions) {
            tissue = tissue.or(
                    lattice.sameLattice(lesion.grid()) ? lesion.onto(tissue.grid()) : sampled(lesion, tissue.grid()));
        }
        BinaryMask organ = filled(closed(tissue, threads));
        return organ.onto(lattice.subgrid(box.grown(di, dj, dk).intersection(seen)));
    }

    /**
     * Whether the centre of a voxel outside the organ lies within the distance (mm) of a voxel centre of the lesion; what
     * the image of the liver does not show is not.
     */
    static boolean isOutsideNear(BinaryMask organ, VoxelGrid image, LesionRegion lesion, double mm) {
        VoxelGrid grid = organ.grid();
        VoxelGrid.IndexOffset shift = grid.latticeOffset(image);
        IndexBox shown = grid.box().intersection(image.box().shifted(shift.i(), shift.j(), shift.k()));
        IndexBox near = grid.indexBox(lesion.bounds().grown(mm + 2 * grid.voxelDiagonalMm()));
        return near.meets(shown)
                && MaskMeeting.within(
                        lesion.mask(), organ.cropped(near.intersection(shown)).not(), mm);
    }

    /** The liver in the box; what the box holds beyond the image repeats the image's border voxels. */
    private static BinaryMask continued(BinaryMask liver, IndexBox box) {
        if (!liver.touchesBorder()) {
            return liver.cropped(box);
        }
        VoxelGrid image = liver.grid();
        BinaryMask result = new BinaryMask(image.subgrid(box));
        for (int k = box.kLow(); k < box.kHigh(); k++) {
            for (int j = box.jLow(); j < box.jHigh(); j++) {
                for (int i = box.iLow(); i < box.iHigh(); i++) {
                    if (liver.get(
                            Math.max(0, Math.min(image.nx() - 1, i)),
                            Math.max(0, Math.min(image.ny() - 1, j)),
                            Math.max(0, Math.min(image.nz() - 1, k)))) {
                        result.set(i - box.iLow(), j - box.jLow(), k - box.kLow());
                    }
                }
            }
        }
        return result;
    }

    /** The voxels of the grid whose nearest voxel in the mask, which is on another lattice, is set. */
    private static BinaryMask sampled(BinaryMask mask, VoxelGrid grid) {
        BinaryMask result = new BinaryMask(grid);
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    double x = grid.worldX(i, j, k);
                    double y = grid.worldY(i, j, k);
                    double z = grid.worldZ(i, j, k);
                    if (mask.holds(x, y, z)) {
                        result.set(i, j, k);
                    }
                }
            }
        }
        return result;
    }

    private static BinaryMask closed(BinaryMask tissue, int threads) {
        BinaryMask grown = GrownMask.of(tissue, CLOSING_MM, threads);
        BinaryMask kept = GrownMask.of(grown.not(), CLOSING_MM, threads).not();
        return kept.or(tissue);
    }

    /** The mask with every background part that does not reach the rim of its grid filled. */
    private static BinaryMask filled(BinaryMask mask) {
        ConnectedComponents parts = ConnectedComponents.of(mask.not(), ConnectedComponents.Connectivity.FACES_6);
        BitSet outside = parts.onRim();
        return outside.cardinality() == parts.count() ? mask : mask.or(parts.mask(part -> !outside.get(part)));
    }
}
