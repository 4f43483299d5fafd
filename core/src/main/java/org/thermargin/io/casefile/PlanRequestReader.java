package org.thermargin.io.casefile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.thermargin.InputException;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.scene.ZoneFactors;
import org.thermargin.scene.ZoneSource;

/**
 * Reads what a viewer sends, as strictly as a case file: applicators as entries of {@code applicators} in LPS without a
 * source of their own, beside {@code source}, {@code target_mm}, and the {@code type} and {@code seq} of the message.
 */
public final class PlanRequestReader {
    /** More applicators than anybody places, but few enough to be judged. */
    private static final int MAX_APPLICATORS = 50;

    private static final long MAX_SEQ = 1L << 53;
    private static final Set<String> KEYS = Set.of("type", "seq", "source", "target_mm", "applicators");
    private static final Set<String> APPLICATOR_KEYS = ApplicatorReader.keysWith("id", "entry_mm", "tip_mm");

    private final JsonObjectReader root;

    private PlanRequestReader(JsonObjectReader root) {
        this.root = root;
    }

    /** The message in these bytes, nothing of it judged yet but that it is one strict JSON object. */
    public static PlanRequestReader of(byte[] json) throws InputException {
        return new PlanRequestReader(StrictJson.root(json, ""));
    }

    /** What is asked for; empty where it is not said. */
    public Optional<String> type() throws InputException {
        return root.optionalText("type");
    }

    /** Number of the message, at least 0; empty where it has none. */
    public OptionalLong seq() throws InputException {
        return root.has("seq") ? OptionalLong.of((long) root.number("seq", 0, MAX_SEQ, "")) : OptionalLong.empty();
    }

    /** The applicators; unknown keys, doubled ids and values out of range are refused. */
    public PlanRequest plan() throws InputException {
        root.requireOnly(KEYS);
        ZoneSource source = ZoneSource.valueOf(
                root.choice("source", List.of("planned", "placed", "observed")).toUpperCase(Locale.ROOT));
        List<CaseFile.ApplicatorEntry> applicators = new ArrayList<>();
        List<JsonObjectReader> objects = root.objects("applicators");
        if (objects.size() > MAX_APPLICATORS) {
            throw root.refused("applicators must be at most " + MAX_APPLICATORS + ", were " + objects.size());
        }
        for (JsonObjectReader object : source == ZoneSource.OBSERVED ? List.<JsonObjectReader>of() : objects) {
            applicators.add(new CaseFile.ApplicatorEntry(source, applicator(object)));
        }
        if (applicators.isEmpty() && source != ZoneSource.OBSERVED) {
            throw root.refused("applicators must have at least one entry, had none");
        }
        CaseFileReader.requireDistinctIds(root, applicators);
        return new PlanRequest(
                source,
                root.optionalNumber("target_mm", 0, 50, "mm"),
                applicators.stream().map(CaseFile.ApplicatorEntry::placement).toList());
    }

    private static ApplicatorPlacement applicator(JsonObjectReader object) throws InputException {
        object.requireOnly(APPLICATOR_KEYS);
        return ApplicatorReader.placement(
                object,
                object.text("id"),
                object.point("entry_mm", PointFrame.LPS),
                object.point("tip_mm", PointFrame.LPS),
                ZoneFactors.none());
    }
}
