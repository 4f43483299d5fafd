package org.thermargin.study;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.thermargin.scene.ZoneSource;

/**
 * What is varied about every case: the full grid of all listed values, and at each point of the grid a number of draws.
 * Draws depend on seed, draw number and number of applicators alone.
 *
 * @param method how numbers are drawn
 * @param draws draws at each point of the grid, at least 1; 1 where nothing is drawn
 * @param seed of the draws
 * @param needleOffset error of the tips of the applicators
 * @param needleTilt turn of the shafts about their tips, deg: per axis across the shaft where drawn, in a drawn direction
 *     where listed
 * @param needlesTogether whether all applicators of a case are off alike
 * @param zoneScale factor on the axes of the tabled zones
 * @param registration offset of the whole zone against the lesion
 * @param settings settings that replace those of every application; empty: as planned
 * @param targetsMm target margins, mm; empty: as the case states
 * @param source the zone source that is varied; empty: all that the variation can move
 */
public record StudyDesign(
        Method method,
        int draws,
        long seed,
        OffsetError needleOffset,
        ScalarError needleTilt,
        boolean needlesTogether,
        ScalarError zoneScale,
        OffsetError registration,
        List<Setting> settings,
        List<Double> targetsMm,
        Optional<ZoneSource> source) {
    /** Most tasks of one case. */
    public static final int MAX_TASKS = 1_000_000;

    /** How numbers are drawn. */
    public enum Method {
        /** Sobol points, shifted by the seed. */
        SOBOL,
        /** Independent numbers. */
        RANDOM
    }

    /** Power (W; empty for devices that control it themselves) and time (s) of every application. */
    public record Setting(OptionalDouble powerW, double timeS) {}

    public StudyDesign {
        settings = List.copyOf(settings);
        targetsMm = List.copyOf(targetsMm);
        if (draws < 1) {
            throw new IllegalArgumentException("draws must be at least 1, was " + draws);
        }
        if (targetsMm.size() > 10 || targetsMm.stream().anyMatch(t -> !(t >= 0 && t <= 50))) {
            throw new IllegalArgumentException("targets must be at most 10, each 0 to 50 mm; were " + targetsMm);
        }
        if (zoneScale instanceof ScalarError.Uniform u && !(u.from() > 0)) {
            throw new IllegalArgumentException("zone scale must be above 0, was from " + u.from());
        }
    }

    /** Every case once, as it is. */
    public static StudyDesign none() {
        return ofNeedleOffsets(1, 0, new OffsetError.None());
    }

    /** Each needle on its own off its place, by a Sobol sequence; all else as it is. */
    public static StudyDesign ofNeedleOffsets(int draws, long seed, OffsetError offset) {
        return new StudyDesign(
                Method.SOBOL,
                draws,
                seed,
                offset,
                new ScalarError.None(),
                false,
                new ScalarError.None(),
                new OffsetError.None(),
                List.of(),
                List.of(),
                Optional.empty());
    }

    /** Whether every case is assessed once, as it is. */
    public boolean isNone() {
        return equals(none());
    }

    /** Whether applicators or their zones are varied. */
    public boolean variesApplicators() {
        return !(needleOffset instanceof OffsetError.None)
                || !(needleTilt instanceof ScalarError.None)
                || !(zoneScale instanceof ScalarError.None)
                || !settings.isEmpty();
    }

    /** Whether anything is drawn by chance. */
    public boolean isDrawn() {
        return needleOffset.dimensions() > 0
                || !(needleTilt instanceof ScalarError.None)
                || zoneScale.isDrawn()
                || registration.dimensions() > 0;
    }

    /** Number of tasks of one case: points of the grid times draws; refused above a million. */
    public int tasksPerCase() {
        long tasks = gridPoints() * draws;
        if (tasks > MAX_TASKS) {
            throw new IllegalArgumentException(
                    "a design must have at most " + MAX_TASKS + " tasks per case, had " + tasks);
        }
        return (int) tasks;
    }

    private long gridPoints() {
        long points = Math.max(1, targetsMm.size());
        for (long levels : new long[] {
            Math.max(1, settings.size()),
            zoneScale.levels(),
            registration.levels(),
            needleTilt.levels(),
            needleOffset.levels()
        }) {
            points = Math.multiplyExact(points, levels);
            if (points > MAX_TASKS) {
                throw new IllegalArgumentException("a grid must have at most " + MAX_TASKS + " points");
            }
        }
        return points;
    }

    /** The design in words. */
    public String inWords() {
        if (isNone()) {
            return "every case once, as it is";
        }
        StringBuilder text =
                new StringBuilder(tasksPerCase() + " tasks per case, " + draws + " draws of each variation");
        text.append(isDrawn() ? ", " + method.name().toLowerCase(Locale.ROOT) + " with seed " + seed : "");
        said(text, "needle offset", needleOffset.inWords());
        said(text, "needle tilt (deg)", needleTilt.inWords());
        said(text, "zone scale", zoneScale.inWords());
        said(text, "registration offset", registration.inWords());
        for (Setting setting : settings) {
            text.append("; ");
            setting.powerW().ifPresent(w -> text.append(plain(w)).append(" W "));
            text.append(plain(setting.timeS())).append(" s");
        }
        said(
                text,
                "targets",
                targetsMm.isEmpty()
                        ? ""
                        : targetsMm.stream().map(StudyDesign::plain).toList() + " mm");
        said(text, "source", source.map(ZoneSource::key).orElse(""));
        return text.toString();
    }

    private static void said(StringBuilder text, String what, String how) {
        if (!how.isEmpty()) {
            text.append("; ").append(what).append(": ").append(how);
        }
    }

    static String plain(double value) {
        return new BigDecimal(value)
                .setScale(3, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }

    /** The design as a text that is the same on every Java version; part of keys. */
    String content() {
        StringBuilder text = new StringBuilder();
        text.append(method).append('|').append(draws).append('|').append(seed);
        text.append('|').append(needleOffset.content()).append('|').append(needleTilt.content());
        text.append('|').append(needlesTogether).append('|').append(zoneScale.content());
        text.append('|').append(registration.content());
        for (Setting setting : settings) {
            text.append('|').append(Double.toHexString(setting.powerW().orElse(-1)));
            text.append(' ').append(Double.toHexString(setting.timeS()));
        }
        targetsMm.forEach(mm -> text.append("|t").append(Double.toHexString(mm)));
        source.ifPresent(s -> text.append('|').append(s.key()));
        return text.toString();
    }
}
