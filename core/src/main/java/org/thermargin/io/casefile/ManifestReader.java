package org.thermargin.io.casefile;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.thermargin.InputException;
import org.thermargin.io.Printable;
import org.thermargin.scene.ScanRegistration;
import org.thermargin.scene.SceneInput;
import org.thermargin.scene.VesselKind;
import org.thermargin.scene.ZoneSource;
import org.thermargin.study.CsvLine;

/**
 * Reads a manifest (CSV with a header, UTF-8): one line per file with {@code case}, {@code role} and {@code file};
 * optional {@code name}, {@code kind}, {@code label}, {@code source}, {@code sha256}, {@code group}, {@code
 * registration_error_mm}, {@code transform}, {@code transform_maps}, {@code landmarks_before}, {@code landmarks_after},
 * {@code drawn_after}, {@code target_mm}. Role {@code case} names a case file or folder instead. Nothing is guessed
 * from names (H29): a doubled file, a group or bound that differs within a case, an unknown role or column is refused.
 */
final class ManifestReader {
    private static final Set<String> COLUMNS = Set.of(
            "case",
            "role",
            "file",
            "name",
            "kind",
            "label",
            "source",
            "sha256",
            "group",
            "registration_error_mm",
            "transform",
            "transform_maps",
            "landmarks_before",
            "landmarks_after",
            "drawn_after",
            "target_mm");
    private static final List<String> REGISTRATION = List.of(
            "registration_error_mm",
            "transform",
            "transform_maps",
            "landmarks_before",
            "landmarks_after",
            "drawn_after");
    private static final Map<String, VolumeRole> ROLES = Map.of(
            "liver", VolumeRole.LIVER,
            "lesion", VolumeRole.LESION,
            "vessel", VolumeRole.VESSEL,
            "structure", VolumeRole.STRUCTURE,
            "zone", VolumeRole.ZONE);

    private final InnerPath files;
    private final String file;
    private final Map<String, List<Map<String, String>>> lines = new LinkedHashMap<>();

    private ManifestReader(Path manifest, Path folder) {
        this.file = String.valueOf(manifest.getFileName());
        this.files = InnerPath.ofList(folder, file);
    }

    /** The cases of the manifest in the order of their first lines. */
    static List<CohortCase> read(Path manifest, Path folder) throws InputException {
        ManifestReader reader = new ManifestReader(manifest, folder);
        reader.readLines(manifest);
        List<CohortCase> cases = new ArrayList<>();
        for (Map.Entry<String, List<Map<String, String>>> entry : reader.lines.entrySet()) {
            cases.add(reader.listed(entry.getKey(), entry.getValue()));
        }
        if (cases.isEmpty()) {
            throw reader.refused("a manifest must list at least one case, listed none");
        }
        return cases;
    }

    /** A case file or folder listed as a whole. */
    static CohortCase wholeCase(InnerPath files, String name, String where, String group, Optional<String> sha256)
            throws InputException {
        Path path = files.of(name, where);
        return new CohortCase(name, group, () -> {
            CaseFile found = CaseFileReader.readAny(path);
            if (sha256.isPresent()) {
                requireHash(found, sha256.get(), path);
            }
            return found;
        });
    }

    private static void requireHash(CaseFile found, String sha256, Path path) throws InputException {
        String hash = found.documents().stream()
                .filter(d -> d.role().equals("case"))
                .map(SceneInput::sha256)
                .findFirst()
                .orElse("");
        if (!hash.equals(sha256)) {
            throw SceneBuilder.hashMismatch(path, sha256, hash.isEmpty() ? "no case file" : hash);
        }
    }

