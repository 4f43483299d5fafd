package org.thermargin.plan;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.thermargin.assess.Outcome;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.scene.ZoneSource;

/**
 * What would make one lesion's planned or placed zone pass. To pass means that the whole assessment of the changed zone
 * ends COMPLETE, or would but for assumptions that were not accepted.
 *
 * @param lesionId the lesion
 * @param source the zone that does not pass
 * @param searchedMm how far applicators were moved, mm
 * @param toleranceMm a move that is proved the smallest is at most this much longer than the shortest one, mm
 * @param judged how often an outcome was judged for this search, of this lesion and of others
 * @param shortfall proof that no placement and setting of these applicators passes; empty where there is none
 * @param options what was found, one entry of every kind that could be searched
 */
public record Correction(
        String lesionId,
        ZoneSource source,
        double searchedMm,
        double toleranceMm,
        int judged,
        Optional<Shortfall> shortfall,
        List<Option> options) {
    public Correction {
        options = List.copyOf(options);
    }

    /**
     * Why no placement passes: the zones are too small.
     *
     * @param neededMl least volume of the lesion with its target margin around: the ball of the lesion's equivalent radius
     *     grown by the margin, mL
     * @param largestMl the largest zones of all applicators at any of their settings, added up, mL
     */
    public record Shortfall(double neededMl, double largestMl) {}

    /** What is changed. */
    public enum Kind {
        /** All applicators of the lesion shifted together, shafts kept parallel. */
        SHIFT,
        /** One of several applicators shifted. */
        SINGLE_SHIFT,
        /** Along the shafts, all by the same length. */
        ADVANCE,
        /** One of several applicators along its shaft. */
        SINGLE_ADVANCE,
        /** Nothing moved, other power or time of the same device, least energy first. */
        SETTING
    }

    /**
     * One way, assessed again.
     *
     * @param kind what is changed
     * @param applicators ids of the applicators changed
     * @param passes whether it passes; otherwise it is the best margin found within reach
     * @param smallest whether it is proved that no change smaller by more than the tolerance has the margin that this one
     *     needs to pass (target plus the width of the interval here); false where only the neighbourhood of the present
     *     zone was searched, where the model is not that of the assessment (organ tissue, cooling by vessels), and for a
     *     single one of several applicators
     * @param bestEffort whether it does not pass and one that does may have been missed, because the model of the search is
     *     not that of the assessment or misses moves; otherwise it is proved that nothing within reach passes
     * @param shiftMm shift towards left, posterior and superior, mm; zeros where nothing is shifted
     * @param advanceMm along the shaft, negative: drawn back, mm; empty for other kinds
     * @param powerW set power, W; empty for other kinds and devices without
     * @param timeS time, s; empty for other kinds
     * @param words for people, e.g. {@code move 3.2 mm left and 1.1 mm superior}
     * @param mamMm minimal margin then, mm
     * @param lowerMm its interval, mm
     * @param upperMm its interval, mm; may be infinite
     * @param verdict outcome then
     * @param worsens other lesions whose outcome for this source becomes worse
     */
    public record Option(
            Kind kind,
            List<String> applicators,
            boolean passes,
            boolean smallest,
            boolean bestEffort,
            List<Double> shiftMm,
            OptionalDouble advanceMm,
            OptionalDouble powerW,
            OptionalDouble timeS,
            String words,
            double mamMm,
            double lowerMm,
            double upperMm,
            Outcome verdict,
            List<String> worsens) {
        public Option {
            applicators = List.copyOf(applicators);
            shiftMm = List.copyOf(shiftMm);
            worsens = List.copyOf(worsens);
        }

        /** Whether applicators are shifted. */
        public boolean isShift() {
            return kind == Kind.SHIFT || kind == Kind.SINGLE_SHIFT;
        }

        /** The placements of the source with this option carried out. */
        public List<ApplicatorPlacement> appliedTo(List<ApplicatorPlacement> placements) {
            return placements.stream()
                    .map(p -> applicators.contains(p.id()) ? applied(p) : p)
                    .toList();
        }

        private ApplicatorPlacement applied(ApplicatorPlacement p) {
            if (isShift()) {
                return p.shifted(shiftMm.get(0), shiftMm.get(1), shiftMm.get(2));
            }
            return kind == Kind.SETTING ? p.with(powerW, timeS.getAsDouble()) : p.advanced(advanceMm.getAsDouble());
        }

        /** How far applicators are moved, mm; empty where nothing moves. */
        public OptionalDouble lengthMm() {
            if (isShift()) {
                double x = shiftMm.get(0);
                double y = shiftMm.get(1);
                double z = shiftMm.get(2);
                return OptionalDouble.of(Math.sqrt(x * x + y * y + z * z));
            }
            return advanceMm.isPresent()
                    ? OptionalDouble.of(Math.abs(advanceMm.getAsDouble()))
                    : OptionalDouble.empty();
        }
    }
}
