package org.thermargin.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.thermargin.Finding;
import org.thermargin.InputException;
import org.thermargin.assess.Assessment;
import org.thermargin.assess.AssessmentCriteria;
import org.thermargin.assess.LesionAssessment;
import org.thermargin.assess.Outcome;

class AssessmentJsonTest {
    /** The output contract, key by key; what stands in an array is written once. */
    private static final Set<String> KEYS = Set.of("""
            schema software software.version software.commit software.java case case.id case.outcome case.decided_by
            inputs inputs.role inputs.path inputs.sha256 inputs.grid
            criteria criteria.preset criteria.target_mm criteria.target_assumed
            registration registration.error_mm registration.error_from registration.transform_from registration.transform_sha256 registration.transform_maps
            registration.zone_to_lesion registration.zone_to_lesion.x_lps registration.zone_to_lesion.y_lps
            registration.zone_to_lesion.z_lps registration.turn_deg registration.volume_factor registration.sample
            registration.sample.zone_scan_lps_mm registration.sample.lesion_scan_lps_mm registration.lesions_covered_fraction
            registration.lesions_covered_fraction.as_stated registration.lesions_covered_fraction.inverted
            registration.lesions_covered_fraction.not_moved
            registration.landmarks_before_sha256 registration.landmarks_after_sha256
            registration.fiducial_registration_error_mm registration.fiducial_localisation_error_mm
            registration.left_by_transform_mm registration.landmarks registration.landmarks.label
            registration.landmarks.residual_mm registration.landmarks.left_out_error_mm
            registration.landmarks.stands_out registration.target_errors registration.target_errors.lesion
            registration.target_errors.rms_mm registration.target_errors.bound_mm registration.target_errors.coverage
            registration.target_errors.coverage_factor
            organ organ.volume_ml organ.ablated_ml organ.ablated_fraction
            lesions lesions.id lesions.volume_ml lesions.equivalent_diameter_mm lesions.max_diameter_mm
            lesions.subcapsular lesions.targeted lesions.notes lesions.notes.code lesions.notes.text lesions.zones
            vessel_rule vessel_rule.min_diameter_mm vessel_rule.distance_mm vessel_rule.inspect_mm
            heat_sink heat_sink.off heat_sink.wall_rfa heat_sink.wall_mwa heat_sink.nusselt heat_sink.perfusion_per_s
            heat_sink.tissue_conductivity_w_per_m_k heat_sink.blood_conductivity_w_per_m_k heat_sink.edge_celsius
            notes notes.code notes.text warnings warnings.code warnings.hazard warnings.text""".split("\\s+"));

