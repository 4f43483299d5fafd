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

    /** Lattice and labels: exact integers 0..65535 after scaling, else refused. */
    VolumeFile readLabels(Path path, ReadOptions options) throws InputException;

    /** Lattice and real values (images, margin maps), rounded to float. */
    VolumeFile readScalars(Path path, ReadOptions options) throws InputException;

    /** The lattice and what the header says; voxels are neither read nor checked. */
    VolumeFile readHeader(Path path, ReadOptions options) throws InputException;

    /** Lattice and labels of what the address means; formats with one volume per file go by its path alone. */
    default VolumeFile readLabels(VolumeAddress address, ReadOptions options) throws InputException {
        return readLabels(address.path(), options);
    }

    /** Lattice and real values of what the address means. */
    default VolumeFile readScalars(VolumeAddress address, ReadOptions options) throws InputException {
        return readScalars(address.path(), options);
    }

    /** Lattice of what the address means. */
    default VolumeFile readHeader(VolumeAddress address, ReadOptions options) throws InputException {
        return readHeader(address.path(), options);
    }
}
