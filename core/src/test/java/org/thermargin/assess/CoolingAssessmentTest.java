package org.thermargin.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.thermargin.assess.Scenes.ball;
import static org.thermargin.assess.Scenes.scene;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.thermargin.device.DeviceCatalogue;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.heatsink.CoolingSettings;
import org.thermargin.scene.Application;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.scene.SceneZone;
import org.thermargin.scene.VesselKind;
import org.thermargin.scene.ZoneSource;
import org.thermargin.zone.EllipsoidZoneModel;

/**
 * A ball of radius 6 mm in the middle of a single zone, a straight vessel of 6 mm along the shaft beside it. RFA: 30.2 x 46
 * mm, so that the plain margin is 15.1 - 6 = 9.1 mm.
 */
class CoolingAssessmentTest {
    private static final VoxelGrid GRID = VoxelGrid.axisAligned(70, 60, 80, 1, 1, 1, new Point3(-34.6, -29.7, -39.4));
    private static final double RADIUS = 6;
    private static final double PLAIN_MAM = 30.2 / 2 - RADIUS;
    private static final EllipsoidZoneModel MODEL =
            new EllipsoidZoneModel(DeviceCatalogue.released(), EllipsoidZoneModel.Options.strict());

    /** The shaft along z, the middle of the zone of 46 mm at the origin: a reach of 10 mm puts the tip at z = 13. */
    private static SceneZone rfa(ZoneSource source) {
        return new SceneZone.Applied(
                source,
                List.of(ApplicatorPlacement.once(
                        "rf",
                        new Point3(0, 0, -90),
                        new Point3(0, 0, 13),
                        "cooltip-single",
                        new Application(0, OptionalDouble.empty(), 720, OptionalDouble.of(10)))));
    }

    private static BinaryMask vessel(double axisX, double radius) {
        BinaryMask mask = new BinaryMask(GRID);
        for (int k = 0; k < GRID.nz(); k++) {
            for (int j = 0; j < GRID.ny(); j++) {
                for (int i = 0; i < GRID.nx(); i++) {
                    double x = GRID.worldX(i, j, k) - axisX;
                    double y = GRID.worldY(i, j, k);
                    if (x * x + y * y <= radius * radius) {
                        mask.set(i, j, k);
                    }
                }
            }
        }
        return mask;
    }

    private static Scenes beside(double axisX, double radius, double lesionRadius) {
        return scene().lesion("met", ball(GRID, 0, 0, 0, lesionRadius))
                .vessel("portal vein", VesselKind.PORTAL, vessel(axisX, radius));
    }

    private static Assessment assess(Scenes scenes, double targetMm) throws Exception {
        return assess(scenes, targetMm, Optional.of(CoolingSettings.defaults()));
    }

    private static Assessment assess(Scenes scenes, double targetMm, Optional<CoolingSettings> heatSink)
            throws Exception {
        return new CaseAssessor(new CaseAssessor.Options(1, Set.of(), false, heatSink), MODEL)
                .assess(scenes.build(), AssessmentCriteria.custom(targetMm));
    }

    private static ZoneAssessment zone(Assessment assessment) {
        return assessment.lesions().get(0).zones().get(0);
    }

    private static double mam(Assessment assessment) {
        return zone(assessment).numbers().orElseThrow().margin().mamMm();
    }

    private static List<String> notes(Assessment assessment) {
        return assessment.notes().stream()
                .filter(n -> n.code().startsWith("zone-"))
                .map(n -> n.code() + ": " + n.text())
                .toList();
    }

    /** Axes of 30.2 and 46 mm with 2.0 mm each: two deviations move the side of the zone by 2 mm. */
    @Test
    void theSpreadOfTheTableGoesToTheMarginAndNotToTheVerdict() throws Exception {
        ZoneAssessment zone =
                zone(assess(scene().lesion("met", ball(GRID, 0, 0, 0, RADIUS)).zone(rfa(ZoneSource.PLANNED)), 8));

        ModelInterval interval = zone.modelInterval().orElseThrow();
        // the error of a 1 mm mask's margin is 0.1 mm on average
        assertThat(interval.lowerMm()).isCloseTo(PLAIN_MAM - 2, within(0.2));
        assertThat(interval.upperMm()).isCloseTo(PLAIN_MAM + 2, within(0.2));
        assertThat(interval.coverage()).isEqualTo(2);
        assertThat(zone.verdict()).isEqualTo(Outcome.COMPLETE); // 8 mm lies within it
    }

