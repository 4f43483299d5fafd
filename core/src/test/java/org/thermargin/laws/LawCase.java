package org.thermargin.laws;

import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;

/**
 * One random case: two masks of at least one voxel on one grid.
 *
 * @param seed what it was made from
 * @param halvings how often the size of its axes was halved
 * @param kind shapes of lesion and zone
 * @param grid axis-aligned; spacing and origin are multiples of 1/64 mm, hence exact in float32
 * @param lesion may touch the border, be hollow or consist of specks
 * @param zone covers the lesion in about half of the cases
 */
public record LawCase(long seed, int halvings, String kind, VoxelGrid grid, BinaryMask lesion, BinaryMask zone) {
    private static final int MAX_SHOWN = 16;

    /** One line: seed, shapes, grid, voxel counts. */
    @Override
    public String toString() {
        return "seed " + seed + ", halved " + halvings + " times, " + kind + ", lesion " + lesion.count()
                + " voxels, zone " + zone.count() + " voxels, " + grid;
    }

    /** The voxels slice by slice of small cases: L lesion alone, z zone alone, B both; empty for large ones. */
    String slices() {
        if (grid.nx() > MAX_SHOWN || grid.ny() > MAX_SHOWN || grid.nz() > MAX_SHOWN) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        for (int k = 0; k < grid.nz(); k++) {
            text.append("k = ").append(k).append('\n');
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    text.append(
                            lesion.get(i, j, k) ? (zone.get(i, j, k) ? 'B' : 'L') : (zone.get(i, j, k) ? 'z' : '.'));
                }
                text.append('\n');
            }
        }
        return text.toString();
    }
}
