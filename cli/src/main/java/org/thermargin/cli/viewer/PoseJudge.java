package org.thermargin.cli.viewer;

import org.thermargin.InputException;
import org.thermargin.assess.Assessment;
import org.thermargin.assess.OpenCase;
import org.thermargin.io.casefile.PlanRequest;
import org.thermargin.scene.Scene;
import org.thermargin.scene.SceneZone;
import org.thermargin.scene.ZoneSource;

/**
 * Judges poses as {@code assess} judges the case with these applicators. One pose at a time: the engine has all threads.
 */
final class PoseJudge {
    private final ViewedCase viewed;

    PoseJudge(ViewedCase viewed) {
        this.viewed = viewed;
    }

    /** A pose and what was found. */
    record Judged(Scene scene, Assessment assessment) {}

    /** The assessment of the case with the pose; a pose that cannot be judged is refused. */
    synchronized Judged judge(PlanRequest request) throws InputException {
        OpenCase open = open(request);
        return new Judged(open.scene(), open.assessment());
    }

    /** The case opened with the pose, to search on. */
    OpenCase open(PlanRequest request) throws InputException {
        double targetMm = request.targetMm().orElse(viewed.criteria().targetMm());
        boolean moved = request.source() != ZoneSource.OBSERVED;
        if (!moved && targetMm == viewed.criteria().targetMm()) {
            return viewed.open();
        }
        return viewed.assessor().open(moved ? posed(request) : viewed.scene(), viewed.criteria(targetMm));
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
