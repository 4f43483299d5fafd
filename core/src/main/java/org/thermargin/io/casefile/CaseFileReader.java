package org.thermargin.io.casefile;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.thermargin.InputException;
import org.thermargin.heatsink.CoolingSettings;
import org.thermargin.io.Printable;
import org.thermargin.io.labels.LabelMap;
import org.thermargin.io.labels.LabelMapReader;
import org.thermargin.io.labels.LabelMaps;
import org.thermargin.scene.SceneInput;
import org.thermargin.scene.VesselKind;
import org.thermargin.scene.ZoneFactors;
import org.thermargin.scene.ZoneSource;

/**
 * Reads {@code case.json}, schema {@code thermargin.case/1}, strictly: unknown or doubled keys, missing frames, numbers
 * as texts, values out of range and paths that leave the case folder are refused with file, field, rule and value (H26,
 * H36).
 */
public final class CaseFileReader {
    /** Value of the key {@code schema}. */
    public static final String SCHEMA = "thermargin.case/1";

    /** Name of the case file in its folder. */
    public static final String FILE_NAME = "case.json";

    private static final Set<String> CASE_KEYS = Set.of(
            "schema",
            "id",
            "frame",
            "volumes",
            "applicators",
            "markups",
            "poses",
            "zone_factors",
            "criteria",
            "targets",
            "images",
            "registration",
            "contraction_percent",
            "needle_limits",
            "vessel_rule",
            "heat_sink");
    private static final Set<String> VOLUME_KEYS = Set.of(
            "role", "file", "name", "kind", "label", "labels", "source", "sha256", "alert_mm", "series", "image");
    private static final Set<String> APPLICATOR_KEYS = ApplicatorReader.keysWith("id", "source", "entry_mm", "tip_mm");
    private static final Set<String> MARKUPS_KEYS =
            ApplicatorReader.keysWith("file", "id", "source", "points", "sha256");
    private static final Set<String> POSE_KEYS =
            ApplicatorReader.keysWith("start", "target", "frame", "id", "source", "start_sha256", "target_sha256");
    private static final List<String> ROLES = List.of("liver", "lesion", "vessel", "structure", "zone", "image");

    /** Keys of a case that stands in a list of cases. */
    static final Set<String> LISTED_KEYS =
            CASE_KEYS.stream().filter(key -> !key.equals("schema")).collect(Collectors.toUnmodifiableSet());

    private final InnerPath paths;
    private final List<SceneInput> documents = new ArrayList<>();

    private CaseFileReader(InnerPath paths) {
        this.paths = paths;
    }