    private static final Set<String> ZONE_KEYS = Set.of("""
            model_interval_mm model_interval_mm.lower model_interval_mm.upper model_interval_mm.coverage
            applicators.device applicators.entry_lps_mm applicators.tip_lps_mm applicators.roll_deg
            applicators.applications applicators.applications.power_w applicators.applications.time_s
            applicators.applications.pull_back_mm applicators.applications.reach_beyond_tip_stated_mm
            applicators.applications.zone_factors applicators.applications.zone_factors.in_vivo_short
            applicators.applications.zone_factors.in_vivo_long applicators.applications.zone_factors.shrinkage
            plain_zone plain_zone.verdict plain_zone.mam_mm plain_zone.volume_ml cooling cooling.wall_rule
            cooling.volume_lost_ml cooling.volume_lost_by_vessel cooling.volume_lost_by_vessel.vessel
            cooling.volume_lost_by_vessel.volume_ml cooling.margin_lost_mm cooling.vessel
            source model claim table_rows volume_ml deformed_by_vessels verdict nominal_verdict guaranteed_verdict
            possible_verdicts untainted_verdict decided_by taints accepted mam_mm mam_reference mam_lower_mm mam_upper_mm
            mam_guaranteed_lower_mm mam_guaranteed_upper_mm interval interval.component interval.mm mam_raw_mm
            mam_excluded_mm excluded_area_fraction witness witness.lesion_lps_mm witness.zone_lps_mm witness.lesion_on_zone_scan_lps_mm
            witness.zone_on_zone_scan_lps_mm witness.direction
            witness.facing surface_area_mm2 surface_bands surface_bands.from_mm surface_bands.to_mm
            surface_bands.fraction fraction_ge_target fraction_ge_target.estimate fraction_ge_target.lower
            fraction_ge_target.upper margin_quantiles_mm margin_quantiles_mm.q05 margin_quantiles_mm.q25
            margin_quantiles_mm.q50 margin_quantiles_mm.q75 margin_quantiles_mm.q95 coverage_fraction residual_ml
            residual_islands residual_islands.volume_ml residual_islands.centroid_lps_mm shells shells.d_mm
            shells.ablated_fraction insufficient_margin_ml vessels vessels.name vessels.kind vessels.to_lesion_mm
            vessels.to_zone_mm vessels.to_shaft_mm vessels.diameter_mm vessels.diameter_error_mm vessels.contact_mm2
            vessels.heat_sink_risk vessels.facing_mam_mm structures structures.name structures.to_zone_mm
            structures.overlap_ml structures.alert structures.alert_mm structures.alert_source applicators
            applicators.id applicators.length_mm applicators.checks applicators.checks.name applicators.checks.about
            applicators.checks.value applicators.checks.unit applicators.checks.limit applicators.checks.status
            applicators.checks.text applicators.checks.source shown_margins qam qam.border_voxels qam.min_mm qam.q25_mm qam.median_mm
            qam.q75_mm qam.max_mm qam.fraction_lt_0 qam.fraction_0_to_5 qam.fraction_ge_5""".split("\\s+"));

    /** Keys of the contract for which an assessment may have nothing. */
    private static final Set<String> MAY_BE_ABSENT = Set.of("""
            model_interval_mm model_interval_mm.lower model_interval_mm.upper model_interval_mm.coverage
            applicators.device applicators.entry_lps_mm applicators.tip_lps_mm applicators.roll_deg
            applicators.applications applicators.applications.power_w applicators.applications.time_s
            applicators.applications.pull_back_mm applicators.applications.reach_beyond_tip_stated_mm
            applicators.applications.zone_factors applicators.applications.zone_factors.in_vivo_short
            applicators.applications.zone_factors.in_vivo_long applicators.applications.zone_factors.shrinkage
            plain_zone plain_zone.verdict plain_zone.mam_mm plain_zone.volume_ml cooling cooling.wall_rule
            cooling.volume_lost_ml cooling.volume_lost_by_vessel cooling.volume_lost_by_vessel.vessel
            cooling.volume_lost_by_vessel.volume_ml cooling.margin_lost_mm cooling.vessel
            witness.lesion_on_zone_scan_lps_mm witness.zone_on_zone_scan_lps_mm
            untainted_verdict mam_excluded_mm excluded_area_fraction witness.facing residual_islands.volume_ml
            residual_islands.centroid_lps_mm vessels.name vessels.kind vessels.to_lesion_mm vessels.to_zone_mm
            vessels.to_shaft_mm vessels.diameter_mm vessels.diameter_error_mm vessels.contact_mm2 vessels.heat_sink_risk
            vessels.facing_mam_mm structures.name structures.to_zone_mm structures.overlap_ml structures.alert
            structures.alert_mm structures.alert_source applicators.id applicators.length_mm applicators.checks
            applicators.checks.name applicators.checks.about applicators.checks.value applicators.checks.unit
            applicators.checks.limit applicators.checks.status applicators.checks.text applicators.checks.source
            qam qam.border_voxels qam.min_mm qam.q25_mm qam.median_mm qam.q75_mm qam.max_mm qam.fraction_lt_0
            qam.fraction_0_to_5 qam.fraction_ge_5""".split("\\s+"));

    @Test
    void aFullDocumentHasEveryKeyOfTheContractAndNoOther() throws IOException {
        Set<String> keys = keys(json(SampleAssessments.full()));

        assertThat(keys).containsExactlyInAnyOrderElementsOf(contract(KEYS, ZONE_KEYS));
    }

