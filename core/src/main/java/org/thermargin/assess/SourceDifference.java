package org.thermargin.assess;

import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Point3;
import org.thermargin.margin.MarginResult;
import org.thermargin.scene.ZoneSource;

/**
 * What changed for one lesion from one zone source to a later one; differences are later minus earlier.
 *
 * @param lesionId the lesion
 * @param from the earlier source
 * @param to the later source
 * @param fromMam margin with interval of the earlier source
 * @param toMam margin with interval of the later source
 * @param changeProved whether the two 99 % intervals lie apart; otherwise no change of the margin is proved
 * @param coverageChange change of the covered share of the lesion's volume, -1..1
 * @param zoneVolumeChangeMl change of the zone's volume, mL
 * @param fromVerdict outcome of the earlier source
 * @param toVerdict outcome of the later source
 * @param thinnestMovedMm distance between the lesion points of the thinnest margins, mm
 * @param thinnestMoved how the thinnest place moved, in anatomical words; empty below 1 mm
 */
public record SourceDifference(
        String lesionId,
        ZoneSource from,
        ZoneSource to,
        Mam fromMam,
        Mam toMam,
        boolean changeProved,
        double coverageChange,
        double zoneVolumeChangeMl,
        Outcome fromVerdict,
        Outcome toVerdict,
        double thinnestMovedMm,
        String thinnestMoved) {
    /** Shorter moves of the thinnest place are not named, mm. */
    private static final double NAMED_MM = 1;

    /** A minimal margin with its 99 % interval, mm; the upper end may be infinite. */
    public record Mam(double mm, double lowerMm, double upperMm) {
        static Mam of(MarginResult margin) {
            return new Mam(margin.mamMm(), margin.lowerMm(), margin.upperMm());
        }
    }

    /** Of two assessments with numbers. */
    static SourceDifference of(String lesionId, ZoneAssessment before, ZoneAssessment after) {
        ZoneNumbers first = before.numbers().orElseThrow();
        ZoneNumbers second = after.numbers().orElseThrow();
        Mam from = Mam.of(first.margin());
        Mam to = Mam.of(second.margin());
        Point3 here = first.margin().witness().lesion();
        Point3 there = second.margin().witness().lesion();
        double moved = here.distanceMm(there);
        return new SourceDifference(
                lesionId,
                before.source(),
                after.source(),
                from,
                to,
                from.upperMm() < to.lowerMm() || to.upperMm() < from.lowerMm(),
                second.coverageFraction() - first.coverageFraction(),
                after.volumeMl() - before.volumeMl(),
                before.verdict(),
                after.verdict(),
                moved,
                moved < NAMED_MM ? "" : AnatomicalDirection.words(Direction3.between(here, there)));
    }
}