    /** Whatever kind of case the path is: a case file, a folder with one, or a folder in the QAM layout. */
    public static CaseFile readAny(Path path) throws InputException {
        if (Files.isDirectory(path)) {
            // a link to nowhere is a damaged case, not a folder without one
            Path file = path.resolve(FILE_NAME);
            return Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? read(file) : QamLayoutReader.read(path);
        }
        if (Files.exists(path)
                && !path.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".json")) {
            throw new InputException(
                    "case-unknown",
                    "",
                    path.getFileName().toString(),
                    "a case must be a folder with case.json, a case file (.json) or a folder in the QAM layout;"
                            + " single volumes are given as --lesion FILE --zone FILE");
        }
        return read(path);
    }

    /** The case in the file. */
    public static CaseFile read(Path file) throws InputException {
        Path parent = file.getParent();
        StrictJson json = StrictJson.read(file, "case");
        JsonObjectReader root = json.root();
        root.requireOnly(CASE_KEYS);
        root.choice("schema", List.of(SCHEMA));
        CaseFileReader reader =
                new CaseFileReader(InnerPath.ofCase(parent == null ? Path.of("") : parent, root.file()));
        reader.documents.add(json.input());
        return reader.parse(root);
    }

    /** A case that stands in a list as an object with the keys of a case file, but its schema. */
    static CaseFile listed(JsonObjectReader object, InnerPath paths) throws InputException {
        return new CaseFileReader(paths).parse(object);
    }

    private CaseFile parse(JsonObjectReader root) throws InputException {
        String id = root.text("id");
        if (!id.matches("\\p{Alnum}[\\p{Alnum}._ -]{0,79}")) {
            throw root.refused("id must be 1 to 80 letters, digits, dots, dashes, underscores or spaces, the first a"
                    + " letter or digit, was " + Printable.of(id));
        }
        List<VolumeEntry> volumes = new ArrayList<>();
        for (JsonObjectReader volume : root.objects("volumes")) {
            volumes.add(volume(volume));
        }
        Optional<PointFrame> frame = root.has("frame")
                ? Optional.of(PointFrame.valueOf(root.choice("frame", List.of("LPS", "RAS"))))
                : Optional.empty();
        ZoneFactors factors = root.has("zone_factors") ? ApplicatorReader.factors(root) : ZoneFactors.none();
        List<CaseFile.ApplicatorEntry> applicators = new ArrayList<>();
        for (JsonObjectReader applicator : root.objects("applicators")) {
            if (frame.isEmpty()) {
                throw root.refused("frame must be LPS or RAS where applicators are given, was absent");
            }
            applicators.add(applicator(applicator, frame.get(), factors));
        }
        for (JsonObjectReader markups : root.objects("markups")) {
            applicators.addAll(markups(markups, factors));
        }
        for (JsonObjectReader pose : root.objects("poses")) {
            applicators.add(pose(pose, factors));
        }
        if (root.has("zone_factors") && applicators.isEmpty()) {
            throw root.refused("zone_factors must stand in a case with applicators only, there were none");
        }
        requireDistinctIds(root, applicators);
        boolean differ = root.has("images")
                && root.choice("images", List.of("same", "different")).equals("different");
        RegistrationReader registration = root.has("registration")
                ? RegistrationReader.read(root.object("registration"), paths, differ)
                : RegistrationReader.none();
        documents.addAll(registration.documents());
        List<Double> contractions = root.has("contraction_percent")
                ? root.numbers("contraction_percent", 0, 100 * CaseFile.MAX_CONTRACTION, "%").stream()
                        .map(percent -> percent / 100)
                        .toList()
                : List.of();
        Map<String, List<String>> targets =
                root.has("targets") ? root.object("targets").textLists() : Map.of();
        return new CaseFile(
                id,
                volumes,
                applicators,
                withLimits(root, criteria(root)),
                targets,
                differ,
                registration.errorMm(),
                registration.registration(),
                contractions,
                root.has("heat_sink")
                        ? HeatSinkReader.read(root.object("heat_sink"))
                        : Optional.of(CoolingSettings.defaults()),
                documents);
    }

    private static CaseFile.CriteriaEntry withLimits(JsonObjectReader root, CaseFile.CriteriaEntry criteria)
            throws InputException {
        return new CaseFile.CriteriaEntry(
                criteria.preset(),
                criteria.targetMm(),
                root.has("needle_limits") ? NeedleLimitsReader.read(root.object("needle_limits")) : criteria.needles(),
                root.has("vessel_rule") ? VesselRuleReader.read(root.object("vessel_rule")) : criteria.vesselRule());
    }

    private static CaseFile.CriteriaEntry criteria(JsonObjectReader root) throws InputException {
        if (!root.has("criteria")) {
            return CaseFile.CriteriaEntry.none();
        }
        JsonObjectReader criteria = root.object("criteria");
        criteria.requireOnly(Set.of("preset", "target_mm"));
        Optional<String> preset = criteria.has("preset")
                ? Optional.of(criteria.choice("preset", List.of("crlm", "crlm-ras-mutant", "hcc", "custom")))
                : Optional.empty();
        OptionalDouble target = criteria.optionalNumber("target_mm", 0, 50, "mm");
        boolean custom = preset.isPresent() && preset.get().equals("custom");
        if (custom && target.isEmpty()) {
            throw criteria.refused(criteria.path("target_mm") + " must be given with the preset custom, was absent");
        }
        if (preset.isPresent() && !custom && target.isPresent()) {
            throw criteria.refused(criteria.path("target_mm") + " must not stand beside the preset " + preset.get()
                    + ", which has its own; give one of the two");
        }
        return new CaseFile.CriteriaEntry(preset, target);
    }

    private VolumeEntry volume(JsonObjectReader volume) throws InputException {
        volume.requireOnly(VOLUME_KEYS);
        boolean mapped = volume.has("labels");
        Optional<VolumeRole> role = mapped && !volume.has("role")
                ? Optional.empty()
                : Optional.of(VolumeRole.valueOf(volume.choice("role", ROLES).toUpperCase(Locale.ROOT)));
        if (mapped && volume.has("label")) {
            throw volume.refused(volume.path("label") + " must not stand beside labels; give one of the two");
        }
        if (role.equals(Optional.of(VolumeRole.IMAGE)) && (mapped || volume.has("label"))) {
            throw volume.refused(volume.path(mapped ? "labels" : "label") + " must not stand at an image");
        }
        VesselKind kind = VesselKind.UNKNOWN;
        if (volume.has("kind")) {
            if (role.isEmpty() || role.get() != VolumeRole.VESSEL) {
                throw volume.refused(volume.path("kind") + " must stand at a vessel only");
            }
            kind = vesselKind(volume.choice("kind", List.of("portal", "hepaticVein", "ivc", "artery", "unknown")));
        }
        ZoneSource source = ZoneSource.OBSERVED;
        if (volume.has("source")) {
            if (role.isEmpty() || role.get() != VolumeRole.ZONE) {
                throw volume.refused(volume.path("source") + " must stand at a zone only");
            }
            source = ZoneSource.valueOf(volume.choice("source", List.of("planned", "placed", "observed"))
                    .toUpperCase(Locale.ROOT));
        }
        if (role.isPresent() && role.get() == VolumeRole.STRUCTURE && !mapped && !volume.has("name")) {
            throw volume.refused(volume.path("name") + " must be given for a structure, was absent");
        }
        return new VolumeEntry(
                role,
                inside(volume, "file"),
                volume.optionalText("name"),
                kind,
                volume.label("label"),
                mapped ? Optional.of(labelMap(volume)) : Optional.empty(),
                source,
                sha256(volume),
                alertMm(volume, role, mapped),
                volume.label("series"),
                volume.has("image") ? Optional.of(inside(volume, "image")) : Optional.empty());
    }

    private static OptionalDouble alertMm(JsonObjectReader volume, Optional<VolumeRole> role, boolean mapped)
            throws InputException {
        if (volume.has("alert_mm") && (mapped || !role.equals(Optional.of(VolumeRole.STRUCTURE)))) {
            throw volume.refused(volume.path("alert_mm") + " must stand at a single structure only");
        }
        return volume.optionalNumber("alert_mm", 0, 100, "mm");
    }

    private static Optional<String> sha256(JsonObjectReader object) throws InputException {
        return sha256(object, "sha256");
    }

    static Optional<String> sha256(JsonObjectReader object, String key) throws InputException {
        Optional<String> sha256 = object.optionalText(key);
        if (sha256.isPresent() && !sha256.get().matches("[0-9a-f]{64}")) {
            throw object.refused(
                    object.path(key) + " must be 64 lower-case hex digits, was " + Printable.of(sha256.get()));
        }
        return sha256;
    }

    private LabelMap labelMap(JsonObjectReader volume) throws InputException {
        String name = volume.text("labels");
        if (name.endsWith(".json")) {
            Path file = inside(volume, "labels");
            StrictJson.Bytes json = StrictJson.bytes(file, "label map");
            if (documents.stream().noneMatch(d -> d.path().equals(file.toString()))) {
                documents.add(json.input());
            }
            return LabelMapReader.parse(json.bytes(), json.name());
        }
        return LabelMaps.ready(volume.choice("labels", LabelMaps.ids()));
    }

    private static VesselKind vesselKind(String key) {
        for (VesselKind kind : VesselKind.values()) {
            if (kind.key().equals(key)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("unknown vessel kind " + key);
    }

    private static CaseFile.ApplicatorEntry applicator(
            JsonObjectReader applicator, PointFrame frame, ZoneFactors factors) throws InputException {
        applicator.requireOnly(APPLICATOR_KEYS);
        return new CaseFile.ApplicatorEntry(
                source(applicator),
                ApplicatorReader.placement(
                        applicator,
                        applicator.text("id"),
                        applicator.point("entry_mm", frame),
                        applicator.point("tip_mm", frame),
                        factors));
    }

    private static ZoneSource source(JsonObjectReader object) throws InputException {
        return ZoneSource.valueOf(
                object.choice("source", List.of("planned", "placed")).toUpperCase(Locale.ROOT));
    }

    private List<CaseFile.ApplicatorEntry> markups(JsonObjectReader entry, ZoneFactors factors) throws InputException {
        entry.requireOnly(MARKUPS_KEYS);
        Path file = inside(entry, "file");
        Optional<MarkupsReader.PointOrder> order = entry.has("points")
                ? Optional.of(MarkupsReader.PointOrder.ofKey(entry.choice("points", List.of("entry-tip", "tip-entry"))))
                : Optional.empty();
        MarkupsReader.Markups markups = MarkupsReader.read(file, order);
        Optional<String> sha256 = sha256(entry);
        if (sha256.isPresent() && !sha256.get().equals(markups.input().sha256())) {
            throw SceneBuilder.hashMismatch(file, sha256.get(), markups.input().sha256());
        }
        documents.add(markups.input());
        String stem = file.getFileName().toString().replaceAll("(?i)((\\.mrk)?\\.json|\\.fcsv)$", "");
        String base = entry.has("id") ? entry.text("id") : stem;
        ZoneSource source = source(entry);
        List<CaseFile.ApplicatorEntry> result = new ArrayList<>();
        for (MarkupsReader.Needle needle : markups.needles()) {
            String id = markups.needles().size() == 1 ? base : base + "-" + (result.size() + 1);
            result.add(new CaseFile.ApplicatorEntry(
                    source, ApplicatorReader.placement(entry, id, needle.entry(), needle.tip(), factors)));
        }
        return result;
    }

    private CaseFile.ApplicatorEntry pose(JsonObjectReader entry, ZoneFactors factors) throws InputException {
        entry.requireOnly(POSE_KEYS);
        if (entry.has("roll_deg")) {
            throw entry.refused(entry.path("roll_deg") + " must not stand beside a pose, which has its own roll");
        }
        PoseReader.Needle needle = PoseReader.read(
                inside(entry, "start"),
                inside(entry, "target"),
                PointFrame.valueOf(entry.choice("frame", List.of("LPS", "RAS"))));
        for (int n = 0; n < 2; n++) {
            SceneInput file = needle.files().get(n);
            Optional<String> sha256 = sha256(entry, n == 0 ? "start_sha256" : "target_sha256");
            if (sha256.isPresent() && !sha256.get().equals(file.sha256())) {
                throw SceneBuilder.hashMismatch(Path.of(file.path()), sha256.get(), file.sha256());
            }
            if (documents.stream().noneMatch(d -> d.path().equals(file.path()))) {
                documents.add(file);
            }
        }
        return new CaseFile.ApplicatorEntry(
                source(entry),
                ApplicatorReader.placement(entry, entry.text("id"), needle.entry(), needle.tip(), factors)
                        .turned(needle.rollRad()));
    }

    static void requireDistinctIds(JsonObjectReader root, List<CaseFile.ApplicatorEntry> applicators)
            throws InputException {
        Set<String> seen = new HashSet<>();
        for (CaseFile.ApplicatorEntry entry : applicators) {
            String id = entry.placement().id();
            if (Stream.of(ZoneSource.values()).anyMatch(source -> source.key().equals(id))) {
                throw root.refused("applicator ids must differ from the zone sources planned, placed and observed, was "
                        + Printable.of(id)); // targets would be ambiguous
            }
            // one needle may be planned and placed under one id
            if (!seen.add(entry.source() + "/" + id)) {
                throw root.refused("applicator ids must differ, " + Printable.of(id) + " is there twice as "
                        + entry.source().key());
            }
        }
    }

    /** A file named in the case: a relative path that stays in the case folder, links followed. */
    private Path inside(JsonObjectReader object, String key) throws InputException {
        return paths.of(object.text(key), object.path(key));
    }
}
