package org.thermargin.io.dicom;

import org.thermargin.InputException;
import org.thermargin.io.SampleType;

/**
 * How the samples of a frame are stored.
 *
 * @param rows of a frame
 * @param columns of a frame
 * @param frames in the file
 * @param bitsAllocated 1, 8, 16 or 32 bits per sample
 * @param bitsStored of them that hold the value
 * @param highBit place of the highest of those
 * @param signed two's complement
 */
record SampleLayout(int rows, int columns, int frames, int bitsAllocated, int bitsStored, int highBit, boolean signed) {
    private static final int MAX_FRAMES = 100_000;

    /** The layout that the data set states, every rule checked. */
    static SampleLayout of(DataSet data) throws InputException {
        int samples = data.unsignedShort(Tags.SAMPLES_PER_PIXEL);
        if (samples != 1) {
            throw data.refused("dicom-samples", "H28", "pixels must have one sample, had " + samples);
        }
        int frames = data.integerText(Tags.FRAMES).orElse(1);
        int rows = data.unsignedShort(Tags.ROWS);
        int columns = data.unsignedShort(Tags.COLUMNS);
        if (rows < 1 || columns < 1 || frames < 1 || frames > MAX_FRAMES) {
            throw data.refused(
                    "size-invalid",
                    "H22",
                    "rows, columns and frames must be at least 1 and frames at most " + MAX_FRAMES + ", were " + rows
                            + ", " + columns + " and " + frames);
        }
        int allocated = data.unsignedShort(Tags.BITS_ALLOCATED);
        int stored = data.unsignedShort(Tags.BITS_STORED);
        int high = data.unsignedShort(Tags.HIGH_BIT);
        int signed = data.unsignedShort(Tags.PIXEL_REPRESENTATION);
        boolean known = allocated == 1 || allocated == 8 || allocated == 16 || allocated == 32;
        if (!known || stored < 1 || stored > allocated || high >= allocated || high < stored - 1 || signed > 1) {
            throw data.refused(
                    "dicom-samples",
                    "H28",
                    "samples must have 1, 8, 16 or 32 bits, as many or fewer stored, and be signed or not; were "
                            + allocated + " bits, " + stored + " stored, highest " + high + ", representation "
                            + signed);
        }
        return new SampleLayout(rows, columns, frames, allocated, stored, high, signed == 1);
    }

    /** Samples per frame. */
    long frameSamples() {
        return (long) rows * columns;
    }

    /** Bytes of a frame of whole bytes per sample. */
    long frameBytes() {
        return frameSamples() * bitsAllocated / 8;
    }

    /** Type of the samples once the bits that hold no value are cut off. */
    SampleType sampleType() {
        return switch (bitsAllocated) {
            case 32 -> signed ? SampleType.INT32 : SampleType.UINT32;
            case 16 -> signed ? SampleType.INT16 : SampleType.UINT16;
            default -> signed ? SampleType.INT8 : SampleType.UINT8;
        };
    }

    /** Whether every bit holds the value. */
    boolean isFull() {
        return bitsStored == bitsAllocated;
    }

    /** Cuts off, in little endian samples, the bits that hold no value, and extends the sign. */
    void trim(byte[] frame) {
        if (isFull() || bitsAllocated == 1) {
            return;
        }
        int bytes = bitsAllocated / 8;
        int drop = 32 - bitsStored;
        int lift = 31 - highBit;
        for (int at = 0; at + bytes <= frame.length; at += bytes) {
            int sample = 0;
            for (int b = bytes - 1; b >= 0; b--) {
                sample = sample << 8 | (frame[at + b] & 0xff);
            }
            sample <<= lift;
            sample = signed ? sample >> drop : sample >>> drop;
            for (int b = 0; b < bytes; b++) {
                frame[at + b] = (byte) (sample >>> (8 * b));
            }
        }
    }
}
