package org.thermargin.plan;

import java.util.ArrayList;
import java.util.List;
import org.thermargin.InputException;
import org.thermargin.assess.LesionAssessment;
import org.thermargin.assess.OpenCase;
import org.thermargin.assess.Outcome;
import org.thermargin.assess.ZoneAssessment;
import org.thermargin.margin.MarginResult;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.scene.ZoneSource;

/** Assesses one lesion of a case with changed placements. */
final class ZoneTrial {
    private final OpenCase open;
    private final String lesionId;
    private final ZoneSource source;

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
    record Tried(List<ApplicatorPlacement> placements, ZoneAssessment zone, double reserveMm) {
        boolean passes() {
            return zone.untaintedVerdict() == Outcome.COMPLETE;
        }

        double mamMm() {
            return zone.numbers().orElseThrow().margin().mamMm();
        }
    }

    Tried of(List<ApplicatorPlacement> placements) throws InputException {
        ZoneAssessment zone = open.trial(lesionId, source, placements);
        return new Tried(placements, zone, reserveMm(zone));
    }

    /** The reserve of an assessment with numbers, mm. */
    double reserveMm(ZoneAssessment zone) {
        if (zone.numbers().isEmpty()) {
            return Double.NEGATIVE_INFINITY;
        }
        MarginResult margin = zone.numbers().get().margin();
        double lower = open.isStrict() ? margin.guaranteedLowerMm() : margin.lowerMm();
        return Math.min(lower - open.assessment().criteria().targetMm(), margin.guaranteedLowerMm());
    }

    /** Other lesions of the source whose outcome these placements make worse. */
    List<String> worsened(List<ApplicatorPlacement> placements) throws InputException {
        List<String> worsened = new ArrayList<>();
        for (LesionAssessment other : open.assessment().lesions()) {
            Outcome before = other.outcome(source);
            if (!other.id().equals(lesionId) && before != Outcome.REFUSED && before != Outcome.NOT_TARGETED) {
                Outcome after = open.trial(other.id(), source, placements).verdict();
                if (after.compareTo(before) < 0) {
                    worsened.add(other.id());
                }
            }
        }
        return worsened;
    }
}
