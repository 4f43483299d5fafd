package org.thermargin.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.thermargin.assess.Scenes.ball;
import static org.thermargin.assess.Scenes.scene;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.thermargin.Finding;
import org.thermargin.InputException;
import org.thermargin.device.Modality;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Point3;
import org.thermargin.geometry.SweptSphere;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.heatsink.VesselRule;
import org.thermargin.scene.VesselKind;

/** A ball of a lesion in the origin, a ball of a zone around it, straight vessels beside them. */
class VesselDistancesTest {
    private static final VoxelGrid GRID =
            Scenes.centred(80, 76, 68, 0.8, 0.85, 0.9, new Direction3(0.96, 0.28, 0), new Direction3(-0.28, 0.96, 0));
    /** A voxel centre is off the surface it stands for by at most half a voxel diagonal. */
    private static final double HALF_MM = GRID.voxelDiagonalMm() / 2;

    private static final double LESION_MM = 9;
    private static final BinaryMask LESION = ball(GRID, 0, 0, 0, LESION_MM);

    /** An upright tube whose axis passes the origin at the given distance, in the direction (0.6, 0.8). */
    private static BinaryMask tube(double axisMm, double radiusMm, double lowMm, double highMm) {
        SweptSphere tube = new SweptSphere(
                new Point3(0.6 * axisMm, 0.8 * axisMm, lowMm),
                new Point3(0.6 * axisMm, 0.8 * axisMm, highMm),
                radiusMm);
        BinaryMask mask = new BinaryMask(GRID);
        for (int k = 0; k < GRID.nz(); k++) {
            for (int j = 0; j < GRID.ny(); j++) {
                for (int i = 0; i < GRID.nx(); i++) {
                    if (tube.depthMm(GRID.worldX(i, j, k), GRID.worldY(i, j, k), GRID.worldZ(i, j, k)) >= 0) {
                        mask.set(i, j, k);
                    }
                }
            }
        }
        return mask;
    }

    private static BinaryMask tube(double axisMm, double radiusMm) {
        return tube(axisMm, radiusMm, -60, 60);
    }

    private static ZoneAssessment assess(Scenes scenes, VesselRule rule) throws InputException {
        CaseAssessor assessor = new CaseAssessor(CaseAssessor.Options.defaults(2), placements -> {
            throw new InputException("no-model", "", "", "no device zones in this test");
        });
        return assessor.assess(scenes.build(), AssessmentCriteria.custom(5).withVesselRule(rule))
                .lesions()
                .get(0)
                .zones()
                .get(0);
    }

    private static Scenes withZone(double x, double y, double radiusMm) {
        return scene().lesion("met", LESION).zone(ball(GRID, x, y, 0, radiusMm));
    }

    private static ZoneNumbers.VesselDistance only(ZoneAssessment zone) {
        List<ZoneNumbers.VesselDistance> vessels = zone.numbers().orElseThrow().vessels();
        assertThat(vessels).hasSize(1);
        return vessels.get(0);
    }

    /**
     * Tube of 5 mm, axis 14.5 mm away: 3 mm from the lesion of radius 9. The zone of radius 15 lies 1.5 mm away from the
     * tube's side of the lesion: the margin there is 4.5 mm, 7.5 mm on the other side.
     */
    @Test
    void aTubeBesideABallHasItsOwnDiameterDistancesAndFacingMargin() throws InputException {
        ZoneAssessment zone = assess(
                withZone(-0.9, -1.2, 15).vessel("vein", VesselKind.HEPATIC_VEIN, tube(14.5, 2.5)),
                VesselRule.defaults());

        ZoneNumbers.VesselDistance vein = only(zone);
        double error = vein.diameterErrorMm().orElseThrow();
        assertThat(vein.diameterMm().orElseThrow()).isCloseTo(5, within(error));
        assertThat(error).isLessThan(GRID.voxelDiagonalMm() / 2);
        assertThat(vein.toLesionMm()).isCloseTo(3, within(2 * HALF_MM));
        assertThat(vein.toZoneMm()).isZero(); // 13.5 mm of zone on that side, wall at 12 mm
        assertThat(vein.toShaftMm()).isEmpty();
        assertThat(vein.sharedMl()).isZero();
        var margin = zone.numbers().orElseThrow().margin();
        assertThat(vein.facingMamMm().orElseThrow()).isCloseTo(4.5, within(HALF_MM));
        assertThat(vein.facingMamMm().orElseThrow()).isGreaterThanOrEqualTo(margin.rawMm() - HALF_MM);
        assertThat(vein.heatSinkRisk()).isEqualTo(HeatSinkRisk.NOT_GRADED);
    }

