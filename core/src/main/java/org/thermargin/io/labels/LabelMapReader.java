package org.thermargin.io.labels;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.thermargin.InputException;
import org.thermargin.io.Printable;
import org.thermargin.scene.VesselKind;

/**
 * Reads a label map from JSON, strictly: unknown or duplicate keys, wrong types, doubled values or names are refused.
 *
 * <pre>{@code
 * {"schema": "thermargin.labels/1", "id": "mine", "source": "our clinic, 2026",
 *  "labels": [{"value": 1, "name": "liver", "role": "liver"},
 *             {"value": 7, "name": "portal vein", "role": "vessel", "kind": "portal"}]}
 * }</pre>
 */
public final class LabelMapReader {
    /** Value of the key {@code schema}. */
    public static final String SCHEMA = "thermargin.labels/1";

    private static final int MAX_BYTES = 1 << 20;
    private static final Set<String> TOP_KEYS = Set.of("schema", "id", "source", "labels");
    private static final Set<String> LABEL_KEYS = Set.of("value", "name", "role", "kind");

    private final String file;

    private LabelMapReader(String file) {
        this.file = file;
    }

    /** The map in a JSON file of at most 1 MiB. */
    public static LabelMap read(Path path) throws InputException {
        String name = String.valueOf(path.getFileName());
        if (!Files.isRegularFile(path, new LinkOption[0])) {
            throw new InputException("label-map-file", "H36", name, "label map must be a regular file, was not");
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new InputException(
                        "label-map-size",
                        "H36",
                        name,
                        "label map must be at most 1 MiB, was " + Files.size(path) + " B");
            }
            return parse(bytes, name);
        } catch (IOException e) {
            throw new InputException("label-map-file", "H36", name, "label map cannot be read: " + e.getMessage());
        }
    }

    /** The map in the bytes of a JSON document; the file name is for messages. */
    public static LabelMap parse(byte[] json, String file) throws InputException {
        LabelMapReader reader = new LabelMapReader(file);
        try {
            JsonNode root = mapper().readTree(json);
            return reader.map(root);
        } catch (JsonProcessingException e) {
            throw reader.refused("label map must be strict JSON: " + e.getOriginalMessage());
        } catch (IOException | IllegalArgumentException e) {
            throw reader.refused(String.valueOf(e.getMessage()));
        }
    }

    private static ObjectMapper mapper() {
        JsonFactory factory = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(16).build())
                .build();
        return new ObjectMapper(factory).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    private LabelMap map(JsonNode root) throws InputException {
        requireKeys(root, TOP_KEYS, "label map");
        if (!text(root, "schema").equals(SCHEMA)) {
            throw refused("schema must be " + SCHEMA + ", was " + Printable.of(text(root, "schema")));
        }
        JsonNode labels = root.get("labels");
        if (labels == null || !labels.isArray()) {
            throw refused("labels must be a list");
        }
        List<LabelEntry> entries = new ArrayList<>();
        for (JsonNode label : labels) {
            entries.add(entry(label));
        }
        return new LabelMap(text(root, "id"), text(root, "source"), entries);
    }

    private LabelEntry entry(JsonNode label) throws InputException {
        requireKeys(label, LABEL_KEYS, "label");
        JsonNode value = label.get("value");
        if (value != null && !value.isInt()) {
            throw refused("value must be a whole number 1 to 65535, was " + value);
        }
        String role = text(label, "role");
        Optional<LabelRole> known = LabelRole.ofKey(role);
        if (known.isEmpty()) {
            throw refused("role must be liver, lesion, vessel, structure, zone or ignore, was " + Printable.of(role));
        }
        return new LabelEntry(
                value == null ? OptionalInt.empty() : OptionalInt.of(value.intValue()),
                text(label, "name"),
                known.get(),
                label.has("kind") ? Optional.of(kind(text(label, "kind"))) : Optional.empty());
    }

    private VesselKind kind(String key) throws InputException {
        for (VesselKind kind : VesselKind.values()) {
            if (kind.key().equals(key)) {
                return kind;
            }
        }
        throw refused("kind must be portal, hepaticVein, ivc, artery or unknown, was " + Printable.of(key));
    }

    private String text(JsonNode node, String key) throws InputException {
        JsonNode value = node.get(key);
        if (value == null || !value.isTextual()) {
            throw refused(key + " must be a text, was " + (value == null ? "absent" : Printable.of(value.toString())));
        }
        return value.textValue();
    }

    private void requireKeys(JsonNode node, Set<String> allowed, String what) throws InputException {
        if (node == null || !node.isObject()) {
            throw refused(what + " must be a JSON object");
        }
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!allowed.contains(name)) {
                throw refused(what + " must have only the keys "
                        + allowed.stream().sorted().toList() + ", had '" + Printable.of(name) + "'");
            }
        }
    }

    private InputException refused(String text) {
        return new InputException("label-map", "H26", file, text);
    }
}
