package org.thermargin.io.casefile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import org.thermargin.InputException;
import org.thermargin.geometry.Point3;
import org.thermargin.io.Printable;

/** One object of a JSON document: typed access to its fields; every refusal names file, field, rule and value. */
final class JsonObjectReader {
    private final String file;
    private final String where;
    private final JsonNode node;

    JsonObjectReader(String file, String where, JsonNode node) throws InputException {
        this.file = file;
        this.where = where;
        this.node = node;
        if (node == null || !node.isObject()) {
            throw refused((where.isEmpty() ? "document" : where) + " must be a JSON object, was " + shown(node));
        }
    }

    /** Refuses any key but these. */
    void requireOnly(Set<String> keys) throws InputException {
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!keys.contains(name)) {
                throw refused("unknown key " + path(name) + "; known here: "
                        + String.join(", ", keys.stream().sorted().toList()));
            }
        }
    }

    /** Name of the document's file, for messages. */
    String file() {
        return file;
    }

    boolean has(String key) {
        return node.has(key);
    }

    String text(String key) throws InputException {
        JsonNode value = node.get(key);
        if (value == null) {
            throw refused(path(key) + " must be given, was absent");
        }
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw refused(path(key) + " must be a text, was " + shown(value));
        }
        return value.textValue();
    }

    Optional<String> optionalText(String key) throws InputException {
        return has(key) ? Optional.of(text(key)) : Optional.empty();
    }

    /** A text that must be one of the choices. */
    String choice(String key, List<String> choices) throws InputException {
        String value = text(key);
        if (!choices.contains(value)) {
            throw refused(path(key) + " must be one of " + String.join(", ", choices) + "; was " + Printable.of(value));
        }
        return value;
    }

    /** A list of texts, at least one. */
    List<String> texts(String key) throws InputException {
        JsonNode list = node.get(key);
        List<String> texts = new ArrayList<>();
        if (list == null || !list.isArray() || list.isEmpty()) {
            throw refused(path(key) + " must be a list of names, was " + shown(list));
        }
        for (JsonNode text : list) {
            if (!text.isTextual() || text.textValue().isBlank()) {
                throw refused(path(key) + " must be a list of names, had " + shown(text));
            }
            texts.add(text.textValue());
        }
        return texts;
    }

    /** A finite number within the bounds, both included. */
    double number(String key, double low, double high, String unit) throws InputException {
        double value = finite(node.get(key), path(key));
        if (value < low || value > high) {
            throw refused(path(key) + " must be " + plain(low) + " to " + plain(high)
                    + (unit.isEmpty() ? "" : " " + unit) + ", was " + value);
        }
        return value;
    }

    OptionalDouble optionalNumber(String key, double low, double high, String unit) throws InputException {
        return has(key) ? OptionalDouble.of(number(key, low, high, unit)) : OptionalDouble.empty();
    }

    /** A list of finite numbers within the bounds, both included; at least one. */
    List<Double> numbers(String key, double low, double high, String unit) throws InputException {
        JsonNode list = node.get(key);
        if (list == null || !list.isArray() || list.isEmpty()) {
            throw refused(path(key) + " must be a list of numbers, was " + shown(list));
        }
        List<Double> numbers = new ArrayList<>();
        for (int n = 0; n < list.size(); n++) {
            double value = finite(list.get(n), path(key) + "[" + n + "]");
            if (value < low || value > high) {
                throw refused(path(key) + "[" + n + "] must be " + plain(low) + " to " + plain(high) + " " + unit
                        + ", was " + value);
            }
            numbers.add(value);
        }
        return numbers;
    }

    /** The list of points under the key, at least one; LPS mm. */
    List<Point3> points(String key) throws InputException {
        JsonNode list = node.get(key);
        if (list == null || !list.isArray() || list.isEmpty()) {
            throw refused(path(key) + " must be a list of points [x, y, z], was " + shown(list));
        }
        List<Point3> points = new ArrayList<>();
        for (int n = 0; n < list.size(); n++) {
            if (!list.get(n).isArray() || list.get(n).size() != 3) {
                throw refused(
                        path(key) + "[" + n + "] must be three numbers [x, y, z] in mm, was " + shown(list.get(n)));
            }
            points.add(new Point3(
                    finite(list.get(n).get(0), path(key)),
                    finite(list.get(n).get(1), path(key)),
                    finite(list.get(n).get(2), path(key))));
        }
        return points;
    }

    /** True or false; the other value where absent. */
    boolean flag(String key, boolean otherwise) throws InputException {
        JsonNode value = node.get(key);
        if (value != null && !value.isBoolean()) {
            throw refused(path(key) + " must be true or false, was " + shown(value));
        }
        return value == null ? otherwise : value.booleanValue();
    }

    /** Three numbers in the given frame, as a point in LPS. */
    Point3 point(String key, PointFrame frame) throws InputException {
        JsonNode value = node.get(key);
        if (value == null || !value.isArray() || value.size() != 3) {
            throw refused(path(key) + " must be three numbers [x, y, z] in mm, was " + shown(value));
        }
        double[] c = new double[3];
        for (int n = 0; n < 3; n++) {
            c[n] = finite(value.get(n), path(key) + "[" + n + "]");
            if (Math.abs(c[n]) > 1e5) {
                throw refused(path(key) + "[" + n + "] must be -100000 to 100000 mm, was " + c[n]);
            }
        }
        return frame.toLps(c[0], c[1], c[2]);
    }

    /** The object under the key. */
    JsonObjectReader object(String key) throws InputException {
        return new JsonObjectReader(file, path(key), node.get(key));
    }

    /** The list of objects under the key; empty when absent. */
    List<JsonObjectReader> objects(String key) throws InputException {
        List<JsonObjectReader> result = new ArrayList<>();
        if (has(key)) {
            JsonNode list = node.get(key);
            if (!list.isArray()) {
                throw refused(path(key) + " must be a list, was " + shown(list));
            }
            for (int n = 0; n < list.size(); n++) {
                result.add(new JsonObjectReader(file, path(key) + "[" + n + "]", list.get(n)));
            }
        }
        return result;
    }

    /** This object as a map from each key to its list of texts, in key order. */
    Map<String, List<String>> textLists() throws InputException {
        Map<String, List<String>> result = new TreeMap<>();
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String key = names.next();
            JsonNode list = node.get(key);
            List<String> texts = new ArrayList<>();
            if (!list.isArray() || list.isEmpty()) {
                throw refused(path(key) + " must be a list of lesion names, was " + shown(list));
            }
            for (JsonNode text : list) {
                if (!text.isTextual()) {
                    throw refused(path(key) + " must be a list of lesion names, had " + shown(text));
                }
                texts.add(text.textValue());
            }
            result.put(key, List.copyOf(texts));
        }
        return result;
    }

    /** A label: a whole number 1..65535, or a text; as text. */
    Optional<String> label(String key) throws InputException {
        JsonNode value = node.get(key);
        if (value == null) {
            return Optional.empty();
        }
        if (value.isInt() && value.intValue() >= 1 && value.intValue() <= 65535) {
            return Optional.of(Integer.toString(value.intValue()));
        }
        if (value.isTextual() && !value.textValue().isBlank()) {
            return Optional.of(value.textValue());
        }
        throw refused(path(key) + " must be a whole number 1 to 65535 or a segment name, was " + shown(value));
    }

    private double finite(JsonNode value, String path) throws InputException {
        if (value == null) {
            throw refused(path + " must be given, was absent");
        }
        if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
            throw refused(path + " must be a finite number, was " + shown(value));
        }
        return value.doubleValue();
    }

    String path(String key) {
        String safe = Printable.of(key);
        return where.isEmpty() ? safe : where + "." + safe;
    }

    InputException refused(String text) {
        return new InputException("case-field", "H26", file, text);
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    private static String shown(JsonNode value) {
        return value == null || value.isMissingNode() ? "absent" : Printable.of(value.toString());
    }
}
