package org.thermargin.io;

/** How the bytes of the samples lie in a file, and so how many of them the file can hold at most. */
public enum StoredForm {
    /** As they are. */
    RAW(1),
    /** Deflated (gzip, zlib): at best 258 bytes from 2 bits. */
    DEFLATED(1032),
    /**
     * bzip2: at best a block of 900,000 bytes in which every five stand for a run of 259, from no less than 25 bytes.
     */
    BZIP2(1 << 21),
    /** Two hexadecimal digits per byte. */
    HEX(1),
    /** Decimal numbers: at least a digit and a separator per sample. */
    TEXT(1);

    private final long ratio;

    StoredForm(long ratio) {
        this.ratio = ratio;
    }

    /** Most bytes of samples (of the given bytes each) that the stored bytes can stand for; saturates. */
    public long mostBytes(long storedBytes, int sampleBytes) {
        return switch (this) {
            case HEX -> storedBytes / 2;
            case TEXT -> saturated((storedBytes + 1) / 2, sampleBytes);
            default -> saturated(storedBytes, ratio);
        };
    }

    private static long saturated(long count, long factor) {
        return count > Long.MAX_VALUE / factor ? Long.MAX_VALUE : count * factor;
    }
}
