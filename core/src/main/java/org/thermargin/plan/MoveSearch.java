package org.thermargin.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.thermargin.InputException;
import org.thermargin.plan.Correction.Kind;
import org.thermargin.plan.ZoneTrial.Tried;

/**
 * The smallest move of one kind that passes the assessment. The solvers answer for a margin of the model; that margin is
 * raised or lowered until the shortest move that still passes the assessment is enclosed.
 */
final class MoveSearch {
    /** A passing move this near to a failing one, or with so little reserve, is taken for the smallest, mm. */
    private static final double ENCLOSED_MM = 0.1;

    private static final double LITTLE_RESERVE_MM = 0.05;
    private static final int TRIALS = 8;
    private static final double BEST_MARGIN_MM = 0.1;

    private final ZoneTrial trial;
    private final CoverDemand demand;
    private final ZoneMove move;
    private final Kind kind;
    private final double radiusMm;

    MoveSearch(ZoneTrial trial, CoverDemand demand, ZoneMove move, Kind kind, double radiusMm) {
        this.trial = trial;
        this.demand = demand;
        this.move = move;
        this.kind = kind;
        this.radiusMm = radiusMm;
    }

    private boolean isShift() {
        return kind == Kind.SHIFT || kind == Kind.SINGLE_SHIFT;
    }

    /**
     * The option found.
     *
     * @param mamMm present margin, mm
     * @param reserveMm present reserve, negative, mm
     */
    Correction.Option find(double mamMm, double reserveMm) throws InputException {
        double low = mamMm; // margins of the model whose move fails, or passes
        double high = Double.POSITIVE_INFINITY;
        double[] passing = null;
        double failedMm = 0;
        double asked = mamMm - reserveMm;
        boolean missing = false;
        for (int n = 0; n < TRIALS; n++) {
            double[] v = solve(asked);
            double reserve;
            if (v == null) {
                missing = passing == null;
                high = Math.min(high, asked);
                reserve = Double.NaN;
            } else {
                reserve = trial.of(placements(v)).reserveMm();
                if (reserve >= 0) {
                    passing = v;
                    high = asked;
                } else {
                    low = asked;
                    failedMm = Math.max(failedMm, lengthMm(v));
                }
            }
            boolean enclosed = passing != null
                    && (lengthMm(passing) - failedMm <= ENCLOSED_MM || (reserve >= 0 && reserve <= LITTLE_RESERVE_MM));
            if (enclosed || high - low < 0.02) {
                break;
            }
            double next = Double.isNaN(reserve) ? (low + high) / 2 : asked - reserve;
            double inner = 0.1 * (high - low);
            asked = high == Double.POSITIVE_INFINITY
                    ? Math.max(next, low + 0.02)
                    : Math.min(high - inner, Math.max(low + inner, next));
            if (missing && n == 2) {
                break; // the model has no such margin three times over
            }
        }
        return passing == null ? best(low, high) : rounded(passing);
    }

    private double[] solve(double marginMm) throws InputException {
        CoverDemand.At at = demand.at(marginMm);
        if (isShift()) {
            return ShiftSolver.solve(move, at, radiusMm);
        }
        double mm = AdvanceSolver.solve(move, at, radiusMm);
        return Double.isNaN(mm) ? null : new double[] {mm};
    }

    private List<org.thermargin.scene.ApplicatorPlacement> placements(double[] v) {
        return isShift() ? move.shifted(v) : move.advanced(v[0]);
    }

    private double lengthMm(double[] v) {
        return isShift() ? ShiftSolver.length(v) : Math.abs(v[0]);
    }

    /** The move to 0.1 mm that still passes; lengthened by up to 0.2 mm where rounding made it fail. */
    private Correction.Option rounded(double[] v) throws InputException {
        double length = lengthMm(v);
        for (double longer = 0; longer < 0.25; longer += 0.05) {
            double[] tenths = new double[v.length];
            for (int c = 0; c < v.length; c++) {
                tenths[c] = Math.rint(10 * v[c] * (length + longer) / length) / 10 + 0.0;
            }
            Tried tried = trial.of(placements(tenths));
            if (tried.passes()) {
                return option(tenths, tried);
            }
        }
        return option(v, trial.of(placements(v)));
    }

    /** The largest margin of the model within reach, assessed. */
    private Correction.Option best(double fromMm, double toMm) throws InputException {
        double low = fromMm;
        double high = toMm;
        double[] best = new double[isShift() ? 3 : 1];
        if (high == Double.POSITIVE_INFINITY) {
            high = low + radiusMm;
        }
        while (high - low > BEST_MARGIN_MM) {
            double middle = (low + high) / 2;
            double[] v = solve(middle);
            if (v == null) {
                high = middle;
            } else {
                low = middle;
                best = v;
            }
        }
        for (int c = 0; c < best.length; c++) {
            best[c] = Math.rint(10 * best[c]) / 10 + 0.0;
        }
        return option(best, trial.of(placements(best)));
    }

    private Correction.Option option(double[] v, Tried tried) throws InputException {
        List<String> ids = move.placements().stream()
                .map(p -> p.id())
                .filter(move.moved()::contains)
                .toList();
        List<Double> shift = new ArrayList<>();
        for (int c = 0; c < 3; c++) {
            shift.add(isShift() ? v[c] : 0.0);
        }
        return MoveSearch.option(
                kind,
                ids,
                !isShift() || move.isConcave(),
                shift,
                isShift() ? OptionalDouble.empty() : OptionalDouble.of(v[0]),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                isShift() ? MoveWords.shift(v) : MoveWords.advance(v[0]),
                tried,
                trial);
    }

    static Correction.Option option(
            Kind kind,
            List<String> ids,
            boolean smallest,
            List<Double> shift,
            OptionalDouble advanceMm,
            OptionalDouble powerW,
            OptionalDouble timeS,
            String words,
            Tried tried,
            ZoneTrial trial)
            throws InputException {
        var margin = tried.zone().numbers().orElseThrow().margin();
        return new Correction.Option(
                kind,
                ids,
                tried.passes(),
                smallest,
                shift,
                advanceMm,
                powerW,
                timeS,
                words,
                margin.mamMm(),
                margin.lowerMm(),
                margin.upperMm(),
                tried.zone().verdict(),
                trial.worsened(tried.placements()));
    }
}
