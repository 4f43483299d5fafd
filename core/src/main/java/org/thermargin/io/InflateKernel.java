package org.thermargin.io;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Decodes the symbols of deflate blocks (RFC 1951) from one array into another. The bits read but not yet used stand in
 * a 64-bit word that one unaligned load refills; after a refill it has at least 56 of them. Bits above their number are
 * those of the next input byte or 0.
 *
 * <p>The caller provides room: 8 bytes after any place of the input that is read from, {@link #OUTPUT_SLACK} bytes after
 * the output limit.
 */
final class InflateKernel {
    /** Bits of the index into the table of literals and lengths. */
    static final int LITERAL_BITS = 11;

    /** Bits of the index into the table of distances. */
    static final int DISTANCE_BITS = 9;

    /** Bits of the index into the table of code lengths. */
    static final int LENGTH_BITS = 7;

    /** Input bytes that one round may take in. */
    static final int INPUT_SLACK = 24;

    /** Output bytes that one round may write: eight literals, the longest match, and the rest of a word. */
    static final int OUTPUT_SLACK = 8 + 258 + 8;

    /** How a run ended. */
    enum End {
        NEEDS_INPUT,
        NEEDS_OUTPUT,
        BLOCK,
        BAD_LITERAL,
        BAD_DISTANCE,
        DISTANCE_TOO_FAR
    }

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORTS =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    /** By distance: which bytes of a word are the repeated ones, what repeats them, and how many bytes that fills. */
    private static final long[] REPEATED = {0, 0xff, 0xffff, 0xffffff, 0xffffffffL, 0xffffffffffL, -1L >>> 16, -1L >>> 8
    };

    private static final long[] REPEAT = {
        0, 0x0101010101010101L, 0x0001000100010001L, 0x0001000001000001L, 0x0000000100000001L, 1, 1, 1
    };
    private static final int[] STEP = {0, 8, 8, 6, 8, 5, 6, 7};

    /** Input bytes. */
    byte[] in;

    /** Place of the first input byte that is not in the word. */
    int inAt;

    /** The word: input bits, first bit lowest. */
    long bits;

    /** Number of bits in the word that are not used up. */
    int bitCount;

    /** Output bytes; those before the output place are looked back to. */
    byte[] out;

    /** Place of the next output byte. */
    int outAt;

    /** Loads input bits until there are at least 56. */
    void refill() {
        bits |= (long) LONGS.get(in, inAt) << bitCount;
        inAt += (63 - bitCount) >>> 3;
        bitCount |= 56;
    }

    /** Uses up some of the bits of the word; returns them. */
    int take(int count) {
        int taken = (int) bits & (1 << count) - 1;
        bits >>>= count;
        bitCount -= count;
        return taken;
    }

    /**
     * Decodes symbols until the block ends, a place passes its limit, or an error.
     *
     * @param literals entries of a {@link HuffmanTable} of literals and lengths
     * @param distances entries of one of distances
     * @param inLimit greatest place of the input that a round may begin at
     * @param outLimit greatest place of the output that a round may begin at
     * @param outFirst place of the first output byte of this stream that is still there
     */
    End run(int[] literals, int[] distances, int inLimit, int outLimit, int outFirst) {
        byte[] source = in;
        byte[] target = out;
        int at = inAt;
        int to = outAt;
        long word = bits;
        int count = bitCount;
        End end;
        if (at > inLimit) {
            return End.NEEDS_INPUT;
        }
        word |= (long) LONGS.get(source, at) << count;
        at += (63 - count) >>> 3;
        count |= 56;
        int e = literals[(int) word & (1 << LITERAL_BITS) - 1];
        while (true) {
            if (at > inLimit) {
                end = End.NEEDS_INPUT;
                break;
            }
            if (to > outLimit) {
                end = End.NEEDS_OUTPUT;
                break;
            }
            if (e < 0) {
                SHORTS.set(target, to, (short) (e >>> 8));
                to += e >>> 24 & 3;
                word >>>= e;
                count -= e & 63;
                e = literals[(int) word & (1 << LITERAL_BITS) - 1];
                if (e < 0) {
                    SHORTS.set(target, to, (short) (e >>> 8));
                    to += e >>> 24 & 3;
                    word >>>= e;
                    count -= e & 63;
                    e = literals[(int) word & (1 << LITERAL_BITS) - 1];
                    if (e < 0) {
                        SHORTS.set(target, to, (short) (e >>> 8));
                        to += e >>> 24 & 3;
                        word >>>= e;
                        count -= e & 63;
                        e = literals[(int) word & (1 << LITERAL_BITS) - 1];
                        if (e < 0) {
                            SHORTS.set(target, to, (short) (e >>> 8));
                            to += e >>> 24 & 3;
                            word >>>= e;
                            count -= e & 63;
                            word |= (long) LONGS.get(source, at) << count;
                            at += (63 - count) >>> 3;
                            count |= 56;
                            e = literals[(int) word & (1 << LITERAL_BITS) - 1];
                            continue;
                        }
                    }
                }
            }
            // at most 33 bits are used up: 23 are left, and a length takes at most 20
            if ((e & HuffmanTable.SPECIAL) != 0) {
                word >>>= e;
                count -= e & 63;
                if ((e & HuffmanTable.LINK) != 0) {
                    e = literals[(e >>> 12) + ((int) word & (1 << (e >>> 8 & 15)) - 1)];
                    if ((e & (1 << 31 | HuffmanTable.SPECIAL)) != 0) {
                        word >>>= e;
                        count -= e & 63;
                    }
                    if (e < 0) {
                        target[to++] = (byte) (e >>> 8);
                        word |= (long) LONGS.get(source, at) << count;
                        at += (63 - count) >>> 3;
                        count |= 56;
                        e = literals[(int) word & (1 << LITERAL_BITS) - 1];
                        continue;
                    }
                }
                if ((e & HuffmanTable.SPECIAL) != 0) {
                    end = (e & HuffmanTable.END_OF_BLOCK) != 0 ? End.BLOCK : End.BAD_LITERAL;
                    break;
                }
            }
            int length = (e >>> 16) + (((int) word & (1 << e) - 1) >>> (e >>> 8));
            word >>>= e;
            count -= e & 63;
            word |= (long) LONGS.get(source, at) << count;
            at += (63 - count) >>> 3;
            count |= 56;
            int d = distances[(int) word & (1 << DISTANCE_BITS) - 1];
            if ((d & HuffmanTable.SPECIAL) != 0) {
                word >>>= d;
                count -= d & 63;
                if ((d & HuffmanTable.LINK) == 0) {
                    end = End.BAD_DISTANCE;
                    break;
                }
                d = distances[(d >>> 12) + ((int) word & (1 << (d >>> 8 & 15)) - 1)];
                if ((d & HuffmanTable.SPECIAL) != 0) {
                    word >>>= d;
                    count -= d & 63;
                    end = End.BAD_DISTANCE;
                    break;
                }
            }
            int distance = (d >>> 16) + (((int) word & (1 << d) - 1) >>> (d >>> 8));
            word >>>= d;
            count -= d & 63;
            int from = to - distance;
            if (from < outFirst) {
                end = End.DISTANCE_TOO_FAR;
                break;
            }
            // the next entry is on its way while the match is copied
            word |= (long) LONGS.get(source, at) << count;
            at += (63 - count) >>> 3;
            count |= 56;
            e = literals[(int) word & (1 << LITERAL_BITS) - 1];
            int stop = to + length;
            if (distance >= 8) {
                LONGS.set(target, to, (long) LONGS.get(target, from));
                if (length > 8) {
                    LONGS.set(target, to + 8, (long) LONGS.get(target, from + 8));
                    for (int n = 16; n < length; n += 8) {
                        LONGS.set(target, to + n, (long) LONGS.get(target, from + n));
                    }
                }
            } else {
                long pattern = ((long) LONGS.get(target, from) & REPEATED[distance]) * REPEAT[distance];
                int step = STEP[distance];
                do {
                    LONGS.set(target, to, pattern);
                    to += step;
                } while (to < stop);
            }
            to = stop;
        }
        inAt = at;
        outAt = to;
        bits = word;
        bitCount = count;
        return end;
    }
}
