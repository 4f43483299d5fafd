package org.thermargin.io.nrrd;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.thermargin.InputException;

/** Reads NRRD vectors such as {@code (0.8,0,-1e-8)}; every number is finite and written with a decimal point. */
final class NrrdVectors {
    private static final Pattern VECTOR = Pattern.compile("\\s*(none|\\(([^()]*)\\))");
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");
    private static final int MAX_VECTORS = 16;

    private NrrdVectors() {}

    /** The vectors of a field, an empty array for {@code none}; each other one has the given number of components. */
    static List<double[]> parse(NrrdHeader header, String field, int components) throws InputException {
        String text = header.required(field);
        List<double[]> vectors = new ArrayList<>();
        Matcher matcher = VECTOR.matcher(text);
        int end = 0;
        while (end < text.length()) {
            matcher.region(end, text.length());
            if (!matcher.lookingAt() || vectors.size() == MAX_VECTORS) {
                throw malformed(header, field, text);
            }
            String inside = matcher.group(2);
            vectors.add(inside == null ? new double[0] : components(header, field, inside, components));
            end = matcher.end();
        }
        return vectors;
    }

    private static double[] components(NrrdHeader header, String field, String inside, int count)
            throws InputException {
        String[] parts = inside.split(",", -1);
        if (parts.length != count) {
            throw malformed(header, field, "(" + inside + ")");
        }
        double[] vector = new double[count];
        for (int n = 0; n < count; n++) {
            vector[n] = number(header, field, parts[n].trim());
        }
        return vector;
    }

    /** One finite number in plain decimal or exponent notation. */
    static double number(NrrdHeader header, String field, String text) throws InputException {
        double value = NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
        if (!Double.isFinite(value)) {
            throw header.refused(
                    "nrrd-number", "H10", "NRRD '" + field + "' must hold finite numbers, was '" + text + "'");
        }
        return value;
    }

    private static InputException malformed(NrrdHeader header, String field, String text) {
        String shortened = text.length() > 80 ? text.substring(0, 80) + "..." : text;
        return header.refused(
                "nrrd-vector",
                "H10",
                "NRRD '" + field + "' must be vectors like (1,0,0) with one number per space axis, was '" + shortened
                        + "'");
    }
}
