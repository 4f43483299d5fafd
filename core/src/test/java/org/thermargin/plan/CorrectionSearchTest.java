package org.thermargin.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.thermargin.assess.CaseDifferences;
import org.thermargin.assess.OpenCase;
import org.thermargin.assess.Outcome;
import org.thermargin.device.DeviceCatalogue;
import org.thermargin.geometry.Point3;
import org.thermargin.geometry.SignedField;
import org.thermargin.plan.Correction.Kind;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.scene.SceneZone;
import org.thermargin.scene.ZoneSource;

/** Ball of radius 6 mm in the tabled spheroid of 35 x 37 mm: the margin is the depth of the ball's centre less 6 mm. */
class CorrectionSearchTest {
    private static final double RADIUS = BallCase.RADIUS;
    private static final double TARGET = 5;
    /** Error of a 1 mm mask's margin (0.1 mm mean) and the stated tolerance of the search. */
    private static final double TOLERANCE = 0.15 + CorrectionSearch.TOLERANCE_MM;

    @Test
    void shiftIsTheShortestThatBruteForceFinds() throws Exception {
        ApplicatorPlacement needle = BallCase.needle("a", new Point3(9, 3, 2));
        OpenCase open = open(List.of(new SceneZone.Applied(ZoneSource.PLANNED, List.of(needle))));

        Correction.Option shift = option(open, Kind.SHIFT);

        assertThat(shift.passes()).isTrue();
        assertThat(shift.smallest()).isTrue();
        assertThat(shift.verdict()).isEqualTo(Outcome.COMPLETE);
        List<Double> v = shift.shiftMm();
        double needed = RADIUS + TARGET + shift.mamMm() - shift.lowerMm();
        assertThat(BallCase.lengthMm(shift))
                .isCloseTo(shortest(BallCase.MODEL.zone(List.of(needle)).depth(), needed), within(TOLERANCE));
        assertThat(shift.words()).startsWith("move ").contains(" right");
        assertThat(open.trial("lesion", ZoneSource.PLANNED, List.of(needle.shifted(v.get(0), v.get(1), v.get(2))))
                        .verdict())
                .isEqualTo(Outcome.COMPLETE);
    }

    @Test
    void searchEndsAtTheJudgementAfterItIsStopped() throws Exception {
        ApplicatorPlacement needle = BallCase.needle("a", new Point3(9, 3, 2));
        OpenCase open = open(List.of(new SceneZone.Applied(ZoneSource.PLANNED, List.of(needle))));
        CorrectionSearch search = new CorrectionSearch(DeviceCatalogue.released());
        AtomicInteger asked = new AtomicInteger();

        assertThatThrownBy(() -> search.of(open, Set.of(ZoneSource.PLANNED), () -> asked.incrementAndGet() > 2))
                .isInstanceOf(CancellationException.class)
                .hasMessageContaining("after 2 judgements");
        assertThat(search.of(open, Set.of(ZoneSource.PLACED), () -> true)).isEmpty();
    }

    @Test
    void optionsCarriedOutAreWhatWasJudged() throws Exception {
        ApplicatorPlacement needle = BallCase.needle("a", new Point3(9, 3, 2));
        OpenCase open = open(List.of(new SceneZone.Applied(ZoneSource.PLANNED, List.of(needle))));

        for (Correction.Option option :
                new CorrectionSearch(DeviceCatalogue.released()).of(open).get(0).options()) {
            List<ApplicatorPlacement> carriedOut = option.appliedTo(List.of(needle));

            assertThat(open.verdict("lesion", ZoneSource.PLANNED, carriedOut)
                            .margin()
                            .orElseThrow()
                            .mamMm())
                    .as(option.words())
                    .isEqualTo(option.mamMm());
        }
    }

    @Test
    void needleTooDeepIsPulledBackByWhatItIsTooDeep() throws Exception {
        ApplicatorPlacement needle = BallCase.needle("a", new Point3(0, 0, 9));
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
        ApplicatorPlacement needle = BallCase.needle("a", new Point3(6, 0, 0));
        OpenCase open = open(List.of(new SceneZone.Applied(ZoneSource.PLANNED, List.of(needle))), 20);

        Correction correction =
                new CorrectionSearch(DeviceCatalogue.released()).of(open).get(0);

        assertThat(correction.options()).noneMatch(Correction.Option::passes);
        // centred: short half-axis less the radius
        assertThat(correction.options().get(0).mamMm()).isCloseTo(17.5 - RADIUS, within(TOLERANCE));
    }

