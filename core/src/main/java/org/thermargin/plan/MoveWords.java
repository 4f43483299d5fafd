package org.thermargin.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Moves and settings in the words of the treatment room; lengths to 0.1 mm. */
final class MoveWords {
    private MoveWords() {}

    /** A shift in LPS mm, strongest component first: {@code move 3.2 mm left and 1.1 mm superior}. */
    static String shift(double[] v) {
        String[] plus = {"left", "posterior", "superior"};
        String[] minus = {"right", "anterior", "inferior"};
        List<Integer> order = new ArrayList<>(List.of(0, 1, 2));
        order.sort((a, b) -> Double.compare(Math.abs(v[b]), Math.abs(v[a])));
        List<String> parts = new ArrayList<>();
        for (int c : order) {
            if (Math.abs(v[c]) >= 0.05) {
                parts.add(mm(v[c]) + " " + (v[c] > 0 ? plus[c] : minus[c]));
            }
        }
        int last = parts.size() - 1;
        if (last < 0) {
            return "do not move";
        }
        String end = parts.get(last);
        return "move " + (last == 0 ? end : String.join(", ", parts.subList(0, last)) + " and " + end);
    }

    /** Along the shaft: {@code advance 4.0 mm}, {@code pull back 2.5 mm}. */
    static String advance(double mm) {
        return Math.abs(mm) < 0.05 ? "do not move" : (mm > 0 ? "advance " : "pull back ") + mm(mm);
    }

    /** A setting: {@code 100 W for 300 s}. */
    static String setting(OptionalDouble powerW, double timeS) {
        return (powerW.isPresent() ? String.format(Locale.ROOT, "%.0f W for ", powerW.getAsDouble()) : "for ")
                + String.format(Locale.ROOT, "%.0f s", timeS);
    }

    private static String mm(double value) {
        return String.format(Locale.ROOT, "%.1f mm", Math.abs(value));
    }
}
