package org.thermargin.io.nrrd;

import java.io.IOException;
import java.io.InputStream;
import org.thermargin.io.CorruptDataException;

/**
 * Decompresses one bzip2 stream, block by block: Huffman coding, move-to-front, Burrows-Wheeler, run lengths, with the
 * CRC of every block and of the whole checked. The source must be exactly one stream: anything after its end is an
 * error. Memory is bounded by one block (at most 900,000 bytes, 4 bytes each) whatever the file says.
 *
 * <p>Format as implemented by J. Seward, bzip2 1.0; M. Burrows and D. J. Wheeler, "A block-sorting lossless data
 * compression algorithm", DEC SRC report 124, 1994. Randomised blocks (bzip2 0.9.0 and older) are refused.
 */
final class Bzip2InputStream extends InputStream {
    private static final long BLOCK_MAGIC = 0x314159265359L;
    private static final long END_MAGIC = 0x177245385090L;
    private static final int GROUP_SIZE = 50;
    private static final int MAX_CODE_LENGTH = 20;
    private static final int RUN_A = 0;
    private static final int RUN_B = 1;

    private final BitSource bits;
    private final int[] next; // Burrows-Wheeler: low byte the value, the rest the successor
    private final int capacity;
    private int length; // bytes in the current block before run-length decoding
    private int consumed;
    private int position;
    private int repeat; // copies of `last` still to deliver
    private int sameInRow;
    private int last;
    private int blockCrc;
    private int statedBlockCrc;
    private int streamCrc;
    private boolean inBlock;
    private boolean ended;

    Bzip2InputStream(InputStream in) throws IOException {
        this.bits = new BitSource(in);
        if (bits.read(24) != 0x425a68) {
            throw corrupt("bzip2 data must start with BZh");
        }
        int level = bits.read(8) - '0';
        if (level < 1 || level > 9) {
            throw corrupt("bzip2 block size must be 1 to 9, was " + level);
        }
        this.capacity = level * 100_000;
        this.next = new int[capacity];
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
        int done = 0;
        while (done < count) {
            if (repeat > 0) {
                repeat--;
                deliver(target, offset + done++);
            } else if (inBlock && consumed < length) {
                if (takeSymbol()) {
                    deliver(target, offset + done++);
                }
            } else if (!advance()) {
                break;
            }
        }
        return done == 0 && count > 0 ? -1 : done;
    }

    /** Takes the next byte of the sorted block: a value (true), or after four equal ones the number of more copies. */
    private boolean takeSymbol() {
        position = next[position];
        int value = position & 0xff;
        position >>>= 8;
        consumed++;
        if (sameInRow == 4) {
            repeat = value;
            sameInRow = 0;
            return false;
        }
        sameInRow = sameInRow > 0 && value == last ? sameInRow + 1 : 1;
        last = value;
        return true;
    }

    private void deliver(byte[] target, int at) {
        target[at] = (byte) last;
        blockCrc = crcStep(blockCrc, last);
    }

    private boolean advance() throws IOException {
        if (ended) {
            return false;
        }
        if (inBlock) {
            if (~blockCrc != statedBlockCrc) {
                throw corrupt("bzip2 block has a wrong check sum");
            }
            streamCrc = ((streamCrc << 1) | (streamCrc >>> 31)) ^ statedBlockCrc;
        }
        long magic = ((long) bits.read(24) << 24) | bits.read(24);
        if (magic == END_MAGIC) {
            int stated = (bits.read(16) << 16) | bits.read(16);
            if (stated != streamCrc) {
                throw corrupt("bzip2 stream has a wrong check sum");
            }
            bits.requireEnd();
            ended = true;
            inBlock = false;
            return false;
        }
        if (magic != BLOCK_MAGIC) {
            throw corrupt("bzip2 block does not start where it must");
        }
        readBlock();
        return true;
    }

    private void readBlock() throws IOException {
        statedBlockCrc = (bits.read(16) << 16) | bits.read(16);
        if (bits.read(1) != 0) {
            throw corrupt("randomised bzip2 blocks are not supported");
        }
        int start = bits.read(24);
        byte[] symbols = readAlphabet();
        int alphabet = symbols.length + 2;
        int groups = bits.read(3);
        int selectorCount = bits.read(15);
        if (groups < 2 || groups > 6 || selectorCount < 1) {
            throw corrupt("bzip2 block has no valid code tables");
        }
        byte[] selectors = readSelectors(groups, selectorCount);
        int[][] tables = new int[groups][];
        for (int g = 0; g < groups; g++) {
            tables[g] = readCodeLengths(alphabet);
        }
        int[] counts = new int[256];
        length = readSymbols(symbols, tables, selectors, counts);
        if (start >= length) {
            throw corrupt("bzip2 block starts outside itself");
        }
        invert(counts);
        position = next[start] >>> 8;
        consumed = 0;
        sameInRow = 0;
        repeat = 0;
        blockCrc = -1;
        inBlock = true;
    }

    private byte[] readAlphabet() throws IOException {
        int used = bits.read(16);
        byte[] symbols = new byte[256];
        int count = 0;
        for (int high = 0; high < 16; high++) {
            int row = (used >> (15 - high) & 1) == 0 ? 0 : bits.read(16);
            for (int low = 0; low < 16; low++) {
                if ((row >> (15 - low) & 1) != 0) {
                    symbols[count++] = (byte) (16 * high + low);
                }
            }
        }
        if (count == 0) {
            throw corrupt("bzip2 block uses no bytes");
        }
        return java.util.Arrays.copyOf(symbols, count);
    }

