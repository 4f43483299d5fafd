package org.thermargin.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.thermargin.assess.Scenes.GRID;
import static org.thermargin.assess.Scenes.ball;
import static org.thermargin.assess.Scenes.scene;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thermargin.Finding;
import org.thermargin.InputException;
import org.thermargin.device.Modality;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.heatsink.VesselRule;

class CriteriaAndStructuresTest {
    private static ZoneAssessment assess(Scenes scenes) throws InputException {
        CaseAssessor assessor = new CaseAssessor(CaseAssessor.Options.defaults(2), placements -> {
            throw new InputException("no-model", "", "", "no device zones in this test");
        });
        return assessor.assess(scenes.build(), AssessmentCriteria.custom(5))
                .lesions()
                .get(0)
                .zones()
                .get(0);
    }

    /** A full block on its own 2 mm lattice whose nearest face lies at z = faceMm. */
    private static BinaryMask plate(double faceMm) {
        VoxelGrid grid = VoxelGrid.axisAligned(30, 30, 7, 2, 2, 2, new Point3(-29, -29, faceMm - 1));
        BinaryMask mask = new BinaryMask(grid);
        for (int k = 1; k < 6; k++) {
            for (int j = 1; j < 29; j++) {
                for (int i = 1; i < 29; i++) {
                    mask.set(i, j, k);
                }
            }
        }
        return mask;
    }

    /** Distance to the zone of radius 16: surface to half a voxel diagonal, plate faces are exact up to their raster of 2 mm. */
    @Test
    void aPlateOnAnotherLatticeIsAlertedByItsDistance() throws InputException {
        Scenes scenes = scene().lesion("met", ball(GRID, 0, 0, 0, 9)).zone(ball(GRID, 0, 0, 0, 16));
        scenes.structure("kidney_right", plate(24))
                .structure("colon", plate(24))
                .structure("gallbladder", plate(20));

        ZoneAssessment zone = assess(scenes);

        var structures = zone.numbers().orElseThrow().structures();
        // the face centre nearest the axis is at (1, 1): sqrt(24 * 24 + 2) - 16 = 8.04
        assertThat(structures.get(0).toZoneMm()).isCloseTo(8.04, within(GRID.voxelDiagonalMm() / 2));
        assertThat(structures.get(0).alert()).as("kidney, below 5 mm").isEqualTo("none");
        assertThat(structures.get(1).alert()).as("colon, below 10 mm").isEqualTo("near");
        assertThat(structures.get(2).alert()).as("4 mm away").isEqualTo("near");
        assertThat(structures).allMatch(s -> s.alertSource().contains("customary"));
        assertThat(zone.findings().stream().filter(f -> f.code().equals("structure-near")))
                .hasSize(2);
    }

    /** The face lies 8 mm from the zone; customary are 5 mm for a kidney and 10 for a colon. */
    @Test
    void theAlertDistanceOfTheCaseGoesBeforeTheCustomaryOne() throws InputException {
        Scenes scenes = scene().lesion("met", ball(GRID, 0, 0, 0, 9))
                .zone(ball(GRID, 0, 0, 0, 16))
                .structure("kidney_right", plate(24), 12)
                .structure("colon", plate(24), 4);

        var structures = assess(scenes).numbers().orElseThrow().structures();

        assertThat(structures.get(0).alert()).isEqualTo("near");
        assertThat(structures.get(1).alert()).isEqualTo("none");
        assertThat(structures).extracting(s -> s.alertMm()).containsExactly(12.0, 4.0);
        assertThat(structures).allMatch(s -> s.alertSource().equals("stated by the case"));
    }

    /** The cap of a ball of radius 16 above z = 12: pi h^2 (3 R - h) / 3 with h = 4 is 737 mm3; 8 mm3 voxels. */
    @Test
    void overlapIsTheVolumeOfTheCap() throws InputException {
        Scenes scenes = scene().lesion("met", ball(GRID, 0, 0, 0, 9))
                .zone(ball(GRID, 0, 0, 0, 16))
                .structure("stomach", plate(12));

        var stomach = assess(scenes).numbers().orElseThrow().structures().get(0);

        assertThat(stomach.alert()).isEqualTo("overlap");
        assertThat(stomach.toZoneMm()).isZero();
        assertThat(stomach.overlapMl()).isCloseTo(0.737, within(0.12)); // rim of radius 10.6 mm, a voxel's eighth
    }

    /** The presets as published, with what is shown beside the target. */
    @ParameterizedTest
    @CsvSource({
        "crlm, 5, 10, China J Gen Surg 2024;33:122-130",
        "crlm-ras-mutant, 10, 5, 10.1007/s00330-017-5273-2",
        "hcc, 5, 2, 10.1007/s00330-019-06609-7",
    })
    void presetsHoldTheirTargetAndSource(String name, double target, double shown, String source)
            throws InputException {
        AssessmentCriteria preset = AssessmentCriteria.preset(name);

        assertThat(preset.preset()).isEqualTo(name);
        assertThat(preset.targetMm()).isEqualTo(target);
        assertThat(preset.shownMm()).containsExactly(shown);
        assertThat(preset.source()).contains(source);
        assertThat(preset.targetAssumed()).isFalse();
        assertThat(preset.vesselRule()).isEqualTo(new VesselRule(3, 5, 10));
        assertThat(AssessmentCriteria.assumed().targetMm()).isEqualTo(5);
        assertThat(AssessmentCriteria.assumed().targetAssumed()).isTrue();
    }

