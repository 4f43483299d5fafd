package org.thermargin.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import org.thermargin.Finding;
import org.thermargin.assess.Assessment;
import org.thermargin.assess.LesionAssessment;
import org.thermargin.device.Device;
import org.thermargin.device.ZoneRow;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Ellipsoid;
import org.thermargin.io.casefile.CaseFileWriter;
import org.thermargin.plan.CaseAdvice;
import org.thermargin.plan.Correction;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.scene.SceneInput;
import org.thermargin.scene.ZoneSource;
import org.thermargin.zone.ZonePart;

/**
 * What a viewer is sent, each one line of JSON: the case (schema {@code thermargin.view/1}), the numbers of a pose, ways to
 * correct it, and why something cannot be judged. The numbers are the document of {@link AssessmentJson}; paths of inputs
 * are hashed.
 */
public final class ViewJson {
    /** Value of the key {@code schema}. */
    public static final String SCHEMA = "thermargin.view/1";

    private static final int DIGEST_BYTES = 6;

    private ViewJson() {}

    /** The case. */
    public static String of(ViewCase view, Software software) {
        Assessment assessment = view.assessment();
        return JsonOut.message(json -> {
            json.text("schema", SCHEMA);
            json.object("case", () -> {
                json.text("id", assessment.caseId());
                json.text("digest", digest(assessment.inputs()));
            });
            AssessmentJson.software(json, software);
            json.text("notice", AssessmentText.RESEARCH_ONLY);
            bands(json);
            json.objects("layers", view.layers(), layer -> layer(json, layer));
            view.image()
                    .ifPresent(image -> json.object("image", () -> {
                        json.text("volume", image.volume());
                        json.number("window_low", image.backdrop().low());
                        json.number("window_high", image.backdrop().high());
                        json.text("name", image.backdrop().words());
                        json.number("around_mm", image.aroundMm());
                    }));
            lesions(json, view);
            json.texts(
                    "sources",
                    new TreeSet<>(assessment.lesions().stream()
                                    .flatMap(l -> l.zones().stream())
                                    .map(zone -> zone.source())
                                    .toList())
                            .stream().map(ZoneSource::key).toList());
            json.texts("movable", view.movable().stream().map(ZoneSource::key).toList());
            json.object("plan", () -> {
                json.number("target_mm", assessment.criteria().targetMm());
                json.object(
                        "applicators",
                        () -> new TreeMap<>(view.plan())
                                .forEach((source, placements) ->
                                        json.json(source.key(), CaseFileWriter.applicators(placements))));
            });
            if (!view.targets().isEmpty()) {
                json.object("targets", () -> new TreeMap<>(view.targets()).forEach(json::texts));
            }
            json.objects("devices", view.devices(), device -> device(json, device));
            json.object(
                    "assessment",
                    () -> AssessmentJson.write(json, assessment, view.advice(), software, PathStyle.HASHED));
        });
    }

