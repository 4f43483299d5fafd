package org.thermargin.cli.viewer;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.thermargin.InputException;
import org.thermargin.assess.Assessment;
import org.thermargin.assess.AssessmentCriteria;
import org.thermargin.assess.OpenCase;
import org.thermargin.assess.ProvisionalAssessment;
import org.thermargin.io.casefile.PlanRequest;
import org.thermargin.scene.Scene;
import org.thermargin.scene.SceneZone;
import org.thermargin.scene.ZoneSource;

/**
 * Judges poses as {@code assess} judges the case with these applicators, one at a time: the engine has all threads. Poses are
 * followed meanwhile.
 */
final class PoseJudge {
    private final ViewedCase viewed;
    private OpenCase open; // against the target asked for last

    PoseJudge(ViewedCase viewed) {
        this.viewed = viewed;
        this.open = viewed.open();
    }

    /** A pose and what was found. */
    record Judged(Scene scene, Assessment assessment) {}

    /** What can be said of the pose at once; empty where nothing was posed. A pose that cannot be judged is refused. */
    Optional<ProvisionalAssessment> follow(PlanRequest request) throws InputException {
        if (request.source() == ZoneSource.OBSERVED) {
            return Optional.empty();
        }
        posed(request);
        return Optional.of(viewed.open()
                .follow(
                        request.source(),
                        request.applicators(),
                        criteria(request).targetMm()));
    }

    /**
     * The assessment of the case with the pose; a pose that cannot be judged is refused.
     *
     * @param stop whether nobody waits for it any more; then it ends with a {@link java.util.concurrent.CancellationException}
     */
    synchronized Judged judge(PlanRequest request, BooleanSupplier stop) throws InputException {
        if (stop.getAsBoolean()) {
            throw new CancellationException();
        }
        AssessmentCriteria criteria = criteria(request);
        if (open.assessment().criteria().targetMm() != criteria.targetMm()) {
            open = criteria.equals(viewed.criteria())
                    ? viewed.open()
                    : viewed.assessor().open(viewed.scene(), criteria);
        }
        if (request.source() == ZoneSource.OBSERVED) {
            return new Judged(open.scene(), open.assessment());
        }
        Scene posed = posed(request);
        return new Judged(posed, open.judge(request.source(), request.applicators(), stop));
    }

    /** The case opened with the pose, to search on. */
    OpenCase open(PlanRequest request) throws InputException {
        Scene scene = request.source() == ZoneSource.OBSERVED ? viewed.scene() : posed(request);
        return viewed.assessor().open(scene, criteria(request));
    }

    private AssessmentCriteria criteria(PlanRequest request) {
        return viewed.criteria(request.targetMm().orElse(viewed.criteria().targetMm()));
    }

    private Scene posed(PlanRequest request) throws InputException {
        for (SceneZone zone : viewed.scene().zones()) {
            if (zone.source() == request.source() && zone instanceof SceneZone.Imported) {
                throw new InputException(
                        "zone-source-mixed",
                        "H29",
                        "",
                        "the " + request.source().key() + " zone of the case is a mask and cannot be moved");
            }
        }
        return viewed.scene().posed(request.source(), request.applicators());
    }
}
