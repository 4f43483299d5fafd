package org.thermargin.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.thermargin.TestData;
import org.thermargin.assess.ApplicatorDifference;
import org.thermargin.assess.AssessmentCriteria;
import org.thermargin.assess.CaseAssessor;
import org.thermargin.assess.CaseDifferences;
import org.thermargin.assess.LesionAssessment;
import org.thermargin.assess.OpenCase;
import org.thermargin.assess.Outcome;
import org.thermargin.io.ReadOptions;
import org.thermargin.io.casefile.CaseFileReader;
import org.thermargin.io.casefile.SceneBuilder;
import org.thermargin.plan.Correction.Kind;
import org.thermargin.scene.ZoneSource;

/** The case plan-to-check: planned on target, tip placed 1.12 mm aside and 3.84 mm too deep, shaft turned. */
class CheckedPlanTest {
    private static final double RADIUS = 10.5;
    private static final double ROUNDED_MM = 0.002; // tips and entries to 1/1024 mm

    private static OpenCase open;

    @BeforeAll
    static void assess() throws Exception {
        var scene = new SceneBuilder(ReadOptions.strict(), 1)
                .build(CaseFileReader.readAny(TestData.path("cases/plan-to-check")));
        open = new CaseAssessor(new CaseAssessor.Options(1, Set.of(), false), BallCase.MODEL)
                .open(scene, AssessmentCriteria.custom(5));
    }

    @Test
    void planPassesPlacementAndResultDoNot() {
        LesionAssessment lesion = open.assessment().lesions().get(0);

        assertThat(lesion.outcome(ZoneSource.PLANNED)).isEqualTo(Outcome.COMPLETE);
        assertThat(lesion.outcome(ZoneSource.PLACED)).isEqualTo(Outcome.INSUFFICIENT);
        assertThat(lesion.outcome(ZoneSource.OBSERVED)).isEqualTo(Outcome.INSUFFICIENT);
    }

    @Test
    void needleErrorIsWhatThePhantomMade() {
        CaseDifferences differences = CaseDifferences.of(open.scene(), open.assessment());

        ApplicatorDifference error = differences.applicators().get(0);
        assertThat(error.tipErrorMm()).isCloseTo(4, within(ROUNDED_MM));
        assertThat(error.tipLateralMm()).isCloseTo(1.12, within(ROUNDED_MM));
        assertThat(error.tipDepthMm()).isCloseTo(3.84, within(ROUNDED_MM));
        // two ends rounded, 90 mm apart: 2 x 0.001 / 90 rad is 0.0013 degrees
        assertThat(error.angleDeg()).isCloseTo(StrictMath.toDegrees(StrictMath.atan(1 / 24.0)), within(0.002));
        assertThat(differences.sources())
                .extracting(d -> d.from() + " " + d.to() + " " + d.changeProved())
                .containsExactly("PLANNED PLACED true", "PLANNED OBSERVED true", "PLACED OBSERVED false");
    }

    @Test
    void correctionsAreTheOnesOnPaper() throws Exception {
        Correction correction = BallCase.corrections(open).get(0);

        assertThat(correction.source()).isEqualTo(ZoneSource.PLACED);
        Correction.Option advance = BallCase.option(correction, Kind.ADVANCE);
        Correction.Option shift = BallCase.option(correction, Kind.SHIFT);
        assertThat(advance.verdict()).isEqualTo(Outcome.COMPLETE);
        assertThat(shift.verdict()).isEqualTo(Outcome.COMPLETE);
        // shaft moved by s: the lesion's centre is at depth f(s) in the spheroid, f found on its meridian
        double found = -advance.advanceMm().getAsDouble();
        double needed = RADIUS + 5 + advance.mamMm() - advance.lowerMm();
        assertThat(found).isCloseTo(leastPull(needed), within(0.15 + CorrectionSearch.TOLERANCE_MM));
        assertThat(advance.smallest()).isTrue();
        assertThat(shift.smallest()).isTrue();
        assertThat(BallCase.lengthMm(shift)).isLessThanOrEqualTo(found + CorrectionSearch.TOLERANCE_MM);
    }

    /** Smallest pull-back, mm, after which the ellipse of the meridian is at least that far from the lesion's centre. */
    private static double leastPull(double depth) {
        // zone centre against the planned one, along and across the placed shaft
        double tilt = StrictMath.atan(1 / 24.0);
        double back = 18.5 - 6.95;
        double alongPlan = 3.84 + back - back * StrictMath.cos(tilt);
        double across = 1.12 - back * StrictMath.sin(tilt);
        double along = alongPlan * StrictMath.cos(tilt) + across * StrictMath.sin(tilt);
        double aside = across * StrictMath.cos(tilt) - alongPlan * StrictMath.sin(tilt);
        for (double s = 0; s < 8; s += 0.01) {
            if (distance(Math.abs(along - s), Math.abs(aside)) >= depth) {
                return s;
            }
        }
        return Double.NaN;
    }

    private static double distance(double along, double across) {
        double least = Double.POSITIVE_INFINITY;
        for (double angle = 0; angle <= Math.PI / 2; angle += 1e-3) { // error below 1e-5 mm
            double dz = 18.5 * StrictMath.cos(angle) - along;
            double dx = 17.5 * StrictMath.sin(angle) - across;
            least = Math.min(least, Math.sqrt(dx * dx + dz * dz));
        }
        return least;
    }
}
