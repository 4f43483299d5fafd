package org.thermargin.plan;

import java.util.ArrayList;
import java.util.List;
import org.thermargin.InputException;
import org.thermargin.geometry.SignedField;

/** Moves of the zone without vessels: points of the lesion must lie in it by a depth. */
final class PlainMoves implements MoveModel {
    /** A rounded move this much short of its margin in the model is judged all the same, mm. */
    private static final double SLACK_MM = 0.01;

    private final CoverDemand demand;
    private final ZoneMove move;
    private final boolean isShift;
    private final double radiusMm;

    PlainMoves(CoverDemand demand, ZoneMove move, boolean isShift, double radiusMm) {
        this.demand = demand;
        this.move = move;
        this.isShift = isShift;
        this.radiusMm = radiusMm;
    }

    @Override
    public double[] shortest(double marginMm) throws InputException {
        CoverDemand.At at = demand.at(marginMm);
        if (isShift) {
            return ShiftSolver.solve(move, at, radiusMm);
        }
        double mm = AdvanceSolver.solve(move, at, radiusMm);
        return Double.isNaN(mm) ? null : new double[] {mm};
    }

    /** The shortest of the moves around in steps of 0.1 mm that has the margin in the model; else that which lacks least. */
    @Override
    public Step printed(double[] v, double marginMm) throws InputException {
        CoverDemand.At at = demand.at(marginMm);
        List<double[]> corners = new ArrayList<>();
        for (int n = 0; n < 1 << v.length; n++) {
            double[] corner = new double[v.length];
            for (int c = 0; c < v.length; c++) {
                double tenths = Math.rint(1e5 * v[c]) / 1e4; // so that 0.3 mm is 3 tenths
                corner[c] = ((n >> c & 1) == 0 ? Math.floor(tenths) : Math.ceil(tenths)) / 10 + 0.0;
            }
            corners.add(corner);
        }
        corners.sort((a, b) -> Double.compare(MoveModel.lengthMm(a), MoveModel.lengthMm(b)));
        Step best = null;
        for (double[] corner : corners) {
            Step step = new Step(
                    corner,
                    marginMm + leastExcess(at, isShift ? move.depthShifted(corner) : move.depthAdvanced(corner[0])));
            if (step.marginMm() >= marginMm - SLACK_MM) {
                return step;
            }
            best = best == null || step.marginMm() > best.marginMm() ? step : best;
        }
        return best;
    }

    private static double leastExcess(CoverDemand.At at, SignedField zone) {
        double least = Double.POSITIVE_INFINITY;
        for (int n = 0; n < at.count(); n++) {
            least = Math.min(least, at.excessMm(zone, n));
        }
        return least;
    }
}
