package org.thermargin.io;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;

/**
 * The decompressed bytes of a gzip file of one or more members (RFC 1952). Unlike {@link java.util.zip.GZIPInputStream},
 * which ends normally at a damaged second member (JDK-8322256), every byte after a member must begin another valid one;
 * header, data, CRC and length of each member are checked, and a missing trailer is an error. Call {@link #close} to
 * free the memory of the decompressor; the source stays open.
 */
public final class GzipStream extends InputStream {
    private static final int FHCRC = 2;
    private static final int FEXTRA = 4;
    private static final int FNAME = 8;
    private static final int FCOMMENT = 16;
    private static final int RESERVED = 0xe0;

    private final Inflation inflation;
    private final CRC32 crc = new CRC32();
    private final CRC32 headerCrc = new CRC32();
    private final byte[] single = new byte[1];
    private long memberBytes;
    private int members;
    private boolean inMember;
    private boolean finished;

    /** Decompresses the rest of the given stream, which has about that many bytes. */
    public GzipStream(InputStream source, long storedBytes) {
        this(Inflation.of(source, storedBytes));
    }

    GzipStream(Inflation inflation) {
        this.inflation = inflation;
    }

    @Override
    public int read() throws IOException {
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        java.util.Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        while (!finished) {
            if (!inMember) {
                startMember();
                continue;
            }
            int n = inflate(target, offset, length);
            if (n > 0) {
                crc.update(target, offset, n);
                memberBytes += n;
                return n;
            }
            endMember();
        }
        return -1;
    }

    private int inflate(byte[] target, int offset, int length) throws IOException {
        try {
            return inflation.read(target, offset, length);
        } catch (EOFException e) {
            throw truncated(e);
        } catch (DataFormatException e) {
            CorruptDataException corrupt = corrupt("bad deflate data: " + e.getMessage());
            corrupt.initCause(e);
            throw corrupt;
        }
    }

    private void startMember() throws IOException {
        headerCrc.reset();
        int first = inflation.nextByte();
        if (first < 0 && members > 0) {
            finished = true;
            return;
        }
        if (counted(first) != 0x1f || headerByte() != 0x8b) {
            throw members == 0
                    ? corrupt("must begin with bytes 1f 8b")
                    : new CorruptDataException(
                            "gzip-trailing-bytes",
                            "nothing may follow gzip member " + members + " but another member, was something else");
        }
        int method = headerByte();
        if (method != 8) {
            throw corrupt("compression method must be 8, was " + method);
        }
        int flags = headerByte();
        if ((flags & RESERVED) != 0) {
            throw corrupt("reserved header flags must be 0, were " + flags);
        }
        for (int skipped = 0; skipped < 6; skipped++) {
            headerByte();
        }
        if ((flags & FEXTRA) != 0) {
            for (int left = headerByte() | headerByte() << 8; left > 0; left--) {
                headerByte();
            }
        }
        if ((flags & FNAME) != 0) {
            skipText();
        }
        if ((flags & FCOMMENT) != 0) {
            skipText();
        }
        if ((flags & FHCRC) != 0) {
            int expected = (int) headerCrc.getValue() & 0xffff;
            int stored = byteOrEnd() | byteOrEnd() << 8;
            if (stored != expected) {
                throw corrupt("header checksum must be " + expected + ", was " + stored);
            }
        }
        members++;
        inMember = true;
        memberBytes = 0;
        crc.reset();
        inflation.start();
    }

    private void skipText() throws IOException {
        while (headerByte() != 0) {
            // file name or comment, ends with 0
        }
    }

    private void endMember() throws IOException {
        long expectedCrc = crc.getValue();
        long expectedLength = memberBytes & 0xffffffffL;
        long storedCrc = fourBytes();
        long storedLength = fourBytes();
        if (storedCrc != expectedCrc) {
            throw corrupt("checksum must be " + Long.toHexString(storedCrc) + ", was " + Long.toHexString(expectedCrc));
        }
        if (storedLength != expectedLength) {
            throw corrupt("length must be " + storedLength + " bytes, was " + expectedLength);
        }
        inMember = false;
    }

    private long fourBytes() throws IOException {
        long value = byteOrEnd();
        value |= (long) byteOrEnd() << 8;
        value |= (long) byteOrEnd() << 16;
        return value | (long) byteOrEnd() << 24;
    }

    private int headerByte() throws IOException {
        return counted(inflation.nextByte());
    }

    /** A byte of the header, which its checksum counts. */
    private int counted(int b) throws IOException {
        if (b < 0) {
            throw truncated(new EOFException());
        }
        headerCrc.update(b);
        return b;
    }

    private int byteOrEnd() throws IOException {
        int b = inflation.nextByte();
        if (b < 0) {
            throw truncated(new EOFException());
        }
        return b;
    }

    private CorruptDataException corrupt(String text) {
        return new CorruptDataException("gzip-corrupt", "gzip member " + Math.max(1, members) + ": " + text);
    }

    private IOException truncated(EOFException cause) {
        CorruptDataException truncated = new CorruptDataException(
                "gzip-truncated",
                "gzip data must end with a complete trailer, ended early in member " + Math.max(1, members));
        truncated.initCause(cause);
        return truncated;
    }

    @Override
    public void close() {
        inflation.close();
    }
}
