package org.thermargin.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.thermargin.assess.Scenes.GRID;
import static org.thermargin.assess.Scenes.ball;
import static org.thermargin.assess.Scenes.scene;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.thermargin.Finding;
import org.thermargin.InputException;
import org.thermargin.geometry.Direction3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.scene.Scene;
import org.thermargin.scene.VesselKind;
import org.thermargin.zone.ZoneModel;

class CaseAssessorTest {
    private static final ZoneModel NO_MODEL = placements -> {
        throw new InputException("no-model", "", "", "no device zones in this test");
    };

    private static Assessment assess(Scene scene, CaseAssessor.Options options) throws InputException {
        return new CaseAssessor(options, NO_MODEL).assess(scene, AssessmentCriteria.custom(5));
    }

    private static Assessment assess(Scene scene) throws InputException {
        return assess(scene, CaseAssessor.Options.defaults(2));
    }

    private static ZoneAssessment only(Assessment assessment) {
        assertThat(assessment.lesions()).hasSize(1);
        assertThat(assessment.lesions().get(0).zones()).hasSize(1);
        return assessment.lesions().get(0).zones().get(0);
    }

    @Test
    void lesionCoveredByEightMillimetresIsComplete() throws InputException {
        Assessment assessment = assess(scene().lesion("met", ball(GRID, 0, 0, 0, 9))
                .zone(ball(GRID, 0, 0, 0, 17))
                .build());

        ZoneAssessment zone = only(assessment);
        assertThat(zone.verdict()).isEqualTo(Outcome.COMPLETE);
        assertThat(assessment.outcome()).isEqualTo(Outcome.COMPLETE);
        ZoneNumbers numbers = zone.numbers().orElseThrow();
        assertThat(numbers.margin().lowerMm()).isLessThanOrEqualTo(8);
        assertThat(numbers.margin().upperMm()).isGreaterThanOrEqualTo(8);
        assertThat(numbers.coverageFraction()).isEqualTo(1);
        assertThat(numbers.residualMl()).isZero();
        assertThat(numbers.residualIslands()).isEmpty();
        assertThat(numbers.largestFullShellMm().orElseThrow()).isEqualTo(7); // 8 mm shell ends on the zone's border
        assertThat(assessment.notes()).extracting(Finding::code).contains("no-liver-mask", "no-vessel-mask");
    }

    @Test
    void lesionCoveredByThreeMillimetresIsInsufficient() throws InputException {
        ZoneAssessment zone = only(assess(scene().lesion("met", ball(GRID, 0, 0, 0, 10))
                .zone(ball(GRID, 0, 0, 0, 13))
                .build()));

        assertThat(zone.verdict()).isEqualTo(Outcome.INSUFFICIENT);
        assertThat(zone.possibleVerdicts()).containsExactly(Outcome.INSUFFICIENT);
        // volume between r = 10 and 13 is ablated, up to 15 mm it is not: 4/3 pi (15^3 - 13^3) = 4935 mm3; voxel
        // counting of two spheres of this size errs by well under 3 %
        assertThat(zone.numbers().orElseThrow().insufficientMarginMl()).isCloseTo(4.935, within(0.15));
    }

    @Test
    void lesionThatSticksOutIsIncompleteAndItsResidualIsMeasured() throws InputException {
        ZoneAssessment zone = only(assess(scene().lesion("met", ball(GRID, 0, 0, 0, 10))
                .zone(ball(GRID, 6, 0, 0, 12))
                .build()));

        assertThat(zone.verdict()).isEqualTo(Outcome.INCOMPLETE); // truth: 12 - 10 - 6 = -4
        ZoneNumbers numbers = zone.numbers().orElseThrow();
        assertThat(numbers.margin().mamMm()).isCloseTo(-4, within(0.6)); // gate for voxels of about 1 mm
        assertThat(numbers.direction()).isEqualTo("right"); // the zone lies to the left
        assertThat(numbers.residualIslands()).hasSize(1);
        // two spheres at e = 6: pi (12 + 10 - 6)^2 (36 + 2 * 6 * 22 - 3 * 4) / (12 * 6) = 3216.99 mm3 covered of
        // 4188.79
        assertThat(numbers.residualMl()).isCloseTo(0.97180, within(0.03));
        assertThat(numbers.coverageFraction())
                .isCloseTo(1 - numbers.residualMl() / ball(GRID, 0, 0, 0, 10).volumeMl(), within(1e-12));
    }

