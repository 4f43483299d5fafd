package org.thermargin.placement;

import java.util.OptionalDouble;

/**
 * What a placement is held against. The defaults are customary and not taken from a trial; an empty limit means that
 * the number is shown and not judged.
 *
 * @param maxPathMm longest path from entry to tip, mm; empty: not judged
 * @param maxAxialAngleDeg largest angle between shaft and axial plane, degrees; empty: not judged
 * @param structureClearanceMm smallest distance between shaft and critical structure, mm, at least 0
 * @param vesselClearanceMm smallest distance between shaft and wide vessel, mm, at least 0; whoever gives the masks leaves
 *     out thinner ones
 * @param minParenchymaMm liver that the shaft should cross before a subcapsular lesion, mm, at least 0
 * @param maxPunctures how often one shaft may enter the organ
 * @param minShaftDistanceMm smallest distance between two shafts, mm, at least 0
 * @param maxShaftAngleDeg largest angle between two shafts, degrees; empty: not judged
 * @param shaftRadiusMm radius of the shafts, mm; 0: distances are those of the axis
 * @param ignoredGapMm gaps in the organ along the shaft up to this long are holes of the mask, mm, at least 0
 * @param noTouch whether no shaft may pass through the lesion
 */
public record PlacementLimits(
        OptionalDouble maxPathMm,
        OptionalDouble maxAxialAngleDeg,
        double structureClearanceMm,
        double vesselClearanceMm,
        double minParenchymaMm,
        int maxPunctures,
        double minShaftDistanceMm,
        OptionalDouble maxShaftAngleDeg,
        double shaftRadiusMm,
        double ignoredGapMm,
        boolean noTouch) {
    /** What every limit rests on unless the case states its own. */
    public static final String CUSTOMARY = "customary, unverified";

    public PlacementLimits {
        requireLength("path length", maxPathMm.orElse(0));
        requireLength("structure clearance", structureClearanceMm);
        requireLength("vessel clearance", vesselClearanceMm);
        requireLength("parenchyma", minParenchymaMm);
        requireLength("distance between shafts", minShaftDistanceMm);
        requireLength("shaft radius", shaftRadiusMm);
        requireLength("ignored gap", ignoredGapMm);
        requireAngle("axial angle", maxAxialAngleDeg.orElse(0));
        requireAngle("angle between shafts", maxShaftAngleDeg.orElse(0));
        if (maxPunctures < 1) {
            throw new IllegalArgumentException("punctures must be at least 1, was " + maxPunctures);
        }
    }

    /**
     * 200 mm of path, 5 mm from structures, 2 mm from wide vessels, 5 mm of parenchyma before a subcapsular lesion,
     * one puncture, 2 mm between shafts; angles are shown only.
     */
    public static PlacementLimits defaults() {
        return new PlacementLimits(
                OptionalDouble.of(200), OptionalDouble.empty(), 5, 2, 5, 1, 2, OptionalDouble.empty(), 0, 3, false);
    }

    private static void requireLength(String name, double mm) {
        if (!(mm >= 0 && Double.isFinite(mm))) {
            throw new IllegalArgumentException(name + " must be at least 0 mm, was " + mm);
        }
    }

    private static void requireAngle(String name, double deg) {
        if (!(deg >= 0 && deg <= 90)) {
            throw new IllegalArgumentException(name + " must be 0 to 90 degrees, was " + deg);
        }
    }
}
