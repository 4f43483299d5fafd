package org.thermargin.io.dicom;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.Deflater;

/**
 * Writes DICOM data sets for tests, element by element and without any check, so that broken ones can be made too. A
 * minimal writer of our own: what it writes is held against pydicom and dcmtk in {@code DicomOracleTest}.
 */
final class DicomBytes {
    static final String CT = "1.2.840.10008.5.1.4.1.1.2";
    static final String ENHANCED_CT = "1.2.840.10008.5.1.4.1.1.2.1";
    static final String SEG = "1.2.840.10008.5.1.4.1.1.66.4";
    static final String RTSTRUCT = "1.2.840.10008.5.1.4.1.1.481.3";

    private static final Set<String> LONG =
            Set.of("OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV");

    private final boolean explicit;
    private final ByteOrder order;
    private final boolean undefinedLengths;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    DicomBytes(boolean explicit, ByteOrder order, boolean undefinedLengths) {
        this.explicit = explicit;
        this.order = order;
        this.undefinedLengths = undefinedLengths;
    }

    /** An empty data set of explicit little endian with sequences of stated length. */
    static DicomBytes plain() {
        return new DicomBytes(true, ByteOrder.LITTLE_ENDIAN, false);
    }

    /** An empty data set of the same form, for an item. */
    DicomBytes item() {
        return new DicomBytes(explicit, order, undefinedLengths);
    }

    DicomBytes raw(int tag, String vr, byte[] value) {
        return header(tag, vr, value.length).bytes(value);
    }

    /** Tag, representation and length alone; the length may lie. */
    DicomBytes header(int tag, String vr, long length) {
        shorts(tag >>> 16, tag & 0xffff);
        if (explicit && tag >>> 16 != 0xfffe) {
            bytes(vr.getBytes(StandardCharsets.US_ASCII));
            if (LONG.contains(vr)) {
                shorts(0);
            } else {
                return shorts((int) length);
            }
        }
        return bytes(ByteBuffer.allocate(4).order(order).putInt((int) length).array());
    }

    private DicomBytes shorts(int... values) {
        for (int value : values) {
            bytes(ByteBuffer.allocate(2).order(order).putShort((short) value).array());
        }
        return this;
    }

    DicomBytes bytes(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    DicomBytes text(int tag, String vr, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.ISO_8859_1);
        byte[] even = Arrays.copyOf(bytes, bytes.length + (bytes.length & 1));
        if (bytes.length < even.length) {
            even[bytes.length] = (byte) (vr.equals("UI") ? 0 : ' ');
        }
        return raw(tag, vr, even);
    }

    DicomBytes decimals(int tag, double... values) {
        StringBuilder text = new StringBuilder();
        for (double value : values) {
            text.append(text.isEmpty() ? "" : "\\").append(String.format(Locale.ROOT, "%.6f", value));
        }
        return text(tag, "DS", text.toString());
    }

    DicomBytes unsignedShort(int tag, int value) {
        return raw(
                tag,
                "US",
                ByteBuffer.allocate(2).order(order).putShort((short) value).array());
    }

    DicomBytes sequence(int tag, List<DicomBytes> items) {
        DicomBytes content = item();
        for (DicomBytes item : items) {
            byte[] bytes = item.toBytes();
            content.header(Tags.ITEM, "", undefinedLengths ? 0xffffffffL : bytes.length)
                    .bytes(bytes);
            if (undefinedLengths) {
                content.header(Tags.ITEM_END, "", 0);
            }
        }
        if (!undefinedLengths) {
            return raw(tag, "SQ", content.toBytes());
        }
        return header(tag, "SQ", 0xffffffffL).bytes(content.toBytes()).header(Tags.SEQUENCE_END, "", 0);
    }

    /** Encapsulated pixel data: an empty offset table and one fragment per frame. */
    DicomBytes fragments(byte[]... frames) {
        header(Tags.PIXELS, "OB", 0xffffffffL).header(Tags.ITEM, "", 0);
        for (byte[] frame : frames) {
            byte[] even = Arrays.copyOf(frame, frame.length + (frame.length & 1));
            header(Tags.ITEM, "", even.length).bytes(even);
        }
        return header(Tags.SEQUENCE_END, "", 0);
    }

    byte[] toBytes() {
        return out.toByteArray();
    }

    /** A whole file of the data set under a transfer syntax. */
    byte[] file(TransferSyntax syntax) {
        return file(uid(syntax));
    }

    byte[] file(String syntaxUid) {
        byte[] meta = plain().text(Tags.TRANSFER_SYNTAX, "UI", syntaxUid).toBytes();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new byte[128]);
        file.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
        file.writeBytes(meta);
        file.writeBytes(syntaxUid.equals(uid(TransferSyntax.DEFLATED)) ? deflated(toBytes()) : toBytes());
        return file.toByteArray();
    }

    static String uid(TransferSyntax syntax) {
        return switch (syntax) {
            case IMPLICIT_LITTLE -> "1.2.840.10008.1.2";
            case EXPLICIT_LITTLE -> "1.2.840.10008.1.2.1";
            case DEFLATED -> "1.2.840.10008.1.2.1.99";
            case EXPLICIT_BIG -> "1.2.840.10008.1.2.2";
            case RLE -> "1.2.840.10008.1.2.5";
            case JPEG_LOSSLESS -> "1.2.840.10008.1.2.4.57";
            case JPEG_LOSSLESS_FIRST_ORDER -> "1.2.840.10008.1.2.4.70";
        };
    }

    private static byte[] deflated(byte[] bytes) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        deflater.setInput(bytes);
        deflater.finish();
        byte[] buffer = new byte[bytes.length + 64];
        int length = deflater.deflate(buffer);
        deflater.end();
        return Arrays.copyOf(buffer, length);
    }
}
