package org.thermargin.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.thermargin.assess.ApplicatorDifference;
import org.thermargin.assess.CaseDifferences;
import org.thermargin.assess.Outcome;
import org.thermargin.assess.SourceDifference;
import org.thermargin.plan.CaseAdvice;
import org.thermargin.plan.Correction;
import org.thermargin.scene.ZoneSource;

/** What is said beside an assessment, in JSON and in words. */
class AdviceTest {
    private static final String LESION = SampleAssessments.lesion().id();
    private static final ZoneSource SOURCE = SampleAssessments.zone().source();

    @Test
    void correctionHasTheKeysOfTheContractAndEachOptionItsOwn() throws IOException {
        JsonNode correction = json().at("/lesions/0/zones/0/correction");

        assertThat(names(correction)).containsExactly("searched_mm", "tolerance_mm", "judged", "shortfall", "options");
        assertThat(names(correction.at("/shortfall"))).containsExactly("needed_ml", "largest_ml");
        assertThat(correction.at("/shortfall/needed_ml").asDouble()).isEqualTo(47.24);
        assertThat(correction.at("/judged").asInt()).isEqualTo(7);
        assertThat(names(correction.at("/options/0")))
                .containsExactly(
                        "kind",
                        "applicators",
                        "passes",
                        "smallest_proved",
                        "best_effort",
                        "shift_lps_mm",
                        "length_mm",
                        "words",
                        "mam_mm",
                        "mam_lower_mm",
                        "mam_upper_mm",
                        "verdict",
                        "worsens");
        assertThat(names(correction.at("/options/1"))).contains("advance_mm").doesNotContain("shift_lps_mm");
        assertThat(names(correction.at("/options/2")))
                .contains("power_w", "time_s")
                .doesNotContain("advance_mm");
        assertThat(correction.at("/options/0/smallest_proved").asBoolean()).isTrue();
        assertThat(correction.at("/options/1/passes").asBoolean()).isFalse();
    }

    @Test
    void differencesHaveTheKeysOfTheContract() throws IOException {
        JsonNode document = json();

        assertThat(names(document.at("/lesions/0/differences/0")))
                .containsExactly(
                        "from",
                        "to",
                        "from_mam",
                        "to_mam",
                        "mam_change_mm",
                        "change_proved",
                        "coverage_change_fraction",
                        "zone_volume_change_ml",
                        "from_verdict",
                        "to_verdict",
                        "thinnest_moved_mm",
                        "thinnest_moved");
        assertThat(names(document.at("/lesions/0/differences/0/to_mam"))).containsExactly("mm", "lower_mm", "upper_mm");
        assertThat(document.at("/lesions/0/differences/0/mam_change_mm").asDouble())
                .isEqualTo(-3);
        assertThat(names(document.at("/applicator_differences/0")))
                .containsExactly("id", "tip_error_mm", "tip_depth_mm", "tip_lateral_mm", "entry_error_mm", "angle_deg");
        assertThat(document.at("/unmatched_applicators/0").asText()).isEqualTo("c");
    }

    @Test
    void wordsNameWhatToDoWhatItGivesAndWhomItHarms() {
        String text = text(advice());

        assertThat(text)
                .contains("how to move")
                .contains(
                        "no placement can pass: the lesion with its margin fills at least 47.2 mL, the largest settings of"
                                + " these applicators 31.5 mL")
                .contains("move 1.3 mm inferior: margin 5.43 mm (5.02 to 5.49), COMPLETE")
                .contains(
                        "no move along the shaft within 15 mm was found to pass (best effort), best pull back 1.6 mm: margin"
                                + " 6.45 mm (6.04 to 6.56), INSUFFICIENT; WORSE for lesion other")
                .contains("without moving")
                .contains("100 W for 480 s")
                .contains(
                        "margin 7.00 to 4.00 mm (intervals overlap: no change proved), coverage -10.0 points, zone volume +0.5 mL")
                .contains("tip 5.0 mm off plan (4.0 mm sideways, 3.0 mm short), entry 1.0 mm, angle 2.4 degrees")
                .contains("c is not both planned and placed");
    }

