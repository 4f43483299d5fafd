package org.thermargin.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.thermargin.assess.Scenes.ball;
import static org.thermargin.assess.Scenes.scene;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.thermargin.Finding;
import org.thermargin.InputException;
import org.thermargin.distance.DistanceFieldException;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.scene.Scene;
import org.thermargin.scene.VesselKind;
import org.thermargin.zone.ZoneModel;

/** Masks of one case that do not belong together as they are said to, and label maps in which they do. */
class ZoneRolesTest {
    private static final VoxelGrid GRID = VoxelGrid.axisAligned(60, 48, 36, 1, 1.25, 1.5, new Point3(-30, -30, -27));
    private static final BinaryMask LESION = ball(GRID, 0, 0, 0, 6);
    private static final BinaryMask ZONE = ball(GRID, 1, 0, 0, 13);
    private static final ZoneModel NO_MODEL = placements -> {
        throw new InputException("no-model", "", "", "no device zones in this test");
    };

    private static Assessment assess(Scenes scenes) throws InputException {
        return new CaseAssessor(CaseAssessor.Options.defaults(1), NO_MODEL)
                .assess(scenes.build(), AssessmentCriteria.custom(3));
    }

    private static List<String> warned(Scenes scenes) throws InputException {
        return assess(scenes).warnings().stream().map(Finding::code).toList();
    }

