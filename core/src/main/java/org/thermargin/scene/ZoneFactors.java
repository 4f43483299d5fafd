package org.thermargin.scene;

/**
 * Factors by which the user wants a tabled zone taken, stated with an application; never part of a table. The zone is
 * stretched about the tip (each electrode's own), so that its reach beyond the tip grows with its long axis.
 *
 * @param inVivoShort factor on the diameter across the shaft from the state of the table to the perfused liver
 * @param inVivoLong the same along the shaft
 * @param shrinkage linear shrinkage eps of tissue by heat: the table states axes R = R0 (1 - eps) measured afterwards, the
 *     zone is taken as R0, the tissue as it was before
 */
public record ZoneFactors(double inVivoShort, double inVivoLong, double shrinkage) {
    /** Limits of the factors. */
    public static final double MIN_IN_VIVO = 0.2;

    public static final double MAX_IN_VIVO = 1.5;

    /** Largest shrinkage. */
    public static final double MAX_SHRINKAGE = 0.5;

    private static final ZoneFactors NONE = new ZoneFactors(1, 1, 0);

    public ZoneFactors {
        requireFactor(inVivoShort, "short");
        requireFactor(inVivoLong, "long");
        if (!(shrinkage >= 0 && shrinkage <= MAX_SHRINKAGE)) {
            throw new IllegalArgumentException("shrinkage must be 0 to 0.5, was " + shrinkage);
        }
    }

    private static void requireFactor(double factor, String axis) {
        if (!(factor >= MIN_IN_VIVO && factor <= MAX_IN_VIVO)) {
            throw new IllegalArgumentException(
                    "in vivo factor of the " + axis + " axis must be 0.2 to 1.5, was " + factor);
        }
    }

    /** The zone as tabled. */
    public static ZoneFactors none() {
        return NONE;
    }

    /** Whether the zone is taken as tabled. */
    public boolean areNone() {
        return !convert() && shrinkage == 0;
    }

    /** Whether axes are converted to the perfused liver. */
    public boolean convert() {
        return inVivoShort != 1 || inVivoLong != 1;
    }

    /** What the tabled size across the shaft is multiplied by. */
    public double across() {
        return inVivoShort / (1 - shrinkage);
    }

    /** What the tabled length along the shaft and the reach beyond the tip are multiplied by. */
    public double along() {
        return inVivoLong / (1 - shrinkage);
    }
}