    /** Columns of text hold no comma here, so that a line can be cut at them. */
    @Test
    void tablesHaveARowPerOptionPerPairAndPerNeedle() {
        String[] corrections =
                AdviceTables.corrections("demo", advice()).orElseThrow().split("\r\n");
        String[] differences = AdviceTables.differences(
                        "demo", advice().differences().sources())
                .orElseThrow()
                .split("\r\n");
        String[] needles = AdviceTables.needles("demo", advice().differences().applicators())
                .orElseThrow()
                .split("\r\n");

        assertThat(corrections).hasSize(4);
        assertThat(cell(corrections, 1, "kind")).isEqualTo("shift");
        assertThat(cell(corrections, 1, "shift_z_lps_mm")).isNotEmpty();
        assertThat(cell(corrections, 1, "advance_mm")).isEmpty();
        assertThat(cell(corrections, 2, "passes")).isEqualTo("false");
        assertThat(cell(corrections, 2, "worsens")).isEqualTo("other");
        assertThat(cell(corrections, 3, "length_mm")).isEmpty(); // a setting moves nothing
        assertThat(cell(corrections, 3, "mam_mm")).isEqualTo("5.52");
        assertThat(cell(corrections, 3, "verdict")).isEqualTo("COMPLETE");
        assertThat(differences).hasSize(2);
        assertThat(cell(differences, 1, "from_source")).isEqualTo("planned");
        assertThat(cell(differences, 1, "mam_change_mm")).isEqualTo("-3.0");
        assertThat(cell(differences, 1, "change_proved")).isEqualTo("false");
        assertThat(needles).hasSize(2);
        assertThat(cell(needles, 1, "tip_depth_mm")).isEqualTo("-3.0");
    }

    private static String cell(String[] lines, int line, String column) {
        return lines[line].split(",", -1)[List.of(lines[0].split(",")).indexOf(column)];
    }

    @Test
    void noAdviceMakesNoTable() {
        CaseDifferences none = CaseDifferences.none();

        assertThat(AdviceTables.corrections("demo", CaseAdvice.none())).isEmpty();
        assertThat(AdviceTables.differences("demo", none.sources())).isEmpty();
        assertThat(AdviceTables.needles("demo", none.applicators())).isEmpty();
    }

    @Test
    void noAdviceAddsNothing() {
        assertThat(text(CaseAdvice.none()))
                .isEqualTo(unwrapped(AssessmentText.of(SampleAssessments.full(), TextStyle.PLAIN)))
                .doesNotContain("how to move");
    }

    private static CaseAdvice advice() {
        Correction correction = new Correction(
                LESION,
                SOURCE,
                15,
                0.2,
                7,
                Optional.of(new Correction.Shortfall(47.24, 31.5)),
                List.of(
                        option(Correction.Kind.SHIFT, true, "move 1.3 mm inferior", 5.43, Outcome.COMPLETE),
                        option(Correction.Kind.ADVANCE, false, "pull back 1.6 mm", 6.45, Outcome.INSUFFICIENT),
                        option(Correction.Kind.SETTING, true, "100 W for 480 s", 5.52, Outcome.COMPLETE)));
        SourceDifference difference = new SourceDifference(
                LESION,
                ZoneSource.PLANNED,
                ZoneSource.PLACED,
                new SourceDifference.Mam(7, 3.5, 7.5),
                new SourceDifference.Mam(4, 3, 4.5),
                false,
                -0.1,
                0.5,
                Outcome.COMPLETE,
                Outcome.INSUFFICIENT,
                3.2,
                "left");
        return new CaseAdvice(
                List.of(correction),
                new CaseDifferences(
                        List.of(difference), List.of(new ApplicatorDifference("a", 5, -3, 4, 1, 2.386)), List.of("c")));
    }

    private static Correction.Option option(
            Correction.Kind kind, boolean passes, String words, double mam, Outcome verdict) {
        boolean setting = kind == Correction.Kind.SETTING;
        return new Correction.Option(
                kind,
                List.of("a"),
                passes,
                passes,
                !passes,
                List.of(0.0, 0.0, kind == Correction.Kind.SHIFT ? -1.3 : 0.0),
                kind == Correction.Kind.ADVANCE ? OptionalDouble.of(-1.6) : OptionalDouble.empty(),
                setting ? OptionalDouble.of(100) : OptionalDouble.empty(),
                setting ? OptionalDouble.of(480) : OptionalDouble.empty(),
                words,
                mam,
                mam - 0.41,
                mam + (passes ? 0.055 : 0.105),
                verdict,
                passes ? List.of() : List.of("other"));
    }

    private static JsonNode json() throws IOException {
        return new ObjectMapper()
                .readTree(AssessmentJson.of(
                        SampleAssessments.full(), advice(), SampleAssessments.SOFTWARE, PathStyle.SHOWN));
    }

    private static String text(CaseAdvice advice) {
        return unwrapped(AssessmentText.of(SampleAssessments.full(), advice, TextStyle.PLAIN));
    }

    /** Lines joined, as where a line breaks is no matter here. */
    private static String unwrapped(String text) {
        return text.replaceAll("\\s+", " ");
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
