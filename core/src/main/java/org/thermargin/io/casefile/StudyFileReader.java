package org.thermargin.io.casefile;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.thermargin.InputException;
import org.thermargin.io.Printable;
import org.thermargin.scene.ZoneSource;
import org.thermargin.study.OffsetError;
import org.thermargin.study.ScalarError;
import org.thermargin.study.StudyDesign;

/**
 * Reads what a study is made of: a JSON file, schema {@code thermargin.study/1}, with cases and design; a CSV manifest; a
 * folder of cases; or a single case. Files are named relative to the folder of the study file and stay inside it.
 */
public final class StudyFileReader {
    /** Value of the key {@code schema}. */
    public static final String SCHEMA = "thermargin.study/1";

    private static final Set<String> KEYS = Set.of(
            "schema",
            "cases",
            "method",
            "draws",
            "seed",
            "source",
            "needle_offset_mm",
            "needle_tilt_deg",
            "needles_together",
            "zone_scale",
            "registration_offset_mm",
            "settings",
            "target_mm");
    private static final double MAX_SD_MM = 50;

    private StudyFileReader() {}

    /**
     * Whatever kind of study the path is.
     *
     * @param root folder that file names are relative to; empty: the folder of the file
     */
    public static StudyFile readAny(Path path, Optional<Path> root) throws InputException {
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        if (Files.isDirectory(path)) {
            return new StudyFile(CohortFolder.cases(path), StudyDesign.none());
        }
        Path parent = path.getParent() == null ? Path.of("") : path.getParent();
        if (name.endsWith(".csv")) {
            return new StudyFile(ManifestReader.read(path, root.orElse(parent)), StudyDesign.none());
        }
        StrictJson json = StrictJson.read(path, "study");
        if (json.root().has("schema") && json.root().text("schema").equals(CaseFileReader.SCHEMA)) {
            return new StudyFile(
                    List.of(new CohortCase(path.getFileName().toString(), "", () -> CaseFileReader.read(path))),
                    StudyDesign.none());
        }
        return parse(json.root(), root.orElse(parent));
    }

    private static StudyFile parse(JsonObjectReader root, Path folder) throws InputException {
        root.requireOnly(KEYS);
        root.choice("schema", List.of(SCHEMA));
        List<CohortCase> cases = new ArrayList<>();
        InnerPath files = InnerPath.ofList(folder, root.file());
        for (JsonObjectReader entry : root.objects("cases")) {
            cases.add(entry.has("volumes") ? listed(entry, files) : whole(entry, files));
        }
        if (cases.isEmpty()) {
            throw root.refused("cases must be a list of at least one case, had none");
        }
        try {
            StudyDesign design = design(root);
            design.tasksPerCase();
            return new StudyFile(cases, design);
        } catch (IllegalArgumentException e) {
            throw root.refused(e.getMessage());
        }
    }

    /** A case file or folder. */
    private static CohortCase whole(JsonObjectReader entry, InnerPath files) throws InputException {
        entry.requireOnly(Set.of("case", "group", "sha256"));
        return ManifestReader.wholeCase(
                files,
                entry.text("case"),
                entry.path("case"),
                entry.optionalText("group").orElse(""),
                entry.optionalText("sha256"));
    }

    /** A case listed file by file; what is wrong with it refuses the case, not the study. */
    private static CohortCase listed(JsonObjectReader entry, InnerPath files) throws InputException {
        Set<String> keys = new HashSet<>(CaseFileReader.LISTED_KEYS);
        keys.add("group");
        entry.requireOnly(keys);
        return new CohortCase(
                Printable.of(entry.text("id")),
                entry.optionalText("group").orElse(""),
                () -> CaseFileReader.listed(entry, files));
    }

    private static StudyDesign design(JsonObjectReader root) throws InputException {
        StudyDesign none = StudyDesign.none();
        List<StudyDesign.Setting> settings = new ArrayList<>();
        for (JsonObjectReader setting : root.objects("settings")) {
            setting.requireOnly(Set.of("power_w", "time_s"));
            settings.add(new StudyDesign.Setting(
                    setting.optionalNumber("power_w", 1, 1000, "W"), setting.number("time_s", 1, 7200, "s")));
        }
        return new StudyDesign(
                root.has("method")
                        ? StudyDesign.Method.valueOf(root.choice("method", List.of("sobol", "random"))
                                .toUpperCase(Locale.ROOT))
                        : none.method(),
                whole(root, "draws", 1, StudyDesign.MAX_TASKS, 1),
                whole(root, "seed", 0, Integer.MAX_VALUE, 0),
                root.has("needle_offset_mm") ? offset(root.object("needle_offset_mm"), true) : none.needleOffset(),
                root.has("needle_tilt_deg") ? scalar(root.object("needle_tilt_deg"), 0, 45, "deg") : none.needleTilt(),
                root.flag("needles_together", false),
                root.has("zone_scale") ? scalar(root.object("zone_scale"), 0.2, 1.5, "") : none.zoneScale(),
                root.has("registration_offset_mm")
                        ? offset(root.object("registration_offset_mm"), false)
                        : none.registration(),
                settings,
                root.has("target_mm") ? root.numbers("target_mm", 0, 50, "mm") : List.of(),
                root.has("source")
                        ? Optional.of(ZoneSource.valueOf(root.choice("source", List.of("planned", "placed", "observed"))
                                .toUpperCase(Locale.ROOT)))
                        : Optional.empty());
    }

    private static int whole(JsonObjectReader root, String key, int low, int high, int otherwise)
            throws InputException {
        OptionalDouble value = root.optionalNumber(key, low, high, "");
        if (value.isPresent() && value.getAsDouble() != Math.rint(value.getAsDouble())) {
            throw root.refused(root.path(key) + " must be a whole number, was " + value.getAsDouble());
        }
        return (int) value.orElse(otherwise);
    }

    private static OffsetError offset(JsonObjectReader object, boolean hasShaft) throws InputException {
        if (object.has("sd")) {
            object.requireOnly(Set.of("sd"));
            double sd = object.number("sd", 0, MAX_SD_MM, "mm");
            return new OffsetError.Normal(sd, sd);
        }
        if (hasShaft && object.has("sd_across")) {
            object.requireOnly(Set.of("sd_across", "sd_along"));
            return new OffsetError.Normal(
                    object.number("sd_across", 0, MAX_SD_MM, "mm"), object.number("sd_along", 0, MAX_SD_MM, "mm"));
        }
        if (object.has("distances")) {
            object.requireOnly(Set.of("distances"));
            return new OffsetError.Distances(object.numbers("distances", 0, 100, "mm"));
        }
        if (object.has("offsets_lps")) {
            object.requireOnly(Set.of("offsets_lps"));
            return new OffsetError.Points(object.points("offsets_lps"));
        }
        throw object.refused(object.path("sd") + (hasShaft ? ", sd_across with sd_along" : "")
                + ", distances or offsets_lps must be given, none was");
    }

    private static ScalarError scalar(JsonObjectReader object, double low, double high, String unit)
            throws InputException {
        if (object.has("sd")) {
            object.requireOnly(Set.of("sd"));
            return new ScalarError.Normal(object.number("sd", 0, high, unit));
        }
        if (object.has("values")) {
            object.requireOnly(Set.of("values"));
            return new ScalarError.Values(object.numbers("values", low, high, unit));
        }
        object.requireOnly(Set.of("from", "to"));
        return new ScalarError.Uniform(object.number("from", low, high, unit), object.number("to", low, high, unit));
    }
}
