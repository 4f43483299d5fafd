package org.thermargin.io;

import java.nio.file.Path;
import org.thermargin.InputException;

/**
 * Reads the volume files of one format family. Readers hold no state and are safe to share. Whatever the bytes are, a
 * reader either returns a volume whose lattice and voxels are known or throws an {@link InputException}.
 */
public interface VolumeReader {
    /**
     * Whether the file is of this family, judged by its first bytes (after decompression when the whole file is
     * gzipped) or by its lower-case name. A file may still be refused when read.
     */
    boolean recognises(String lowerCaseName, byte[] head);

    /** The lattice, what the header says, and the voxels as asked for. */
    VolumeFile read(Path path, ReadOptions options, Voxels voxels) throws InputException;

    /** Lattice and labels: exact integers 0..65535 after scaling, else refused. */
    default VolumeFile readLabels(Path path, ReadOptions options) throws InputException {
        return read(path, options, Voxels.LABELS);
    }

    /** Lattice and real values (images, margin maps), rounded to float. */
    default VolumeFile readScalars(Path path, ReadOptions options) throws InputException {
        return read(path, options, Voxels.SCALARS);
    }

    /** The lattice and what the header says; voxels are neither read nor checked. */
    default VolumeFile readHeader(Path path, ReadOptions options) throws InputException {
        return read(path, options, Voxels.NONE);
    }

    /** What the address means; formats with one volume per file go by its path alone. */
    default VolumeFile read(VolumeAddress address, ReadOptions options, Voxels voxels) throws InputException {
        return read(address.path(), options, voxels);
    }

    /** Lattice and labels of what the address means. */
    default VolumeFile readLabels(VolumeAddress address, ReadOptions options) throws InputException {
        return read(address, options, Voxels.LABELS);
    }

    /** Lattice and real values of what the address means. */
    default VolumeFile readScalars(VolumeAddress address, ReadOptions options) throws InputException {
        return read(address, options, Voxels.SCALARS);
    }

    /** Lattice of what the address means. */
    default VolumeFile readHeader(VolumeAddress address, ReadOptions options) throws InputException {
        return read(address, options, Voxels.NONE);
    }
}
