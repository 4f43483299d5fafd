package org.thermargin.io.dicom;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A data set to be written in explicit little endian: elements in the order of their tags, values of even length,
 * sequences and items with stated lengths. The same calls give the same bytes.
 */
final class DataSetOut {
    private static final Set<String> WIDE = Set.of("OB", "OW", "SQ", "UT", "UN");
    private static final Set<String> IN_CHARSET = Set.of("SH", "LO", "ST", "LT", "UT", "PN");
    private static final int SHORT_LENGTH = 0xfffe;
    private static final int DECIMAL_CHARACTERS = 16;
    private static final int PREAMBLE_BYTES = 128;

    private final SortedMap<Integer, Element> elements = new TreeMap<>(Integer::compareUnsigned);
    private final Charset charset;

    private record Element(String vr, byte[] value) {}

    /** Texts are ASCII; what is not becomes a question mark. */
    DataSetOut() {
        this(StandardCharsets.US_ASCII);
    }

    /** Texts that people read are in the character set, which the data set must state. */
    DataSetOut(Charset charset) {
        this.charset = charset;
    }

    /** Puts a value; a tag may be put once. */
    DataSetOut bytes(int tag, String vr, byte[] value) {
        if (!WIDE.contains(vr) && value.length > SHORT_LENGTH) {
            throw new IllegalArgumentException(Tags.text(tag) + " must have at most " + SHORT_LENGTH + " bytes");
        }
        if (elements.putIfAbsent(tag, new Element(vr, value)) != null) {
            throw new IllegalArgumentException(Tags.text(tag) + " was put already");
        }
        return this;
    }

    /** Puts texts, backslashes between them; none: the element without a value. */
    DataSetOut text(int tag, String vr, String... values) {
        Charset encoding = IN_CHARSET.contains(vr) ? charset : StandardCharsets.US_ASCII;
        return bytes(tag, vr, String.join("\\", values).getBytes(encoding));
    }

    DataSetOut unsignedShorts(int tag, int... values) {
        ByteBuffer buffer = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            buffer.putShort((short) value);
        }
        return bytes(tag, "US", buffer.array());
    }

    DataSetOut unsignedInts(int tag, int... values) {
        ByteBuffer buffer = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            buffer.putInt(value);
        }
        return bytes(tag, "UL", buffer.array());
    }

    /** Puts the tag of another element as a value. */
    DataSetOut pointer(int tag, int target) {
        ByteBuffer buffer = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putShort((short) (target >>> 16)).putShort((short) target);
        return bytes(tag, "AT", buffer.array());
    }

    /** Puts decimal numbers of at most 16 characters each, with as many digits as fit. */
    DataSetOut decimals(int tag, double... values) {
        String[] texts = new String[values.length];
        for (int n = 0; n < values.length; n++) {
            texts[n] = decimal(values[n]);
        }
        return text(tag, "DS", texts);
    }

    /** The number with as many digits as 16 characters hold. */
    static String decimal(double value) {
        BigDecimal exact = new BigDecimal(Double.toString(value));
        for (int digits = 17; digits > 0; digits--) {
            BigDecimal rounded = exact.round(new MathContext(digits)).stripTrailingZeros();
            String plain = rounded.signum() == 0 ? "0" : rounded.toPlainString();
            String shorter = plain.length() <= DECIMAL_CHARACTERS ? plain : rounded.toString();
            if (shorter.length() <= DECIMAL_CHARACTERS) {
                return shorter;
            }
        }
        throw new IllegalStateException("one digit and an exponent fit in 16 characters: " + value);
    }

    /** Puts a sequence; no items: the sequence without any. */
    DataSetOut items(int tag, List<DataSetOut> items) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (DataSetOut item : items) {
            byte[] bytes = item.bytes();
            all.writeBytes(head(Tags.ITEM, 8).putInt(bytes.length).array());
            all.writeBytes(bytes);
        }
        return bytes(tag, "SQ", all.toByteArray());
    }

    DataSetOut item(int tag, DataSetOut item) {
        return items(tag, List.of(item));
    }

    DataSetOut code(int tag, Code code) {
        return item(tag, code.item());
    }

    /** The encoded elements. */
    byte[] bytes() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        elements.forEach((tag, element) -> {
            boolean odd = element.value.length % 2 != 0;
            int length = element.value.length + (odd ? 1 : 0);
            boolean wide = WIDE.contains(element.vr);
            ByteBuffer head = head(tag, wide ? 12 : 8).put(element.vr.getBytes(StandardCharsets.US_ASCII));
            all.writeBytes((wide ? head.putShort((short) 0).putInt(length) : head.putShort((short) length)).array());
            all.writeBytes(element.value);
            if (odd) {
                all.write(element.vr.equals("UI") || element.vr.equals("OB") ? 0 : ' ');
            }
        });
        return all.toByteArray();
    }

    private static ByteBuffer head(int tag, int bytes) {
        return ByteBuffer.allocate(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) (tag >>> 16))
                .putShort((short) tag);
    }

    /** A whole file: preamble, file header and the data set. */
    byte[] file(WrittenObject object) {
        byte[] header = new DataSetOut()
                .bytes(Tags.HEADER_VERSION, "OB", new byte[] {0, 1})
                .text(Tags.MEDIA_CLASS, "UI", object.sopClass())
                .text(Tags.MEDIA_INSTANCE, "UI", object.sopUid())
                .text(Tags.TRANSFER_SYNTAX, "UI", TransferSyntax.EXPLICIT_LITTLE.uid())
                .text(Tags.IMPLEMENTATION_CLASS, "UI", ContentUid.of("implementation"))
                .text(Tags.IMPLEMENTATION_NAME, "SH", "THERMARGIN")
                .bytes();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(new byte[PREAMBLE_BYTES]);
        all.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
        all.writeBytes(
                new DataSetOut().unsignedInts(Tags.HEADER_LENGTH, header.length).bytes());
        all.writeBytes(header);
        all.writeBytes(bytes());
        return all.toByteArray();
    }
}
