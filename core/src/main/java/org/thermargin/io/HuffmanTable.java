package org.thermargin.io;

import java.util.Arrays;
import java.util.zip.DataFormatException;

/**
 * Look-up table of a prefix code of deflate data (RFC 1951, 3.2), rebuilt in place for every block. The next bits of the
 * input, first bit lowest, are the index of an entry; codes longer than the index continue in a second table behind it.
 *
 * <p>An entry is an {@code int}. Bits 0 to 5 say how many input bits it uses up. The rest depends on its kind:
 *
 * <ul>
 *   <li>literals (negative): bits 8 to 15 and 16 to 23 one or two bytes, bits 24 and 25 their number;
 *   <li>length or distance: bits 8 to 12 how many of the bits are the code, the others are added to the base in bits 16
 *       to 30;
 *   <li>with {@link #SPECIAL}: the end of the block, an unused code, or a {@link #LINK}, whose bits 8 to 11 say how many
 *       more bits, added to bits 12 to 23, are the index.
 * </ul>
 */
final class HuffmanTable {
    /** Marks an entry that is neither literal nor length nor distance. */
    static final int SPECIAL = 1 << 6;

    /** Marks a special entry that continues in a second table. */
    static final int LINK = 1 << 7;

    /** Marks the special entry of the end of the block. */
    static final int END_OF_BLOCK = 1 << 24;

    /** Symbol of the end of the block. */
    static final int END_SYMBOL = 256;

    private static final int LITERALS = 1 << 31;
    private static final int UNUSED = SPECIAL | 1;
    private static final int MAX_CODE_BITS = 15;

    private final int indexBits;
    private final int[] symbols; // an entry per symbol, with the number of extra bits and not yet of code bits
    private final int[] entries;
    private final short[] sorted;
    private final int[] codesOfLength = new int[MAX_CODE_BITS + 1];
    private final int[] placeOfLength = new int[MAX_CODE_BITS + 2];

    private HuffmanTable(int indexBits, int[] symbols, int most) {
        this.indexBits = indexBits;
        this.symbols = symbols;
        entries = new int[most];
        sorted = new short[symbols.length];
    }

    /**
     * The code of literals, lengths and the end of the block. Second tables have at most 4 bits, and 16 entries for 5
     * codes at worst: 922 entries.
     */
    static HuffmanTable ofLiteralsAndLengths() {
        int[] symbols = new int[288];
        for (int n = 0; n < END_SYMBOL; n++) {
            symbols[n] = LITERALS | 1 << 24 | n << 8;
        }
        symbols[END_SYMBOL] = SPECIAL | END_OF_BLOCK;
        for (int n = 257; n < 285; n++) {
            int extra = n < 265 ? 0 : (n - 261) >> 2;
            int base = n < 265 ? n - 254 : 3 + ((4 + ((n - 265) & 3)) << extra);
            symbols[n] = base << 16 | extra;
        }
        symbols[285] = 258 << 16;
        symbols[286] = SPECIAL;
        symbols[287] = SPECIAL;
        return new HuffmanTable(InflateKernel.LITERAL_BITS, symbols, 2 << InflateKernel.LITERAL_BITS);
    }

    /** The code of distances. Second tables have at most 6 bits, and 64 entries for 7 codes at worst: 293 entries. */
    static HuffmanTable ofDistances() {
        int[] symbols = new int[32];
        for (int n = 0; n < 30; n++) {
            int extra = n < 2 ? 0 : (n >> 1) - 1;
            int base = n < 2 ? n + 1 : 1 + ((2 + (n & 1)) << extra);
            symbols[n] = base << 16 | extra;
        }
        symbols[30] = SPECIAL;
        symbols[31] = SPECIAL;
        return new HuffmanTable(InflateKernel.DISTANCE_BITS, symbols, 2 << InflateKernel.DISTANCE_BITS);
    }

    /** The code in which code lengths are written; the base of an entry is its symbol. */
    static HuffmanTable ofCodeLengths() {
        int[] symbols = new int[19];
        for (int n = 0; n < symbols.length; n++) {
            symbols[n] = n << 16;
        }
        return new HuffmanTable(InflateKernel.LENGTH_BITS, symbols, 1 << InflateKernel.LENGTH_BITS);
    }

    /** The entries, for kernels. */
    int[] entries() {
        return entries;
    }

