package org.thermargin.heatsink;

/**
 * Which vessels cool a zone enough to matter. A vessel matters when it may be at least so wide, its error included, and
 * lies at most so far from the lesion, surface to surface.
 *
 * @param minDiameterMm smallest diameter, mm, at least 0
 * @param distanceMm largest distance to the lesion, mm, at least 0
 * @param inspectMm distance to the lesion up to which a wide vessel deserves a look, mm, at least the distance
 */
public record VesselRule(double minDiameterMm, double distanceMm, double inspectMm) {
    /** Where the defaults come from. */
    public static final String SOURCE =
            "3 mm: Lu 2002, Thanos 2008; 5 mm: Huang 2014, Eur J Radiol 83:552 (abstracts only); 10 mm: closed form of cooling";

    public VesselRule {
        requireLength("smallest vessel diameter", minDiameterMm, 0);
        requireLength("distance of vessels that matter", distanceMm, 0);
        requireLength("distance of vessels to inspect", inspectMm, distanceMm);
    }

    /** 3 mm wide, 5 mm from the lesion, inspected to 10 mm. */
    public static VesselRule defaults() {
        return new VesselRule(3, 5, 10);
    }

    private static void requireLength(String name, double mm, double least) {
        if (!(mm >= least && Double.isFinite(mm))) {
            throw new IllegalArgumentException(name + " must be at least " + least + " mm, was " + mm);
        }
    }
}