    @Test
    @Tag("H18")
    void marginNearTheTargetIsIndeterminateAndSaysWhatRemainsPossible() throws InputException {
        ZoneAssessment zone = only(assess(scene().lesion("met", ball(GRID, 0, 0, 0, 10))
                .zone(ball(GRID, 0, 0, 0, 15))
                .build()));

        assertThat(zone.verdict()).isEqualTo(Outcome.INDETERMINATE);
        assertThat(zone.possibleVerdicts()).containsExactly(Outcome.INSUFFICIENT, Outcome.COMPLETE);
    }

    @Test
    @Tag("H19")
    void registrationErrorWidensTheInterval() throws InputException {
        Scenes same = scene().lesion("met", ball(GRID, 0, 0, 0, 9)).zone(ball(GRID, 0, 0, 0, 17));

        ZoneAssessment exact = only(assess(same.build()));
        ZoneAssessment loose = only(assess(same.registrationErrorMm(4).build()));

        assertThat(loose.numbers().orElseThrow().margin().lowerMm())
                .isCloseTo(exact.numbers().orElseThrow().margin().lowerMm() - 4, within(1e-12));
        assertThat(loose.verdict()).isEqualTo(Outcome.INDETERMINATE);
    }

    @Test
    @Tag("H19")
    void registrationErrorOfZeroBetweenImagesIsAnAssumption() throws InputException {
        Scene scene = scene().lesion("met", ball(GRID, 0, 0, 0, 9))
                .zone(ball(GRID, 0, 0, 0, 17))
                .imagesDiffer()
                .registrationErrorMm(0)
                .build();

        ZoneAssessment tainted = only(assess(scene));
        ZoneAssessment accepted = only(assess(scene, new CaseAssessor.Options(1, Set.of("registration-zero"), false)));

        assertThat(tainted.verdict()).isEqualTo(Outcome.INDETERMINATE);
        assertThat(tainted.untaintedVerdict()).isEqualTo(Outcome.COMPLETE);
        assertThat(tainted.taints()).containsExactly("registration-zero");
        assertThat(accepted.verdict()).isEqualTo(Outcome.COMPLETE);
        assertThat(accepted.accepted()).containsExactly("registration-zero");
    }

    @Test
    @Tag("H05")
    void masksOnDifferentLatticesAreRefusedWithBothGrids() {
        VoxelGrid half = Scenes.centred(60, 60, 90, 0.8, 0.9, 1.1, Direction3.LEFT, Direction3.POSTERIOR);
        Scene scene = scene().lesion("met", ball(GRID, 0, 0, 0, 9))
                .zone(ball(half, 0, 0, 0, 17))
                .build();

        assertThatThrownBy(() -> assess(scene))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("120 x 116 x 90")
                .hasMessageContaining("60 x 60 x 90")
                .hasMessageContaining("zone.nii.gz");
    }

    @Test
    @Tag("H05")
    void differentImagesAreMeasuredInTheWorld() throws InputException {
        VoxelGrid other = Scenes.centred(70, 70, 50, 1, 1, 1.5, Direction3.LEFT, Direction3.POSTERIOR);
        Scene scene = scene().lesion("met", ball(GRID, 0, 0, 0, 9))
                .zone(ball(other, 1, 0, 0, 16))
                .imagesDiffer()
                .registrationErrorMm(0.5)
                .build();

        ZoneNumbers numbers = only(assess(scene)).numbers().orElseThrow();

        assertThat(numbers.margin().lowerMm()).isLessThanOrEqualTo(6 - 0.5); // truth 16 - 9 - 1
        assertThat(numbers.margin().upperMm()).isGreaterThanOrEqualTo(6 + 0.5);
        assertThat(numbers.margin().mamMm()).isCloseTo(6, within(0.6));
        assertThat(numbers.qam()).isEmpty();
    }

    @Test
    @Tag("H15")
    void lesionCutByTheImageBorderIsRefusedAndItsNeighbourIsNot() throws InputException {
        BinaryMask lesions = ball(GRID, 0, 0, 0, 9).or(ball(GRID, 0, 0, 46, 8));
        assertThat(lesions.touchesBorder()).isTrue();

        Assessment assessment = assess(scene().lesion("met", lesions)
                .zone(ball(GRID, 0, 0, 0, 17).or(ball(GRID, 0, 0, 46, 14)))
                .build());

        assertThat(assessment.lesions()).extracting(LesionAssessment::id).containsExactly("met-1", "met-2");
        assertThat(assessment.lesions().get(0).zones().get(0).verdict()).isEqualTo(Outcome.COMPLETE);
        assertThat(assessment.lesions().get(1).refusals())
                .extracting(Finding::code)
                .containsExactly("lesion-cut-by-border");
        assertThat(assessment.lesions().get(1).zones()).isEmpty();
        assertThat(assessment.outcome()).isEqualTo(Outcome.REFUSED);
    }