    @Test
    void kindsAreFoundByTheNamesOfSegmentations() {
        assertThat(StructureKind.of("kidney_right")).isEqualTo(StructureKind.KIDNEY);
        assertThat(StructureKind.of("adrenal_gland_right")).isEqualTo(StructureKind.OTHER);
        assertThat(StructureKind.of("small_bowel")).isEqualTo(StructureKind.BOWEL);
        assertThat(StructureKind.of("Smallintestine")).isEqualTo(StructureKind.BOWEL);
        assertThat(StructureKind.of("heart_atrium_left")).isEqualTo(StructureKind.HEART);
        assertThat(StructureKind.of("common bile duct")).isEqualTo(StructureKind.BILE_DUCT);
        assertThat(StructureKind.of("spleen")).isEqualTo(StructureKind.OTHER);
    }

    @Test
    void radioFrequencyBesideAWideVesselIsNoted() {
        assertThat(EligibilityNotes.vessel(Modality.RFA, "portal", OptionalDouble.of(3), 5))
                .isPresent();
        assertThat(EligibilityNotes.vessel(Modality.RFA, "portal", OptionalDouble.empty(), 5)
                        .orElseThrow()
                        .text())
                .contains("width not known", EligibilityNotes.REVIEW);
        assertThat(EligibilityNotes.vessel(Modality.RFA, "portal", OptionalDouble.of(2.9), 1))
                .isEmpty();
        assertThat(EligibilityNotes.vessel(Modality.RFA, "portal", OptionalDouble.of(8), 5.1))
                .isEmpty();
        assertThat(EligibilityNotes.vessel(Modality.MWA, "portal", OptionalDouble.of(8), 0))
                .isEmpty();
    }

    @Test
    void sizeAndNumberAreNotedFromTheirLimitsOn() throws InputException {
        AssessmentCriteria metastases = AssessmentCriteria.preset("crlm");
        AssessmentCriteria carcinoma = AssessmentCriteria.preset("hcc");

        for (AssessmentCriteria criteria : List.of(metastases, carcinoma)) {
            assertThat(EligibilityNotes.size(29.9, criteria)).isEmpty();
            assertThat(EligibilityNotes.number(2, criteria)).isEmpty();
        }
        assertThat(EligibilityNotes.size(30, metastases).orElseThrow().text())
                .contains("metastases", EligibilityNotes.REVIEW);
        assertThat(EligibilityNotes.number(3, metastases).orElseThrow().text()).contains("fewer than 3");
        assertThat(EligibilityNotes.number(5, metastases).orElseThrow().text()).contains("fewer than 5");
        assertThat(EligibilityNotes.size(30, carcinoma).orElseThrow().text())
                .contains("carcinoma", EligibilityNotes.BCLC)
                .doesNotContain("metastases");
        assertThat(EligibilityNotes.number(3, carcinoma)).isEmpty();
        assertThat(EligibilityNotes.number(4, carcinoma).orElseThrow().text())
                .contains("up to 3")
                .doesNotContain("metastases");
    }

    /**
     * A lesion of radius 9 carved out of a liver that ends at z = 10: I20, the exclusion never lowers the margin, and the
     * cap above z = 5, a share of (9 - 5) / 18 = 22 %, is left out, which is flagged.
     */
    @Test
    @Tag("H17")
    void aCarvedOutLesionAtTheCapsuleShowsAllMarginsAndFlagsWhatIsLeftOut() throws InputException {
        BinaryMask half = new BinaryMask(GRID);
        for (int k = 0; k < GRID.nz(); k++) {
            for (int j = 0; j < GRID.ny(); j++) {
                for (int i = 0; i < GRID.nx(); i++) {
                    if (GRID.worldZ(i, j, k) <= 10) {
                        half.set(i, j, k);
                    }
                }
            }
        }
        BinaryMask lesion = ball(GRID, 0, 0, 0, 9);
        BinaryMask zone = ball(GRID, 0, 0, 0, 15).and(half);

        ZoneAssessment carved =
                assess(scene().lesion("met", lesion).liver(half.andNot(lesion)).zone(zone));
        var margin = carved.numbers().orElseThrow().margin();
        var whole = assess(scene().lesion("met", lesion).liver(half).zone(zone))
                .numbers()
                .orElseThrow()
                .margin();

        assertThat(margin.mamMm()).isCloseTo(6, within(0.6));
        assertThat(margin.rawMm()).isCloseTo(1, within(0.6));
        assertThat(margin.mamMm()).isCloseTo(whole.mamMm(), within(1e-9));
        assertThat(margin.excludedMm().orElseThrow()).isGreaterThanOrEqualTo(margin.rawMm());
        assertThat(margin.excludedAreaFraction().orElseThrow()).isCloseTo(0.22, within(0.03));
        assertThat(carved.findings()).extracting(Finding::code).contains("much-surface-excluded");
    }
}
