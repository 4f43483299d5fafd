package org.thermargin.io;

import java.util.Objects;
import org.thermargin.InputException;

/**
 * How the samples of a volume are stored, as its header says.
 *
 * @param encoding of one sample
 * @param box where they lie in the lattice read into
 * @param layers samples per voxel, at least 1
 * @param layersFirst whether those of one voxel stand side by side, or each layer is stored after the one before
 * @param form of the bytes in the file
 */
public record StoredSamples(VoxelEncoding encoding, StoredBox box, int layers, boolean layersFirst, StoredForm form) {
    /** Largest number of label layers in one file. */
    public static final int MAX_LAYERS = 256;

    public StoredSamples {
        Objects.requireNonNull(encoding, "encoding");
        Objects.requireNonNull(box, "box");
        Objects.requireNonNull(form, "form");
        if (layers < 1) {
            throw new IllegalArgumentException("layers must be at least 1, were " + layers);
        }
    }

    /** One sample per voxel, for every voxel of the lattice. */
    public static StoredSamples single(VoxelEncoding encoding, StoredBox box, StoredForm form) {
        return new StoredSamples(encoding, box, 1, false, form);
    }

    /** Bytes of all samples, decoded. */
    public long bytes() {
        return box.voxelCount() * layers * encoding.type().bytes();
    }

    /** Refuses, before anything is allocated, samples of more bytes than so many stored ones can stand for. */
    public void requireIn(long storedBytes, String file) throws InputException {
        if (bytes() > form.mostBytes(storedBytes, encoding.type().bytes())) {
            throw new InputException(
                    "data-truncated",
                    "H27",
                    file,
                    "voxel data must have " + bytes() + " bytes, the " + storedBytes
                            + (form == StoredForm.RAW ? "" : " encoded") + " bytes left in the file cannot hold them");
        }
    }
}