    /** A ball of 6 mm with 20 mm around is a ball of 26 mm; by count the lesion is within a per cent of its volume. */
    @Test
    void zonesTooSmallForLesionAndMarginAreProvedSo() throws Exception {
        ApplicatorPlacement one = BallCase.needle("a", new Point3(6, 0, 0));
        ApplicatorPlacement two = BallCase.needle("b", new Point3(-6, 0, 0));
        Correction.Shortfall alone = shortfall(20, one).orElseThrow();
        Correction.Shortfall both = shortfall(20, one, two).orElseThrow();

        assertThat(alone.neededMl()).isCloseTo(4 * Math.PI * 26 * 26 * 26 / 3000, Percentage.withPercentage(1));
        assertThat(both.largestMl()).isCloseTo(2 * alone.largestMl(), Percentage.withPercentage(1e-9));
        double reach = Math.cbrt(3000 * alone.largestMl() / (4 * Math.PI)) - RADIUS;
        assertThat(reach).isGreaterThanOrEqualTo(Math.cbrt(17.5 * 17.5 * 18.5) - RADIUS);
        assertThat(shortfall(reach - 0.1, one)).isEmpty();
        assertThat(shortfall(reach + 0.1, one)).isPresent();
    }

    private static Optional<Correction.Shortfall> shortfall(double target, ApplicatorPlacement... needles)
            throws Exception {
        OpenCase open = open(List.of(new SceneZone.Applied(ZoneSource.PLANNED, List.of(needles))), target);
        return new CorrectionSearch(DeviceCatalogue.released()).of(open).get(0).shortfall();
    }

    @Test
    void verdictOfATrialIsThatOfItsWholeAssessment() throws Exception {
        OpenCase open = open(List.of(
                new SceneZone.Applied(ZoneSource.PLANNED, List.of(BallCase.needle("a", new Point3(9, 3, 2))))));

        for (double x : new double[] {0, 4, 7, 9, 20}) {
            List<ApplicatorPlacement> placements = List.of(BallCase.needle("a", new Point3(x, 1, 1)));
            var whole = open.trial("lesion", ZoneSource.PLANNED, placements);
            var verdict = open.verdict("lesion", ZoneSource.PLANNED, placements);
            assertThat(verdict.verdict()).isEqualTo(whole.verdict());
            assertThat(verdict.untaintedVerdict()).isEqualTo(whole.untaintedVerdict());
            assertThat(verdict.margin().orElseThrow().lowerMm())
                    .isEqualTo(whole.numbers().orElseThrow().margin().lowerMm());
        }
    }

    @Test
    void completeZoneGetsNoCorrection() throws Exception {
        OpenCase open = open(List.of(
                new SceneZone.Applied(ZoneSource.PLANNED, List.of(BallCase.needle("a", new Point3(0, 0, 0))))));

        assertThat(new CorrectionSearch(DeviceCatalogue.released()).of(open)).isEmpty();
    }

    @Test
    void needleErrorSplitsIntoDepthAndSideways() throws Exception {
        ApplicatorPlacement planned = BallCase.needle("a", new Point3(0, 0, 0));
        OpenCase open = open(List.of(
                new SceneZone.Applied(ZoneSource.PLANNED, List.of(planned)),
                new SceneZone.Applied(
                        ZoneSource.PLACED,
                        List.of(planned.shifted(4, 0, -3), BallCase.needle("b", new Point3(0, 20, 0))))));

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
        ApplicatorPlacement needle = BallCase.needle("a", new Point3(4, 1, 2));
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

    private static OpenCase open(List<SceneZone> zones) throws Exception {
        return open(zones, TARGET);
    }

    private static OpenCase open(List<SceneZone> zones, double targetMm) throws Exception {
        BallCase ball = new BallCase().target(targetMm);
        zones.forEach(ball::zone);
        return ball.open();
    }
}