    /**
     * Makes this the table of the code with the given lengths. They must use up every code; as in zlib a code of no
     * symbols passes too, and one of a single bit where {@code orSingle} says so.
     *
     * @param lengths bits of the code of each symbol, 0 for a symbol without one
     * @param from place of the first length
     * @param count number of symbols
     * @param orSingle whether one code of one bit may stand alone
     * @param wrong what to say of other lengths
     */
    void build(byte[] lengths, int from, int count, boolean orSingle, String wrong) throws DataFormatException {
        Arrays.fill(codesOfLength, 0);
        for (int n = 0; n < count; n++) {
            codesOfLength[lengths[from + n]]++;
        }
        codesOfLength[0] = 0;
        int left = 1;
        for (int bits = 1; bits <= MAX_CODE_BITS; bits++) {
            left = (left << 1) - codesOfLength[bits];
            if (left < 0) {
                throw new DataFormatException(wrong);
            }
            placeOfLength[bits + 1] = placeOfLength[bits] + codesOfLength[bits];
        }
        int coded = placeOfLength[MAX_CODE_BITS + 1];
        boolean single = orSingle && coded == 1 && codesOfLength[1] == 1;
        if (left > 0 && coded > 0 && !single) {
            throw new DataFormatException(wrong);
        }
        for (int n = 0; n < count; n++) {
            int bits = lengths[from + n];
            if (bits > 0) {
                sorted[placeOfLength[bits]++] = (short) n;
            }
        }
        for (int bits = MAX_CODE_BITS; bits > 0; bits--) {
            placeOfLength[bits] -= codesOfLength[bits];
        }
        if (left > 0) {
            Arrays.fill(entries, 0, 1 << indexBits, UNUSED);
            for (int n = 0; single && n < 1 << indexBits; n += 2) {
                entries[n] = entry(sorted[0], 1);
            }
        } else {
            fill();
        }
    }

    private int entry(int symbol, int codeBits) {
        return symbols[symbol] + ((codeBits << 8) & lengthMask(symbols[symbol])) + codeBits;
    }

    /** Only lengths and distances say how many of their bits are the code. */
    private static int lengthMask(int symbol) {
        return symbol < 0 || (symbol & SPECIAL) != 0 ? 0 : -1;
    }

    /** Fills a complete code, shortest codes first; a table of n bits is twice one of n - 1 bits and the next codes. */
    private void fill() {
        int next = 0;
        int code = 0; // first bit lowest
        int filled = 1;
        for (int bits = 1; bits <= indexBits; bits++) {
            System.arraycopy(entries, 0, entries, filled, filled);
            filled <<= 1;
            for (int n = 0; n < codesOfLength[bits]; n++) {
                entries[code] = entry(sorted[next++], bits);
                code = following(code, filled - 1);
            }
        }
        int end = filled;
        int start = -1;
        int linkBits = 0;
        for (int bits = indexBits + 1; bits <= MAX_CODE_BITS; bits++) {
            for (int n = 0; n < codesOfLength[bits]; n++) {
                if (start < 0 || (code & (filled - 1)) != start) {
                    start = code & (filled - 1);
                    linkBits = linkBits(bits, codesOfLength[bits] - n);
                    entries[start] = end << 12 | linkBits << 8 | LINK | SPECIAL | indexBits;
                    end += 1 << linkBits;
                }
                int place = (entries[start] >>> 12) + (code >>> indexBits);
                for (int at = place; at < end; at += 1 << (bits - indexBits)) {
                    entries[at] = entry(sorted[next], bits - indexBits);
                }
                next++;
                code = following(code, (1 << bits) - 1);
            }
        }
        if (symbols.length > END_SYMBOL) {
            pairLiterals();
        }
    }

    /** Bits of a second table that begins with the last {@code left} codes of a length. */
    private int linkBits(int bits, int left) {
        int width = bits - indexBits;
        int used = left;
        while (used < 1 << width) {
            width++;
            used = (used << 1) + codesOfLength[indexBits + width];
        }
        return width;
    }

    /** The next code of a canonical prefix code, both first bit lowest; 0 after the last. */
    private static int following(int code, int mask) {
        int bit = Integer.highestOneBit(~code & mask);
        return bit == 0 ? 0 : (code & (bit - 1)) | bit;
    }

    /** Where the bits after a literal hold another whole one, its entry gets both. Lower entries are still single. */
    private void pairLiterals() {
        for (int n = (1 << indexBits) - 1; n >= 0; n--) {
            int first = entries[n];
            if (first < 0) {
                int bits = first & 63;
                int second = entries[n >>> bits];
                if (second < 0 && (second & 63) <= indexBits - bits) {
                    entries[n] =
                            LITERALS | 2 << 24 | (second & 0xff00) << 8 | (first & 0xff00) | (bits + (second & 63));
                }
            }
        }
    }
}
