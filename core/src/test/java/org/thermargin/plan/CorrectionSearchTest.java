package org.thermargin.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.thermargin.assess.AssessmentCriteria;
import org.thermargin.assess.CaseAssessor;
import org.thermargin.assess.CaseDifferences;
import org.thermargin.assess.OpenCase;
import org.thermargin.assess.Outcome;
import org.thermargin.device.DeviceCatalogue;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Point3;
import org.thermargin.geometry.SignedField;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.plan.Correction.Kind;
import org.thermargin.scene.Application;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.scene.LesionMask;
import org.thermargin.scene.Scene;
import org.thermargin.scene.SceneZone;
import org.thermargin.scene.ZoneSource;
import org.thermargin.zone.EllipsoidZoneModel;

/** Ball of radius 6 mm in the tabled spheroid of 35 x 37 mm: the margin is the depth of the ball's centre less 6 mm. */
class CorrectionSearchTest {
    private static final double RADIUS = 6;
    private static final double TARGET = 5;
    /** Error of a 1 mm mask's margin (0.1 mm mean) and the stated tolerance of the search. */
    private static final double TOLERANCE = 0.15 + CorrectionSearch.TOLERANCE_MM;

    private static final EllipsoidZoneModel MODEL =
            new EllipsoidZoneModel(DeviceCatalogue.released(), EllipsoidZoneModel.Options.strict());

    @Test
    void shiftIsTheShortestThatBruteForceFinds() throws Exception {
        ApplicatorPlacement needle = needle("a", new Point3(9, 3, 2));
        OpenCase open = open(List.of(new SceneZone.Applied(ZoneSource.PLANNED, List.of(needle))));

        Correction.Option shift = option(open, Kind.SHIFT);

        assertThat(shift.passes()).isTrue();
        assertThat(shift.smallest()).isTrue();
        assertThat(shift.verdict()).isEqualTo(Outcome.COMPLETE);
        List<Double> v = shift.shiftMm();
        double needed = RADIUS + TARGET + shift.mamMm() - shift.lowerMm();
        assertThat(ShiftSolver.length(new double[] {v.get(0), v.get(1), v.get(2)}))
                .isCloseTo(shortest(MODEL.zone(List.of(needle)).depth(), needed), within(TOLERANCE));
        assertThat(shift.words()).startsWith("move ").contains(" right");
        assertThat(open.trial("lesion", ZoneSource.PLANNED, List.of(needle.shifted(v.get(0), v.get(1), v.get(2))))
                        .verdict())
                .isEqualTo(Outcome.COMPLETE);
    }

    @Test
    void needleTooDeepIsPulledBackByWhatItIsTooDeep() throws Exception {
        ApplicatorPlacement needle = needle("a", new Point3(0, 0, 9));
        OpenCase open = open(List.of(new SceneZone.Applied(ZoneSource.PLACED, List.of(needle))));

        Correction.Option advance = option(open, Kind.ADVANCE);

        double needed = TARGET + advance.mamMm() - advance.lowerMm();
        // on the axis, beyond 2 mm from the middle, the depth is the long half-axis less the distance
        assertThat(advance.passes()).isTrue();
        assertThat(advance.advanceMm().getAsDouble()).isCloseTo(-(9 - (18.5 - RADIUS - needed)), within(TOLERANCE));
        assertThat(advance.words()).startsWith("pull back ");
    }

    @Test
    void zoneTooSmallHasNoMoveAndTellsTheBestMargin() throws Exception {
        ApplicatorPlacement needle = needle("a", new Point3(6, 0, 0));
        OpenCase open = open(List.of(new SceneZone.Applied(ZoneSource.PLANNED, List.of(needle))), 20);

        Correction correction =
                new CorrectionSearch(DeviceCatalogue.released()).of(open).get(0);

        assertThat(correction.options()).noneMatch(Correction.Option::passes);
        // centred: short half-axis less the radius
        assertThat(correction.options().get(0).mamMm()).isCloseTo(17.5 - RADIUS, within(TOLERANCE));
    }

    @Test
    void completeZoneGetsNoCorrection() throws Exception {
        OpenCase open =
                open(List.of(new SceneZone.Applied(ZoneSource.PLANNED, List.of(needle("a", new Point3(0, 0, 0))))));

        assertThat(new CorrectionSearch(DeviceCatalogue.released()).of(open)).isEmpty();
    }

