package org.thermargin.io;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Inflation by the zlib that comes with Java. */
final class ZlibInflation implements Inflation {
    private static final int BUFFER_BYTES = 1 << 16;

    private final InputStream source;
    private final Inflater inflater = new Inflater(true);
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int next;
    private int end;

    ZlibInflation(InputStream source) {
        this.source = source;
    }

    @Override
    public int nextByte() throws IOException {
        return fill() ? buffer[next++] & 0xff : -1;
    }

    @Override
    public void start() {
        inflater.reset();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException, DataFormatException {
        while (!inflater.finished()) {
            if (inflater.needsInput()) {
                if (!fill()) {
                    throw new EOFException();
                }
                inflater.setInput(buffer, next, end - next);
                next = end;
            }
            int n = inflater.inflate(target, offset, length);
            if (inflater.finished()) {
                next = end - inflater.getRemaining();
            }
            if (n > 0) {
                return n;
            }
        }
        return -1;
    }

    private boolean fill() throws IOException {
        if (next < end) {
            return true;
        }
        next = 0;
        end = Math.max(0, source.read(buffer, 0, buffer.length));
        return end > 0;
    }

    @Override
    public void close() {
        inflater.end();
    }
}