    /** One label per voxel: the liver leaves the zone out, the zone the lesion, whose label stands for both. */
    @Test
    @Tag("H13")
    void aLabelMapOfLiverLesionAndZoneIsTakenAsOne() throws InputException {
        BinaryMask liver = ball(GRID, -2, 0, 0, 25);
        Scenes labels = scene().lesion("met", LESION)
                .zone(ZONE.andNot(LESION))
                .zone(LESION)
                .liver(liver.andNot(ZONE));

        Assessment assessment = assess(labels);

        assertThat(assessment.warnings()).isEmpty();
        assertThat(assessment.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(assess(scene().lesion("met", LESION).zone(ZONE).liver(liver)).outcome())
                .isEqualTo(Outcome.COMPLETE);
    }

    @Test
    @Tag("H11")
    void aPartOfTheZoneThatMeetsNoLesionIsSaid() throws InputException {
        BinaryMask away = ball(GRID, 20, 18, 12, 5.5);

        assertThat(warned(scene().lesion("met", LESION).zone(ZONE.or(away)))).containsExactly("zone-part-apart");
        assertThat(warned(scene().lesion("met", LESION)
                        .lesion("two", ball(GRID, 20, 18, 12, 3.5))
                        .zone(ZONE.or(away))))
                .isEmpty();
    }

    /** Beyond 100 mm it is of another frame, and the lattice that holds both might not fit into memory. */
    @Test
    @Tag("H11")
    @Tag("H22")
    void aZoneFarFromLiverAndLesionsIsRefused() throws InputException {
        VoxelGrid there = VoxelGrid.axisAligned(60, 48, 36, 1, 1.25, 1.5, new Point3(2000, -30, -27));
        Scenes far = scene().lesion("met", LESION)
                .zone(ball(there, 2030, 0, 0, 13))
                .imagesDiffer()
                .registrationErrorMm(2)
                .liver(ball(GRID, -2, 0, 0, 25));

        assertThatThrownBy(() -> assess(far))
                .isInstanceOfSatisfying(
                        InputException.class, e -> assertThat(e.code()).isEqualTo("zone-far-away"));
    }

    @Test
    @Tag("H23")
    void pinholesOfTheZoneAreSaid() throws InputException {
        BinaryMask pricked = new BinaryMask(GRID).or(ZONE);
        pricked.clear(38, 24, 18);

        assertThat(warned(scene().lesion("met", LESION).zone(pricked))).containsExactly("zone-pinholes");
        // a void large enough to be tissue is measured, not doubted
        assertThat(warned(scene().lesion("met", LESION).zone(ZONE.andNot(ball(GRID, 9, 0, 0, 2.6)))))
                .doesNotContain("zone-pinholes");
    }

    @Test
    @Tag("H13")
    void aHollowLesionIsSaid() throws InputException {
        BinaryMask shell = ZONE.andNot(LESION);

        assertThat(warned(scene().lesion("met", shell).zone(ball(GRID, 1, 0, 0, 16))))
                .containsExactly("lesion-hollow");
    }

    @Test
    @Tag("H05")
    void aVesselOfTheSameSizeElsewhereIsSaid() throws InputException {
        VoxelGrid off = VoxelGrid.axisAligned(60, 48, 36, 1, 1.25, 1.5, new Point3(-30.4, -30, -27));
        Scenes scenes = scene().lesion("met", LESION)
                .zone(ZONE)
                .liver(ball(GRID, -2, 0, 0, 25))
                .vessel("vein", VesselKind.PORTAL, ball(off, -12, 0, 0, 4));

        assertThat(warned(scenes)).containsExactly("headers-differ");
    }

    /** Neighbours that change places near an end, and a slice that stands for its neighbour, whatever the axis. */
    @Test
    @Tag("H07")
    void neighboursExchangedAndSlicesCopiedAreSaid() {
        int low = ZONE.boundingBox().orElseThrow().kLow();

        assertThat(SliceOrder.of("zone", "", ZONE)).isEmpty();
        assertThat(SliceOrder.of("zone", "", exchanged(ZONE, low + 3, low + 4)))
                .extracting(Finding::code)
                .contains("slices-exchanged");
        assertThat(SliceOrder.of("zone", "", copied(ZONE, low + 3, low + 4)))
                .extracting(Finding::code)
                .containsExactly("slice-doubled");
        assertThat(SliceOrder.of("zone", "", copied(ZONE, low, low + 1)))
                .extracting(Finding::code)
                .containsExactly("slice-doubled");
    }

    /** Where a small ball begins to shrink a copy changes little before it, and much beyond. */
    @Test
    @Tag("H07")
    void aSliceCopiedNearTheMiddleOfASmallLesionIsSaid() {
        VoxelGrid grid = VoxelGrid.axisAligned(24, 24, 24, 1.3, 1.1, 0.9, new Point3(-14.9, -12.6, -10.3));
        BinaryMask ball = ball(grid, 0.2, 0.1, 0, 5.5);
        int high = ball.boundingBox().orElseThrow().kHigh() - 1;

        assertThat(SliceOrder.of("lesion", "", ball)).isEmpty();
        assertThat(SliceOrder.of("lesion", "", copied(ball, high - 3, high - 2)))
                .extracting(Finding::code)
                .containsExactly("slice-doubled");
    }

    private static BinaryMask copied(BinaryMask mask, int from, int to) {
        BinaryMask result = new BinaryMask(mask.grid()).or(mask);
        for (int j = 0; j < mask.grid().ny(); j++) {
            for (int i = 0; i < mask.grid().nx(); i++) {
                if (mask.get(i, j, from)) {
                    result.set(i, j, to);
                } else {
                    result.clear(i, j, to);
                }
            }
        }
        return result;
    }

    /** Three layers that grow towards an end, as two slices of a ball of five cut off leave them. */
    @Test
    @Tag("H15")
    void aLesionOfFewLayersThatEndsInItsLargestIsSaid() throws InputException {
        BinaryMask whole = ball(GRID, 0, 0, 0.75, 4.2);
        int low = whole.boundingBox().orElseThrow().kLow();
        BinaryMask cut = new BinaryMask(GRID).or(whole);
        for (int k = low; k < low + 3; k++) {
            for (int j = 0; j < GRID.ny(); j++) {
                for (int i = 0; i < GRID.nx(); i++) {
                    cut.clear(i, j, k);
                }
            }
        }

        assertThat(warned(scene().lesion("met", whole).zone(ZONE))).isEmpty();
        assertThat(warned(scene().lesion("met", cut).zone(ZONE))).containsExactly("lesion-wide-end");
    }

    /** A label map in which the lesion's label counts as zone, with the lesion beside the rest of the zone. */
    @Test
    @Tag("H11")
    void aLesionThatIsItsOwnZoneIsSaid() throws InputException {
        BinaryMask beside = ball(GRID, 14, 0, 0, 6);

        assertThat(warned(
                        scene().lesion("met", beside).zone(ZONE.andNot(beside)).zone(beside)))
                .containsExactly("zone-ends-with-lesion");
    }

    /** Six slices of a ball: an even shape is not doubted, and often one in disorder is. */
    @Test
    @Tag("H07")
    void exchangedSlicesOfASmallLesionAreSaid() {
        VoxelGrid grid = VoxelGrid.axisAligned(40, 36, 14, 0.8, 1, 2.5, new Point3(-16, -18, -17));
        int said = 0;
        for (int n = 0; n < 40; n++) {
            BinaryMask ball = ball(grid, 0.02 * n, 0.01 * n, 0.06 * n, 7.4);
            int low = ball.boundingBox().orElseThrow().kLow();
            int slices = ball.boundingBox().orElseThrow().nz();

            assertThat(SliceOrder.of("lesion", "", ball)).as("ball %d", n).isEmpty();
            if (slices >= 6) {
                BinaryMask mixed = exchanged(ball, low + 1, low + slices / 2);
                said += SliceOrder.of("lesion", "", mixed).isEmpty() ? 0 : 1;
            }
        }
        assertThat(said).isGreaterThanOrEqualTo(15); // of 40: where two slices are nearly alike nothing is lost
    }

    private static BinaryMask exchanged(BinaryMask mask, int a, int b) {
        BinaryMask result = new BinaryMask(mask.grid());
        for (int k = 0; k < mask.grid().nz(); k++) {
            for (int j = 0; j < mask.grid().ny(); j++) {
                for (int i = 0; i < mask.grid().nx(); i++) {
                    if (mask.get(i, j, k == a ? b : k == b ? a : k)) {
                        result.set(i, j, k);
                    }
                }
            }
        }
        return result;
    }

    /** A distance field that the check of fields refuses gives FAILED, whatever was measured with it, and no number. */
    @Test
    @Tag("H21")
    void aSpoiledDistanceFieldFailsTheZone() throws InputException {
        Scene scene = scene().lesion("met", LESION).zone(ZONE).build();
        Assessment assessment = new CaseAssessor(CaseAssessor.Options.defaults(2), NO_MODEL, query -> {
                    throw new DistanceFieldException("spoiled for the test");
                })
                .assess(scene, AssessmentCriteria.custom(3));

        ZoneAssessment zone = assessment.lesions().get(0).zones().get(0);
        assertThat(zone.verdict()).isEqualTo(Outcome.FAILED);
        assertThat(zone.numbers()).isEmpty();
        assertThat(zone.findings()).extracting(Finding::code).containsExactly("self-check-failed");
        assertThat(assessment.outcome()).isEqualTo(Outcome.FAILED);
    }
}
