package org.thermargin.io;

import java.nio.ByteOrder;
import java.util.Objects;

/**
 * How stored samples become values: {@code value = slope * sample + intercept}.
 *
 * @param type sample type
 * @param byteOrder byte order of samples wider than one byte
 * @param slope finite and not 0; 1 means none
 * @param intercept finite; 0 means none
 */
public record VoxelEncoding(SampleType type, ByteOrder byteOrder, double slope, double intercept) {
    public VoxelEncoding {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(byteOrder, "byteOrder");
        if (!Double.isFinite(slope) || slope == 0 || !Double.isFinite(intercept)) {
            throw new IllegalArgumentException(
                    "slope must be finite and not 0, intercept finite, were " + slope + " and " + intercept);
        }
    }

    /** Samples that are values as they stand. */
    public static VoxelEncoding plain(SampleType type, ByteOrder byteOrder) {
        return new VoxelEncoding(type, byteOrder, 1, 0);
    }

    /** Whether slope or intercept change the samples. */
    public boolean isScaled() {
        return slope != 1 || intercept != 0;
    }
}
