package org.thermargin.assess;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.thermargin.InputException;
import org.thermargin.grid.BinaryMask;
import org.thermargin.heatsink.CooledPoints;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.scene.Scene;
import org.thermargin.scene.ZoneSource;
import org.thermargin.zone.ZoneModel;

/**
 * An assessed case on which other placements can be tried: organ, lesions and doubts stay as they were found, so that a
 * trial measures and judges exactly as the assessment did. Thread-safe.
 */
public final class OpenCase {
    /** At least two, and one for every thread that may be at work. */
    private static final int KEPT = Math.max(2, Runtime.getRuntime().availableProcessors());

    private final CaseGround ground;
    private final List<SourceZone> zones;
    private final Assessment assessment;
    private final ZoneModel zoneModel;
    private final HeatSink heatSink;
    private final MovingCase moving;
    private final Map<Tried, SourceZone> zonesTried = new LinkedHashMap<>(); // the oldest first

    /** What a zone was made of. */
    private record Tried(ZoneSource source, List<ApplicatorPlacement> placements) {}

    OpenCase(CaseGround ground, List<SourceZone> zones, ZoneModel zoneModel, HeatSink heatSink) {
        this.ground = ground;
        this.zones = List.copyOf(zones);
        this.assessment = ground.assess(zones);
        this.zoneModel = zoneModel;
        this.heatSink = heatSink;
        this.moving = new MovingCase(ground, zoneModel, heatSink);
    }

    /** The assessment of the case as it is. */
    public Assessment assessment() {
        return assessment;
    }

    /** The case. */
    public Scene scene() {
        return ground.scene();
    }

    /** Organ tissue to which margins are measured; empty without a liver mask. */
    public Optional<BinaryMask> organ() {
        return ground.organ();
    }

    /** The model that turns applicators into zones. */
    public ZoneModel zoneModel() {
        return zoneModel;
    }

    /** Whether the guaranteed interval decides. */
    public boolean isStrict() {
        return ground.options().strict();
    }

    /**
     * The assessment of the case with other placements in place of those of the source: the same, number for number, as
     * that of a scene which holds them from the start. What does not depend on them was made when the case was opened.
     * Settings outside a device table are refused.
     *
     * @param source a source whose zone, if the case has one, comes from applicators
     * @param placements at least one
     */
    public Assessment judge(ZoneSource source, List<ApplicatorPlacement> placements) throws InputException {
        return judge(source, placements, zoneModel, heatSink);
    }

    /**
     * The same, given up by a {@link java.util.concurrent.CancellationException} within milliseconds once nobody waits for it.
     *
     * @param stop whether to give up; asked often, by any thread; must stay true once it is. What was judged must not be
     *     asked for more than its records hold afterwards
     */
    public Assessment judge(ZoneSource source, List<ApplicatorPlacement> placements, BooleanSupplier stop)
            throws InputException {
        Stoppable stoppable = new Stoppable(stop);
        return judge(source, placements, stoppable.model(zoneModel), heatSink.until(stoppable));
    }

    private Assessment judge(ZoneSource source, List<ApplicatorPlacement> placements, ZoneModel model, HeatSink sink)
            throws InputException {
        SourceZone moved = SourceZone.applied(source, placements, model, sink).withSpread(model, sink);
        List<SourceZone> all = new ArrayList<>();
        for (SourceZone zone : zones) {
            if (zone.source() != source) {
                all.add(zone);
            } else if (zone.placements().isEmpty()) {
                throw new IllegalArgumentException("the " + source.key() + " zone of the case comes from masks");
            }
        }
        all.add(moved);
        all.sort(Comparator.comparing(SourceZone::source));
        return ground.assess(all, source, assessment);
    }

    /**
     * What can be said at once of other placements in place of those of the source, while an applicator is being moved:
     * estimates for the eye, in milliseconds, until {@link #judge} has assessed the pose. The first pose takes longer. Settings
     * outside a device table are refused.
     *
     * @param source a source whose zone, if the case has one, comes from applicators
     * @param placements at least one
     * @param targetMm margin that is wanted, mm
     */
    public ProvisionalAssessment follow(ZoneSource source, List<ApplicatorPlacement> placements, double targetMm)
            throws InputException {
        for (SourceZone zone : zones) {
            if (zone.source() == source && zone.placements().isEmpty()) {
                throw new IllegalArgumentException("the " + source.key() + " zone of the case comes from masks");
            }
        }
        return moving.at(source, placements, targetMm);
    }

    /**
     * Makes ready what {@link #follow} needs, so that the first pose is followed as soon as others: all that depends on no
     * pose, and what the applicators of the case leave. Takes some tenths of a second for every lesion.
     */
    public void prepareToFollow() {
        double targetMm = assessment.criteria().targetMm();
        moving.prepare(targetMm);
        for (SourceZone zone : zones) {
            if (!zone.placements().isEmpty()) {
                try {
                    moving.at(zone.source(), zone.placements(), targetMm);
                } catch (InputException e) {
                    throw new IllegalStateException("applicators were accepted when the case was opened", e);
                }
            }
        }
    }

    /**
     * Every number of the lesion against the zone of other placements in place of those of the source, as after a moved
     * applicator; what does not depend on the applicators was made before.
     *
     * @param lesionId a lesion of the case that is not refused
     */
    public ZoneAssessment trial(String lesionId, ZoneSource source, List<ApplicatorPlacement> placements)
            throws InputException {
        return ground.judge().against(ground.lesion(lesionId), zone(source, placements));
    }

    /** The outcome of {@link #trial} alone, several times faster. */
    public TrialVerdict verdict(String lesionId, ZoneSource source, List<ApplicatorPlacement> placements)
            throws InputException {
        return ground.judge().verdict(ground.lesion(lesionId), zone(source, placements));
    }

    /** Whether the case has vessels that may cool zones. */
    public boolean hasCoolingVessels() {
        return heatSink.isOn();
    }

    /**
     * Points of the patient under the vessels that cool zones near them.
     *
     * @param pointsMm three coordinates each, LPS mm; not copied
     * @throws IllegalStateException if cooling is switched off
     */
    public CooledPoints underVessels(double[] pointsMm) {
        return heatSink.at(pointsMm);
    }

    /**
     * The zone of the placements. The last ones are kept, since a move is judged for one lesion after another.
     */
    private SourceZone zone(ZoneSource source, List<ApplicatorPlacement> placements) throws InputException {
        Tried tried = new Tried(source, List.copyOf(placements));
        synchronized (zonesTried) {
            SourceZone known = zonesTried.get(tried);
            if (known != null) {
                return known;
            }
        }
        SourceZone made = SourceZone.applied(source, placements, zoneModel, heatSink);
        synchronized (zonesTried) {
            zonesTried.put(tried, made);
            if (zonesTried.size() > KEPT) {
                zonesTried.remove(zonesTried.keySet().iterator().next());
            }
        }
        return made;
    }
}