    /** The first hex digits of the SHA-256 over the hashes of the inputs, in the order they were read. */
    static String digest(List<SceneInput> inputs) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            inputs.forEach(input ->
                    digest.update((input.role() + " " + input.sha256() + "\n").getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest(), 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void bands(JsonOut json) {
        json.objects("bands", List.of(BandColour.values()), band -> {
            json.number("from_mm", band.fromMm());
            json.number("to_mm", band.toMm());
            json.text("color", band.hex());
            json.text("label", ZoneText.range(band.fromMm(), band.toMm()));
        });
    }

    private static void layer(JsonOut json, ViewLayer layer) {
        json.text("id", layer.id());
        json.text("role", layer.role().name().toLowerCase(Locale.ROOT));
        json.text("name", layer.name());
        json.text("kind", layer.kind());
        json.text("source", layer.source());
        json.text("color", layer.role().hex());
        json.text("volume", layer.volume());
    }

    private static void lesions(JsonOut json, ViewCase view) {
        List<LesionAssessment> lesions = view.assessment().lesions();
        json.objects("lesions", lesions, lesion -> {
            json.text("id", lesion.id());
            json.integer("index", lesions.indexOf(lesion));
            json.flag("targeted", lesion.targeted());
            json.point("centroid_lps_mm", lesion.centroid());
            json.text("mesh", view.lesionMeshes().getOrDefault(lesion.id(), ""));
        });
    }

    private static void device(JsonOut json, Device device) {
        json.text("id", device.id());
        json.text("name", device.name());
        json.text("modality", device.modality().name());
        json.text("organ", device.organ());
        json.text("tissue_state", device.tissueState());
        json.text("grade", device.grade());
        json.flag(
                "needs_reach",
                device.rows().stream().anyMatch(row -> row.reachBeyondTipMm().isEmpty()));
        json.flag(
                "interpolated",
                device.rows().stream().allMatch(row -> row.mesh().isEmpty()));
        json.objects("settings", device.rows(), row -> setting(json, row));
    }

    private static void setting(JsonOut json, ZoneRow row) {
        json.number("power_w", row.powerW());
        json.number("time_s", row.timeS());
        json.number("short_axis_mm", row.shortAxisMm());
        json.number("long_axis_mm", row.longAxisMm());
        json.number("reach_beyond_tip_mm", row.reachBeyondTipMm());
    }

    /**
     * The numbers of a pose.
     *
     * @param seq number of the message that asked
     * @param source what was posed
     * @param plain parts of the zone of the pose as tabled, of which the ellipsoids are named; none for a mask
     * @param serverMs time it took, ms
     */
    public static String numbers(
            long seq,
            ZoneSource source,
            Assessment assessment,
            CaseAdvice advice,
            List<ZonePart> plain,
            double serverMs,
            Software software) {
        return JsonOut.message(json -> {
            json.integer("seq", seq);
            json.text("type", "numbers");
            json.text("source", source.key());
            json.number("server_ms", serverMs);
            json.objects(
                    "zone_ellipsoids",
                    plain.stream()
                            .filter(part -> part.shape() instanceof Ellipsoid)
                            .toList(),
                    part -> ellipsoid(json, part));
            json.object("assessment", () -> AssessmentJson.write(json, assessment, advice, software, PathStyle.HASHED));
        });
    }

    private static void ellipsoid(JsonOut json, ZonePart part) {
        Ellipsoid shape = (Ellipsoid) part.shape();
        json.text("applicator", part.applicatorId());
        json.point("center_lps_mm", shape.centre());
        json.rows("axes_lps", List.of(components(shape.axis(0)), components(shape.axis(1)), components(shape.axis(2))));
        json.numbers("semi_mm", shape.semiAxisMm(0), shape.semiAxisMm(1), shape.semiAxisMm(2));
    }

    private static double[] components(Direction3 d) {
        return new double[] {d.x(), d.y(), d.z()};
    }

    /** That all of a pose was sent. */
    public static String done(long seq) {
        return JsonOut.message(json -> {
            json.integer("seq", seq);
            json.text("type", "done");
        });
    }

    /**
     * Ways to correct a pose.
     *
     * @param corrections what the search found
     * @param placements the pose
     */
    public static String fix(long seq, List<Correction> corrections, List<ApplicatorPlacement> placements) {
        boolean found = corrections.stream().flatMap(c -> c.options().stream()).anyMatch(Correction.Option::passes);
        return JsonOut.message(json -> {
            json.integer("seq", seq);
            json.text("type", "fix");
            json.flag("found", found);
            json.objects(
                    "options",
                    corrections.stream()
                            .flatMap(c -> c.options().stream().map(o -> new Found(c.lesionId(), o)))
                            .toList(),
                    option -> option(json, option, placements));
            json.text("text", found ? "" : why(corrections));
        });
    }

    /** Why nothing was found, by lesion where that is known. */
    private static String why(List<Correction> corrections) {
        if (corrections.isEmpty()) {
            return "nothing to correct: the zone passes, or its lesion has no numbers";
        }
        List<String> tooSmall = new ArrayList<>();
        for (Correction correction : corrections) {
            correction.shortfall().ifPresent(s -> tooSmall.add(correction.lesionId() + ": " + AdviceText.shortfall(s)));
        }
        return tooSmall.isEmpty() ? "nothing was found to pass" : String.join("; ", tooSmall);
    }

    private record Found(String lesionId, Correction.Option option) {}

    private static void option(JsonOut json, Found found, List<ApplicatorPlacement> placements) {
        Correction.Option option = found.option();
        json.text("lesion", found.lesionId());
        json.text("kind", AssessmentJson.key(option.kind()));
        json.flag("passes", option.passes());
        json.flag("smallest", option.smallest());
        json.flag("best_effort", option.bestEffort());
        json.text("words", option.words());
        json.number("mam_mm", option.mamMm());
        json.number("mam_lower_mm", option.lowerMm());
        json.number(
                "mam_upper_mm",
                Double.isFinite(option.upperMm()) ? OptionalDouble.of(option.upperMm()) : OptionalDouble.empty());
        json.text("verdict", option.verdict().name());
        json.texts("worsens", option.worsens());
        json.json("applicators", CaseFileWriter.applicators(option.appliedTo(placements)));
    }

    /** That a search for corrections was given up for something newer. */
    public static String cancelled(long seq) {
        return JsonOut.message(json -> {
            json.integer("seq", seq);
            json.text("type", "fix");
            json.flag("cancelled", true);
        });
    }

    /** Why a message cannot be answered; no number of it where the message could not be read that far. */
    public static String error(OptionalLong seq, List<Finding> findings) {
        return JsonOut.message(json -> {
            seq.ifPresent(n -> json.integer("seq", n));
            json.text("type", "error");
            json.text(
                    "text",
                    String.join("; ", findings.stream().map(Finding::text).toList()));
            json.refusals("findings", findings);
        });
    }

    /** Why a plan cannot be saved. */
    public static String refused(List<Finding> findings) {
        return JsonOut.message(json -> json.refusals("refused", findings));
    }
}
