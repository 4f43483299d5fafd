package org.thermargin.device;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A power law fitted to the rows of a device: an axis is a P^p t^q with P in W and t in minutes. A description of the
 * rows, not an interpolation: it does not pass through them. Used on request only, inside its own range.
 *
 * @param shortAxis law of the diameter across the applicator
 * @param longAxis law of the length along the applicator
 * @param minPowerW range of powers behind the fit, W
 * @param maxPowerW its other end, W
 * @param minTimeS range of times behind the fit, s
 * @param maxTimeS its other end, s
 * @param source which rows it was fitted to
 */
public record PowerLaw(
        Axis shortAxis,
        Axis longAxis,
        double minPowerW,
        double maxPowerW,
        double minTimeS,
        double maxTimeS,
        String source) {
    private static final double S_PER_MIN = 60;

    public PowerLaw {
        if (!(minPowerW <= maxPowerW && minTimeS <= maxTimeS)) {
            throw new IllegalArgumentException("ranges of power_law must run from low to high, were " + minPowerW
                    + " to " + maxPowerW + " W and " + minTimeS + " to " + maxTimeS + " s");
        }
    }

    /**
     * The law of one axis.
     *
     * @param unitMm the axis at 1 W and 1 min, mm
     * @param powerExponent exponent of the power
     * @param timeExponent exponent of the time
     * @param rmseMm root mean square distance of the rows from the law, mm
     */
    public record Axis(double unitMm, double powerExponent, double timeExponent, double rmseMm) {
        /** The axis, mm, at a power (W) and time (s). */
        public double mm(double powerW, double timeS) {
            return unitMm * StrictMath.pow(powerW, powerExponent) * StrictMath.pow(timeS / S_PER_MIN, timeExponent);
        }
    }

    /** Whether the setting lies in the range of the rows behind the fit, edges included. */
    public boolean covers(OptionalDouble powerW, double timeS) {
        return powerW.isPresent()
                && powerW.getAsDouble() >= minPowerW
                && powerW.getAsDouble() <= maxPowerW
                && timeS >= minTimeS
                && timeS <= maxTimeS;
    }

    /** The zone of the law at a setting that the rows do not enclose; its reach beyond the tip is not known. */
    public TabledZone zone(String deviceId, double powerW, double timeS) {
        return new TabledZone(
                shortAxis.mm(powerW, timeS),
                longAxis.mm(powerW, timeS),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                List.of(deviceId + "-power-law"),
                ZoneTable.plain(powerW) + " W " + ZoneTable.plain(timeS)
                        + " s is not enclosed by its rows; by the power law " + words() + ", " + source + ", "
                        + range(),
                Optional.empty());
    }

    /** The range in words. */
    public String range() {
        return ZoneTable.plain(minPowerW) + " to " + ZoneTable.plain(maxPowerW) + " W, " + ZoneTable.plain(minTimeS)
                + " to " + ZoneTable.plain(maxTimeS) + " s";
    }

    /** Both laws with their errors, in words. */
    public String words() {
        return "short axis " + words(shortAxis) + ", long axis " + words(longAxis) + " (P in W, t in min)";
    }

    private static String words(Axis axis) {
        return ZoneTable.plain(axis.unitMm()) + " P^" + ZoneTable.plain(axis.powerExponent()) + " t^"
                + ZoneTable.plain(axis.timeExponent()) + " mm, RMSE " + ZoneTable.plain(axis.rmseMm()) + " mm";
    }
}