    private void readLines(Path manifest) throws InputException {
        int number = 1;
        try (BufferedReader in = Files.newBufferedReader(manifest, StandardCharsets.UTF_8)) {
            String first = in.readLine();
            List<String> header = first == null ? List.of() : CsvLine.fields(first.replace("\uFEFF", ""));
            requireHeader(header);
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                number++;
                if (line.isBlank()) {
                    continue;
                }
                List<String> fields = CsvLine.fields(line);
                if (fields.size() != header.size()) {
                    throw new IllegalArgumentException("must have " + header.size() + " fields, had " + fields.size());
                }
                Map<String, String> row = new HashMap<>();
                for (int n = 0; n < fields.size(); n++) {
                    row.put(header.get(n), fields.get(n).strip());
                }
                row.put("line", Integer.toString(number));
                lines.computeIfAbsent(row.get("case"), c -> new ArrayList<>()).add(row);
            }
        } catch (IOException e) {
            throw new InputException("file-unreadable", "H36", file, "file must be readable text in UTF-8");
        } catch (IllegalArgumentException e) {
            throw refused("line " + number + " " + e.getMessage());
        }
    }

    private void requireHeader(List<String> header) throws InputException {
        for (String column : header) {
            if (!COLUMNS.contains(column)) {
                throw refused("unknown column " + Printable.of(column) + "; known: "
                        + String.join(", ", COLUMNS.stream().sorted().toList()));
            }
        }
        for (String column : List.of("case", "role", "file")) {
            if (!header.contains(column)) {
                throw refused("column " + column + " must be given, was absent");
            }
        }
        if (header.stream().distinct().count() < header.size()) {
            throw refused("columns must differ, one is there twice");
        }
    }

    private CohortCase listed(String id, List<Map<String, String>> rows) throws InputException {
        if (!id.matches("\\p{Alnum}[\\p{Alnum}._ -]{0,79}")) {
            throw refused(at(rows.get(0)) + "case must be 1 to 80 letters, digits, dots, dashes, underscores or spaces,"
                    + " was " + Printable.of(id));
        }
        String group = same(rows, "group");
        if (rows.get(0).get("role").equals("case")) {
            if (rows.size() > 1) {
                throw refused(
                        at(rows.get(1)) + "a case listed as a whole must have one line, " + id + " had " + rows.size());
            }
            Map<String, String> row = rows.get(0);
            for (String column : REGISTRATION) { // would not be used
                if (optional(row, column).isPresent()) {
                    throw refused(at(row) + column + " must not stand at a case listed as a whole, which has its own");
                }
            }
            return wholeCase(files, row.get("file"), at(row) + "file", group, optional(row, "sha256"));
        }
        List<VolumeEntry> volumes = new ArrayList<>();
        for (Map<String, String> row : rows) {
            VolumeEntry volume = volume(row);
            if (volumes.contains(volume)) {
                throw refused(at(row) + "a file must be listed once in a role, is there twice");
            }
            volumes.add(volume);
        }
        OptionalDouble error = number(rows, "registration_error_mm", 100);
        OptionalDouble target = number(rows, "target_mm", 50);
        CaseFile stated = new CaseFile(
                id,
                volumes,
                List.of(),
                new CaseFile.CriteriaEntry(Optional.empty(), target),
                Map.of(),
                error.isPresent(),
                error,
                List.of());
        RegistrationFiles registration = registration(rows);
        if (registration.isEmpty()) {
            return new CohortCase(id, group, () -> stated);
        }
        return new CohortCase(id, group, () -> {
            RegistrationFiles.Content content = registration.read();
            return stated.registered(error, Optional.of(content.registration())).with(content.documents());
        });
    }

    /** What all lines of a case state about how its scans lie to each other. */
    private RegistrationFiles registration(List<Map<String, String>> rows) throws InputException {
        String maps = same(rows, "transform_maps");
        if (!maps.isEmpty() && !ScanRegistration.Direction.KEYS.contains(maps)) {
            throw refused(at(rows.get(0)) + "transform_maps must be lesion-to-zone or zone-to-lesion, was "
                    + Printable.of(maps));
        }
        RegistrationFiles files = new RegistrationFiles(
                file(rows, "transform"),
                maps.isEmpty() ? Optional.empty() : Optional.of(ScanRegistration.Direction.ofKey(maps)),
                file(rows, "landmarks_before"),
                file(rows, "landmarks_after"),
                drawnAfter(rows));
        if (files.isEmpty() && !files.drawnAfter().isEmpty()) {
            throw refused(at(rows.get(0)) + "drawn_after must stand beside a transform or landmarks");
        }
        return files;
    }

    /** Names of masks of the scan after, separated by semicolons. */
    private List<String> drawnAfter(List<Map<String, String>> rows) throws InputException {
        return Arrays.stream(same(rows, "drawn_after").split(";"))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private Optional<Path> file(List<Map<String, String>> rows, String column) throws InputException {
        String name = same(rows, column);
        return name.isEmpty() ? Optional.empty() : Optional.of(files.of(name, at(rows.get(0)) + column));
    }

    private VolumeEntry volume(Map<String, String> row) throws InputException {
        VolumeRole role = ROLES.get(row.get("role"));
        if (role == null) {
            throw refused(at(row) + "role must be case, liver, lesion, vessel, structure or zone, was "
                    + Printable.of(row.get("role")));
        }
        VesselKind kind = VesselKind.UNKNOWN;
        for (VesselKind known : VesselKind.values()) {
            kind = known.key().equals(row.get("kind")) ? known : kind;
        }
        String source = row.getOrDefault("source", "");
        Optional<String> sha256 = optional(row, "sha256");
        if (sha256.isPresent() && !sha256.get().matches("[0-9a-f]{64}")) {
            throw refused(at(row) + "sha256 must be 64 lower-case hex digits, was " + Printable.of(sha256.get()));
        }
        if (!source.isEmpty() && (role != VolumeRole.ZONE || !source.matches("planned|placed|observed"))) {
            throw refused(
                    at(row) + "source must be planned, placed or observed at a zone, was " + Printable.of(source));
        }
        if (optional(row, "kind").isPresent()
                && (role != VolumeRole.VESSEL || !kind.key().equals(row.get("kind")))) {
            throw refused(at(row) + "kind must be portal, hepaticVein, ivc, artery or unknown at a vessel, was "
                    + Printable.of(row.get("kind")));
        }
        return new VolumeEntry(
                Optional.of(role),
                files.of(row.get("file"), at(row) + "file"),
                optional(row, "name"),
                kind,
                optional(row, "label"),
                Optional.empty(),
                source.isEmpty() ? ZoneSource.OBSERVED : ZoneSource.valueOf(source.toUpperCase(Locale.ROOT)),
                sha256);
    }

    private static Optional<String> optional(Map<String, String> row, String column) {
        return Optional.ofNullable(row.get(column)).filter(value -> !value.isEmpty());
    }

    /** The value of a column that all lines of a case share, where they state it. */
    private String same(List<Map<String, String>> rows, String column) throws InputException {
        String value = "";
        for (Map<String, String> row : rows) {
            String here = row.getOrDefault(column, "");
            if (!here.isEmpty() && !value.isEmpty() && !here.equals(value)) {
                throw refused(at(row) + column + " must be the same in all lines of a case, was " + Printable.of(here)
                        + " after " + Printable.of(value));
            }
            value = here.isEmpty() ? value : here;
        }
        return value;
    }

    private OptionalDouble number(List<Map<String, String>> rows, String column, double max) throws InputException {
        String text = same(rows, column);
        if (text.isEmpty()) {
            return OptionalDouble.empty();
        }
        double value = text.matches("\\d{1,3}(\\.\\d{1,9})?") ? Double.parseDouble(text) : Double.NaN;
        if (!(value >= 0 && value <= max)) {
            throw refused(at(rows.get(0)) + column + " must be 0 to " + (int) max + " mm, was " + Printable.of(text));
        }
        return OptionalDouble.of(value);
    }

    private static String at(Map<String, String> row) {
        return "line " + row.get("line") + ": ";
    }

    private InputException refused(String text) {
        return new InputException("manifest", "H29", file, text);
    }
}
