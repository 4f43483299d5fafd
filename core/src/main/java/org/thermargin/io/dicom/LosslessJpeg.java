package org.thermargin.io.dicom;

import org.thermargin.InputException;

/**
 * One frame of lossless JPEG (ITU-T T.81, process 14, Huffman coding, one component, predictors 1 to 7, restart
 * intervals, point transform), 2 to 16 bits. Differences are added modulo 2^16 (T.81 H.1.2.1). Bits after the end of the
 * coded data read as 0 until the frame is full; a marker that comes early is refused.
 */
final class LosslessJpeg {
    private static final int SOF3 = 0xc3;
    private static final int DHT = 0xc4;
    private static final int SOI = 0xd8;
    private static final int EOI = 0xd9;
    private static final int SOS = 0xda;
    private static final int DRI = 0xdd;
    private static final int LOOKUP_BITS = 16;

    private final byte[] in;
    private final SampleLayout layout;
    private final String file;
    private final byte[][] tables = new byte[4][];
    private int at;
    private int precision;
    private int restartInterval;
    private int predictor;
    private int pointTransform;
    private int tableOfScan;
    private long bits;
    private int bitCount;
    private int paddingBits;

    LosslessJpeg(byte[] in, SampleLayout layout, String file) {
        this.in = in;
        this.layout = layout;
        this.file = file;
    }

    /** Fills little endian samples of one or two bytes, as many as the layout allocates. */
    void decode(byte[] samples) throws InputException {
        if (marker() != SOI) {
            throw corrupt("a JPEG frame must begin with its start marker, did not");
        }
        while (true) {
            int marker = marker();
            if (marker == EOI) {
                throw corrupt("a JPEG frame must hold a scan, had none");
            }
            int length = unsignedShort();
            int end = at + length - 2;
            if (length < 2 || end > in.length) {
                throw corrupt("a JPEG segment must end within its frame, did not");
            }
            switch (marker) {
                case SOF3 -> frameHeader();
                case DHT -> huffmanTables(end);
                case DRI -> restartInterval = unsignedShort();
                case SOS -> {
                    scanHeader();
                    at = end;
                    scan(samples);
                    return;
                }
                default -> {
                    if (marker >= 0xc0 && marker <= 0xcf) {
                        throw corrupt("a JPEG frame must be lossless with Huffman coding (process 14), was process "
                                + Integer.toHexString(marker));
                    }
                }
            }
            at = end;
        }
    }

    private void frameHeader() throws InputException {
        precision = unsignedByte();
        int rows = unsignedShort();
        int columns = unsignedShort();
        int components = unsignedByte();
        if (rows != layout.rows() || columns != layout.columns() || components != 1) {
            throw corrupt("a JPEG frame must be as large as the data set says, with one component; was " + columns
                    + " x " + rows + " with " + components);
        }
        if (precision < 2 || precision > layout.bitsAllocated()) {
            throw corrupt("JPEG samples must have 2 to " + layout.bitsAllocated() + " bits, had " + precision);
        }
    }

    private void huffmanTables(int end) throws InputException {
        while (at < end) {
            int id = unsignedByte();
            if (id > 3) {
                throw corrupt("a lossless JPEG frame must have tables 0 to 3, had " + id);
            }
            int[] counts = new int[17];
            for (int bits = 1; bits <= 16; bits++) {
                counts[bits] = unsignedByte();
            }
            tables[id] = table(counts);
        }
    }

    /** For every 16 bits that may come: bits of the code in the upper half byte less one, category in the lower. */
    private byte[] table(int[] counts) throws InputException {
        byte[] lookup = new byte[2 << LOOKUP_BITS];
        int code = 0;
        for (int length = 1; length <= 16; length++) {
            for (int n = 0; n < counts[length]; n++, code++) {
                int category = unsignedByte();
                int from = code << (16 - length);
                int to = (code + 1) << (16 - length);
                if (category > 16 || to > 1 << LOOKUP_BITS) {
                    throw corrupt("a JPEG Huffman table must be consistent, was not");
                }
                for (int word = from; word < to; word++) {
                    lookup[2 * word] = (byte) length;
                    lookup[2 * word + 1] = (byte) category;
                }
            }
            code <<= 1;
        }
        return lookup;
    }

