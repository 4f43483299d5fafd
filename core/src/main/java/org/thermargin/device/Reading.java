package org.thermargin.device;

import java.util.List;
import java.util.OptionalDouble;

/**
 * One number or range that a source states.
 *
 * @param quantity what it is, with its unit: one of {@link #QUANTITIES}
 * @param low the value, or the lower end of a range
 * @param high the value, or the upper end of a range
 * @param sd standard deviation; empty when not stated
 */
public record Reading(String quantity, double low, double high, OptionalDouble sd) {
    /** What can be stated. */
    public static final List<String> QUANTITIES = List.of(
            "power_w",
            "time_s",
            "short_axis_mm",
            "long_axis_mm",
            "diameter_mm",
            "smallest_diameter_mm",
            "sphericity_index",
            "volume_ml");

    public Reading {
        if (!QUANTITIES.contains(quantity)) {
            throw new IllegalArgumentException(
                    "quantity must be one of " + String.join(", ", QUANTITIES) + "; was " + quantity);
        }
        if (!(low > 0 && low <= high && high <= 1e5)) {
            throw new IllegalArgumentException(
                    quantity + " must be a value or rising range above 0, was " + low + " to " + high);
        }
        if (sd.isPresent() && !(sd.getAsDouble() >= 0 && sd.getAsDouble() <= 1e5)) {
            throw new IllegalArgumentException("sd of " + quantity + " must be at least 0, was " + sd.getAsDouble());
        }
    }
}