    @Test
    @Tag("H15")
    void lesionCutAndPaddedIsInDoubt() throws InputException {
        BinaryMask lesion = ball(GRID, 0, 0, 0, 12);
        IndexBox box = lesion.boundingBox().orElseThrow();
        BinaryMask half = lesion.cropped(new IndexBox(
                        box.iLow(), box.jLow(), box.kLow(), box.iHigh(), box.jHigh(), (box.kLow() + box.kHigh()) / 2))
                .onto(GRID);

        ZoneAssessment zone = only(
                assess(scene().lesion("met", half).zone(ball(GRID, 0, 0, 0, 20)).build()));

        assertThat(zone.verdict()).isEqualTo(Outcome.INDETERMINATE);
        assertThat(zone.taints()).containsExactly("lesion-flat-face");
    }

    @Test
    @Tag("H16")
    void zoneCutByTheBorderKeepsItsLowerBoundAndOpensItsUpper() throws InputException {
        BinaryMask lesion = ball(GRID, 0, 0, 30, 9); // grid ends near z = 49
        ZoneAssessment cut = only(assess(
                scene().lesion("met", lesion).zone(ball(GRID, 0, 0, 30, 25)).build()));
        double toBorder = 48.9 - 39;

        assertThat(cut.numbers().orElseThrow().margin().lowerMm()).isLessThan(toBorder + 1);
        assertThat(cut.numbers().orElseThrow().margin().upperMm()).isGreaterThan(16 - 0.5); // truth if it goes on: 16
    }

    @Test
    @Tag("H23")
    void voidInACoveringZoneMakesTheMarginNegative() throws InputException {
        BinaryMask zone = ball(GRID, 0, 0, 0, 25).andNot(ball(GRID, 1, 2, 0, 4));

        ZoneAssessment assessed = only(
                assess(scene().lesion("met", ball(GRID, 0, 0, 0, 15)).zone(zone).build()));

        assertThat(assessed.verdict()).isEqualTo(Outcome.INCOMPLETE);
        assertThat(assessed.numbers().orElseThrow().margin().mamMm()).isCloseTo(-4, within(0.6));
        assertThat(assessed.numbers().orElseThrow().residualMl()).isCloseTo(0.26808, within(0.02));
    }