    /** Where the cooled zone decides, its spread is that of cooled zones. */
    @Test
    @Tag("H25")
    void theSpreadOfACooledZoneIsCooledToo() throws Exception {
        Assessment assessment = assess(beside(14, 3, RADIUS).zone(rfa(ZoneSource.PLANNED)), 5);

        ModelInterval interval = zone(assessment).modelInterval().orElseThrow();
        assertThat(interval.lowerMm()).isLessThan(mam(assessment));
        assertThat(interval.upperMm()).isGreaterThan(mam(assessment));
        assertThat(interval.upperMm()).isLessThan(PLAIN_MAM); // a larger plain zone would give more
    }

    @Test
    @Tag("H25")
    void theWorseOfPlainAndDeformedZoneDecides() throws Exception {
        Assessment assessment = assess(beside(14, 3, RADIUS).zone(rfa(ZoneSource.PLANNED)), 5);

        ZoneAssessment zone = zone(assessment);
        CoolingEffect cooling = zone.cooling().orElseThrow();
        assertThat(cooling.plainVerdict()).isEqualTo(Outcome.COMPLETE);
        assertThat(zone.verdict()).isLessThan(Outcome.COMPLETE);
        assertThat(assessment.outcome()).isEqualTo(zone.verdict());
        assertThat(cooling.deformedDecides()).isTrue();
        assertThat(zone.deformedByVessels()).isTrue();
        // the error of a 1 mm mask's margin is 0.1 mm on average
        assertThat(cooling.plainMamMm().getAsDouble()).isCloseTo(PLAIN_MAM, within(0.2));
        assertThat(cooling.marginLostMm().getAsDouble())
                .isCloseTo(cooling.plainMamMm().getAsDouble() - mam(assessment), within(1e-9));
        // nothing survives nearer than the vessel's wall, 11 mm from the shaft, and nothing is ablated beyond it
        assertThat(mam(assessment)).isLessThan(11 - RADIUS);
        assertThat(cooling.wallRule()).isEqualTo("isothermal");
        assertThat(cooling.vessel()).contains("portal vein");
        assertThat(cooling.losses()).hasSize(1);
        assertThat(cooling.volumeLostMl()).isEqualTo(cooling.plainVolumeMl() - zone.volumeMl());
        assertThat(notes(assessment)).hasSize(1);
        assertThat(notes(assessment).get(0))
                .startsWith("zone-cooled: the planned zone is deformed by vessels of 3.0 mm or more, isothermal wall");
    }

    /** Both COMPLETE for a target of 1 mm: the numbers printed are those of the deformed zone. */
    @Test
    @Tag("H25")
    void onATieTheNumbersAreThoseOfTheDeformedZone() throws Exception {
        Assessment assessment = assess(beside(16, 3, 5).zone(rfa(ZoneSource.PLANNED)), 1);

        ZoneAssessment zone = zone(assessment);
        CoolingEffect cooling = zone.cooling().orElseThrow();
        assertThat(cooling.plainVerdict()).isEqualTo(Outcome.COMPLETE);
        assertThat(zone.verdict()).isEqualTo(Outcome.COMPLETE);
        assertThat(cooling.deformedDecides()).isTrue();
        assertThat(mam(assessment)).isLessThan(cooling.plainMamMm().getAsDouble() - 1);
    }

    @Test
    @Tag("H25")
    void aVesselTooNarrowOrTooFarLeavesTheZoneAndSaysSo() throws Exception {
        for (Scenes scenes : List.of(beside(14, 1, RADIUS), beside(-33, 1.4, RADIUS))) {
            Assessment assessment = assess(scenes.zone(rfa(ZoneSource.PLANNED)), 5);

            assertThat(zone(assessment).cooling()).isEmpty();
            assertThat(zone(assessment).deformedByVessels()).isFalse();
            assertThat(mam(assessment)).isCloseTo(PLAIN_MAM, within(0.2));
            assertThat(notes(assessment)).hasSize(1);
            assertThat(notes(assessment).get(0)).startsWith("zone-not-cooled").contains("none of 3.0 mm or more");
        }
    }

