package org.thermargin.plan;

import org.thermargin.InputException;
import org.thermargin.geometry.SignedField;

/**
 * The smallest advance along the shaft that meets a demand. The depth of a point changes by at most the advance, so a
 * point that is d short of its depth rules out every advance nearer than d; marching by the largest such d misses
 * nothing.
 */
final class AdvanceSolver {
    private static final double SLACK_MM = 0.01;
    private static final double STEP_MM = 0.05;

    private AdvanceSolver() {}

    /** The advance, mm, negative where the applicator is drawn back; NaN where none within the radius is found. */
    static double solve(ZoneMove move, CoverDemand.At demand, double radiusMm) throws InputException {
        double forward = march(move, demand, radiusMm, 1);
        double back = march(move, demand, Double.isNaN(forward) ? radiusMm : forward, -1);
        return Double.isNaN(back) ? forward : back;
    }

    private static double march(ZoneMove move, CoverDemand.At demand, double radiusMm, int sign) throws InputException {
        int[] order = new int[demand.count()];
        for (int n = 0; n < order.length; n++) {
            order[n] = n;
        }
        double s = 0;
        while (s <= radiusMm && (sign > 0 || move.canAdvance(-s))) {
            double shortfall = shortfall(demand, move.depthAdvanced(sign * s), order);
            if (shortfall <= SLACK_MM) {
                return sign * s;
            }
            s += Math.max(STEP_MM, shortfall);
        }
        return Double.NaN;
    }

    /** By how much some point is short of its depth, mm; the point is put first, as it will often be short again. */
    private static double shortfall(CoverDemand.At demand, SignedField zone, int[] order) {
        for (int n = 0; n < order.length; n++) {
            int point = order[n];
            double excess = demand.excessMm(zone, point);
            if (excess < -SLACK_MM) {
                System.arraycopy(order, 0, order, 1, n);
                order[0] = point;
                return -excess;
            }
        }
        return 0;
    }
}
