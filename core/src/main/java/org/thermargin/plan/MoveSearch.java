package org.thermargin.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.thermargin.InputException;
import org.thermargin.geometry.SignedField;
import org.thermargin.margin.MarginResult;
import org.thermargin.plan.Correction.Kind;
import org.thermargin.plan.ZoneTrial.Tried;
import org.thermargin.scene.ApplicatorPlacement;

/**
 * The smallest move of one kind that passes the assessment. A solver gives the shortest move for a margin of the model;
 * it is rounded to what is printed and judged; what the judgement lacks or has to spare is the next change of the margin
 * asked for. At most {@value #TRIALS} moves are judged, and one more where none passes. Where the zone as vessels leave it
 * decides and the first moves do not pass, what they take is demanded beyond the margin, point by point.
 */
final class MoveSearch {
    static final int TRIALS = 4;
    /** Of these, at most so many where vessels decide and none passed. */
    private static final int PLAIN_TRIALS = 1;

    private static final int COOLED_TRIALS = 4;
    /** Vessels take more from a zone that comes nearer: asked for beyond that, mm, and each time so many times more. */
    private static final double COOLED_RAISE_MM = 0.1;

    private static final double COOLED_GROWTH = 2.5;
    /** A margin is raised by at least this much after a failure, mm. */
    private static final double RAISE_MM = 0.02;
    /** The largest margin within reach is enclosed to this, mm. */
    private static final double BEST_MARGIN_MM = 0.1;
    /** A rounded move this much short of its margin in the model is judged all the same, mm. */
    private static final double SLACK_MM = 0.01;

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

    /**
     * A move as printed.
     *
     * @param mm shift in LPS mm, or the one advance, in steps of 0.1 mm
     * @param marginMm margin of the model then
     */
    private record Step(double[] mm, double marginMm) {}

    private record Judged(Step step, Tried tried, boolean smallest) {}

    private boolean isShift() {
        return kind == Kind.SHIFT || kind == Kind.SINGLE_SHIFT;
    }

    /** Length of the model's shortest move for the margin; infinite where there is none within reach. */
    double leastMm(double marginMm) throws InputException {
        double[] v = solve(marginMm);
        return v == null ? Double.POSITIVE_INFINITY : lengthMm(v);
    }

    /**
     * The option found; empty where the check of the result failed.
     *
     * @param mamMm present margin, mm
     * @param reserveMm present reserve, negative, mm
     */
    Optional<Correction.Option> find(double mamMm, double reserveMm) throws InputException {
        double reachable = mamMm; // the model has moves for this margin
        double failed = mamMm;
        double asked = mamMm - reserveMm;
        boolean largestJudged = false;
        Judged best = null;
        for (int judged = 0; judged < TRIALS; judged++) {
            double[] v = solve(asked);
            largestJudged = v == null;
            Step step = v == null ? largest(reachable, asked) : printed(v, asked);
            Tried tried = trial.of(placements(step.mm()));
            double needed = step.marginMm() - tried.reserveMm();
            boolean smallest = tried.passes() && lengthMm(step.mm()) - leastMm(needed) <= CorrectionSearch.TOLERANCE_MM;
            if (isBetter(step, tried, best)) {
                best = new Judged(step, tried, smallest && isExact(tried));
            }
            if (smallest || (largestJudged && !tried.passes())) {
                break;
            }
            if (tried.passes()) {
                asked = Math.max(needed, failed + RAISE_MM);
            } else {
                reachable = Math.max(reachable, asked);
                failed = Math.max(failed, asked);
                asked = Math.max(needed, asked + RAISE_MM);
            }
            if (judged + 1 >= PLAIN_TRIALS && !best.tried().passes() && isCooled(tried)) {
                break;
            }
        }
        if (best != null && !best.tried().passes() && isCooled(best.tried())) {
            return option(againstVessels(best));
        }
        if (!largestJudged && best != null && !best.tried().passes()) {
            Step step = largest(reachable, Double.POSITIVE_INFINITY);
            Tried tried = trial.of(placements(step.mm()));
            if (isBetter(step, tried, best)) {
                best = new Judged(step, tried, false);
            }
        }
        return best == null ? Optional.empty() : option(best);
    }

    /** Whether the zone as vessels leave it decided, and what they take is known. */
    private static boolean isCooled(Tried tried) {
        return tried.zone().deformedByVessels()
                && tried.zone().margin().isPresent()
                && tried.zone().plainMargin().isPresent();
    }

    /**
     * A move that passes under vessels, from one that does not: what they were seen to take at each point of the lesion
     * surface is demanded there beyond the margin; once a move passes, the way back to the last one that did not is halved.
     * The best of {@value #COOLED_TRIALS} more moves.
     */
    private Judged againstVessels(Judged failing) throws InputException {
        Judged best = failing;
        Step below = failing.step();
        Tried last = failing.tried();
        double further = COOLED_RAISE_MM;
        for (int judged = 0; judged < COOLED_TRIALS; judged++) {
            Step step = best.tried().passes()
                    ? between(below, best.step())
                    : under(last).stepFor(last, further);
            if (step == null) {
                break;
            }
            last = trial.of(placements(step.mm()));
            if (isBetter(step, last, best)) {
                best = new Judged(step, last, false);
            }
            if (!last.passes()) {
                below = step;
                further *= COOLED_GROWTH;
                if (!isCooled(last)) {
                    break;
                }
            }
        }
        return best;
    }

