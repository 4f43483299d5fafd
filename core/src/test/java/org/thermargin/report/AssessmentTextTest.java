package org.thermargin.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.thermargin.Finding;
import org.thermargin.assess.LesionAssessment;
import org.thermargin.assess.ZoneAssessment;
import org.thermargin.assess.ZoneNumbers;
import org.thermargin.placement.NeedleCheck;

class AssessmentTextTest {
    private static final String TEXT = AssessmentText.of(SampleAssessments.full(), TextStyle.PLAIN);

    @Test
    void verdictComesFirstAndTheMarginNext() {
        assertThat(TEXT.lines())
                .startsWith(
                        "INDETERMINATE  case demo, lesion L1, observed zone, if the zone is as tabled",
                        "  minimal margin      6.02 mm, 99 % interval 4.99 to 6.44 mm",
                        "  guaranteed          4.20 to 7.13 mm",
                        "  target              5 mm, ASSUMED: no target was stated",
                        "  still possible      INSUFFICIENT, COMPLETE");
    }

    @Test
    void saysWhereWhatFacesItAndWhatWasAssumed() {
        assertThat(TEXT.lines())
                .contains(
                        "  not accepted        assume-mm; without that: INDETERMINATE",
                        "  accepted by you     xform-q",
                        "  thinnest            left posterior side of the lesion,",
                        "                      LPS (12.3, -40.0, 1002.4) mm; on the scan after",
                        "  faces               portal vein, 2.1 mm",
                        "  coverage            99.9 % of the lesion, residual 0.01 mL in 1 part at",
                        "  surface by margin   < 0 mm    |....................| <0.1 %",
                        "                      5-10 mm   |#################...| 85.0 %",
                        "  surface >= 5 mm     95.0 % (90.0 % to 100.0 %)",
                        "  shells around it    fully ablated to 5 mm, 90 % ablated to 7 mm",
                        "  vessels             portal: 7.1 mm wide, to lesion 2.1 mm, touches the zone,",
                        "                      to shaft 14.2 mm, heat-sink risk high, facing it 6.5 mm",
                        "  structures          gallbladder: to zone 3.8 mm, ALERT: near (below 5 mm)");
    }

    @Test
    void aDistanceIsNotPartedFromItsUnit() {
        assertThat(TEXT.lines()).noneMatch(line -> line.strip().startsWith("mm"));
    }

    @Test
    void aStructureIsInTheZoneOnlyWhereTheyShareVolume() {
        assertThat(structure(0, 0.214)).contains("  structures          gallbladder: in the zone, overlap 0.22 mL");
        assertThat(structure(0, 0)).contains("  structures          gallbladder: touches the zone");
        assertThat(structure(0.06, 0)).contains("  structures          gallbladder: to zone 0.1 mm");
    }

    private static String structure(double toZoneMm, double overlapMl) {
        ZoneNumbers numbers = SampleAssessments.with(
                SampleAssessments.numbers(),
                Map.of(
                        "structures",
                        List.of(new ZoneNumbers.StructureDistance(
                                "gallbladder", toZoneMm, overlapMl, "near", 5, "customary, unverified"))));
        ZoneAssessment zone = SampleAssessments.with(SampleAssessments.zone(), Map.of("numbers", Optional.of(numbers)));
        LesionAssessment lesion = SampleAssessments.with(SampleAssessments.lesion(), Map.of("zones", List.of(zone)));
        return AssessmentText.of(SampleAssessments.of(List.of(lesion)), TextStyle.PLAIN);
    }

    @Test
    @Tag("H17")
    void theThreeSubcapsularMarginsStandSideBySide() {
        assertThat(TEXT).contains("  measured to         organ tissue 6.02 | raw 1.20 | older rule 6.50 mm (12.0 %\n");
    }