    @Test
    void labelAndShownMarginsStandBesideTheVerdict() throws IOException, InputException {
        LesionAssessment complete = SampleAssessments.with(
                SampleAssessments.lesion(),
                Map.of(
                        "zones",
                        List.of(SampleAssessments.with(
                                SampleAssessments.zone(), Map.of("verdict", Outcome.COMPLETE)))));
        Assessment assessment = SampleAssessments.with(
                SampleAssessments.of(List.of(complete)), Map.of("criteria", AssessmentCriteria.preset("crlm")));

        JsonNode zone = json(assessment).at("/lesions/0/zones/0");

        assertThat(zone.at("/label").asText()).isEqualTo("A0");
        assertThat(zone.at("/shown_margins/0/mm").asDouble()).isEqualTo(10);
        assertThat(zone.at("/shown_margins/0/reached").asText()).isEqualTo("no"); // upper 6.43 mm
        assertThat(zone.at("/shown_margins/0/fraction").isNumber()).isTrue();
    }

    @Test
    void whatIsUnknownIsAbsent() throws IOException {
        Set<String> known = new TreeSet<>(ZONE_KEYS);
        known.removeAll(MAY_BE_ABSENT);
        Set<String> top = new TreeSet<>(KEYS);
        top.removeIf(key -> key.startsWith("registration") || key.startsWith("organ"));
        top.remove("lesions.subcapsular");

        String text = AssessmentJson.of(SampleAssessments.bare(), SampleAssessments.SOFTWARE, PathStyle.HASHED);

        assertThat(keys(new ObjectMapper().readTree(text))).containsExactlyInAnyOrderElementsOf(contract(top, known));
        assertThat(text).doesNotContain("NaN", "null", "Infinity");
    }

    @Test
    void aRefusedLesionHasItsReasonsAndNoNumberOfAMargin() throws IOException {
        JsonNode lesion = json(SampleAssessments.of(List.of(SampleAssessments.refusedLesion())))
                .at("/lesions/0");

        assertThat(lesion.at("/refused/0/code").asText()).isEqualTo("lesion-cut-by-border");
        assertThat(lesion.at("/refused/0/hazard").asText()).isEqualTo("H15");
        assertThat(lesion.at("/refused/0/file").asText()).isEqualTo("t.nii");
        assertThat(lesion.at("/zones")).isEmpty();
    }

    @Test
    void aRefusedCaseHasOnlyItsReasons() throws IOException {
        String text = AssessmentJson.refused(List.of(
                new Finding("units-unknown", "H09", "units must be stated", "a.nii"), Finding.of("x", "", "y")));

        JsonNode document = new ObjectMapper().readTree(text);
        assertThat(keys(document))
                .containsExactlyInAnyOrder(
                        "schema", "refused", "refused.code", "refused.hazard", "refused.text", "refused.file");
        assertThat(document.at("/refused/1").size()).isEqualTo(2);
    }

    /** What the user stated about the zone can be counted with, not only read in the claim. */
    @Test
    void statedFactorsAndSettingsAreNumbers() throws IOException {
        JsonNode document = json(SampleAssessments.full());
        JsonNode application = document.at("/lesions/0/zones/0/applicators/0/applications/0");

        assertThat(application.at("/zone_factors/in_vivo_short").asDouble()).isEqualTo(0.75);
        assertThat(application.at("/zone_factors/in_vivo_long").asDouble()).isEqualTo(0.875);
        assertThat(application.at("/zone_factors/shrinkage").asDouble()).isEqualTo(0.125);
        assertThat(application.at("/power_w").asDouble()).isEqualTo(100);
        assertThat(application.at("/reach_beyond_tip_stated_mm").asDouble()).isEqualTo(7);
        assertThat(document.at("/heat_sink/perfusion_per_s").asDouble()).isEqualTo(0.0064);
        assertThat(document.at("/vessel_rule/min_diameter_mm").asDouble()).isEqualTo(3);
        assertThat(document.at("/lesions/0/zones/0/model_interval_mm/lower").asDouble())
                .isEqualTo(3.25);
    }

