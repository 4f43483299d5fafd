package org.thermargin.report;

import java.util.List;
import java.util.Locale;
import org.thermargin.Finding;
import org.thermargin.assess.Assessment;
import org.thermargin.assess.AssessmentCriteria;
import org.thermargin.assess.LesionAssessment;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.heatsink.VesselRule;
import org.thermargin.plan.CaseAdvice;
import org.thermargin.scene.SceneInput;

/**
 * An assessment as JSON, schema {@code thermargin.assessment/1}. Units stand in the keys; what is unknown is absent,
 * never 0, -1 or NaN; keys keep their order; numbers read back exactly.
 *
 * <p>Beyond the keys that are always there, a lesion whose input cannot be trusted has {@code refused} in place of
 * zones, and a zone with taints has {@code untainted_verdict}.
 */
public final class AssessmentJson {
    /** Value of the key {@code schema}. */
    public static final String SCHEMA = "thermargin.assessment/1";

    private AssessmentJson() {}

    /** The document, ending in a line feed. A number that is not finite is an {@link IllegalStateException}. */
    public static String of(Assessment assessment, Software software, PathStyle paths) {
        return of(assessment, CaseAdvice.none(), software, paths);
    }

    /** The document with {@code correction} in zones, {@code differences} in lesions and {@code applicator_differences}. */
    public static String of(Assessment assessment, CaseAdvice advice, Software software, PathStyle paths) {
        return JsonOut.document(json -> write(json, assessment, advice, software, paths));
    }

    /** The content of the document, inside the object that is open. */
    static void write(JsonOut json, Assessment assessment, CaseAdvice advice, Software software, PathStyle paths) {
        json.text("schema", SCHEMA);
        software(json, software);
        json.object("case", () -> {
            json.text("id", assessment.caseId());
            json.text("outcome", assessment.outcome().name());
            json.text("decided_by", assessment.decidedBy());
        });
        json.objects("inputs", assessment.inputs(), input -> input(json, input, paths));
        criteria(json, assessment.criteria());
        RegistrationJson.write(json, assessment);
        vessels(json, assessment);
        assessment
                .organ()
                .ifPresent(organ -> json.object("organ", () -> {
                    json.number("volume_ml", organ.volumeMl());
                    json.number("ablated_ml", organ.ablatedMl());
                    json.number("ablated_fraction", organ.ablatedFraction());
                }));
        json.objects("lesions", assessment.lesions(), lesion -> lesion(json, lesion, assessment, advice));
        AdviceJson.applicators(json, advice.differences());
        Findings findings = Findings.of(assessment);
        json.notes("notes", findings.notes());
        json.warnings("warnings", findings.warnings());
    }

    /** The document of a refused case: why, and no number. */
    public static String refused(List<Finding> reasons) {
        return JsonOut.document(json -> {
            json.text("schema", SCHEMA);
            json.refusals("refused", reasons);
        });
    }

    /** The document of a case whose self-check failed before any lesion was measured: what, and no number. */
    public static String failed(Finding why) {
        return JsonOut.document(json -> {
            json.text("schema", SCHEMA);
            json.refusals("failed", List.of(why));
        });
    }

    static void software(JsonOut json, Software software) {
        json.object("software", () -> {
            json.text("version", software.version());
            json.text("commit", software.commit());
            json.text("java", software.java());
        });
    }

    private static void input(JsonOut json, SceneInput input, PathStyle paths) {
        json.text("role", input.role());
        json.text("path", paths.of(input.path()));
        json.text("sha256", input.sha256());
        input.grid().ifPresent(grid -> grid(json, grid));
    }

    static void grid(JsonOut json, VoxelGrid grid) {
        json.object("grid", () -> {
            json.numbers("size_voxels", grid.nx(), grid.ny(), grid.nz());
            json.numbers("spacing_mm", grid.dxMm(), grid.dyMm(), grid.dzMm());
            json.point("origin_lps_mm", grid.origin());
            json.numbers(
                    "i_direction_lps",
                    grid.iDirection().x(),
                    grid.iDirection().y(),
                    grid.iDirection().z());
            json.numbers(
                    "j_direction_lps",
                    grid.jDirection().x(),
                    grid.jDirection().y(),
                    grid.jDirection().z());
            json.numbers(
                    "k_direction_lps",
                    grid.kDirection().x(),
                    grid.kDirection().y(),
                    grid.kDirection().z());
        });
    }

    private static void criteria(JsonOut json, AssessmentCriteria criteria) {
        json.object("criteria", () -> {
            json.text("preset", criteria.preset());
            json.number("target_mm", criteria.targetMm());
            json.flag("target_assumed", criteria.targetAssumed());
        });
    }

    /** What counts as a wide vessel, and how it cools device zones. */
    private static void vessels(JsonOut json, Assessment assessment) {
        VesselRule rule = assessment.criteria().vesselRule();
        json.object("vessel_rule", () -> {
            json.number("min_diameter_mm", rule.minDiameterMm());
            json.number("distance_mm", rule.distanceMm());
            json.number("inspect_mm", rule.inspectMm());
        });
        json.object("heat_sink", () -> {
            json.flag("off", assessment.heatSink().isEmpty());
            assessment.heatSink().ifPresent(settings -> {
                json.text("wall_rfa", settings.rfaWall().key());
                json.text("wall_mwa", settings.mwaWall().key());
                json.number("nusselt", settings.nusselt());
                json.number("perfusion_per_s", settings.perfusionPerS());
                json.number("tissue_conductivity_w_per_m_k", settings.tissueConductivityWPerMK());
                json.number("blood_conductivity_w_per_m_k", settings.bloodConductivityWPerMK());
                json.number("edge_celsius", settings.edgeCelsius());
            });
        });
    }

    private static void lesion(JsonOut json, LesionAssessment lesion, Assessment assessment, CaseAdvice advice) {
        json.text("id", lesion.id());
        json.number("volume_ml", lesion.volumeMl());
        json.number("equivalent_diameter_mm", lesion.equivalentDiameterMm());
        json.number("max_diameter_mm", lesion.maxDiameterMm());
        lesion.subcapsular().ifPresent(near -> json.flag("subcapsular", near));
        json.flag("targeted", lesion.targeted());
        json.notes("notes", lesion.notes());
        if (!lesion.refusals().isEmpty()) {
            json.refusals("refused", lesion.refusals());
        }
        json.objects("zones", lesion.zones(), zone -> {
            ZoneJson.write(json, zone, assessment);
            AdviceJson.contracted(json, advice.contracted(lesion.id(), zone.source()));
            advice.correction(lesion.id(), zone.source()).ifPresent(c -> AdviceJson.correction(json, c));
        });
        AdviceJson.differences(json, lesion.id(), advice.differences());
    }

    static String key(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