    /** A needle meant for another lesion is told in one line as long as it keeps all its limits. */
    @Test
    void aNeedleFarFromTheLesionIsToldInShort() {
        ZoneNumbers.ApplicatorCheck sample =
                SampleAssessments.numbers().applicators().get(0);
        NeedleCheck beside = SampleAssessments.with(
                sample.checks().get(0),
                Map.of(
                        "name",
                        "shaft-to-lesion",
                        "value",
                        OptionalDouble.of(53.5),
                        "status",
                        NeedleCheck.Status.INFORMATION,
                        "text",
                        "the shaft passes 53.5 mm beside the lesion"));
        NeedleCheck kept = SampleAssessments.with(
                sample.checks().get(0), Map.of("status", NeedleCheck.Status.PASS, "text", "passes portal at 9 mm"));

        assertThat(applicator(sample, List.of(beside, kept)))
                .contains("applicator A1       142 mm entry to tip; the shaft passes 53.5 mm beside the\n")
                .doesNotContain("passes portal");
        assertThat(applicator(sample, List.of(beside, sample.checks().get(0)))).contains("passes portal at 1.2 mm");
    }

    private static String applicator(ZoneNumbers.ApplicatorCheck sample, List<NeedleCheck> checks) {
        ZoneNumbers numbers = SampleAssessments.with(
                SampleAssessments.numbers(),
                Map.of("applicators", List.of(SampleAssessments.with(sample, Map.of("checks", checks)))));
        ZoneAssessment zone = SampleAssessments.with(SampleAssessments.zone(), Map.of("numbers", Optional.of(numbers)));
        LesionAssessment lesion = SampleAssessments.with(SampleAssessments.lesion(), Map.of("zones", List.of(zone)));
        return AssessmentText.of(SampleAssessments.of(List.of(lesion)), TextStyle.PLAIN);
    }

    /** Bounds are rounded outwards; the line says that the verdict does not rest on it. */
    @Test
    void theSpreadOfTheTableIsSetApartFromTheVerdict() {
        assertThat(TEXT)
                .contains("  spread of zones     3.25 to 8.50 mm with the tabled axes 2 standard deviations")
                .contains("(not in the verdict)");
        assertThat(AssessmentText.of(SampleAssessments.bare(), TextStyle.PLAIN)).doesNotContain("spread of zones");
    }

    @Test
    void theVoxelRecipeIsMarkedAsLegacy() {
        assertThat(TEXT).contains("  legacy qam          min 4.12, median 6.10, max 9.90 mm;");
    }

    @Test
    @Tag("H40")
    void theLastLineSaysResearchOnly() {
        assertThat(TEXT).endsWith("Research software: not a medical device, not for clinical decisions.\n");
    }

    @Test
    void fitsATerminal() {
        assertThat(TEXT.lines()).allMatch(line -> line.length() <= 80);
        // everything this sample has at once: taints, accepted, cooling, vessel risk, applicators, structures,
        // registration, warnings, notes
        assertThat(TEXT.lines().count()).isLessThanOrEqualTo(57);
        assertThat(AssessmentText.of(SampleAssessments.bare(), TextStyle.PLAIN)
                        .lines()
                        .count())
                .isLessThanOrEqualTo(35);
    }

    @Test
    void colourAddsNothingButColour() {
        String coloured = AssessmentText.of(SampleAssessments.full(), TextStyle.COLOUR);

        assertThat(coloured).contains("\u001b[").isNotEqualTo(TEXT);
        assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(TEXT);
    }

    @Test
    void severalLesionsHaveAHeadlineForTheCaseAndABlockEach() {
        String text = AssessmentText.of(
                SampleAssessments.of(List.of(
                        SampleAssessments.lesion(),
                        SampleAssessments.refusedLesion(),
                        SampleAssessments.untargetedLesion())),
                TextStyle.PLAIN);

        assertThat(text.lines())
                .startsWith("INDETERMINATE  case demo, decided by lesion L1, observed")
                .contains("REFUSED  lesion L2, \"cut\"", "NOT TARGETED  lesion L3");
        assertThat(text).contains("t.nii: the lesion touches the image border");
    }

    @Test
    void aRefusalNamesFileRuleAndHazardAndNoMargin() {
        String text = AssessmentText.refused(
                List.of(new Finding("units-unknown", "H09", "units must be mm, m or um, were 0", "a.nii")),
                TextStyle.PLAIN);

        assertThat(text)
                .startsWith("REFUSED  ")
                .contains("a.nii: units must be mm, m or um, were 0")
                .contains("[units-unknown,")
                .contains("H09]")
                .doesNotContain("minimal margin");
    }
}
