package org.thermargin.io;

import org.thermargin.grid.IndexBox;
import org.thermargin.grid.StorageOrder;

/**
 * The samples that a file stores, as a box of the lattice they are read into. Outside the box the lattice holds what
 * the file says without storing it: background 0.
 *
 * @param order of the lattice read into, whose canonical grid the volume gets
 * @param box the stored samples along the storage axes (i fastest), within the sizes of the lattice
 */
public record StoredBox(StorageOrder order, IndexBox box) {
    public StoredBox {
        if (box.iLow() < 0
                || box.jLow() < 0
                || box.kLow() < 0
                || box.iHigh() > order.storageSize(0)
                || box.jHigh() > order.storageSize(1)
                || box.kHigh() > order.storageSize(2)) {
            throw new IllegalArgumentException("stored samples must lie in the lattice, were " + box);
        }
    }

    /** A file that stores every voxel of its lattice. */
    public static StoredBox whole(StorageOrder order) {
        return new StoredBox(
                order, new IndexBox(0, 0, 0, order.storageSize(0), order.storageSize(1), order.storageSize(2)));
    }

    /** Number of stored samples along the given storage axis (0 fastest). */
    int size(int storageAxis) {
        return switch (storageAxis) {
            case 0 -> box.nx();
            case 1 -> box.ny();
            default -> box.nz();
        };
    }

    /** Number of stored samples of one layer. */
    public long voxelCount() {
        return box.voxelCount();
    }

    /** Position in the canonical linear array of the first stored sample. */
    int canonicalStart() {
        return order.canonicalStart()
                + box.iLow() * order.canonicalStride(0)
                + box.jLow() * order.canonicalStride(1)
                + box.kLow() * order.canonicalStride(2);
    }
}
