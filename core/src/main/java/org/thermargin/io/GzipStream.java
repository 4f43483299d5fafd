package org.thermargin.io;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The decompressed bytes of a gzip file of one or more members (RFC 1952). Unlike {@link java.util.zip.GZIPInputStream},
 * which ends normally at a damaged second member (JDK-8322256), every byte after a member must begin another valid one;
 * header, data, CRC and length of each member are checked, and a missing trailer is an error. Call {@link #close} to
 * free the inflater; the source stays open.
 */
public final class GzipStream extends InputStream {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int FHCRC = 2;
    private static final int FEXTRA = 4;
    private static final int FNAME = 8;
    private static final int FCOMMENT = 16;
    private static final int RESERVED = 0xe0;

    private final InputStream source;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final CRC32 headerCrc = new CRC32();
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final byte[] single = new byte[1];
    private int next;
    private int end;
    private int members;
    private boolean inMember;
    private boolean finished;

    /** Decompresses the rest of the given stream. */
    public GzipStream(InputStream source) {
        this.source = source;
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
                return n;
            }
            if (inflater.finished()) {
                endMember();
            } else if (inflater.needsDictionary()) {
                throw corrupt("needs a preset dictionary");
            }
        }
        return -1;
    }

    private int inflate(byte[] target, int offset, int length) throws IOException {
        try {
            int n = inflater.inflate(target, offset, length);
            if (n == 0 && inflater.needsInput() && !inflater.finished()) {
                if (!fill()) {
                    throw truncated();
                }
                inflater.setInput(buffer, next, end - next);
                next = end;
            }
            return n;
        } catch (DataFormatException e) {
            CorruptDataException corrupt = corrupt("bad deflate data: " + e.getMessage());
            corrupt.initCause(e);
            throw corrupt;
        }
    }

    private void startMember() throws IOException {
        if (members > 0 && !fill()) {
            finished = true;
            return;
        }
        headerCrc.reset();
        if (headerByte() != 0x1f || headerByte() != 0x8b) {
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
        inflater.reset();
        crc.reset();
    }

    private void skipText() throws IOException {
        while (headerByte() != 0) {
            // file name or comment, ends with 0
        }
    }

    private void endMember() throws IOException {
        next = end - inflater.getRemaining();
        long expectedCrc = crc.getValue();
        long expectedLength = inflater.getBytesWritten() & 0xffffffffL;
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
        int b = byteOrEnd();
        headerCrc.update(b);
        return b;
    }

    private int byteOrEnd() throws IOException {
        if (!fill()) {
            throw truncated();
        }
        return buffer[next++] & 0xff;
    }

    private boolean fill() throws IOException {
        if (next < end) {
            return true;
        }
        next = 0;
        end = Math.max(0, source.read(buffer, 0, buffer.length));
        return end > 0;
    }

    private CorruptDataException corrupt(String text) {
        return new CorruptDataException("gzip-corrupt", "gzip member " + Math.max(1, members) + ": " + text);
    }

    private IOException truncated() {
        CorruptDataException truncated = new CorruptDataException(
                "gzip-truncated",
                "gzip data must end with a complete trailer, ended early in member " + Math.max(1, members));
        truncated.initCause(new EOFException());
        return truncated;
    }

    @Override
    public void close() {
        inflater.end();
    }
}
