package org.thermargin.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.thermargin.InputException;
import org.thermargin.assess.LesionAssessment;
import org.thermargin.assess.OpenCase;
import org.thermargin.assess.Outcome;
import org.thermargin.assess.TrialVerdict;
import org.thermargin.assess.ZoneAssessment;
import org.thermargin.assess.ZoneNumbers;
import org.thermargin.geometry.Bounds3;
import org.thermargin.heatsink.CooledPoints;
import org.thermargin.margin.MarginResult;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.scene.ZoneSource;
import org.thermargin.zone.ZonePart;

/** Judges one lesion of a case with changed placements; the same placements are judged once. */
final class ZoneTrial {
    /** What lies this much farther from a lesion than its margin does not change it, mm. */
    private static final double REACH_MM = 2;

    private final OpenCase open;
    private final String lesionId;
    private final ZoneSource source;
    private final List<ApplicatorPlacement> present;
    private final Map<List<ApplicatorPlacement>, Tried> made = new HashMap<>();
    private final Map<List<ApplicatorPlacement>, List<String>> worse = new HashMap<>();
    private final BooleanSupplier stopped;
    private int count;

    /** Of the source's present placements; once stopped, the next trial ends in a {@link CancellationException}. */
    ZoneTrial(
            OpenCase open,
            String lesionId,
            ZoneSource source,
            List<ApplicatorPlacement> present,
            BooleanSupplier stopped) {
        this.stopped = stopped;
        this.open = open;
        this.lesionId = lesionId;
        this.source = source;
        this.present = List.copyOf(present);
    }

    /**
     * A trial.
     *
     * @param reserveMm by how much the interval clears what it must for COMPLETE, mm; negative: it does not
     */
    record Tried(List<ApplicatorPlacement> placements, TrialVerdict zone, double reserveMm) {
        boolean passes() {
            return zone.untaintedVerdict() == Outcome.COMPLETE;
        }
    }

    /** Judgements made so far, of this lesion and of others. */
    int count() {
        return count;
    }

    private void countOne() {
        if (stopped.getAsBoolean()) {
            throw new CancellationException("search stopped after " + count + " judgements");
        }
        count++;
    }

    /** Whether margins are measured to organ tissue. */
    boolean hasOrgan() {
        return open.organ().isPresent();
    }

    /** Whether vessels cool zones near the lesion. */
    boolean isCooled() {
        return open.hasCoolingVessels();
    }

    /** Points near the lesion under the vessels. */
    CooledPoints cooledPoints(double[] pointsMm) {
        return open.underVessels(pointsMm);
    }

    Tried of(List<ApplicatorPlacement> placements) throws InputException {
        Tried known = made.get(placements);
        if (known != null) {
            return known;
        }
        countOne();
        TrialVerdict zone = open.verdict(lesionId, source, placements);
        double reserve = zone.margin().map(this::reserveMm).orElse(Double.NEGATIVE_INFINITY);
        Tried tried = new Tried(List.copyOf(placements), zone, reserve);
        made.put(tried.placements(), tried);
        return tried;
    }

    /** The reserve of a margin, mm. */
    double reserveMm(MarginResult margin) {
        double lower = open.isStrict() ? margin.guaranteedLowerMm() : margin.lowerMm();
        return Math.min(lower - open.assessment().criteria().targetMm(), margin.guaranteedLowerMm());
    }

    /** Other lesions of the source whose outcome these placements make worse. */
    List<String> worsened(List<ApplicatorPlacement> placements) throws InputException {
        List<String> known = worse.get(placements);
        if (known != null) {
            return known;
        }
        List<String> worsened = new ArrayList<>();
        for (LesionAssessment other : open.assessment().lesions()) {
            Outcome before = other.outcome(source);
            if (!other.id().equals(lesionId)
                    && before != Outcome.REFUSED
                    && before != Outcome.NOT_TARGETED
                    && concerns(other, placements)) {
                countOne();
                Outcome after = open.verdict(other.id(), source, placements).verdict();
                if (after.compareTo(before) < 0) {
                    worsened.add(other.id());
                }
            }
        }
        worse.put(List.copyOf(placements), worsened);
        return worsened;
    }

    /**
     * Whether the margin of the other lesion can change: not where all that is changed, before and after, lies farther
     * from it than its margin and shares no tissue with the parts that stay.
     */
    private boolean concerns(LesionAssessment other, List<ApplicatorPlacement> placements) throws InputException {
        Optional<ZoneNumbers> numbers = other.zones().stream()
                .filter(z -> z.source() == source)
                .findFirst()
                .flatMap(ZoneAssessment::numbers);
        if (numbers.isEmpty()) {
            return true;
        }
        MarginResult margin = numbers.get().margin();
        double reach = REACH_MM + Math.max(Math.abs(margin.guaranteedLowerMm()), Math.abs(margin.guaranteedUpperMm()));
        Bounds3 lesion = numbers.get().lesion().worldBounds().orElseThrow();
        List<ZonePart> parts = new ArrayList<>(open.zoneModel().zone(present).parts());
        parts.addAll(open.zoneModel().zone(placements).parts());
        for (ZonePart part : parts) {
            Bounds3 box = part.shape().bounds();
            if (isChanged(part, placements)
                    && (!(box.gapMm(lesion) > reach)
                            || parts.stream()
                                    .anyMatch(p -> !isChanged(p, placements)
                                            && p.shape().bounds().gapMm(box) == 0))) {
                return true;
            }
        }
        return false;
    }

    private boolean isChanged(ZonePart part, List<ApplicatorPlacement> placements) {
        return placements.stream().anyMatch(p -> p.id().equals(part.applicatorId()) && !present.contains(p));
    }
}
