package org.thermargin.io;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;

/**
 * Inflation by look-up tables in Java. Accepts what zlib accepts and refuses, in zlib's words, what zlib refuses. On large
 * files faster than zlib, but slow until it is compiled.
 */
final class TableInflation implements Inflation {
    private static final int WINDOW_BYTES = 1 << 15;
    private static final int OUTPUT_BYTES = 1 << 17;
    private static final int INPUT_BYTES = 1 << 16;
    private static final int MAX_LITERALS = 286;
    private static final int MAX_DISTANCES = 30;
    private static final byte[] LENGTH_ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};

    private enum State {
        BETWEEN_BLOCKS,
        STORED,
        CODED,
        ENDED
    }

    private final InputStream source;
    private final InflateKernel kernel = new InflateKernel();
    private final HuffmanTable literals = HuffmanTable.ofLiteralsAndLengths();
    private final HuffmanTable distances = HuffmanTable.ofDistances();
    private final HuffmanTable codeLengths = HuffmanTable.ofCodeLengths();
    private final byte[] lengths = new byte[MAX_LITERALS + MAX_DISTANCES];

    private int inEnd;
    private boolean sourceEnded;
    private int handedOut; // output before this place was returned
    private int outFirst; // output before this place is not of this stream
    private State state = State.ENDED;
    private boolean lastBlock;
    private int storedLeft;

    TableInflation(InputStream source) {
        this.source = source;
        // what an unfinished round leaves, a read of the source, and zeros for loads beyond its end
        kernel.in = new byte[INPUT_BYTES + 4 * InflateKernel.INPUT_SLACK];
        kernel.out = new byte[WINDOW_BYTES + OUTPUT_BYTES + InflateKernel.OUTPUT_SLACK];
    }

    @Override
    public int nextByte() throws IOException {
        if (kernel.inAt >= inEnd) {
            fill();
        }
        return kernel.inAt < inEnd ? kernel.in[kernel.inAt++] & 0xff : -1;
    }

    @Override
    public void start() {
        outFirst = kernel.outAt;
        state = State.BETWEEN_BLOCKS;
        lastBlock = false;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException, DataFormatException {
        while (handedOut == kernel.outAt) {
            switch (state) {
                case BETWEEN_BLOCKS -> startBlock();
                case STORED -> copyStored();
                case CODED -> decode(length);
                case ENDED -> {
                    return -1;
                }
            }
        }
        int n = Math.min(length, kernel.outAt - handedOut);
        System.arraycopy(kernel.out, handedOut, target, offset, n);
        handedOut += n;
        return n;
    }

    private void startBlock() throws IOException, DataFormatException {
        if (lastBlock) {
            returnBits();
            state = State.ENDED;
            return;
        }
        lastBlock = bits(1) == 1;
        switch (bits(2)) {
            case 0 -> startStored();
            case 1 -> {
                fixedCodes();
                state = State.CODED;
            }
            case 2 -> {
                readCodes();
                state = State.CODED;
            }
            default -> throw new DataFormatException("invalid block type");
        }
    }

    private void startStored() throws IOException, DataFormatException {
        bits(kernel.bitCount & 7);
        int length = bits(16);
        if (bits(16) != (~length & 0xffff)) {
            throw new DataFormatException("invalid stored block lengths");
        }
        returnBits();
        storedLeft = length;
        state = State.STORED;
    }

    private void copyStored() throws IOException {
        if (storedLeft == 0) {
            state = State.BETWEEN_BLOCKS;
            return;
        }
        makeRoom();
        if (kernel.inAt >= inEnd && !fill()) {
            throw new EOFException();
        }
        int n = Math.min(storedLeft, Math.min(inEnd - kernel.inAt, outLimit() - kernel.outAt + 1));
        System.arraycopy(kernel.in, kernel.inAt, kernel.out, kernel.outAt, n);
        kernel.inAt += n;
        kernel.outAt += n;
        storedLeft -= n;
    }

    /** Decodes as many bytes as wanted, or until something else is due. */
    private void decode(int wanted) throws IOException, DataFormatException {
        makeRoom();
        int outLimit = Math.min(outLimit(), kernel.outAt + wanted - 1);
        InflateKernel.End end = kernel.run(literals.entries(), distances.entries(), inLimit(), outLimit, outFirst);
        requireNotBeyondEnd();
        switch (end) {
            case NEEDS_INPUT -> fill();
            case NEEDS_OUTPUT -> {
                // what there is goes to the caller first
            }
            case BLOCK -> state = State.BETWEEN_BLOCKS;
            case BAD_LITERAL -> throw new DataFormatException("invalid literal/length code");
            case BAD_DISTANCE -> throw new DataFormatException("invalid distance code");
            case DISTANCE_TOO_FAR -> throw new DataFormatException("invalid distance too far back");
        }
    }

    /** Where all output was returned and little room is left, keeps the window alone. */
    private void makeRoom() {
        if (kernel.outAt > outLimit() && handedOut == kernel.outAt) {
            int from = kernel.outAt - WINDOW_BYTES;
            System.arraycopy(kernel.out, from, kernel.out, 0, WINDOW_BYTES);
            kernel.outAt = WINDOW_BYTES;
            handedOut = WINDOW_BYTES;
            outFirst = Math.max(0, outFirst - from);
        }
    }

    private int outLimit() {
        return kernel.out.length - InflateKernel.OUTPUT_SLACK;
    }

    /** At the end of the source rounds go on into the zeros behind it; what they find there does not count. */
    private int inLimit() {
        return sourceEnded ? inEnd + 8 : inEnd - InflateKernel.INPUT_SLACK;
    }

    private void readCodes() throws IOException, DataFormatException {
        int literalCount = bits(5) + 257;
        int distanceCount = bits(5) + 1;
        int lengthCount = bits(4) + 4;
        if (literalCount > MAX_LITERALS || distanceCount > MAX_DISTANCES) {
            throw new DataFormatException("too many length or distance symbols");
        }
        byte[] ofLengths = new byte[LENGTH_ORDER.length];
        for (int n = 0; n < lengthCount; n++) {
            ofLengths[LENGTH_ORDER[n]] = (byte) bits(3);
        }
        codeLengths.build(ofLengths, 0, ofLengths.length, false, "invalid code lengths set");
        readLengths(literalCount + distanceCount);
        if (lengths[HuffmanTable.END_SYMBOL] == 0) {
            throw new DataFormatException("invalid code -- missing end-of-block");
        }
        literals.build(lengths, 0, literalCount, true, "invalid literal/lengths set");
        distances.build(lengths, literalCount, distanceCount, true, "invalid distances set");
    }

    private void readLengths(int count) throws IOException, DataFormatException {
        int[] entries = codeLengths.entries();
        for (int n = 0; n < count; ) {
            needBits(InflateKernel.LENGTH_BITS + 7);
            int entry = entries[(int) kernel.bits & (1 << InflateKernel.LENGTH_BITS) - 1];
            kernel.take(entry & 63);
            int symbol = entry >>> 16; // of a code without symbols 0, as in zlib
            if (symbol < 16) {
                lengths[n++] = (byte) symbol;
                continue;
            }
            byte repeated = symbol == 16 && n > 0 ? lengths[n - 1] : 0;
            int times = symbol == 16 ? 3 + kernel.take(2) : symbol == 17 ? 3 + kernel.take(3) : 11 + kernel.take(7);
            requireNotBeyondEnd();
            if ((symbol == 16 && n == 0) || times > count - n) {
                throw new DataFormatException("invalid bit length repeat");
            }
            Arrays.fill(lengths, n, n + times, repeated);
            n += times;
        }
        requireNotBeyondEnd();
    }

    private void fixedCodes() throws DataFormatException {
        byte[] fixed = new byte[288];
        Arrays.fill(fixed, 0, 144, (byte) 8);
        Arrays.fill(fixed, 144, 256, (byte) 9);
        Arrays.fill(fixed, 256, 280, (byte) 7);
        Arrays.fill(fixed, 280, 288, (byte) 8);
        literals.build(fixed, 0, fixed.length, false, "");
        Arrays.fill(fixed, 0, 32, (byte) 5);
        distances.build(fixed, 0, 32, false, "");
    }

    /** The next bits, first bit lowest, at most 16. */
    private int bits(int count) throws IOException {
        needBits(count);
        int taken = kernel.take(count);
        requireNotBeyondEnd();
        return taken;
    }

    private void needBits(int count) throws IOException {
        if (kernel.bitCount < count) {
            requireNotBeyondEnd();
            while (!sourceEnded && inEnd - kernel.inAt < InflateKernel.INPUT_SLACK) {
                fill();
            }
            kernel.refill();
        }
    }

    private void requireNotBeyondEnd() throws EOFException {
        if (sourceEnded && kernel.inAt - (kernel.bitCount >>> 3) > inEnd) {
            throw new EOFException();
        }
    }

    /** Puts whole bytes of the word back and drops the rest of the byte they follow. */
    private void returnBits() {
        kernel.inAt -= kernel.bitCount >>> 3;
        kernel.bits = 0;
        kernel.bitCount = 0;
    }

    /** Reads on, keeping what is not used up; false at the end of the source. */
    private boolean fill() throws IOException {
        if (sourceEnded) {
            return false;
        }
        byte[] in = kernel.in;
        kernel.inAt -= kernel.bitCount >>> 3;
        kernel.bitCount &= 7;
        kernel.bits &= (1 << kernel.bitCount) - 1;
        int left = inEnd - kernel.inAt;
        System.arraycopy(in, kernel.inAt, in, 0, left);
        int n = source.read(in, left, Math.min(INPUT_BYTES, in.length - 2 * InflateKernel.INPUT_SLACK - left));
        kernel.inAt = 0;
        inEnd = left + Math.max(0, n);
        if (n < 0) {
            sourceEnded = true;
            Arrays.fill(in, inEnd, inEnd + 2 * InflateKernel.INPUT_SLACK, (byte) 0);
        }
        return n >= 0;
    }

    @Override
    public void close() {
        // nothing but arrays
    }
}
