package org.thermargin.io;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.DataFormatException;

/**
 * The bytes of deflate streams (RFC 1951) in a source, and the bytes between them. Reads ahead in the source; {@link
 * #nextByte} goes on where a deflate stream ended.
 */
interface Inflation extends AutoCloseable {
    /**
     * From here on tables in Java are taken, which are faster than zlib once they are compiled; the first file of a
     * process pays 0.2 s for that. Masks are smaller: for them both take the same.
     */
    long LARGE_BYTES = 8 << 20;

    /** The fastest way for a source of about that many bytes. */
    static Inflation of(InputStream source, long storedBytes) {
        return storedBytes < LARGE_BYTES ? new ZlibInflation(source) : new TableInflation(source);
    }

    /** The next byte of the source, 0 to 255, or -1 at its end; only outside a deflate stream. */
    int nextByte() throws IOException;

    /** A deflate stream begins with the next byte. */
    void start();

    /**
     * Puts the next bytes, at least one, into the target; returns their number, or -1 when the deflate stream has ended.
     *
     * @throws EOFException when the source ends within the stream
     * @throws DataFormatException when the stream breaks the rules
     */
    int read(byte[] target, int offset, int length) throws IOException, DataFormatException;

    /** Frees memory; the source stays open. */
    @Override
    void close();
}
