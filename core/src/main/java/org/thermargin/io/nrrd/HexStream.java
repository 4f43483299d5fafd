package org.thermargin.io.nrrd;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.thermargin.io.CorruptDataException;

/** Bytes written as pairs of hexadecimal digits; blanks and line ends may stand anywhere. */
final class HexStream extends InputStream {
    private final InputStream source;

    HexStream(InputStream source) {
        this.source = source;
    }

    @Override
    public int read() throws IOException {
        int high = digit();
        if (high < 0) {
            return -1;
        }
        int low = digit();
        if (low < 0) {
            throw new CorruptDataException("data-truncated", "hex data must have two digits per byte, ended after one");
        }
        return high << 4 | low;
    }

    /** Unlike the inherited method, does not swallow what is wrong after the first byte. */
    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        for (int n = 0; n < length; n++) {
            int b = read();
            if (b < 0) {
                return n == 0 ? -1 : n;
            }
            target[offset + n] = (byte) b;
        }
        return length;
    }

    private int digit() throws IOException {
        int b = source.read();
        while (b == ' ' || (b >= '\t' && b <= '\r')) {
            b = source.read();
        }
        int digit = b < 0x80 ? Character.digit(b, 16) : -1;
        if (b >= 0 && digit < 0) {
            throw new CorruptDataException("nrrd-hex", "hex data must be digits 0-9 and a-f, had byte " + b);
        }
        return digit;
    }
}