    @Test
    @Tag("H23")
    void lesionsWithoutAZoneNearAreListedAndDoNotCount() throws InputException {
        BinaryMask lesions =
                ball(GRID, -20, 0, 0, 8).or(ball(GRID, 26, 0, 0, 7)).or(ball(GRID, 0, 35, 0, 1.2));

        Assessment assessment = assess(
                scene().lesion("met", lesions).zone(ball(GRID, -20, 0, 0, 17)).build());

        assertThat(assessment.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(assessment.lesions()).extracting(LesionAssessment::targeted).containsExactly(true, false);
        assertThat(assessment.notes()).extracting(Finding::code).contains("lesion-specks");
    }

    @Test
    void statedTargetsAreTakenAtTheirWord() throws InputException {
        Scenes scenes = scene().lesion("a", ball(GRID, -15, 0, 0, 6))
                .lesion("b", ball(GRID, 15, 0, 0, 6))
                .zone(ball(GRID, -15, 0, 0, 14));

        Assessment both =
                assess(scenes.targets(Map.of("observed", List.of("a", "b"))).build());
        Assessment one = assess(scenes.targets(Map.of("observed", List.of("a"))).build());

        assertThat(both.outcome()).isEqualTo(Outcome.INCOMPLETE);
        assertThat(both.decidedBy()).contains("lesion b");
        assertThat(one.outcome()).isEqualTo(Outcome.COMPLETE);
    }

    @Test
    @Tag("H11")
    void lesionFarFromTheLiverIsRefused() throws InputException {
        Assessment assessment = assess(scene().lesion("met", ball(GRID, 25, 0, 0, 8))
                .liver(ball(GRID, -20, 0, 0, 20))
                .zone(ball(GRID, 25, 0, 0, 14))
                .build());

        assertThat(assessment.lesions().get(0).refusals())
                .extracting(Finding::code)
                .containsExactly("lesion-outside-liver");
    }

    @Test
    @Tag("H11")
    void vesselFarFromTheLiverIsLeftOutAndMirroredDataIsInDoubt() throws InputException {
        Scenes scenes = scene().lesion("met", ball(GRID, 0, 0, 0, 8))
                .liver(ball(GRID, 0, 0, 0, 30))
                .zone(ball(GRID, 0, 0, 0, 16))
                .vessel("portal", VesselKind.PORTAL, ball(GRID, 0, 0, 14, 3))
                .vessel("shifted", VesselKind.PORTAL, ball(GRID, 0, 0, 43, 3));

        Assessment right = assess(scenes.build());
        Assessment mirrored =
                assess(scenes.structure("spleen", ball(GRID, -38, 0, 0, 5)).build());

        assertThat(right.warnings()).extracting(Finding::code).containsExactly("vessel-outside-liver");
        ZoneNumbers numbers = only(right).numbers().orElseThrow();
        assertThat(numbers.vessels()).hasSize(1);
        assertThat(numbers.vessels().get(0).toLesionMm()).isCloseTo(3, within(0.8)); // 14 - 3 - 8, half a diagonal
        assertThat(numbers.vessels().get(0).toZoneMm()).isZero();
        assertThat(only(right).verdict()).isEqualTo(Outcome.COMPLETE);
        assertThat(only(mirrored).verdict()).isEqualTo(Outcome.INDETERMINATE);
        assertThat(only(mirrored).taints()).containsExactly("situs");
    }

    @Test
    @Tag("H13")
    void zoneLargerThanTheLiverIsRefused() {
        Scene scene = scene().lesion("met", ball(GRID, 0, 0, 0, 8))
                .liver(ball(GRID, 0, 0, 0, 15))
                .zone(ball(GRID, 0, 0, 0, 20))
                .build();

        assertThatThrownBy(() -> assess(scene)).hasMessageContaining("must not be larger than the liver");
    }

    @Test
    @Tag("H14")
    void fullMasksAreRefused() {
        VoxelGrid small = GRID.subgrid(new IndexBox(40, 40, 30, 80, 80, 60));
        BinaryMask full = new BinaryMask(small).not();

        assertThatThrownBy(() -> assess(scene().lesion("met", ball(small, 0, 0, 0, 8))
                        .zone(full)
                        .build()))
                .hasMessageContaining("zone mask must leave a voxel unset");
        assertThatThrownBy(() -> assess(scene().lesion("met", full)
                        .zone(ball(small, 0, 0, 0, 8))
                        .build()))
                .hasMessageContaining("lesion mask must leave a voxel unset");
    }

    @Test
    @Tag("H17")
    void subcapsularLesionIsJudgedByTheOrganAndShowsTheOtherMarginsBeside() throws InputException {
        // organ: the half space z <= 12, filled to the border of the image on the other sides; lesion 10, zone 16 at z
        // = 0
        BinaryMask organ = new BinaryMask(GRID);
        for (int k = 0; k < GRID.nz(); k++) {
            for (int j = 0; j < GRID.ny(); j++) {
                for (int i = 0; i < GRID.nx(); i++) {
                    if (GRID.worldZ(i, j, k) <= 12) {
                        organ.set(i, j, k);
                    }
                }
            }
        }
        BinaryMask zone = ball(GRID, 0, 0, 0, 16).and(organ);

        ZoneNumbers numbers = only(assess(scene().lesion("met", ball(GRID, 0, 0, 0, 10))
                        .liver(organ)
                        .zone(zone)
                        .build()))
                .numbers()
                .orElseThrow();

        assertThat(numbers.margin().mamMm()).isCloseTo(6, within(0.6));
        assertThat(numbers.margin().rawMm()).isCloseTo(2, within(0.6));
        assertThat(numbers.margin().excludedMm().orElseThrow()).isCloseTo(5, within(0.7));
        assertThat(numbers.margin().excludedAreaFraction().orElseThrow()).isCloseTo(0.15, within(0.03));
    }

    @Test
    void resultDoesNotDependOnThreads() throws InputException {
        Scene scene = scene().lesion("met", ball(GRID, 0, 0, 0, 9))
                .liver(ball(GRID, 0, 0, 0, 40))
                .vessel("portal", VesselKind.PORTAL, ball(GRID, 0, 0, 14, 3))
                .zone(ball(GRID, 2, 1, 0, 15))
                .build();

        ZoneNumbers one =
                only(assess(scene, CaseAssessor.Options.defaults(1))).numbers().orElseThrow();
        ZoneNumbers three =
                only(assess(scene, CaseAssessor.Options.defaults(3))).numbers().orElseThrow();

        assertThat(three.margin().mamMm()).isEqualTo(one.margin().mamMm());
        assertThat(three.margin().guaranteedLowerMm()).isEqualTo(one.margin().guaranteedLowerMm());
        assertThat(three.margin().surface().marginMm())
                .isEqualTo(one.margin().surface().marginMm());
        assertThat(three.shells()).isEqualTo(one.shells());
        assertThat(three.insufficientMarginMl()).isEqualTo(one.insufficientMarginMl());
        assertThat(three.qam()).isEqualTo(one.qam());
    }
}
