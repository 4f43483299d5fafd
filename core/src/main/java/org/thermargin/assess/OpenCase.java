package org.thermargin.assess;

import java.util.List;
import java.util.Optional;
import org.thermargin.InputException;
import org.thermargin.grid.BinaryMask;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.scene.Scene;
import org.thermargin.scene.ZoneSource;
import org.thermargin.zone.ZoneModel;

/**
 * An assessed case on which other placements can be tried: organ, lesions and doubts stay as they were found, so that a
 * trial measures and judges exactly as the assessment did. Thread-safe.
 */
public final class OpenCase {
    private final Scene scene;
    private final Assessment assessment;
    private final List<LesionRegion> lesions;
    private final Optional<BinaryMask> organ;
    private final LesionJudge judge;
    private final ZoneModel zoneModel;
    private final HeatSink heatSink;
    private final boolean strict;
    private volatile Made last;

    /** A zone and what it was made of. */
    private record Made(ZoneSource source, List<ApplicatorPlacement> placements, SourceZone zone) {}

    OpenCase(
            Scene scene,
            Assessment assessment,
            List<LesionRegion> lesions,
            Optional<BinaryMask> organ,
            LesionJudge judge,
            ZoneModel zoneModel,
            HeatSink heatSink,
            boolean strict) {
        this.scene = scene;
        this.assessment = assessment;
        this.lesions = List.copyOf(lesions);
        this.organ = organ;
        this.judge = judge;
        this.zoneModel = zoneModel;
        this.heatSink = heatSink;
        this.strict = strict;
    }

    /** The assessment of the case as it is. */
    public Assessment assessment() {
        return assessment;
    }

    /** The case. */
    public Scene scene() {
        return scene;
    }

    /** Organ tissue to which margins are measured; empty without a liver mask. */
    public Optional<BinaryMask> organ() {
        return organ;
    }

    /** The model that turns applicators into zones. */
    public ZoneModel zoneModel() {
        return zoneModel;
    }

    /** Whether the guaranteed interval decides. */
    public boolean isStrict() {
        return strict;
    }

    /**
     * Every number of the lesion against the zone of other placements in place of those of the source, as after a moved
     * applicator; what does not depend on the applicators was made before.
     *
     * @param lesionId a lesion of the case that is not refused
     */
    public ZoneAssessment trial(String lesionId, ZoneSource source, List<ApplicatorPlacement> placements)
            throws InputException {
        return judge.assess(lesion(lesionId), List.of(zone(source, placements)), List.of())
                .zones()
                .get(0);
    }

    /** The outcome of {@link #trial} alone, several times faster. */
    public TrialVerdict verdict(String lesionId, ZoneSource source, List<ApplicatorPlacement> placements)
            throws InputException {
        return judge.verdict(lesion(lesionId), zone(source, placements));
    }

    /** The zone of the placements; that of the last ones is kept, since a move is judged for one lesion after another. */
    private SourceZone zone(ZoneSource source, List<ApplicatorPlacement> placements) throws InputException {
        Made made = last;
        if (made == null || made.source != source || !made.placements.equals(placements)) {
            made = new Made(
                    source, List.copyOf(placements), SourceZone.applied(source, placements, zoneModel, heatSink));
            last = made;
        }
        return made.zone;
    }

    private LesionRegion lesion(String id) {
        return lesions.stream()
                .filter(l -> l.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no lesion " + id + " in the case"));
    }
}