    /** The thin side is the other one: what faces the vessel keeps at least the margin of the vessel's side. */
    @Test
    void facingMarginIsNotTheMarginOfTheOtherSide() throws InputException {
        ZoneAssessment zone = assess(
                withZone(0.9, 1.2, 15).vessel("vein", VesselKind.HEPATIC_VEIN, tube(14.5, 2.5)), VesselRule.defaults());

        var numbers = zone.numbers().orElseThrow();
        // within 5 mm of the wall the lesion surface lies above the plane at 12 - 5 = 7 mm of 9 towards the tube, so
        // the
        // margin is 15 - |p - c| with c 1.5 mm that way: sqrt(81 - 2 * 1.5 * 7 + 2.25) = 7.89
        assertThat(only(zone).facingMamMm().orElseThrow()).isBetween(15 - 7.89 - HALF_MM, 7.5 + HALF_MM);
        assertThat(numbers.margin().mamMm()).isCloseTo(4.5, within(HALF_MM));
    }

    /**
     * A tube of 6 mm along the axis of a zone of radius 15 beside no lesion of it: the wall inside is 2 pi r times twice
     * sqrt(225 - 9 * 9) for an axis of 9 mm, up to the obliqueness of the rim; the share of faces is known to some percent.
     */
    @Test
    void contactIsTheAreaOfTheWallInTheZone() throws InputException {
        BinaryMask small = ball(GRID, 0, 0, 0, 4);
        Scenes scenes = scene().lesion("met", small)
                .zone(ball(GRID, 0, 0, 0, 15))
                .vessel("vein", VesselKind.HEPATIC_VEIN, tube(0, 6).andNot(small));

        double contact = only(assess(scenes, VesselRule.defaults())).contactMm2();

        // cylinder of radius 6 between z = +-sqrt(225 - 36) and the hollow of radius 4 inside it
        double truth = 2 * Math.PI * 6 * 2 * Math.sqrt(225 - 36) + 4 * Math.PI * 16;
        assertThat(contact).isCloseTo(truth, within(0.06 * truth));
    }

    /** Tube of 5 mm at 3 mm; the rule is moved across the measured width and distance. */
    @Test
    @Tag("H25")
    void riskTurnsAtTheWidthAndDistanceOfTheRule() throws InputException {
        BinaryMask tube = tube(14.5, 2.5);
        ZoneNumbers.VesselDistance vein =
                only(assess(withZone(0, 0, 15).vessel("vein", VesselKind.PORTAL, tube), new VesselRule(3, 5, 10)));
        double widest = vein.diameterMm().orElseThrow() + vein.diameterErrorMm().orElseThrow();
        double away = vein.toLesionMm();

        assertThat(risk(tube, new VesselRule(widest - 0.01, away, 10))).isEqualTo(HeatSinkRisk.NOT_GRADED);
        assertThat(risk(tube, new VesselRule(widest + 1, away, 10))).isEqualTo(HeatSinkRisk.NONE);
        assertThat(risk(tube, new VesselRule(3, away - 0.01, 10))).isEqualTo(HeatSinkRisk.NONE);
    }

    private static HeatSinkRisk risk(BinaryMask tube, VesselRule rule) throws InputException {
        return only(assess(withZone(0, 0, 15).vessel("vein", VesselKind.PORTAL, tube), rule))
                .heatSinkRisk();
    }

    @Test
    @Tag("H25")
    void riskIsGradedByModalityTheWorstCounts() {
        assertThat(HeatSinkRisk.of(true, Set.of(Modality.RFA))).isEqualTo(HeatSinkRisk.HIGH);
        assertThat(HeatSinkRisk.of(true, Set.of(Modality.MWA))).isEqualTo(HeatSinkRisk.LOW);
        assertThat(HeatSinkRisk.of(true, Set.of(Modality.MWA, Modality.RFA))).isEqualTo(HeatSinkRisk.HIGH);
        assertThat(HeatSinkRisk.of(true, Set.of())).isEqualTo(HeatSinkRisk.NOT_GRADED);
        assertThat(HeatSinkRisk.of(false, Set.of(Modality.RFA))).isEqualTo(HeatSinkRisk.NONE);
    }

