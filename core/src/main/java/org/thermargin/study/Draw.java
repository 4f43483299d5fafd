package org.thermargin.study;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What differs from the plan in one task.
 *
 * @param number number of the draw within the case, from 1
 * @param needles one for each applicator, in the order of the case
 * @param zoneScale factor on the axes of the tabled zones
 * @param registration offset of the whole zone
 * @param setting setting of every application; empty: as planned
 * @param targetMm target margin, mm; empty: as the case states
 */
record Draw(
        int number,
        List<NeedleError> needles,
        double zoneScale,
        Offset registration,
        Optional<StudyDesign.Setting> setting,
        OptionalDouble targetMm) {
    /** Nothing differs. */
    static final Draw NONE = new Draw(0, List.of(), 1, Offset.ZERO, Optional.empty(), OptionalDouble.empty());

    Draw {
        needles = List.copyOf(needles);
    }

    /**
     * An offset: in the frame of a shaft (x and y across, z along) or in the world, LPS.
     *
     * @param inWorld whether it is given in the world
     */
    record Offset(double x, double y, double z, boolean inWorld) {
        static final Offset ZERO = new Offset(0, 0, 0, true);

        double lengthMm() {
            return Math.sqrt(x * x + y * y + z * z);
        }
    }

    /**
     * The error of one applicator.
     *
     * @param tip offset of its tip, the shaft going with it
     * @param tiltRad turn about the tip, rad
     * @param tiltTowardsRad direction of that turn about the shaft, rad
     */
    record NeedleError(Offset tip, double tiltRad, double tiltTowardsRad) {}

    /** Everything that differs, as a text that is the same on every Java version. */
    String content() {
        StringBuilder text = new StringBuilder();
        for (NeedleError needle : needles) {
            text.append(content(needle.tip()));
            append(text, needle.tiltRad(), needle.tiltTowardsRad());
            text.append(';');
        }
        append(text, zoneScale);
        text.append(content(registration));
        setting.ifPresent(s -> append(text, s.powerW().orElse(-1), s.timeS()));
        text.append('|');
        targetMm.ifPresent(mm -> append(text, mm));
        return text.toString();
    }

    private static String content(Offset offset) {
        StringBuilder text = new StringBuilder(offset.inWorld() ? "w" : "s");
        append(text, offset.x(), offset.y(), offset.z());
        return text.toString();
    }

    private static void append(StringBuilder text, double... values) {
        for (double value : values) {
            text.append(Double.toHexString(value)).append(' ');
        }
    }
}
