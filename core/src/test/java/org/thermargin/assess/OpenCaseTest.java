package org.thermargin.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.thermargin.InputException;
import org.thermargin.device.DeviceCatalogue;
import org.thermargin.heatsink.CoolingSettings;
import org.thermargin.phantom.LiverPhantom;
import org.thermargin.report.AssessmentJson;
import org.thermargin.report.PathStyle;
import org.thermargin.report.Software;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.scene.Scene;
import org.thermargin.scene.SceneZone;
import org.thermargin.scene.ZoneSource;
import org.thermargin.zone.EllipsoidZoneModel;

/** A pose judged on an open case against the assessment of a scene that holds it from the start. */
class OpenCaseTest {
    private final Scene scene = new LiverPhantom().planned().scene();

    @Test
    void poseJudgedOnOpenCaseIsTheAssessmentOfThatPose() throws InputException {
        for (Optional<CoolingSettings> cooling :
                List.of(Optional.of(CoolingSettings.defaults()), Optional.<CoolingSettings>empty())) {
            OpenCase open = assessor(cooling).open(scene, AssessmentCriteria.custom(5));
            for (double mm : new double[] {1.7, 0, -6}) { // there, back, and where another vessel is near
                List<ApplicatorPlacement> pose = moved(mm);

                Assessment judged = open.judge(ZoneSource.PLANNED, pose);

                Assessment expected = assessor(cooling).assess(with(pose), AssessmentCriteria.custom(5));
                assertSame(judged, expected);
            }
        }
    }

    /** As threads do that each judge a pose for one lesion after another. */
    @Test
    void twoPosesTriedInTurnMakeTheirZonesOnce() throws InputException {
        EllipsoidZoneModel model =
                new EllipsoidZoneModel(DeviceCatalogue.released(), EllipsoidZoneModel.Options.strict());
        AtomicInteger made = new AtomicInteger();
        OpenCase open = new CaseAssessor(new CaseAssessor.Options(1, Set.of(), false, Optional.empty()), placements -> {
                    made.incrementAndGet();
                    return model.zone(placements);
                })
                .open(scene, AssessmentCriteria.custom(5));
        int before = made.get();

        for (LesionAssessment lesion : open.assessment().lesions()) {
            open.verdict(lesion.id(), ZoneSource.PLANNED, moved(1));
            open.verdict(lesion.id(), ZoneSource.PLANNED, moved(-1));
        }

        assertThat(open.assessment().lesions()).hasSizeGreaterThan(1);
        assertThat(made.get() - before).isEqualTo(2);
    }

    @Test
    void zoneFromMasksIsNotMovedWithApplicators() throws InputException {
        OpenCase open =
                assessor(Optional.empty()).open(new LiverPhantom().observed().scene(), AssessmentCriteria.custom(5));

        assertThatThrownBy(() -> open.judge(ZoneSource.OBSERVED, moved(0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("comes from masks");
    }

    /** Every written number, and the margin of every vertex, bit for bit. */
    private static void assertSame(Assessment judged, Assessment expected) {
        assertThat(json(judged)).isEqualTo(json(expected));
        for (int lesion = 0; lesion < expected.lesions().size(); lesion++) {
            for (int zone = 0; zone < expected.lesions().get(lesion).zones().size(); zone++) {
                assertThat(margins(judged, lesion, zone)).isEqualTo(margins(expected, lesion, zone));
            }
        }
    }

    private static double[] margins(Assessment assessment, int lesion, int zone) {
        ZoneNumbers numbers =
                assessment.lesions().get(lesion).zones().get(zone).numbers().orElseThrow();
        return numbers.margin().surface().marginMm();
    }

    private static String json(Assessment assessment) {
        return AssessmentJson.of(assessment, new Software("", Optional.empty(), ""), PathStyle.SHOWN);
    }

    private List<ApplicatorPlacement> moved(double mm) {
        List<ApplicatorPlacement> pose =
                new ArrayList<>(((SceneZone.Applied) scene.zones().get(0)).placements());
        pose.set(0, pose.get(0).shifted(mm, -0.4 * mm, 0.3 * mm));
        return pose;
    }

    private Scene with(List<ApplicatorPlacement> pose) {
        return scene.posed(ZoneSource.PLANNED, pose);
    }

    private static CaseAssessor assessor(Optional<CoolingSettings> cooling) {
        return new CaseAssessor(
                new CaseAssessor.Options(2, Set.of(), false, cooling),
                new EllipsoidZoneModel(DeviceCatalogue.released(), EllipsoidZoneModel.Options.strict()));
    }
}