    @Test
    void needleErrorSplitsIntoDepthAndSideways() throws Exception {
        ApplicatorPlacement planned = needle("a", new Point3(0, 0, 0));
        OpenCase open = open(List.of(
                new SceneZone.Applied(ZoneSource.PLANNED, List.of(planned)),
                new SceneZone.Applied(
                        ZoneSource.PLACED, List.of(planned.shifted(4, 0, -3), needle("b", new Point3(0, 20, 0))))));

        CaseDifferences differences = CaseDifferences.of(open.scene(), open.assessment());

        var error = differences.applicators().get(0);
        assertThat(error.tipErrorMm()).isCloseTo(5, within(1e-9));
        assertThat(error.tipLateralMm()).isCloseTo(4, within(1e-9));
        assertThat(error.tipDepthMm()).isCloseTo(-3, within(1e-9));
        assertThat(error.entryErrorMm()).isCloseTo(4, within(1e-9));
        assertThat(error.angleDeg()).isCloseTo(0, within(1e-9));
        assertThat(differences.unmatchedApplicators()).containsExactly("b");
        assertThat(differences.sources()).hasSize(1);
        assertThat(differences.sources().get(0).lesionId()).isEqualTo("lesion");
    }

    @Test
    @Tag("I22")
    void shiftChangesTheRawMarginByAtMostItsLength() throws Exception {
        ApplicatorPlacement needle = needle("a", new Point3(4, 1, 2));
        OpenCase open = open(List.of(new SceneZone.Applied(ZoneSource.PLANNED, List.of(needle))));
        double before = raw(open, needle);

        for (double[] v : new double[][] {{1, 0, 0}, {0, -2, 0}, {3, 3, 0}, {-6, 2, 5}, {12, 0, -9}}) {
            // exact zone, same lesion surface: up to rounding
            assertThat(Math.abs(raw(open, needle.shifted(v[0], v[1], v[2])) - before))
                    .isLessThanOrEqualTo(ShiftSolver.length(v) + 1e-6);
        }
    }

    private static double raw(OpenCase open, ApplicatorPlacement needle) throws Exception {
        return open.trial("lesion", ZoneSource.PLANNED, List.of(needle))
                .numbers()
                .orElseThrow()
                .margin()
                .rawMm();
    }

    private static double shortest(SignedField zone, double depth) {
        double best = Double.POSITIVE_INFINITY;
        for (double x = -15; x <= 15; x += 0.1) {
            for (double y = -15; y <= 15; y += 0.1) {
                for (double z = -8; z <= 8; z += 0.2) {
                    double length = Math.sqrt(x * x + y * y + z * z);
                    if (length < best && zone.depthMm(-x, -y, -z) >= depth) {
                        best = length;
                    }
                }
            }
        }
        return best;
    }

    private static Correction.Option option(OpenCase open, Kind kind) throws Exception {
        return new CorrectionSearch(DeviceCatalogue.released())
                .of(open).get(0).options().stream()
                        .filter(o -> o.kind() == kind)
                        .findFirst()
                        .orElseThrow();
    }

    /** Along +z; its zone of 100 W for 300 s (35 x 37 mm, reach 6.95 mm) is centred on the point. */
    private static ApplicatorPlacement needle(String id, Point3 centre) {
        Point3 tip = centre.shifted(0, 0, 18.5 - 6.95);
        return ApplicatorPlacement.once(
                id, tip.shifted(0, 0, -100), tip, "emprint", Application.atTip(OptionalDouble.of(100), 300));
    }

    private static OpenCase open(List<SceneZone> zones) throws Exception {
        return open(zones, TARGET);
    }

    private static OpenCase open(List<SceneZone> zones, double targetMm) throws Exception {
        VoxelGrid grid = VoxelGrid.oriented(
                41,
                37,
                33,
                0.9,
                1.0,
                1.1,
                Direction3.LEFT,
                Direction3.POSTERIOR,
                Direction3.SUPERIOR,
                new Point3(-17.7, -18.2, -17.1));
        BinaryMask ball = new BinaryMask(grid);
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    double x = grid.worldX(i, j, k);
                    double y = grid.worldY(i, j, k);
                    double z = grid.worldZ(i, j, k);
                    if (x * x + y * y + z * z <= RADIUS * RADIUS) {
                        ball.set(i, j, k);
                    }
                }
            }
        }
        Scene scene = new Scene(
                "test",
                Optional.empty(),
                List.of(new LesionMask("lesion", ball, Optional.empty(), "lesion.nii.gz")),
                List.of(),
                List.of(),
                zones,
                Map.of(),
                false,
                OptionalDouble.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of());
        return new CaseAssessor(CaseAssessor.Options.defaults(1), MODEL)
                .open(scene, AssessmentCriteria.custom(targetMm));
    }
}
