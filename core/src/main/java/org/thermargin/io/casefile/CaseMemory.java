package org.thermargin.io.casefile;

import java.util.List;
import java.util.Optional;
import org.thermargin.grid.VoxelGrid;

/**
 * Upper estimate of the memory that a case takes, from the headers of its files: a bit per voxel for each mask that
 * stays, and for the largest lattice what reading (labels and a mask) and the organ (two distance fields) take for a
 * time.
 */
final class CaseMemory {
    /** Bytes per voxel of the largest lattice that are held for a time. */
    private static final long WORKING_BYTES = 16;
    /** What lesions, surfaces and lookup tables take whatever the lattice, bytes. */
    private static final long BASE_BYTES = 48L << 20;

    private long masks;
    private long largest;

    /** Counts a file and the roles it plays. */
    void add(VoxelGrid grid, List<VolumeEntry> entries) {
        long voxels = grid.voxelCount();
        long files = entries.stream()
                .filter(e -> !e.role().equals(Optional.of(VolumeRole.IMAGE)))
                .count();
        masks += files * (voxels / 8);
        largest = Math.max(largest, files > 0 ? voxels : 0);
    }

    long bytes() {
        return BASE_BYTES + masks + WORKING_BYTES * largest;
    }
}