    private void scanHeader() throws InputException {
        int components = unsignedByte();
        unsignedByte(); // the one component, whatever its name
        tableOfScan = unsignedByte() >>> 4;
        predictor = unsignedByte();
        unsignedByte();
        pointTransform = unsignedByte() & 15;
        if (components != 1
                || precision == 0
                || tableOfScan > 3
                || tables[tableOfScan] == null
                || predictor < 1
                || predictor > 7
                || pointTransform >= precision) {
            throw corrupt(
                    "a JPEG scan must follow its frame header and table and have predictor 1 to 7, had " + predictor);
        }
    }

    private void scan(byte[] samples) throws InputException {
        int columns = layout.columns();
        int[] above = new int[columns];
        int[] row = new int[columns];
        boolean wide = layout.bitsAllocated() == 16;
        int start = 1 << (precision - pointTransform - 1);
        int untilRestart = restartInterval;
        boolean first = true;
        int out = 0;
        for (int y = 0; y < layout.rows(); y++) {
            for (int x = 0; x < columns; x++) {
                if (restartInterval > 0 && untilRestart == 0) {
                    restart();
                    untilRestart = restartInterval;
                    // prediction begins anew; intervals are whole rows (T.81 H.1.1)
                    if (x != 0) {
                        throw corrupt("JPEG restart intervals must be whole rows, were not");
                    }
                    first = true;
                }
                untilRestart--;
                int predicted;
                if (first) {
                    predicted = x == 0 ? start : row[x - 1];
                } else {
                    predicted = x == 0 ? above[0] : predict(row[x - 1], above[x], above[x - 1]);
                }
                row[x] = (predicted + difference()) & 0xffff;
                int value = row[x] << pointTransform;
                samples[out++] = (byte) value;
                if (wide) {
                    samples[out++] = (byte) (value >>> 8);
                }
            }
            first = false;
            int[] swap = above;
            above = row;
            row = swap;
        }
        requireData();
    }

    /** Bits made up at the end must still be unread. */
    private void requireData() throws InputException {
        if (paddingBits > bitCount) {
            throw corrupt("a JPEG scan must hold all samples of its frame, ended early");
        }
    }

    private int predict(int left, int above, int aboveLeft) {
        return switch (predictor) {
            case 1 -> left;
            case 2 -> above;
            case 3 -> aboveLeft;
            case 4 -> left + above - aboveLeft;
            case 5 -> left + ((above - aboveLeft) >> 1);
            case 6 -> above + ((left - aboveLeft) >> 1);
            default -> (left + above) >> 1;
        };
    }

    private int difference() throws InputException {
        fill();
        int word = (int) (bits >>> (bitCount - 16)) & 0xffff;
        byte[] lookup = tables[tableOfScan];
        int length = lookup[2 * word];
        if (length == 0) {
            throw corrupt("a JPEG scan must hold codes of its table, did not");
        }
        int category = lookup[2 * word + 1];
        bitCount -= length;
        if (category == 0) {
            return 0;
        }
        if (category == 16) {
            return 32768;
        }
        fill();
        bitCount -= category;
        int extra = (int) (bits >>> bitCount) & ((1 << category) - 1);
        return extra < 1 << (category - 1) ? extra - (1 << category) + 1 : extra;
    }

    /** At least 32 bits at hand; a marker or the end gives zeros. */
    private void fill() {
        while (bitCount <= 48) {
            int next = 0;
            if (at < in.length && !(in[at] == (byte) 0xff && (at + 1 >= in.length || in[at + 1] != 0))) {
                next = in[at] & 0xff;
                at += next == 0xff ? 2 : 1;
            } else {
                paddingBits += 8;
            }
            bits = bits << 8 | next;
            bitCount += 8;
        }
    }

    private void restart() throws InputException {
        requireData();
        bitCount = 0;
        bits = 0;
        paddingBits = 0;
        int marker = marker();
        if (marker < 0xd0 || marker > 0xd7) {
            throw corrupt("a JPEG restart marker must stand after every interval, did not");
        }
    }

    private int marker() throws InputException {
        if (unsignedByte() != 0xff) {
            throw corrupt("a JPEG marker must stand between segments, did not");
        }
        int marker = unsignedByte();
        while (marker == 0xff) {
            marker = unsignedByte();
        }
        return marker;
    }

    private int unsignedByte() throws InputException {
        if (at >= in.length) {
            throw corrupt("a JPEG frame must be whole, ended early");
        }
        return in[at++] & 0xff;
    }

    private int unsignedShort() throws InputException {
        int high = unsignedByte();
        return high << 8 | unsignedByte();
    }

    private InputException corrupt(String text) {
        return new InputException("dicom-corrupt", "H27", file, text);
    }
}
