package org.thermargin.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.thermargin.Finding;
import org.thermargin.InputException;
import org.thermargin.device.DeviceCatalogue;
import org.thermargin.grid.BinaryMask;
import org.thermargin.scene.SceneZone;
import org.thermargin.scene.ZoneSource;
import org.thermargin.zone.EllipsoidZoneModel;

/** Which zone is meant for which lesion, and which source decides the case. */
class TargetsTest {
    private static final BinaryMask A = Scenes.ball(Scenes.GRID, -20, 0, 0, 5);
    private static final BinaryMask B = Scenes.ball(Scenes.GRID, 20, 0, 0, 5);
    private static final BinaryMask GOOD_A = Scenes.ball(Scenes.GRID, -20, 0, 0, 13);
    private static final BinaryMask POOR_A = Scenes.ball(Scenes.GRID, -20, 0, 0, 8);

    @Test
    void latestSourceDecidesThoughAnEarlierOneIsWorse() throws Exception {
        Assessment assessment =
                assess(scenes().zone(zone(ZoneSource.PLANNED, POOR_A)).zone(zone(ZoneSource.OBSERVED, GOOD_A)));

        assertThat(assessment.lesions().get(0).outcome(ZoneSource.PLANNED)).isEqualTo(Outcome.INSUFFICIENT);
        assertThat(assessment.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(assessment.decidedBy()).isEqualTo("lesion a, observed zone");
    }

    @Test
    void placedDecidesWhereNothingIsObserved() throws Exception {
        Assessment assessment =
                assess(scenes().zone(zone(ZoneSource.PLANNED, GOOD_A)).zone(zone(ZoneSource.PLACED, POOR_A)));

        assertThat(assessment.outcome()).isEqualTo(Outcome.INSUFFICIENT);
    }

    @Test
    void worstTargetedLesionDecidesAndTheUntargetedDoesNot() throws Exception {
        Assessment near = assess(scenes().zone(zone(ZoneSource.OBSERVED, GOOD_A)));
        Assessment stated =
                assess(scenes().zone(zone(ZoneSource.OBSERVED, GOOD_A)).targets(Map.of("observed", List.of("a", "b"))));

        assertThat(near.lesions().get(1).outcome()).isEqualTo(Outcome.NOT_TARGETED);
        assertThat(near.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(stated.outcome()).isEqualTo(Outcome.INCOMPLETE);
    }

    @Test
    @Tag("H26")
    void lesionThatOnlyThePlanTargetsIsLeftOutWithAWarning() throws Exception {
        Assessment assessment =
                assess(scenes().zone(zone(ZoneSource.PLANNED, GOOD_A.or(Scenes.ball(Scenes.GRID, 20, 0, 0, 13))))
                        .zone(zone(ZoneSource.OBSERVED, GOOD_A)));

        assertThat(assessment.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(assessment.warnings()).extracting(Finding::code).contains("lesion-left-out");
    }

    @Test
    @Tag("H26")
    void targetThatNamesNoLesionIsRefused() {
        Scenes scenes =
                scenes().zone(zone(ZoneSource.OBSERVED, GOOD_A)).targets(Map.of("observed", List.of("a", "b-2")));

        assertThatThrownBy(() -> assess(scenes))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("was b-2");
    }

    private static Scenes scenes() {
        return Scenes.scene().lesion("a", A).lesion("b", B);
    }

    private static SceneZone zone(ZoneSource source, BinaryMask mask) {
        return new SceneZone.Imported(source, mask, source.key() + ".nii.gz");
    }

    private static Assessment assess(Scenes scenes) throws InputException {
        return new CaseAssessor(
                        CaseAssessor.Options.defaults(1),
                        new EllipsoidZoneModel(DeviceCatalogue.released(), EllipsoidZoneModel.Options.strict()))
                .assess(scenes.build(), AssessmentCriteria.custom(5));
    }
}
