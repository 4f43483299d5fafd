package org.thermargin.io.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thermargin.InputException;
import org.thermargin.heatsink.VesselRule;
import org.thermargin.placement.PlacementLimits;

/** What placements, vessels and structures are held against, as a case states it. */
class CaseLimitsTest {
    @TempDir
    Path temporary;

    private CaseFile read(String members) throws Exception {
        return new CaseFolder(temporary).withLesionAndZone().read(CaseFolder.lesionAndZone("", members));
    }

    @Test
    void whatIsNotStatedKeepsItsDefault() throws Exception {
        CaseFile.CriteriaEntry none = read("").criteria();
        CaseFile.CriteriaEntry some =
                read("'needle_limits': {'max_path_mm': 120, 'no_touch': true}, 'vessel_rule': {'distance_mm': 7}")
                        .criteria();

        assertThat(none.needles()).isEqualTo(PlacementLimits.defaults());
        assertThat(none.vesselRule()).isEqualTo(VesselRule.defaults());
        assertThat(some.needles())
                .isEqualTo(new PlacementLimits(
                        OptionalDouble.of(120),
                        OptionalDouble.empty(),
                        5,
                        2,
                        5,
                        1,
                        2,
                        OptionalDouble.empty(),
                        0,
                        3,
                        true));
        assertThat(some.vesselRule()).isEqualTo(new VesselRule(3, 7, 10));
    }

    /** A distance beyond the customary one to inspect moves that along. */
    @Test
    void inspectionReachesAtLeastAsFarAsTheRule() throws Exception {
        assertThat(read("'vessel_rule': {'distance_mm': 15}").criteria().vesselRule())
                .isEqualTo(new VesselRule(3, 15, 15));
        assertThat(read("'vessel_rule': {'min_diameter_mm': 2.5, 'distance_mm': 4, 'inspect_mm': 8}")
                        .criteria()
                        .vesselRule())
                .isEqualTo(new VesselRule(2.5, 4, 8));
    }

    @ParameterizedTest
    @Tag("H26")
    @CsvSource(
            delimiter = '|',
            value = {
                "'vessel_rule': {'diameter_mm': 3} | diameter_mm",
                "'vessel_rule': {'distance_mm': -1} | vessel_rule.distance_mm must be 0 to 50 mm, was -1.0",
                "'vessel_rule': {'distance_mm': 8, 'inspect_mm': 6} | vessel_rule.inspect_mm must be at least distance_mm",
                "'needle_limits': {'max_punctures': 1.5} | needle_limits.max_punctures must be a whole number, was 1.5",
                "'needle_limits': {'max_path': 100} | max_path",
                "'vessel_rule': {'min_diameter_mm': 0.5} | vessel_rule.min_diameter_mm must be 1 to 50 mm, was 0.5",
                "'heat_sink': {'min_vessel_diameter_mm': 4} | heat_sink.min_vessel_diameter_mm must not be given: one setting"
                        + " says what a wide vessel is, for cooling, risk and needle checks alike; write \"vessel_rule\":",
                "'needle_limits': {'min_vessel_diameter_mm': 4} | needle_limits.min_vessel_diameter_mm must not be given",
                "'needle_limits': {'no_touch': 1} | needle_limits.no_touch must be true or false, was 1",
            })
    void whatIsNoLimitIsRefusedWithFieldAndValue(String members, String text) {
        InputException refusal = catchThrowableOfType(InputException.class, () -> read(members));

        assertThat(refusal.getMessage()).contains("case.json", text);
    }

    @Test
    @Tag("H26")
    void alertDistancesStandAtStructuresOnly() throws Exception {
        CaseFolder folder = new CaseFolder(temporary).withLesionAndZone();
        folder.volume("colon.nii.gz", CaseFolder.box(0, 0, 0, 1, 1, 1));

        var structures = folder.scene(CaseFolder.lesionAndZone(
                        "{'role': 'structure', 'file': 'colon.nii.gz', 'name': 'colon', 'alert_mm': 12.5}", ""))
                .structures();
        InputException refusal = catchThrowableOfType(
                InputException.class,
                () -> folder.read(
                        CaseFolder.lesionAndZone("{'role': 'vessel', 'file': 'colon.nii.gz', 'alert_mm': 12.5}", "")));

        assertThat(structures.get(0).alertMm()).hasValue(12.5);
        assertThat(refusal.getMessage()).contains("alert_mm must stand at a single structure only");
    }
}
