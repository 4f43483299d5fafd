package org.thermargin.io.dicom;

import org.thermargin.InputException;

/**
 * One frame in the RLE Lossless encoding of DICOM PS3.5 annex G: a header of 64 bytes with the number and places of the
 * segments, then one PackBits segment per byte of a sample, the most significant first.
 */
final class RleFrame {
    private static final int HEADER_BYTES = 64;

    private RleFrame() {}

    /** Fills little endian samples of the given number of bytes each; every sample must be there. */
    static void decode(byte[] stored, byte[] samples, int sampleBytes, String file) throws InputException {
        if (stored.length < HEADER_BYTES || intAt(stored, 0) != sampleBytes) {
            throw corrupt(file, "an RLE frame must have a header and " + sampleBytes + " segments, had not");
        }
        for (int segment = 0; segment < sampleBytes; segment++) {
            long from = intAt(stored, 4 + 4 * segment) & 0xffffffffL;
            long to = segment + 1 < sampleBytes ? intAt(stored, 8 + 4 * segment) & 0xffffffffL : stored.length;
            if (from < HEADER_BYTES || to > stored.length || from > to) {
                throw corrupt(file, "RLE segments must lie in their frame in order, did not");
            }
            segment(stored, (int) from, (int) to, samples, sampleBytes - 1 - segment, sampleBytes, file);
        }
    }

    private static void segment(byte[] in, int from, int to, byte[] out, int first, int step, String file)
            throws InputException {
        int at = from;
        int target = first;
        while (target < out.length) {
            if (at >= to) {
                throw corrupt(file, "an RLE segment must fill its frame, ended early");
            }
            int code = in[at++];
            if (code == -128) {
                continue;
            }
            boolean literal = code >= 0;
            int count = literal ? code + 1 : 1 - code;
            if (at + (literal ? count : 1) > to || target + (long) (count - 1) * step >= out.length) {
                throw corrupt(file, "an RLE run must lie in its segment and its frame, did not");
            }
            for (int n = 0; n < count; n++, target += step) {
                out[target] = in[literal ? at + n : at];
            }
            at += literal ? count : 1;
        }
        if (to - at > 1 || (to - at == 1 && in[at] != 0)) {
            throw corrupt(file, "an RLE segment must end with its frame, went on for " + (to - at) + " bytes");
        }
    }

    private static int intAt(byte[] bytes, int at) {
        return (bytes[at] & 0xff)
                | (bytes[at + 1] & 0xff) << 8
                | (bytes[at + 2] & 0xff) << 16
                | (bytes[at + 3] & 0xff) << 24;
    }

    private static InputException corrupt(String file, String text) {
        return new InputException("dicom-corrupt", "H27", file, text);
    }
}