    @Test
    @Tag("H25")
    void switchedOffTheZoneIsAsTabledAndSaysSo() throws Exception {
        Assessment assessment = assess(beside(14, 3, RADIUS).zone(rfa(ZoneSource.PLANNED)), 5, Optional.empty());

        assertThat(zone(assessment).cooling()).isEmpty();
        assertThat(zone(assessment).verdict()).isEqualTo(Outcome.COMPLETE);
        assertThat(notes(assessment)).hasSize(1);
        assertThat(notes(assessment).get(0)).startsWith("zone-not-cooled").contains("switched off");
    }

    @Test
    @Tag("H25")
    void anObservedZoneIsNeverDeformed() throws Exception {
        BinaryMask drawn = ball(GRID, 0, 0, 0, 13);
        Assessment with = assess(beside(14, 3, RADIUS).zone(drawn), 5);
        Assessment without =
                assess(scene().lesion("met", ball(GRID, 0, 0, 0, RADIUS)).zone(drawn), 5);

        assertThat(zone(with).cooling()).isEmpty();
        assertThat(mam(with)).isEqualTo(mam(without));
        assertThat(notes(with)).isEmpty();
    }

    /** The organ's ablated volume is that of the deformed zone: what is lost is not ablated liver. */
    @Test
    void ablatedOrganIsThatOfTheDeformedZone() throws Exception {
        BinaryMask liver = ball(GRID, 0, 0, 0, 28).andNot(vessel(14, 3));
        Scenes scenes = beside(14, 3, RADIUS).liver(liver).zone(rfa(ZoneSource.PLANNED));
        Assessment cooled = assess(scenes, 5);
        Assessment off = assess(scenes, 5, Optional.empty());

        double lost = off.organ().orElseThrow().ablatedMl()
                - cooled.organ().orElseThrow().ablatedMl();
        double whole = zone(cooled).cooling().orElseThrow().volumeLostMl();
        // the zone lies in the organ; counted at voxels of 1 mm against 0.5 mm
        assertThat(lost).isCloseTo(whole, within(0.05 * whole));
    }

    /** I15, I16: a smaller lesion and a larger zone under the same vessel have a wider margin. */
    @Test
    @Tag("H25")
    void lawsOfLesionAndZoneHoldUnderAVessel() throws Exception {
        double last = Double.POSITIVE_INFINITY;
        for (double radius = 4; radius <= 8; radius += 2) {
            Assessment larger = assess(beside(15, 3, radius).zone(rfa(ZoneSource.PLANNED)), 5);

            assertThat(mam(larger)).isLessThan(last);
            last = mam(larger);
        }
        // 35 - 5.95 and 37 - 6.95 mm: both zones have their middle 11.55 mm behind the tip, one lies in the other
        last = Double.NEGATIVE_INFINITY;
        for (double power : new double[] {75, 100}) {
            SceneZone mwa = new SceneZone.Applied(
                    ZoneSource.PLANNED,
                    List.of(ApplicatorPlacement.once(
                            "mw",
                            new Point3(0, 0, -90),
                            new Point3(0, 0, 11.55),
                            "emprint",
                            Application.atTip(OptionalDouble.of(power), 300))));
            Assessment stronger = assess(beside(15, 3, RADIUS).zone(mwa), 5);

            assertThat(mam(stronger)).isGreaterThan(last);
            last = mam(stronger);
        }
    }

    /** I19: another vessel raises no margin. */
    @Test
    @Tag("H25")
    void anotherVesselNeverRaisesTheMargin() throws Exception {
        double one = mam(assess(beside(16, 3, RADIUS).zone(rfa(ZoneSource.PLANNED)), 5));
        double two = mam(assess(
                beside(16, 3, RADIUS)
                        .vessel("hepatic vein", VesselKind.HEPATIC_VEIN, vessel(-13, 2.5))
                        .zone(rfa(ZoneSource.PLANNED)),
                5));

        assertThat(two).isLessThan(one);
    }
}
