package org.thermargin.assess;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.thermargin.InputException;
import org.thermargin.margin.ZoneRegion;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.scene.ZoneSource;
import org.thermargin.zone.ZoneModel;
import org.thermargin.zone.ZoneShape;

/**
 * A case whose applicators are being moved: for every lesion what was made for it before, asked again for each pose. One pose
 * at a time.
 */
final class MovingCase {
    private final CaseGround ground;
    private final ZoneModel zoneModel;
    private final HeatSink heatSink;
    private final Map<String, MovingLesion> lesions = new HashMap<>();

    MovingCase(CaseGround ground, ZoneModel zoneModel, HeatSink heatSink) {
        this.ground = ground;
        this.zoneModel = zoneModel;
        this.heatSink = heatSink;
    }

    /** Makes what does not depend on a pose, for all lesions that are not refused. */
    synchronized void prepare(double targetMm) {
        for (LesionRegion lesion : ground.lesions()) {
            if (ground.refusals(lesion).isEmpty()) {
                moving(lesion, targetMm).prepare();
            }
        }
    }

    /** What can be said of the pose against a target, mm. */
    synchronized ProvisionalAssessment at(ZoneSource source, List<ApplicatorPlacement> placements, double targetMm)
            throws InputException {
        ZoneShape zone = zoneModel.shape(placements);
        ZoneRegion.Exact region = new ZoneRegion.Exact(zone.depth(), zone.bounds());
        List<ProvisionalAssessment.Lesion> told = new ArrayList<>();
        for (LesionRegion lesion : ground.lesions()) {
            boolean judged = Targeting.isMeant(
                            ground.scene(),
                            ground.lesions(),
                            lesion,
                            source,
                            placements,
                            () -> Targeting.near(lesion.mask(), region))
                    && ground.refusals(lesion).isEmpty();
            told.add(new ProvisionalAssessment.Lesion(
                    lesion.id(),
                    judged
                            ? Optional.of(moving(lesion, targetMm)
                                    .at(new MovingLesion.Pose(source, placements, zone, region, targetMm)))
                            : Optional.empty()));
        }
        return new ProvisionalAssessment(source, told);
    }

    private MovingLesion moving(LesionRegion lesion, double targetMm) {
        return lesions.computeIfAbsent(
                lesion.id(), id -> new MovingLesion(ground, lesion, zoneModel, heatSink, targetMm));
    }
}
