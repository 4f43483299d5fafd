package org.thermargin.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.thermargin.assess.Scenes.ball;
import static org.thermargin.assess.Scenes.scene;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.thermargin.Finding;
import org.thermargin.InputException;
import org.thermargin.device.Modality;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Ellipsoid;
import org.thermargin.geometry.Point3;
import org.thermargin.geometry.SweptSphere;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.heatsink.VesselRule;
import org.thermargin.placement.NeedleCheck;
import org.thermargin.scene.Application;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.scene.SceneZone;
import org.thermargin.scene.VesselKind;
import org.thermargin.scene.ZoneSource;
import org.thermargin.zone.AblationZone;
import org.thermargin.zone.ZoneModel;
import org.thermargin.zone.ZonePart;

/** A planned needle through the whole assessment: zone a ball of radius 13 at its tip, vessels beside it. */
class PlannedVesselsTest {
    private static final VoxelGrid GRID =
            Scenes.centred(80, 76, 68, 0.8, 0.85, 0.9, new Direction3(0.96, 0.28, 0), new Direction3(-0.28, 0.96, 0));
    private static final Point3 TIP = new Point3(0, 0, 0);
    private static final ApplicatorPlacement NEEDLE = ApplicatorPlacement.once(
            "needle",
            new Point3(0, 0, -60),
            TIP,
            "ball",
            new Application(0, OptionalDouble.of(60), 300, OptionalDouble.empty()));
    /** A trunk of 6 mm along z, 14 mm to the left, and a branch of 2 mm from it that crosses the shaft at z = -18. */
    private static final BinaryMask PORTAL = raster(
            new SweptSphere(new Point3(14, 0, -60), new Point3(14, 0, 60), 3),
            new SweptSphere(new Point3(14, 0, -18), new Point3(-14, 0, -18), 1));

    private static BinaryMask raster(SweptSphere trunk, SweptSphere branch) {
        BinaryMask mask = new BinaryMask(GRID);
        for (int k = 0; k < GRID.nz(); k++) {
            for (int j = 0; j < GRID.ny(); j++) {
                for (int i = 0; i < GRID.nx(); i++) {
                    double x = GRID.worldX(i, j, k);
                    double y = GRID.worldY(i, j, k);
                    double z = GRID.worldZ(i, j, k);
                    if (trunk.depthMm(x, y, z) >= 0 || branch.depthMm(x, y, z) >= 0) {
                        mask.set(i, j, k);
                    }
                }
            }
        }
        return mask;
    }

    private static ZoneModel balls(Modality modality) {
        return placements -> {
            Ellipsoid ball = Ellipsoid.ofRevolution(placements.get(0).tip(), Direction3.SUPERIOR, 13, 13);
            return new AblationZone(
                    ball,
                    ball.bounds(),
                    ball.volumeMm3() / 1000,
                    List.of(new ZonePart("needle", modality, 300, 13, ball)),
                    "ball",
                    "a ball for tests",
                    List.of(),
                    List.of());
        };
    }

    private static ZoneAssessment assess(Modality modality, AssessmentCriteria criteria) throws InputException {
        Scenes scenes = scene().lesion("met", ball(GRID, 0, 0, 0, 8))
                .vessel("portal", VesselKind.PORTAL, PORTAL)
                .zone(new SceneZone.Applied(ZoneSource.PLANNED, List.of(NEEDLE)));
        return new CaseAssessor(CaseAssessor.Options.defaults(2), balls(modality))
                .assess(scenes.build(), criteria)
                .lesions()
                .get(0)
                .zones()
                .get(0);
    }

    private static NeedleCheck vesselCheck(ZoneAssessment zone) {
        return zone.numbers().orElseThrow().applicators().get(0).checks().stream()
                .filter(c -> c.name().equals("vessel-clearance"))
                .findFirst()
                .orElseThrow();
    }

    /** Trunk wall at 11 mm: 3 mm from the lesion of radius 8; the shaft meets the branch. */
    @Test
    @Tag("H25")
    void radioFrequencyBesideATrunkIsAHighRiskAndMicrowaveALowOne() throws InputException {
        ZoneAssessment rfa = assess(Modality.RFA, AssessmentCriteria.custom(5));
        ZoneAssessment mwa = assess(Modality.MWA, AssessmentCriteria.custom(5));

        ZoneNumbers.VesselDistance portal =
                rfa.numbers().orElseThrow().vessels().get(0);
        assertThat(portal.heatSinkRisk()).isEqualTo(HeatSinkRisk.HIGH);
        assertThat(portal.diameterMm().orElseThrow())
                .isCloseTo(6, within(portal.diameterErrorMm().orElseThrow()));
        assertThat(portal.toLesionMm()).isCloseTo(3, within(GRID.voxelDiagonalMm()));
        assertThat(portal.toShaftMm().orElseThrow())
                .isCloseTo(0, within(1 + GRID.voxelDiagonalMm() / 2)); // the branch's wall
        assertThat(portal.facingMamMm().orElseThrow()).isCloseTo(5, within(GRID.voxelDiagonalMm() / 2));
        assertThat(rfa.findings()).extracting(Finding::code).contains("rfa-beside-vessel", "vessel-beside-lesion");
        assertThat(mwa.numbers().orElseThrow().vessels().get(0).heatSinkRisk()).isEqualTo(HeatSinkRisk.LOW);
        assertThat(mwa.findings()).extracting(Finding::code).doesNotContain("rfa-beside-vessel");
    }

    /** The branch of 2 mm is not wide where 3 mm is; the trunk's wall is 11 mm from the shaft. */
    @Test
    void needleChecksLeaveOutBranchesThatAreNotWide() throws InputException {
        NeedleCheck wideOnly = vesselCheck(assess(Modality.MWA, AssessmentCriteria.custom(5)));
        NeedleCheck every = vesselCheck(
                assess(Modality.MWA, AssessmentCriteria.custom(5).withVesselRule(new VesselRule(1, 5, 10))));

        assertThat(wideOnly.failed()).isFalse();
        // a stump of the branch may be left within half the largest spacing of the trunk's wall
        assertThat(wideOnly.value().orElseThrow()).isCloseTo(11, within(GRID.voxelDiagonalMm()));
        assertThat(every.failed()).isTrue();
        assertThat(every.value().orElseThrow()).isLessThan(GRID.voxelDiagonalMm());
    }
}
