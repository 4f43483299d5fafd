package org.thermargin.heatsink;

/**
 * Which vessels matter. A vessel is wide when it may have the smallest diameter, the error of its measurement included:
 * wide vessels deform device zones, count as heat-sink risk and are kept clear of by shafts. A wide vessel is a risk for a
 * lesion when it lies at most so far from it, surface to surface.
 *
 * @param minDiameterMm smallest diameter of a wide vessel, mm, 1 to 50: thinner ones warm up within millimetres
 * @param distanceMm largest distance to the lesion, mm, at least 0
 * @param inspectMm distance to the lesion up to which a wide vessel deserves a look, mm, at least the distance
 */
public record VesselRule(double minDiameterMm, double distanceMm, double inspectMm) {
    /** Where the defaults come from. */
    public static final String SOURCE =
            "3 mm: Lu 2002, Thanos 2008; 5 mm: Huang 2014, Eur J Radiol 83:552 (abstracts only); 10 mm: closed form of cooling";

    /** Limits of the smallest diameter, mm. */
    public static final double MIN_DIAMETER_MM = 1;

    public static final double MAX_DIAMETER_MM = 50;

    public VesselRule {
        if (!(minDiameterMm >= MIN_DIAMETER_MM && minDiameterMm <= MAX_DIAMETER_MM)) {
            throw new IllegalArgumentException("smallest diameter of a wide vessel must be " + MIN_DIAMETER_MM + " to "
                    + MAX_DIAMETER_MM + " mm, was " + minDiameterMm);
        }
        requireLength("distance of vessels that matter", distanceMm, 0);
        requireLength("distance of vessels to inspect", inspectMm, distanceMm);
    }

    /** 3 mm wide, 5 mm from the lesion, inspected to 10 mm. */
    public static VesselRule defaults() {
        return new VesselRule(3, 5, 10);
    }

    /** The same with another smallest diameter, mm. */
    public VesselRule withMinDiameterMm(double mm) {
        return new VesselRule(mm, distanceMm, inspectMm);
    }

    private static void requireLength(String name, double mm, double least) {
        if (!(mm >= least && Double.isFinite(mm))) {
            throw new IllegalArgumentException(name + " must be at least " + least + " mm, was " + mm);
        }
    }
}