    /** A thin vessel between lesion and a trunk at 4 mm: the nearest place is thin, the trunk still counts. */
    @Test
    @Tag("H25")
    void aTrunkBehindAThinBranchIsARisk() throws InputException {
        BinaryMask both = tube(11, 0.75, -60, 60).or(tube(17, 4));

        ZoneAssessment zone =
                assess(withZone(0, 0, 14).vessel("portal", VesselKind.PORTAL, both), VesselRule.defaults());

        assertThat(only(zone).diameterMm().orElseThrow()
                        + only(zone).diameterErrorMm().orElseThrow())
                .isLessThan(3);
        assertThat(only(zone).heatSinkRisk()).isEqualTo(HeatSinkRisk.NOT_GRADED);
        assertThat(zone.findings())
                .filteredOn(f -> f.code().equals("vessel-beside-lesion"))
                .singleElement()
                .extracting(Finding::text)
                .asString()
                .contains("another part may reach 3.0 mm");
    }

    /** Beyond the distance to inspect nothing is measured but the distance. */
    @Test
    void aFarVesselHasNoDiameterAndNoRisk() throws InputException {
        ZoneNumbers.VesselDistance far =
                only(assess(withZone(0, 0, 14).vessel("vein", VesselKind.IVC, tube(23.5, 3)), VesselRule.defaults()));

        assertThat(far.toLesionMm()).isCloseTo(11.5, within(2 * HALF_MM));
        assertThat(far.diameterMm()).isEmpty();
        assertThat(far.diameterErrorMm()).isEmpty();
        assertThat(far.facingMamMm()).isEmpty();
        assertThat(far.heatSinkRisk()).isEqualTo(HeatSinkRisk.NONE);
        assertThat(far.contactMm2()).isZero();
    }

    /** The 6 mm tube through a lesion of radius 9 along its axis: pi r^2 h of it, h from 2 sqrt(81 - 9) to 18 mm. */
    @Test
    @Tag("H25")
    void sharedVoxelsMakeADistanceOfZeroAndAreSaid() throws InputException {
        ZoneAssessment zone =
                assess(withZone(0, 0, 14).vessel("portal", VesselKind.PORTAL, tube(0, 3)), VesselRule.defaults());

        ZoneNumbers.VesselDistance portal = only(zone);
        assertThat(portal.toLesionMm()).isZero();
        double low = Math.PI * 9 * 2 * Math.sqrt(72) / 1000;
        double high = Math.PI * 9 * 18 / 1000;
        assertThat(portal.sharedMl()).isBetween(0.97 * low, 1.03 * high);
        assertThat(zone.findings())
                .filteredOn(f -> f.code().equals("lesion-shares-vessel"))
                .singleElement()
                .extracting(Finding::text)
                .asString()
                .contains("lesion and portal share 0.", "their distance is 0");
        assertThat(zone.numbers().orElseThrow().lesion().volumeMl()).isEqualTo(LESION.volumeMl());
    }

    /** A lesion within a vessel mask: no face of the vessel comes near, the distance is still 0. */
    @Test
    @Tag("H25")
    void aLesionInsideAVesselTouchesIt() throws InputException {
        BinaryMask small = ball(GRID, 0, 0, 0, 3);
        Scenes scenes =
                scene().lesion("met", small).zone(ball(GRID, 0, 0, 0, 9)).vessel("ivc", VesselKind.IVC, tube(0, 9));

        ZoneNumbers.VesselDistance ivc = only(assess(scenes, VesselRule.defaults()));

        assertThat(ivc.toLesionMm()).isZero();
        assertThat(ivc.heatSinkRisk()).isEqualTo(HeatSinkRisk.NOT_GRADED);
    }

    /** I19 for distances: what is said of one vessel does not depend on others, and no margin does. */
    @Test
    @Tag("H25")
    void anotherVesselChangesNeitherMarginNorWhatIsSaidOfTheFirst() throws InputException {
        ZoneNumbers one = assess(
                        withZone(0, 0, 14).vessel("vein", VesselKind.HEPATIC_VEIN, tube(14.5, 2.5)),
                        VesselRule.defaults())
                .numbers()
                .orElseThrow();
        ZoneNumbers two = assess(
                        withZone(0, 0, 14)
                                .vessel("vein", VesselKind.HEPATIC_VEIN, tube(14.5, 2.5))
                                .vessel("portal", VesselKind.PORTAL, tube(-12, 2)),
                        VesselRule.defaults())
                .numbers()
                .orElseThrow();

        assertThat(two.vessels().get(0)).isEqualTo(one.vessels().get(0));
        assertThat(two.margin().mamMm()).isEqualTo(one.margin().mamMm());
    }
}
