package org.thermargin.io;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.zip.Adler32;
import java.util.zip.DataFormatException;

/**
 * The decompressed bytes of exactly one zlib stream (RFC 1950): header and check sum must be right and nothing may follow
 * it. Call {@link #close} to free the memory of the decompressor; the source stays open.
 */
public final class ZlibStream extends InputStream {
    private static final int DICTIONARY = 0x20;

    private final Inflation inflation;
    private final Adler32 adler = new Adler32();
    private final byte[] single = new byte[1];
    private boolean begun;
    private boolean ended;

    /** Decompresses the rest of the given stream, which has about that many bytes. */
    public ZlibStream(InputStream source, long storedBytes) {
        this(Inflation.of(source, storedBytes));
    }

    ZlibStream(Inflation inflation) {
        this.inflation = inflation;
    }

    @Override
    public int read() throws IOException {
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (ended) {
            return -1;
        }
        try {
            if (!begun) {
                readHeader();
                begun = true;
            }
            int n = inflation.read(target, offset, length);
            if (n > 0) {
                adler.update(target, offset, n);
                return n;
            }
            requireEnd();
            ended = true;
            return -1;
        } catch (EOFException e) {
            CorruptDataException truncated =
                    new CorruptDataException("zlib-truncated", "zlib data must end with their check sum, ended early");
            truncated.initCause(e);
            throw truncated;
        } catch (DataFormatException e) {
            CorruptDataException corrupt =
                    new CorruptDataException("zlib-corrupt", "zlib data must be valid, were not: " + e.getMessage());
            corrupt.initCause(e);
            throw corrupt;
        }
    }

    private void readHeader() throws IOException, DataFormatException {
        int method = nextByte();
        int flags = nextByte();
        if ((method << 8 | flags) % 31 != 0) {
            throw new DataFormatException("incorrect header check");
        }
        if ((method & 15) != 8) {
            throw new DataFormatException("unknown compression method");
        }
        if (method >>> 4 > 7) {
            throw new DataFormatException("invalid window size");
        }
        if ((flags & DICTIONARY) != 0) {
            throw new CorruptDataException("zlib-corrupt", "zlib data must not need a preset dictionary");
        }
        inflation.start();
    }

    private void requireEnd() throws IOException, DataFormatException {
        long stored = 0;
        for (int n = 0; n < 4; n++) {
            stored = stored << 8 | nextByte();
        }
        if (stored != adler.getValue()) {
            throw new DataFormatException("incorrect data check");
        }
        if (inflation.nextByte() >= 0) {
            throw new CorruptDataException("zlib-trailing-bytes", "nothing may follow the zlib data, something did");
        }
    }

    private int nextByte() throws IOException {
        int b = inflation.nextByte();
        if (b < 0) {
            throw new EOFException();
        }
        return b;
    }

    @Override
    public void close() {
        inflation.close();
    }
}
