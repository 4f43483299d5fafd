package org.thermargin.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;
import static org.thermargin.assess.Scenes.ball;
import static org.thermargin.assess.Scenes.scene;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.thermargin.InputException;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.scene.VesselKind;
import org.thermargin.zone.ZoneModel;

/** What went wrong in other programs that judge ablations or compare masks, each with its public thread. */
class KnownFailuresTest {
    private static final ZoneModel NO_MODEL = placements -> {
        throw new InputException("no-model", "", "", "no device zones in this test");
    };
    /** Symmetric about x = 0, so that a mirrored mask stays on the lattice. */
    private static final VoxelGrid GRID = VoxelGrid.axisAligned(91, 60, 50, 1, 1.1, 1.25, new Point3(-45, -32, -31));

    private static Assessment assess(Scenes scenes) throws InputException {
        return new CaseAssessor(CaseAssessor.Options.defaults(2), NO_MODEL)
                .assess(scenes.build(), AssessmentCriteria.custom(5));
    }

    private static ZoneAssessment only(Assessment assessment) {
        assertThat(assessment.lesions()).hasSize(1);
        assertThat(assessment.lesions().get(0).zones()).hasSize(1);
        return assessment.lesions().get(0).zones().get(0);
    }

    /** The same voxels under a header whose origin is moved to the left. */
    private static BinaryMask movedBall(double mm) {
        VoxelGrid moved = VoxelGrid.axisAligned(
                GRID.nx(), GRID.ny(), GRID.nz(), GRID.dxMm(), GRID.dyMm(), GRID.dzMm(), new Point3(-45 + mm, -32, -31));
        return ball(moved, mm, 0, 0, 14);
    }

    @Test
    @Tag("H05")
    @DisplayName("zone moved 30 mm in the header only, same margin: artorg-unibe-ch/qam")
    void affinesAreCompared() throws InputException {
        BinaryMask lesion = ball(GRID, 0, 0, 0, 6);

        ZoneAssessment inPlace = only(assess(scene().lesion("met", lesion).zone(movedBall(0))));
        ZoneAssessment moved = only(assess(scene().lesion("met", lesion).zone(movedBall(30))));
        InputException refused = catchThrowableOfType(
                InputException.class, () -> assess(scene().lesion("met", lesion).zone(movedBall(30.3))));

        assertThat(inPlace.verdict()).isEqualTo(Outcome.COMPLETE);
        assertThat(moved.verdict()).isEqualTo(Outcome.INCOMPLETE);
        // 30 whole voxels: the lesion point farthest from the zone is 30 + 6 - 14 away; gate for voxels of about 1 mm
        assertThat(moved.numbers().orElseThrow().margin().mamMm()).isCloseTo(-22, within(0.6));
        assertThat(refused.code()).isEqualTo("lattices-differ");
    }

    @Test
    @Tag("H14")
    @DisplayName("empty mask scored 0, which means perfect: MIC-DKFZ/nnUNet#380")
    void emptyMaskIsNotPerfect() {
        BinaryMask empty = new BinaryMask(GRID);
        BinaryMask ball = ball(GRID, 0, 0, 0, 10);

        InputException noZone = catchThrowableOfType(
                InputException.class, () -> assess(scene().lesion("met", ball).zone(empty)));
        InputException noLesion = catchThrowableOfType(
                InputException.class, () -> assess(scene().lesion("met", empty).zone(ball)));
        InputException noLiver = catchThrowableOfType(
                InputException.class,
                () -> assess(scene().lesion("met", ball).liver(empty).zone(ball)));

        assertThat(noZone.code()).isEqualTo("zone-empty");
        assertThat(noLesion.code()).isEqualTo("lesion-empty");
        assertThat(noLiver.code()).isEqualTo("liver-empty");
    }

    @Test
    @Tag("H11")
    @DisplayName("model output mirrored, header fine: ENHANCE-PET/MOOSE#232")
    void flippedDataIsFlagged() throws InputException {
        BinaryMask lesion = ball(GRID, -20, 3, 2, 6);
        BinaryMask liver = ball(GRID, -20, 0, 0, 22);
        BinaryMask zone = ball(GRID, -20, 3, 2, 14);
        BinaryMask portal = ball(GRID, -10, 0, 4, 3);
        BinaryMask spleen = ball(GRID, 30, 0, 0, 10);
        Scenes right = scene().lesion("met", lesion)
                .liver(liver)
                .zone(zone)
                .vessel("portal", VesselKind.PORTAL, portal)
                .structure("spleen", spleen);
        Scenes flippedLesion =
                scene().lesion("met", flipped(lesion)).liver(liver).zone(zone);
        Scenes flippedZone = scene().lesion("met", lesion).liver(liver).zone(flipped(zone));
        Scenes flippedVessel = scene().lesion("met", lesion)
                .liver(liver)
                .zone(zone)
                .vessel("portal", VesselKind.PORTAL, flipped(portal));
        Scenes flippedAll = scene().lesion("met", flipped(lesion))
                .liver(flipped(liver))
                .zone(flipped(zone))
                .structure("spleen", flipped(spleen));

        assertThat(assess(right).warnings()).isEmpty();
        assertThat(only(assess(right)).verdict()).isEqualTo(Outcome.COMPLETE);
        assertThat(assess(flippedLesion).outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(only(assess(flippedZone)).taints()).containsExactly("zone-outside-liver");
        assertThat(only(assess(flippedZone)).verdict()).isEqualTo(Outcome.INDETERMINATE);
        assertThat(assess(flippedVessel).warnings()).extracting(f -> f.hazard()).containsExactly("H11");
        assertThat(only(assess(flippedAll)).taints()).containsExactly("situs");
        assertThat(only(assess(flippedAll)).verdict()).isEqualTo(Outcome.INDETERMINATE);
    }

    private static BinaryMask flipped(BinaryMask mask) {
        BinaryMask result = new BinaryMask(mask.grid());
        for (int k = 0; k < mask.grid().nz(); k++) {
            for (int j = 0; j < mask.grid().ny(); j++) {
                for (int i = 0; i < mask.grid().nx(); i++) {
                    if (mask.get(i, j, k)) {
                        result.set(mask.grid().nx() - 1 - i, j, k);
                    }
                }
            }
        }
        return result;
    }

    /** I30. */
    @Test
    @DisplayName("comparing a thing with itself gave 0 %: SlicerRt/SlicerRT#277")
    void sameInputComparesPerfect() throws InputException {
        BinaryMask both = ball(GRID, 1.3, -2.4, 0.7, 12).or(ball(GRID, 9, 4, 3, 7));

        ZoneNumbers numbers =
                only(assess(scene().lesion("met", both).zone(both))).numbers().orElseThrow();

        assertThat(numbers.margin().lowerMm()).isLessThanOrEqualTo(0);
        assertThat(numbers.margin().upperMm()).isGreaterThanOrEqualTo(0);
        assertThat(numbers.coverageFraction()).isEqualTo(1);
        assertThat(numbers.residualMl()).isZero();
        assertThat(numbers.residualIslands()).isEmpty();
        assertThat(numbers.qam().orElseThrow().maxMm()).isZero();
    }
}
