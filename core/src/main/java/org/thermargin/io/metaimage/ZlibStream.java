package org.thermargin.io.metaimage;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.thermargin.io.CorruptDataException;

/**
 * The decompressed bytes of exactly one zlib stream (RFC 1950): its check sum must be right and nothing may follow it.
 * Call {@link #close} to free the inflater; the source stays open.
 */
final class ZlibStream extends InputStream {
    private final InputStream source;
    private final Inflater inflater = new Inflater();
    private final byte[] buffer = new byte[1 << 16];
    private final byte[] single = new byte[1];
    private boolean ended;

    ZlibStream(InputStream source) {
        this.source = source;
    }

    @Override
    public int read() throws IOException {
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        while (!ended && length > 0) {
            int n = inflate(target, offset, length);
            if (n > 0) {
                return n;
            }
            if (inflater.finished()) {
                requireEnd();
                ended = true;
            } else if (inflater.needsDictionary()) {
                throw new CorruptDataException("zlib-corrupt", "zlib data must not need a preset dictionary");
            } else if (inflater.needsInput()) {
                fill();
            }
        }
        return length == 0 ? 0 : -1;
    }

    private int inflate(byte[] target, int offset, int length) throws IOException {
        try {
            return inflater.inflate(target, offset, length);
        } catch (DataFormatException e) {
            CorruptDataException corrupt =
                    new CorruptDataException("zlib-corrupt", "zlib data must be valid, were not: " + e.getMessage());
            corrupt.initCause(e);
            throw corrupt;
        }
    }

    private void fill() throws IOException {
        int n = source.read(buffer, 0, buffer.length);
        if (n < 0) {
            CorruptDataException truncated =
                    new CorruptDataException("zlib-truncated", "zlib data must end with their check sum, ended early");
            truncated.initCause(new EOFException());
            throw truncated;
        }
        inflater.setInput(buffer, 0, n);
    }

    private void requireEnd() throws IOException {
        if (inflater.getRemaining() > 0 || source.read() >= 0) {
            throw new CorruptDataException("zlib-trailing-bytes", "nothing may follow the zlib data, something did");
        }
    }

    @Override
    public void close() {
        inflater.end();
    }
}
