package org.thermargin.io.metaimage;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.thermargin.InputException;

/**
 * The text of a MetaImage header as written, before any meaning is given to it.
 *
 * @param fields key in canonical spelling to text, file order, ending with {@code ElementDataFile}
 * @param dataOffset bytes of the header: where LOCAL data or a list of files begin
 * @param file name for messages
 */
record MetaImageHeader(Map<String, String> fields, int dataOffset, String file) {
    private static final int MAX_MESSAGE = 400;
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");

    MetaImageHeader {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** Whether the key is there. */
    boolean has(String key) {
        return fields.containsKey(key);
    }

    /** The text of a key that must be there. */
    String required(String key) throws InputException {
        String value = fields.get(key);
        if (value == null) {
            throw refused(
                    "metaimage-field-missing", "H36", "MetaImage header must state '" + key + "', which is absent");
        }
        return value;
    }

    /** True or False of a key that must be there. */
    boolean flag(String key) throws InputException {
        String text = required(key);
        if (text.equalsIgnoreCase("true") || text.equals("1")) {
            return true;
        }
        if (text.equalsIgnoreCase("false") || text.equals("0")) {
            return false;
        }
        throw refused("metaimage-number", "H36", "MetaImage '" + key + "' must be True or False, was '" + text + "'");
    }

    /** True or False of a key, or the default where it is absent. */
    boolean flag(String key, boolean whenAbsent) throws InputException {
        return has(key) ? flag(key) : whenAbsent;
    }

    /** The one whole number of a key, or the default where it is absent. */
    long integer(String key, long whenAbsent) throws InputException {
        return has(key) ? integer(key) : whenAbsent;
    }

    /** The one whole number of a key. */
    long integer(String key) throws InputException {
        String text = required(key);
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw refused(
                    "metaimage-number", "H36", "MetaImage '" + key + "' must be a whole number, was '" + text + "'");
        }
    }

    /** Exactly the given count of finite numbers. */
    double[] numbers(String key, int count) throws InputException {
        List<String> words = List.of(required(key).split("[ \t]+"));
        if (words.size() != count) {
            throw refused(
                    "metaimage-count",
                    "H08",
                    "MetaImage '" + key + "' must have " + count + " entries, had " + words.size());
        }
        double[] numbers = new double[count];
        for (int n = 0; n < count; n++) {
            String word = words.get(n);
            numbers[n] = NUMBER.matcher(word).matches() ? Double.parseDouble(word) : Double.NaN;
            if (!Double.isFinite(numbers[n])) {
                throw refused(
                        "metaimage-number",
                        "H10",
                        "MetaImage '" + key + "' must hold finite numbers, was '" + word + "'");
            }
        }
        return numbers;
    }

    /** The refusal of this file for the given reason; control characters and endless texts of the file are not repeated. */
    InputException refused(String code, String hazard, String text) {
        String shortened = text.length() > MAX_MESSAGE ? text.substring(0, MAX_MESSAGE) + "..." : text;
        return new InputException(code, hazard, file, shortened);
    }
}
