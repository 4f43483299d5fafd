package org.thermargin.io;

import java.util.Locale;

/** How one stored sample is encoded; byte order is told apart in {@link VoxelEncoding}. */
public enum SampleType {
    INT8(1),
    UINT8(1),
    INT16(2),
    UINT16(2),
    INT32(4),
    UINT32(4),
    INT64(8),
    UINT64(8),
    FLOAT32(4),
    FLOAT64(8);

    private final int bytes;

    SampleType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes per sample. */
    public int bytes() {
        return bytes;
    }

    /** Lower-case name as printed, e.g. {@code uint8}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