    /** The search that demands beyond the margin what vessels took in the trial. */
    private MoveSearch under(Tried tried) {
        CoverDemand more = demand.withLosses(
                tried.zone().plainMargin().orElseThrow().surface(),
                tried.zone().margin().orElseThrow().surface());
        return new MoveSearch(trial, more, move, kind, radiusMm);
    }

    /** The move for the margin that the trial would have needed and more; that of the largest margin where there is none. */
    private Step stepFor(Tried tried, double furtherMm) throws InputException {
        double has = tried.zone().margin().orElseThrow().mamMm();
        double needs = has - tried.reserveMm() + furtherMm;
        double[] v = solve(needs);
        return v == null ? largest(has, needs) : printed(v, needs);
    }

    /** Half way, in steps of 0.1 mm; null where that is one of the two. */
    private static Step between(Step below, Step above) {
        double[] half = new double[above.mm().length];
        double apart = 0;
        for (int c = 0; c < half.length; c++) {
            half[c] = Math.rint(5 * (below.mm()[c] + above.mm()[c])) / 10 + 0.0;
            apart = Math.max(apart, Math.abs(above.mm()[c] - below.mm()[c]));
        }
        return apart < 0.15 ? null : new Step(half, Double.NaN);
    }

    /** Passing before failing; of passing moves the shorter, of failing ones that which lacks less. */
    private boolean isBetter(Step step, Tried tried, Judged than) {
        if (than == null || tried.passes() != than.tried().passes()) {
            return than == null || tried.passes();
        }
        return tried.passes()
                ? lengthMm(step.mm()) < lengthMm(than.step().mm())
                : tried.reserveMm() > than.tried().reserveMm();
    }

    /** Whether the model is that of the assessment and its solver misses no shorter move. */
    private boolean isExact(Tried tried) {
        boolean solved = isShift() ? move.isConcave() : kind == Kind.ADVANCE && move.isDepthExact();
        return solved && !trial.hasOrgan() && !tried.zone().deformedByVessels();
    }

    private double[] solve(double marginMm) throws InputException {
        CoverDemand.At at = demand.at(marginMm);
        if (isShift()) {
            return ShiftSolver.solve(move, at, radiusMm);
        }
        double mm = AdvanceSolver.solve(move, at, radiusMm);
        return Double.isNaN(mm) ? null : new double[] {mm};
    }

    private List<ApplicatorPlacement> placements(double[] v) {
        return isShift() ? move.shifted(v) : move.advanced(v[0]);
    }

    private double lengthMm(double[] v) {
        return isShift() ? ShiftSolver.length(v) : Math.abs(v[0]);
    }

    /** The shortest of the moves around in steps of 0.1 mm that has the margin in the model; else that which lacks least. */
    private Step printed(double[] v, double marginMm) throws InputException {
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
        corners.sort((a, b) -> Double.compare(lengthMm(a), lengthMm(b)));
        Step best = null;
        for (double[] corner : corners) {
            Step step = new Step(
                    corner,
                    marginMm + leastExcess(at, isShift() ? move.depthShifted(corner) : move.depthAdvanced(corner[0])));
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

    /** The move of the largest margin of the model within reach. */
    private Step largest(double fromMm, double toMm) throws InputException {
        double low = fromMm;
        double high = toMm == Double.POSITIVE_INFINITY ? low + radiusMm : toMm;
        double[] largest = solve(low);
        while (high - low > BEST_MARGIN_MM) {
            double middle = (low + high) / 2;
            double[] v = solve(middle);
            if (v == null) {
                high = middle;
            } else {
                low = middle;
                largest = v;
            }
        }
        return printed(largest == null ? new double[isShift() ? 3 : 1] : largest, low);
    }

    private Optional<Correction.Option> option(Judged judged) throws InputException {
        double[] v = judged.step().mm();
        List<String> ids = move.placements().stream()
                .map(ApplicatorPlacement::id)
                .filter(move.moved()::contains)
                .toList();
        return option(
                kind,
                ids,
                judged.smallest(),
                isExact(judged.tried()),
                isShift() ? List.of(v[0], v[1], v[2]) : List.of(0.0, 0.0, 0.0),
                isShift() ? OptionalDouble.empty() : OptionalDouble.of(v[0]),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                isShift() ? MoveWords.shift(v) : MoveWords.advance(v[0]),
                judged.tried(),
                trial);
    }

    /**
     * The option; empty where the check of the result failed.
     *
     * @param exact whether the model of the search is that of the judgement
     */
    static Optional<Correction.Option> option(
            Kind kind,
            List<String> ids,
            boolean smallest,
            boolean exact,
            List<Double> shift,
            OptionalDouble advanceMm,
            OptionalDouble powerW,
            OptionalDouble timeS,
            String words,
            Tried tried,
            ZoneTrial trial)
            throws InputException {
        if (tried.zone().margin().isEmpty()) {
            return Optional.empty();
        }
        MarginResult margin = tried.zone().margin().get();
        return Optional.of(new Correction.Option(
                kind,
                ids,
                tried.passes(),
                tried.passes() && smallest,
                !tried.passes() && !exact,
                shift,
                advanceMm,
                powerW,
                timeS,
                words,
                margin.mamMm(),
                margin.lowerMm(),
                margin.upperMm(),
                tried.zone().verdict(),
                trial.worsened(tried.placements())));
    }
}
