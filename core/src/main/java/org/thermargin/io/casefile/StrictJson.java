package org.thermargin.io.casefile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.thermargin.InputException;
import org.thermargin.io.FileDigest;
import org.thermargin.io.InputFile;
import org.thermargin.scene.SceneInput;

/** A small JSON document read strictly: no duplicate keys, no NaN, nothing after the end, at most 1 MiB, 32 levels. */
final class StrictJson {
    private static final int MAX_BYTES = 1 << 20;
    private static final int MAX_DEPTH = 32;

    private final JsonObjectReader root;
    private final SceneInput input;

    private StrictJson(JsonObjectReader root, SceneInput input) {
        this.root = root;
        this.input = input;
    }

    /** The bytes of a small document, with the file as an input of the given role. */
    record Bytes(byte[] bytes, String name, SceneInput input) {}

    /** The bytes of the file, hashed; the role is how the file is listed among the inputs. */
    static Bytes bytes(Path path, String role) throws InputException {
        FileDigest digest = new FileDigest();
        try (InputFile file = InputFile.open(path, digest)) {
            byte[] bytes = file.stream().readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new InputException(
                        "json-size", "H36", file.name(), "file must be at most 1 MiB, was " + file.sizeBytes() + " B");
            }
            file.finish();
            return new Bytes(bytes, file.name(), new SceneInput(role, path.toString(), digest.hex(), Optional.empty()));
        } catch (IOException e) {
            throw new InputException(
                    "file-unreadable",
                    "H36",
                    String.valueOf(path.getFileName()),
                    "file must be readable: " + e.getMessage());
        }
    }

    /** The document in the file. */
    static StrictJson read(Path path, String role) throws InputException {
        Bytes file = bytes(path, role);
        return new StrictJson(root(file.bytes(), file.name()), file.input());
    }

    /** The object that the bytes hold. */
    static JsonObjectReader root(byte[] bytes, String name) throws InputException {
        try {
            return new JsonObjectReader(name, "", parse(bytes, name));
        } catch (IOException e) {
            throw new InputException("file-unreadable", "H36", name, "file must be readable: " + e.getMessage());
        }
    }

    private static JsonNode parse(byte[] bytes, String file) throws InputException, IOException {
        JsonFactory factory = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .build())
                .build();
        ObjectMapper mapper = new ObjectMapper(factory).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        try {
            return mapper.readTree(bytes);
        } catch (JsonProcessingException e) {
            String where =
                    e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ";
            throw new InputException(
                    "json-syntax",
                    "H26",
                    file,
                    "file must be strict JSON; " + where + withoutSource(e.getOriginalMessage()));
        }
    }

    /** The parser repeats where it is in words about itself. */
    private static String withoutSource(String message) {
        return message.replaceAll(" ?\\(start marker at \\[Source: [^\\]]*\\]\\)| ?\\[Source: [^\\]]*\\]", "");
    }

    JsonObjectReader root() {
        return root;
    }

    SceneInput input() {
        return input;
    }
}
