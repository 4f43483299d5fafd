package org.thermargin.io.nrrd;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.thermargin.io.CorruptDataException;
import org.thermargin.io.SampleType;

/**
 * Decimal numbers, separated by blanks, line ends or commas, as little-endian samples of a type. Integers must be
 * written as such and fit the type. The last number must be followed by a separator: a digit lost from the end of a
 * file would otherwise go unseen.
 */
final class TextSampleStream extends InputStream {
    private static final int MAX_TOKEN = 400;
    private static final Pattern INTEGER = Pattern.compile("[-+]?\\d{1,30}");
    private static final Pattern REAL = Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");

    private final InputStream source;
    private final SampleType type;
    private final BigInteger low;
    private final BigInteger high;
    private final StringBuilder token = new StringBuilder();
    private long sample;
    private int left;

    TextSampleStream(InputStream source, SampleType type) {
        this.source = source;
        this.type = type;
        boolean signed = type.name().startsWith("INT");
        int bits = 8 * type.bytes();
        this.low = signed ? BigInteger.ONE.shiftLeft(bits - 1).negate() : BigInteger.ZERO;
        this.high = BigInteger.ONE.shiftLeft(signed ? bits - 1 : bits).subtract(BigInteger.ONE);
    }

    @Override
    public int read() throws IOException {
        if (left == 0) {
            if (!nextToken()) {
                return -1;
            }
            sample = parse(token.toString());
            left = type.bytes();
        }
        int b = (int) sample & 0xff;
        sample >>>= 8;
        left--;
        return b;
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

    private boolean nextToken() throws IOException {
        token.setLength(0);
        while (true) {
            int b = source.read();
            boolean separator = b == ' ' || b == ',' || (b >= '\t' && b <= '\r');
            if (b < 0 && token.length() > 0) {
                throw new CorruptDataException(
                        "data-truncated", "text data must end with a line end, ended with '" + token + "'");
            }
            if (b < 0 || (separator && token.length() > 0)) {
                return b >= 0;
            }
            if (!separator) {
                token.append((char) b);
            }
            if (token.length() > MAX_TOKEN) {
                throw notANumber(token.substring(0, 40) + "...");
            }
        }
    }

    private long parse(String text) throws IOException {
        switch (type) {
            case FLOAT32 -> {
                return Float.floatToRawIntBits((float) real(text, true));
            }
            case FLOAT64 -> {
                return Double.doubleToRawLongBits(real(text, false));
            }
            default -> {
                BigInteger value = INTEGER.matcher(text).matches() ? new BigInteger(text) : null;
                if (value == null || value.compareTo(low) < 0 || value.compareTo(high) > 0) {
                    throw notANumber(text);
                }
                return value.longValue();
            }
        }
    }

    private double real(String text, boolean single) throws IOException {
        switch (text.toLowerCase(Locale.ROOT)) {
            case "nan", "-nan", "+nan" -> {
                return Double.NaN;
            }
            case "inf", "+inf" -> {
                return Double.POSITIVE_INFINITY;
            }
            case "-inf" -> {
                return Double.NEGATIVE_INFINITY;
            }
            default -> {
                if (!REAL.matcher(text).matches()) {
                    throw notANumber(text);
                }
                double value = single ? Float.parseFloat(text) : Double.parseDouble(text);
                if (Double.isInfinite(value)) {
                    throw notANumber(text);
                }
                return value;
            }
        }
    }

    private IOException notANumber(String text) {
        String shown = text.replaceAll("[^\\x20-\\x7e]", "?");
        return new CorruptDataException(
                "nrrd-text", "text data must be numbers of type " + type.label() + ", was '" + shown + "'");
    }
}
