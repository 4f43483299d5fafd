package org.thermargin.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.thermargin.geometry.Point3;

/** Turns the number of a task into grid values and drawn numbers. Grid: targets vary slowest, needle offsets fastest. */
final class DrawReader {
    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

    private final StudyDesign design;
    private final int applicators;
    private final int task;
    private final double[] uniform;
    private int used;
    private int gridLeft;

    private DrawReader(StudyDesign design, int task, int applicators, double[] uniform) {
        this.design = design;
        this.applicators = applicators;
        this.task = task;
        this.uniform = uniform;
        this.gridLeft = task / design.draws();
    }

    /** Draws of one case with that many applicators, by number of the task; not thread-safe. */
    static final class Draws {
        private final StudyDesign design;
        private final int applicators;
        private final UniformPoints points;

        Draws(StudyDesign design, int applicators) {
            this.design = design;
            this.applicators = applicators;
            this.points = new UniformPoints(design.method(), design.seed(), dimensions(design, applicators));
        }

        /** What differs in the task, from 0. Every point of the grid sees the same draws, to be compared one by one. */
        Draw at(int task) {
            double[] uniform = design.isDrawn() ? points.point(task % design.draws()) : new double[0];
            return new DrawReader(design, task, applicators, uniform).read();
        }
    }

    private static int dimensions(StudyDesign design, int applicators) {
        int needles = design.needlesTogether() ? Math.min(1, applicators) : applicators;
        int perNeedle = design.needleOffset().dimensions() + (design.needleTilt() instanceof ScalarError.None ? 0 : 2);
        return Math.max(
                1,
                needles * perNeedle
                        + (design.zoneScale().isDrawn() ? 1 : 0)
                        + design.registration().dimensions());
    }

    Draw read() {
        int offsetLevel = level(design.needleOffset().levels());
        int tiltLevel = level(design.needleTilt().levels());
        int registrationLevel = level(design.registration().levels());
        int scaleLevel = level(design.zoneScale().levels());
        int settingLevel = level(Math.max(1, design.settings().size()));
        int targetLevel = level(Math.max(1, design.targetsMm().size()));
        Draw.Offset registration = offset(design.registration(), registrationLevel, true);
        double scale = scale(scaleLevel);
        List<Draw.NeedleError> needles = new ArrayList<>();
        for (int n = 0; n < applicators; n++) {
            needles.add(design.needlesTogether() && n > 0 ? needles.get(0) : needle(offsetLevel, tiltLevel));
        }
        return new Draw(
                task + 1,
                needles,
                scale,
                registration,
                design.settings().isEmpty()
                        ? Optional.empty()
                        : Optional.of(design.settings().get(settingLevel)),
                design.targetsMm().isEmpty()
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(design.targetsMm().get(targetLevel)));
    }

    /** The level of the next factor, fastest first. */
    private int level(int levels) {
        int level = gridLeft % levels;
        gridLeft /= levels;
        return level;
    }

    private double next() {
        return uniform[used++];
    }

    private double normal() {
        return NORMAL.inverseCumulativeProbability(next());
    }

    private Draw.NeedleError needle(int offsetLevel, int tiltLevel) {
        Draw.Offset tip = offset(design.needleOffset(), offsetLevel, false);
        if (design.needleTilt() instanceof ScalarError.None) {
            return new Draw.NeedleError(tip, 0, 0);
        }
        if (design.needleTilt() instanceof ScalarError.Normal tilt) {
            double a = tilt.sd() * normal();
            double b = tilt.sd() * normal();
            return new Draw.NeedleError(tip, StrictMath.toRadians(Math.sqrt(a * a + b * b)), StrictMath.atan2(b, a));
        }
        double share = next();
        double deg = design.needleTilt() instanceof ScalarError.Uniform tilt
                ? tilt.from() + share * (tilt.to() - tilt.from())
                : ((ScalarError.Values) design.needleTilt()).values().get(tiltLevel);
        return new Draw.NeedleError(tip, StrictMath.toRadians(deg), 2 * Math.PI * next());
    }

    private Draw.Offset offset(OffsetError error, int level, boolean inWorld) {
        if (error instanceof OffsetError.Normal normal) {
            return new Draw.Offset(
                    normal.acrossSdMm() * normal(),
                    normal.acrossSdMm() * normal(),
                    normal.alongSdMm() * normal(),
                    inWorld);
        }
        if (error instanceof OffsetError.Distances distances) {
            double z = 2 * next() - 1;
            double turn = 2 * Math.PI * next();
            double radius = Math.sqrt(Math.max(0, 1 - z * z));
            double mm = distances.mm().get(level);
            return new Draw.Offset(
                    mm * radius * StrictMath.cos(turn), mm * radius * StrictMath.sin(turn), mm * z, inWorld);
        }
        if (error instanceof OffsetError.Points points) {
            Point3 point = points.offsets().get(level);
            return new Draw.Offset(point.x(), point.y(), point.z(), true);
        }
        return Draw.Offset.ZERO;
    }

    private double scale(int level) {
        if (design.zoneScale() instanceof ScalarError.Normal normal) {
            return 1 + normal.sd() * normal();
        }
        if (design.zoneScale() instanceof ScalarError.Uniform range) {
            return range.from() + next() * (range.to() - range.from());
        }
        return design.zoneScale() instanceof ScalarError.Values values
                ? values.values().get(level)
                : 1;
    }
}