    private byte[] readSelectors(int groups, int count) throws IOException {
        byte[] selectors = new byte[count];
        byte[] order = {0, 1, 2, 3, 4, 5};
        for (int n = 0; n < count; n++) {
            int rank = 0;
            while (bits.read(1) != 0) {
                if (++rank >= groups) {
                    throw corrupt("bzip2 selector out of range");
                }
            }
            selectors[n] = moveToFront(order, rank);
        }
        return selectors;
    }

    private static byte moveToFront(byte[] order, int rank) {
        byte value = order[rank];
        System.arraycopy(order, 0, order, 1, rank);
        order[0] = value;
        return value;
    }

    private int[] readCodeLengths(int alphabet) throws IOException {
        int[] lengths = new int[alphabet];
        int current = bits.read(5);
        for (int n = 0; n < alphabet; n++) {
            while (bits.read(1) != 0) {
                current += bits.read(1) == 0 ? 1 : -1;
                if (current < 1 || current > MAX_CODE_LENGTH) {
                    throw corrupt("bzip2 code length out of range");
                }
            }
            if (current < 1 || current > MAX_CODE_LENGTH) {
                throw corrupt("bzip2 code length out of range");
            }
            lengths[n] = current;
        }
        return lengths;
    }

    /** Fills {@link #next} with the bytes of the sorted block and returns how many there are. */
    private int readSymbols(byte[] symbols, int[][] lengths, byte[] selectors, int[] counts) throws IOException {
        HuffmanCode[] codes = new HuffmanCode[lengths.length];
        for (int g = 0; g < codes.length; g++) {
            codes[g] = new HuffmanCode(lengths[g]);
        }
        byte[] order = symbols.clone();
        int end = symbols.length + 1;
        int filled = 0;
        long run = 0;
        long weight = 1;
        int group = 0;
        int left = 0;
        while (true) {
            if (left == 0) {
                if (group == selectors.length) {
                    throw corrupt("bzip2 block has too few selectors");
                }
                left = GROUP_SIZE;
                group++;
            }
            left--;
            int symbol = codes[selectors[group - 1]].read(bits);
            if (symbol == RUN_A || symbol == RUN_B) {
                run += weight << symbol;
                weight <<= 1;
                if (run > capacity) {
                    throw corrupt("bzip2 block is larger than stated");
                }
                continue;
            }
            if (run > capacity - filled) {
                throw corrupt("bzip2 block is larger than stated");
            }
            if (run > 0) {
                int value = order[0] & 0xff;
                counts[value] += (int) run;
                java.util.Arrays.fill(next, filled, filled + (int) run, value);
                filled += (int) run;
                run = 0;
                weight = 1;
            }
            if (symbol == end) {
                return filled;
            }
            if (filled == capacity) {
                throw corrupt("bzip2 block is larger than stated");
            }
            int value = moveToFront(order, symbol - 1) & 0xff;
            counts[value]++;
            next[filled++] = value;
        }
    }

    /** Inverts the Burrows-Wheeler transform: entry p keeps its byte and gains the place of its successor. */
    private void invert(int[] counts) {
        int[] place = new int[256];
        for (int value = 1; value < 256; value++) {
            place[value] = place[value - 1] + counts[value - 1];
        }
        for (int n = 0; n < length; n++) {
            int value = next[n] & 0xff;
            next[place[value]++] |= n << 8;
        }
    }

    private static CorruptDataException corrupt(String text) {
        return new CorruptDataException("bzip2-corrupt", text);
    }

    private static int crcStep(int crc, int value) {
        int c = crc ^ (value << 24);
        for (int bit = 0; bit < 8; bit++) {
            c = c < 0 ? (c << 1) ^ 0x04c11db7 : c << 1;
        }
        return c;
    }

    /** Canonical Huffman code: codes of one length are consecutive, in symbol order. */
    private static final class HuffmanCode {
        private final int[] limit = new int[MAX_CODE_LENGTH + 2]; // largest code of a length, -1 when none
        private final int[] base = new int[MAX_CODE_LENGTH + 2]; // code minus base = index into order
        private final int[] order;

        HuffmanCode(int[] lengths) {
            order = new int[lengths.length];
            int filled = 0;
            int code = 0;
            for (int size = 1; size <= MAX_CODE_LENGTH; size++) {
                base[size] = code - filled;
                for (int symbol = 0; symbol < lengths.length; symbol++) {
                    if (lengths[symbol] == size) {
                        order[filled++] = symbol;
                        code++;
                    }
                }
                limit[size] = code - 1;
                code <<= 1;
            }
        }

        int read(BitSource bits) throws IOException {
            int code = 0;
            for (int size = 1; size <= MAX_CODE_LENGTH; size++) {
                code = (code << 1) | bits.read(1);
                int index = code - base[size];
                if (code <= limit[size] && index >= 0 && index < order.length) {
                    return order[index];
                }
            }
            throw corrupt("bzip2 data hold an unknown code");
        }
    }

    /** Bits of the source, most significant first. */
    private static final class BitSource {
        private final InputStream in;
        private int buffer;
        private int available;

        BitSource(InputStream in) {
            this.in = in;
        }

        /** The next 1 to 24 bits. */
        int read(int count) throws IOException {
            while (available < count) {
                int b = in.read();
                if (b < 0) {
                    throw new CorruptDataException(
                            "bzip2-truncated", "bzip2 data must end with their check sum, end too early");
                }
                buffer = (buffer << 8) | b;
                available += 8;
            }
            available -= count;
            return buffer >>> available & ((1 << count) - 1);
        }

        void requireEnd() throws IOException {
            if (in.read() >= 0) {
                throw corrupt("bzip2 data must end after the first stream, more bytes follow");
            }
        }
    }
}
