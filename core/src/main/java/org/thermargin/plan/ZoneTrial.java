package org.thermargin.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.thermargin.InputException;
import org.thermargin.assess.LesionAssessment;
import org.thermargin.assess.OpenCase;
import org.thermargin.assess.Outcome;
import org.thermargin.assess.TrialVerdict;
import org.thermargin.margin.MarginResult;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.scene.ZoneSource;

/** Judges one lesion of a case with changed placements; the same placements are judged once. */
final class ZoneTrial {
    private final OpenCase open;
    private final String lesionId;
    private final ZoneSource source;
    private final Map<List<ApplicatorPlacement>, Tried> made = new HashMap<>();
    private final Map<List<ApplicatorPlacement>, List<String>> worse = new HashMap<>();
    private int count;

    ZoneTrial(OpenCase open, String lesionId, ZoneSource source) {
        this.open = open;
        this.lesionId = lesionId;
        this.source = source;
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

    /** Whether margins are measured to organ tissue. */
    boolean hasOrgan() {
        return open.organ().isPresent();
    }

    Tried of(List<ApplicatorPlacement> placements) throws InputException {
        Tried known = made.get(placements);
        if (known != null) {
            return known;
        }
        count++;
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
            if (!other.id().equals(lesionId) && before != Outcome.REFUSED && before != Outcome.NOT_TARGETED) {
                count++;
                Outcome after = open.verdict(other.id(), source, placements).verdict();
                if (after.compareTo(before) < 0) {
                    worsened.add(other.id());
                }
            }
        }
        worse.put(List.copyOf(placements), worsened);
        return worsened;
    }
}
