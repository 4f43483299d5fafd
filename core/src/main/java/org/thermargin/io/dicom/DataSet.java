package org.thermargin.io.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.thermargin.InputException;

/**
 * The elements of one data set or sequence item. Values are decoded when asked for and never printed in messages, unless
 * they are numbers: texts may name a patient (H38).
 */
final class DataSet {
    private final String file;
    private final byte[] bytes;
    private final boolean big;
    private final Map<Integer, DataElement> elements = new HashMap<>();
    private final int depth;

    DataSet(String file, byte[] bytes, boolean big, int depth) {
        this.file = file;
        this.bytes = bytes;
        this.big = big;
        this.depth = depth;
    }

    /** Name of the file, for messages. */
    String file() {
        return file;
    }

    byte[] bytes() {
        return bytes;
    }

    boolean isBigEndian() {
        return big;
    }

    /** Adds an element unless there is one of the tag already. */
    boolean put(int tag, DataElement element) {
        return elements.putIfAbsent(tag, element) == null;
    }

    Optional<DataElement> element(int tag) {
        return Optional.ofNullable(elements.get(tag));
    }

    /** Whether the element is there and has a value. */
    boolean has(int tag) {
        DataElement element = elements.get(tag);
        return element != null && (element.length() > 0 || element.items().isPresent());
    }

    /** The text without padding; empty when absent. */
    String text(int tag) {
        return text(tag, StandardCharsets.ISO_8859_1);
    }

    /** The text in the given character set, without padding; empty when absent. */
    String text(int tag, Charset charset) {
        DataElement element = elements.get(tag);
        if (element == null) {
            return "";
        }
        String text = new String(bytes, element.offset(), element.length(), charset);
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) <= ' ') {
            end--;
        }
        int start = 0;
        while (start < end && text.charAt(start) <= ' ') {
            start++;
        }
        return text.substring(start, end);
    }

    /** The decimal numbers of a DS element; empty array when absent. */
    double[] decimals(int tag) throws InputException {
        String text = text(tag);
        if (text.isEmpty()) {
            return new double[0];
        }
        String[] parts = text.split("\\\\", -1);
        double[] values = new double[parts.length];
        for (int n = 0; n < parts.length; n++) {
            values[n] = decimal(tag, parts[n].trim());
        }
        return values;
    }

    private double decimal(int tag, String part) throws InputException {
        if (!part.isEmpty() && part.chars().allMatch(c -> "0123456789+-.eE".indexOf(c) >= 0)) {
            try {
                return Double.parseDouble(part);
            } catch (NumberFormatException e) {
                throw notANumber(tag); // without its cause, which quotes the text
            }
        }
        throw notANumber(tag);
    }

    private InputException notANumber(int tag) {
        return refused("dicom-value", "H26", Tags.text(tag) + " must be a decimal number, was not");
    }

    /** A fixed number of finite decimals; refused when there are others. */
    double[] decimals(int tag, int count) throws InputException {
        double[] values = decimals(tag);
        if (values.length != count) {
            throw refused(
                    "dicom-value", "H26", Tags.text(tag) + " must have " + count + " numbers, had " + values.length);
        }
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw notANumber(tag);
            }
        }
        return values;
    }

    OptionalDouble optionalDecimal(int tag) throws InputException {
        return has(tag) ? OptionalDouble.of(decimals(tag, 1)[0]) : OptionalDouble.empty();
    }

    /** A whole number written as text (IS); empty when absent. */
    OptionalInt integerText(int tag) throws InputException {
        String text = text(tag);
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(Integer.parseInt(text.startsWith("+") ? text.substring(1) : text));
        } catch (NumberFormatException e) {
            throw refused("dicom-value", "H26", Tags.text(tag) + " must be a whole number, was not");
        }
    }

    /** An unsigned 16-bit number (US); refused when absent. */
    int unsignedShort(int tag) throws InputException {
        if (!has(tag)) {
            throw refused("dicom-element-missing", "H26", Tags.text(tag) + " must be there, was not");
        }
        return optionalUnsignedShort(tag).orElseThrow();
    }

    OptionalInt optionalUnsignedShort(int tag) throws InputException {
        if (!has(tag)) {
            return OptionalInt.empty();
        }
        DataElement element = elements.get(tag);
        if (element.length() != 2) {
            throw refused("dicom-value", "H26", Tags.text(tag) + " must have 2 bytes, had " + element.length());
        }
        ByteBuffer buffer =
                ByteBuffer.wrap(bytes, element.offset(), 2).order(big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        return OptionalInt.of(buffer.getShort() & 0xffff);
    }

    /** The items of a sequence; none when absent. */
    List<DataSet> items(int tag) throws InputException {
        DataElement element = elements.get(tag);
        if (element == null) {
            return List.of();
        }
        if (element.items().isPresent()) {
            return element.items().get();
        }
        // a sequence of known length in implicit syntax looks like any other element
        return DataSetParser.sequence(this, element, depth + 1);
    }

    /** The first item of a sequence; empty when there is none. */
    Optional<DataSet> item(int tag) throws InputException {
        return items(tag).stream().findFirst();
    }

    /** Character set of names, as far as Java knows it. */
    Charset charset() {
        String[] stated = text(Tags.CHARACTER_SET).split("\\\\", -1);
        String last = stated[stated.length - 1].trim();
        String name = switch (last.replace("ISO 2022 IR", "ISO_IR")) {
            case "ISO_IR 192" -> "UTF-8";
            case "GB18030", "GBK" -> "GB18030";
            case "ISO_IR 101" -> "ISO-8859-2";
            case "ISO_IR 109" -> "ISO-8859-3";
            case "ISO_IR 110" -> "ISO-8859-4";
            case "ISO_IR 144" -> "ISO-8859-5";
            case "ISO_IR 127" -> "ISO-8859-6";
            case "ISO_IR 126" -> "ISO-8859-7";
            case "ISO_IR 138" -> "ISO-8859-8";
            case "ISO_IR 148" -> "ISO-8859-9";
            case "ISO_IR 203" -> "ISO-8859-15";
            case "ISO_IR 166" -> "TIS-620";
            case "ISO_IR 13" -> "Shift_JIS";
            case "ISO_IR 87", "ISO_IR 159" -> "ISO-2022-JP";
            case "ISO_IR 149" -> "EUC-KR";
            case "ISO_IR 58" -> "GB2312";
            default -> "ISO-8859-1";
        };
        return Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.ISO_8859_1;
    }

    /** A refusal that names this file. */
    InputException refused(String code, String hazard, String text) {
        return new InputException(code, hazard, file, text);
    }
}
