package org.thermargin.registration;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The pose near a start at which two surfaces lie best on each other: damped least squares (Levenberg, Marquardt) on the
 * exact distance fields, in place of the closest points of iterative closest points (Besl, McKay 1992,
 * 10.1109/34.121791; on distance fields Fitzgibbon 2003, 10.1016/j.imavis.2003.09.004), trimmed anew at every step
 * (Chetverikov, Stepanov, Krsek 2005, 10.1016/j.imavis.2004.05.007): points three robust standard deviations apart do not
 * pull. Finds the optimum whose basin it starts in, no other.
 */
final class PoseSearch {
    private static final int MOST_STEPS = 60;
    private static final int MOST_DAMPINGS = 8;
    private static final double SETTLED_MM = 1e-4;
    /** Standard deviations, by 1.4826 times the median, beyond which a point is trimmed. */
    private static final double TRIM = 3 * 1.4826;

    /** A distance at which it no longer matters how far, mm. */
    private static final double FAR_MM = 10;
    /** At least this share of each surface must be shown by the other scan. */
    static final double LEAST_SEEN = 0.3;

    private final SurfacePair pair;
    private final double leastCutMm;

    /** @param leastCutMm distance at which no point is trimmed, mm: that of the voxels */
    PoseSearch(SurfacePair pair, double leastCutMm) {
        this.pair = pair;
        this.leastCutMm = leastCutMm;
    }

    /**
     * A pose that was found.
     *
     * @param scoreMm mean distance of the surfaces, far ones counted as 10 mm; infinite where they are not to be compared
     */
    record Found(Pose pose, double scoreMm) {}

    /** The best pose from a start on. */
    Found from(Pose start) {
        Pose pose = start;
        double damping = 1e-3;
        for (int step = 0; step < MOST_STEPS; step++) {
            double cut = cutMm(pose);
            SurfacePair.Equations here = pair.equations(pose, cut);
            Pose next = null;
            double moved = 0;
            for (int n = 0; n < MOST_DAMPINGS && next == null; n++) {
                double[] x = solved(here, damping);
                Pose candidate = pose.then(x);
                if (pair.equations(candidate, cut).costSqMm2 < here.costSqMm2) {
                    next = candidate;
                    moved = lengthMm(x);
                    damping /= 5;
                } else {
                    damping *= 5;
                }
            }
            if (next == null) {
                break;
            }
            pose = next;
            if (moved < SETTLED_MM) {
                break;
            }
        }
        return new Found(pose, scoreMm(pose));
    }

    /** The distance beyond which points do not count as the same surface, mm. */
    double cutMm(Pose pose) {
        double[] one = pair.apartMm(pose, true);
        double[] both = Arrays.copyOf(one, one.length + pair.beforePoints().length / 3);
        double[] other = pair.apartMm(pose, false);
        System.arraycopy(other, 0, both, one.length, other.length);
        double[] seen =
                Arrays.stream(both).filter(d -> !Double.isNaN(d)).sorted().toArray();
        return seen.length == 0 ? leastCutMm : Math.max(leastCutMm, TRIM * seen[seen.length / 2]);
    }

    private double scoreMm(Pose pose) {
        double score = 0;
        for (boolean ofAfter : new boolean[] {true, false}) {
            double sum = 0;
            int seen = 0;
            double[] apart = pair.apartMm(pose, ofAfter);
            for (double d : apart) {
                if (!Double.isNaN(d)) {
                    sum += Math.min(d, FAR_MM);
                    seen++;
                }
            }
            score += seen < LEAST_SEEN * apart.length || seen == 0 ? Double.POSITIVE_INFINITY : 0.5 * sum / seen;
        }
        return score;
    }

    /** The step; damped by shares of the diagonal, so that angles and lengths are treated alike. */
    private static double[] solved(SurfacePair.Equations equations, double damping) {
        DMatrixRMaj h = new DMatrixRMaj(6, 6, true, equations.h.clone());
        DMatrixRMaj g = new DMatrixRMaj(6, 1, true, equations.g.clone());
        for (int i = 0; i < 6; i++) {
            h.add(i, i, damping * h.get(i, i) + 1e-12);
        }
        DMatrixRMaj x = new DMatrixRMaj(6, 1);
        if (!CommonOps_DDRM.solve(h, g, x)) {
            return new double[6];
        }
        CommonOps_DDRM.changeSign(x);
        return x.getData();
    }

    /** How far a step moves points 100 mm from the pivot, at most. */
    private static double lengthMm(double[] x) {
        return 100 * Math.sqrt(x[0] * x[0] + x[1] * x[1] + x[2] * x[2])
                + Math.sqrt(x[3] * x[3] + x[4] * x[4] + x[5] * x[5]);
    }
}