    @Test
    void coolingThatIsSwitchedOffSaysOnlyThat() throws IOException {
        JsonNode heatSink = json(SampleAssessments.with(SampleAssessments.full(), Map.of("heatSink", Optional.empty())))
                .at("/heat_sink");

        assertThat(heatSink.toString()).isEqualTo("{\"off\":true}");
    }

    @Test
    void numbersReadBackExactly() throws IOException {
        for (double value : new double[] {0.1 + 0.2, 1e-17, 4.9999, 123456789.125, 2e-3, 1 / 3.0, -6.25}) {
            Assessment assessment =
                    SampleAssessments.with(SampleAssessments.full(), Map.of("lesions", List.of(volume(value))));

            assertThat(json(assessment).at("/lesions/0/volume_ml").asDouble()).isEqualTo(value);
        }
    }

    private static LesionAssessment volume(double ml) {
        return SampleAssessments.with(SampleAssessments.untargetedLesion(), Map.of("volumeMl", ml));
    }

    @Test
    void aNumberThatIsNoneNeverReachesADocument() {
        Assessment assessment =
                SampleAssessments.with(SampleAssessments.full(), Map.of("lesions", List.of(volume(Double.NaN))));

        assertThatThrownBy(() -> json(assessment)).hasMessageContaining("volume_ml must be a finite number");
    }

    @Test
    @Tag("H38")
    void pathsAreHashedUnlessAskedFor() {
        Assessment assessment = SampleAssessments.full();

        assertThat(AssessmentJson.of(assessment, SampleAssessments.SOFTWARE, PathStyle.HASHED))
                .doesNotContain("Smith");
        assertThat(AssessmentTable.of(assessment) + AssessmentText.of(assessment, TextStyle.PLAIN))
                .doesNotContain("Smith");
        assertThat(AssessmentJson.of(assessment, SampleAssessments.SOFTWARE, PathStyle.SHOWN))
                .contains("/data/Smith^John/t.nii");
    }

    @Test
    @Tag("H26")
    void documentsDoNotDependOnTheLocale() {
        Locale before = Locale.getDefault();
        Assessment assessment = SampleAssessments.full();
        String expected = all(assessment);
        try {
            for (String tag : new String[] {"tr-TR", "de-DE", "ar-EG"}) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                assertThat(all(assessment)).isEqualTo(expected);
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    private static String all(Assessment assessment) {
        return AssessmentJson.of(assessment, SampleAssessments.SOFTWARE, PathStyle.HASHED)
                + AssessmentTable.of(assessment)
                + AssessmentText.of(assessment, TextStyle.PLAIN);
    }

    @Test
    void anUnknownCommitIsAbsent() throws IOException {
        String text = AssessmentJson.of(
                SampleAssessments.full(), new Software("1", Optional.empty(), "17"), PathStyle.HASHED);

        assertThat(new ObjectMapper().readTree(text).at("/software").size()).isEqualTo(2);
    }

    private static Set<String> contract(Set<String> top, Set<String> zone) {
        Set<String> all = new TreeSet<>(top);
        zone.forEach(key -> all.add("lesions.zones." + key));
        return all;
    }

    private static JsonNode json(Assessment assessment) throws IOException {
        return new ObjectMapper().readTree(AssessmentJson.of(assessment, SampleAssessments.SOFTWARE, PathStyle.HASHED));
    }

    /** Every key with its path; the inside of a grid is not part of the contract. */
    private static Set<String> keys(JsonNode document) {
        Set<String> keys = new TreeSet<>();
        collect(document, "", keys);
        keys.removeIf(key -> key.startsWith("inputs.grid."));
        return keys;
    }

    private static void collect(JsonNode node, String prefix, Set<String> keys) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            keys.add(prefix + field.getKey());
            collect(field.getValue(), prefix + field.getKey() + ".", keys);
        }
        if (node.isArray()) {
            node.forEach(item -> collect(item, prefix, keys));
        }
    }
}
