package org.thermargin.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.thermargin.InputException;
import org.thermargin.io.Printable;

/** A result of {@code assess} that was stored as JSON, to be held against one computed anew. */
public final class StoredResult {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final String FILE = "assessment.json";
    private static final long MAX_BYTES = 256L << 20;
    /** Written by another build or on another machine they may differ; the numbers may not. */
    private static final Set<String> NOT_COMPARED = Set.of("/software/version", "/software/commit", "/software/java");

    private final String name;
    private final JsonNode document;

    private StoredResult(String name, JsonNode document) {
        this.name = name;
        this.document = document;
    }

    /**
     * A value that is not the same.
     *
     * @param place JSON pointer
     * @param stored as stored; "absent" where there is none
     * @param now as computed anew
     */
    public record Difference(String place, String stored, String now) {}

    /**
     * A stored result held against another.
     *
     * @param compared how many numbers, texts and flags stand in either
     */
    public record Comparison(int compared, List<Difference> differences) {
        public Comparison {
            differences = List.copyOf(differences);
        }

        /** Whether nothing differs. */
        public boolean isSame() {
            return differences.isEmpty();
        }
    }

    /** Reads a result: the JSON document, or the folder that {@code assess --out} wrote. */
    public static StoredResult read(Path path) throws InputException {
        Path file = Files.isDirectory(path) ? path.resolve(FILE) : path;
        String name = String.valueOf(file.getFileName());
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw refused(
                        name, "must be at most " + (MAX_BYTES >> 20) + " MiB, was " + Files.size(file) + " bytes");
            }
            return of(name, Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw refused(
                    name,
                    "must be a readable UTF-8 file; reading failed with "
                            + e.getClass().getSimpleName());
        }
    }

    /** A result from its text; the name is that of its file, for messages. */
    public static StoredResult of(String name, String text) throws InputException {
        JsonNode document;
        try {
            document = MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw refused(name, "must be a JSON document, was not: " + Printable.of(e.getOriginalMessage()));
        }
        String schema = document.path("schema").asText("absent");
        if (!AssessmentJson.SCHEMA.equals(schema)) {
            throw refused(name, "must have the schema " + AssessmentJson.SCHEMA + ", was " + Printable.of(schema));
        }
        if (document.has("refused")) {
            throw refused(name, "must hold an assessment, was that of a refused case: there are no numbers to verify");
        }
        return new StoredResult(name, document);
    }

    /** Whether a zone of the result says how it could be corrected. */
    public boolean hasCorrections() {
        return !document.findValues("correction").isEmpty();
    }

    /** Version, commit and Java that made the result, in words. */
    public String software() {
        JsonNode software = document.path("software");
        return "version " + Printable.of(software.path("version").asText("unknown")) + ", commit "
                + Printable.of(software.path("commit").asText("unknown")) + ", Java "
                + Printable.of(software.path("java").asText("unknown"));
    }

    /**
     * Where another result differs, in the order of the documents: numbers in any bit, texts in any letter. Paths of
     * inputs, which depend on where a case lies, and the software are left out.
     *
     * @param now the document computed anew
     */
    public Comparison against(String now) throws InputException {
        List<Difference> differences = new ArrayList<>();
        int compared = compare("", document, of(name, now).document, differences);
        return new Comparison(compared, differences);
    }

    private static int compare(String place, JsonNode stored, JsonNode now, List<Difference> differences) {
        if (NOT_COMPARED.contains(place) || place.matches("/inputs/\\d+/path")) {
            return 0;
        }
        int compared = 0;
        if (stored != null && now != null && stored.isObject() && now.isObject()) {
            Set<String> keys = new LinkedHashSet<>();
            stored.fieldNames().forEachRemaining(keys::add);
            now.fieldNames().forEachRemaining(keys::add);
            for (String key : keys) {
                String at = place + '/' + key.replace("~", "~0").replace("/", "~1");
                compared += compare(at, stored.get(key), now.get(key), differences);
            }
            return compared;
        }
        if (stored != null && now != null && stored.isArray() && now.isArray()) {
            for (int n = 0; n < Math.max(stored.size(), now.size()); n++) {
                compared += compare(place + '/' + n, stored.get(n), now.get(n), differences);
            }
            return compared;
        }
        if (stored == null || !stored.equals(now)) {
            differences.add(new Difference(Printable.of(place), shown(stored), shown(now)));
        }
        return 1;
    }

    private static String shown(JsonNode value) {
        return value == null ? "absent" : Printable.of(value.toString());
    }

    private static InputException refused(String file, String text) {
        return new InputException("result-not-read", "", file, "stored result " + text);
    }
}
