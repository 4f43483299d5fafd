package org.thermargin.io.nrrd;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.thermargin.InputException;

/**
 * The text of a NRRD header as written, before any meaning is given to it.
 *
 * @param version the digit of the magic, 1 to 5
 * @param fields field name in canonical spelling ({@code "space directions"}) to description, file order
 * @param pairs key to value of the {@code key:=value} lines, escapes resolved, file order
 * @param dataOffset bytes before the first byte after the blank line; the header's length when there is no blank line
 * @param endsWithBlankLine whether data may follow in the same file
 * @param file name for messages
 */
record NrrdHeader(
        int version,
        Map<String, String> fields,
        Map<String, String> pairs,
        int dataOffset,
        boolean endsWithBlankLine,
        String file) {
    private static final int MAX_MESSAGE = 400;

    NrrdHeader {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        pairs = Collections.unmodifiableMap(new LinkedHashMap<>(pairs));
    }

    /** Whether the field is there. */
    boolean has(String field) {
        return fields.containsKey(field);
    }

    /** The description of a field that must be there. */
    String required(String field) throws InputException {
        String value = fields.get(field);
        if (value == null) {
            throw refused("nrrd-field-missing", "H36", "NRRD header must state '" + field + "', which is absent");
        }
        return value;
    }

    /** A field of whole numbers separated by blanks, all of them; the field must be there. */
    int[] integers(String field) throws InputException {
        List<String> words = words(required(field));
        int[] numbers = new int[words.size()];
        for (int n = 0; n < numbers.length; n++) {
            numbers[n] = integer(field, words.get(n));
        }
        return numbers;
    }

    /** A field of one whole number, or the default where it is absent. */
    int integer(String field, int whenAbsent) throws InputException {
        return has(field) ? integer(field, required(field)) : whenAbsent;
    }

    private int integer(String field, String text) throws InputException {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw refused("nrrd-number", "H36", "NRRD '" + field + "' must be whole numbers, was '" + text + "'");
        }
    }

    /** The refusal of this file for the given reason; control characters and endless texts of the file are not repeated. */
    InputException refused(String code, String hazard, String text) {
        String shortened = text.length() > MAX_MESSAGE ? text.substring(0, MAX_MESSAGE) + "..." : text;
        return new InputException(code, hazard, file, shortened);
    }

    /** The words of a text, separated by any run of blanks. */
    static List<String> words(String text) {
        String trimmed = text.trim();
        return trimmed.isEmpty() ? List.of() : List.of(trimmed.split("[ \t]+"));
    }
}
