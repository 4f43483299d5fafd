package org.thermargin.grid;

import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Point3;

/**
 * How a file's axes map onto the canonical order (i towards left, j posterior, k superior): which storage axis becomes
 * which canonical axis and whether it runs backwards. Results of the engine do not depend on storage order because
 * every volume is brought into the canonical order at load.
 *
 * <p>The axis assignment takes, among the six permutations, the one with the largest sum of absolute direction cosines;
 * exact ties go to the first in a fixed order.
 */
public final class StorageOrder {
    private static final int[][] PERMUTATIONS = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};

    private final VoxelGrid canonical;
    private final int[] storageSize;
    private final int[] axisOf; // canonical axis -> storage axis
    private final boolean[] reversed; // canonical axis runs against the storage axis

    private StorageOrder(VoxelGrid canonical, int[] storageSize, int[] axisOf, boolean[] reversed) {
        this.canonical = canonical;
        this.storageSize = storageSize;
        this.axisOf = axisOf;
        this.reversed = reversed;
    }

    /** The order of a file whose storage lattice is the given grid (axes in any order and sense). */
    public static StorageOrder of(VoxelGrid storage) {
        Direction3[] axes = {storage.iDirection(), storage.jDirection(), storage.kDirection()};
        int[] size = {storage.nx(), storage.ny(), storage.nz()};
        double[] spacing = {storage.dxMm(), storage.dyMm(), storage.dzMm()};
        int[] best = PERMUTATIONS[0];
        double bestSum = -1;
        for (int[] p : PERMUTATIONS) {
            double sum = Math.abs(axes[p[0]].x()) + Math.abs(axes[p[1]].y()) + Math.abs(axes[p[2]].z());
            if (sum > bestSum + 1e-12) {
                bestSum = sum;
                best = p;
            }
        }
        boolean[] reversed = {axes[best[0]].x() < 0, axes[best[1]].y() < 0, axes[best[2]].z() < 0};
        double[] corner = new double[3];
        Direction3[] direction = new Direction3[3];
        for (int c = 0; c < 3; c++) {
            corner[best[c]] = reversed[c] ? size[best[c]] - 1 : 0;
            direction[c] = reversed[c] ? axes[best[c]].reversed() : axes[best[c]];
        }
        Point3 origin = storage.toWorld(corner[0], corner[1], corner[2]);
        VoxelGrid canonical = VoxelGrid.oriented(
                size[best[0]],
                size[best[1]],
                size[best[2]],
                spacing[best[0]],
                spacing[best[1]],
                spacing[best[2]],
                direction[0],
                direction[1],
                direction[2],
                origin);
        return new StorageOrder(canonical, size, best.clone(), reversed);
    }

    /** The same lattice in canonical order. */
    public VoxelGrid canonicalGrid() {
        return canonical;
    }

    /** Step in the canonical linear array when the given storage axis (0 fastest) advances by one; may be negative. */
    public int canonicalStride(int storageAxis) {
        for (int c = 0; c < 3; c++) {
            if (axisOf[c] == storageAxis) {
                int stride = c == 0 ? 1 : c == 1 ? canonical.nx() : canonical.nx() * canonical.ny();
                return reversed[c] ? -stride : stride;
            }
        }
        throw new IllegalArgumentException("no storage axis " + storageAxis);
    }

    /** Number of voxels along the given storage axis (0 fastest). */
    public int storageSize(int storageAxis) {
        return storageSize[storageAxis];
    }

    /** Position in the canonical linear array of the first stored voxel. */
    public int canonicalStart() {
        int start = 0;
        for (int c = 0; c < 3; c++) {
            if (reversed[c]) {
                start += (storageSize[axisOf[c]] - 1) * Math.abs(canonicalStride(axisOf[c]));
            }
        }
        return start;
    }

    /** Whether storage order is the canonical order already. */
    public boolean isIdentity() {
        return axisOf[0] == 0 && axisOf[1] == 1 && !reversed[0] && !reversed[1] && !reversed[2];
    }

    /** Three letters: where the storage axes point, nearest first (e.g. {@code LPS}, {@code RAS}). */
    public String code() {
        String[] forward = {"L", "P", "S"};
        String[] backward = {"R", "A", "I"};
        String[] letters = new String[3];
        for (int c = 0; c < 3; c++) {
            letters[axisOf[c]] = reversed[c] ? backward[c] : forward[c];
        }
        return letters[0] + letters[1] + letters[2];
    }
}
