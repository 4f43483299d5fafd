package org.thermargin.placement;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * One thing that was looked at in a placement.
 *
 * @param name what was measured, in kebab-case, e.g. {@code vessel-clearance}
 * @param about the structure, vessel or other applicator it is about; empty when none
 * @param value the number; empty when there is none to give
 * @param unit unit of value and limit: {@code mm}, {@code deg} or {@code count}
 * @param limit what the value was held against; empty when it was not judged
 * @param status how that came out
 * @param text one sentence with value and limit
 * @param source where the rule comes from; empty for plain measurements
 */
public record NeedleCheck(
        String name,
        String about,
        OptionalDouble value,
        String unit,
        OptionalDouble limit,
        Status status,
        String text,
        String source) {
    /** How a check came out. */
    public enum Status {
        /** The limit is kept. */
        PASS,
        /** The limit is not kept. */
        FAIL,
        /** A number without a limit. */
        INFORMATION;

        /** The spelling in outputs. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether the limit is not kept. */
    public boolean failed() {
        return status == Status.FAIL;
    }

    /** A number that is shown and not judged. */
    static NeedleCheck shown(String name, String about, OptionalDouble value, String unit, String text) {
        return new NeedleCheck(name, about, value, unit, OptionalDouble.empty(), Status.INFORMATION, text, "");
    }

    /** A value that must be at most the limit; shown only when there is none. */
    static NeedleCheck atMost(
            String name, String about, double value, String unit, OptionalDouble limit, String text, String source) {
        if (limit.isEmpty()) {
            return shown(name, about, OptionalDouble.of(value), unit, text);
        }
        return judged(name, about, value, unit, limit, value <= limit.getAsDouble(), text + " (at most ", source);
    }

    /** A value that must be at least the limit. */
    static NeedleCheck atLeast(
            String name, String about, double value, String unit, double limit, String text, String source) {
        return judged(name, about, value, unit, OptionalDouble.of(limit), value >= limit, text + " (at least ", source);
    }

    private static NeedleCheck judged(
            String name,
            String about,
            double value,
            String unit,
            OptionalDouble limit,
            boolean kept,
            String start,
            String source) {
        double bound = limit.getAsDouble();
        String number =
                bound == Math.rint(bound) ? Long.toString((long) bound) : String.format(Locale.ROOT, "%.1f", bound);
        return new NeedleCheck(
                name,
                about,
                OptionalDouble.of(value),
                unit,
                limit,
                kept ? Status.PASS : Status.FAIL,
                start + number + (unit.equals("count") ? "" : " " + unit) + ")",
                source);
    }
}
