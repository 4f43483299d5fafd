package org.thermargin.plan;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.thermargin.InputException;
import org.thermargin.margin.MarginResult;
import org.thermargin.plan.Correction.Kind;
import org.thermargin.plan.MoveModel.Step;
import org.thermargin.plan.ZoneTrial.Tried;
import org.thermargin.scene.ApplicatorPlacement;

/**
 * The smallest move of one kind that passes the assessment. A model gives the shortest move for a margin; it is rounded to
 * what is printed and judged; what the judgement lacks or has to spare is the next change of the margin asked for. At most
 * {@value #TRIALS} moves are judged, and one more where none passes. The first model knows no vessels; where the zone as
 * they leave it decides and the first move does not pass, the search goes on in the model that does.
 */
final class MoveSearch {
    static final int TRIALS = 4;
    /** A margin is raised by at least this much after a failure, mm. */
    private static final double RAISE_MM = 0.02;
    /** The largest margin within reach is enclosed to this, mm. */
    private static final double BEST_MARGIN_MM = 0.1;

    private final ZoneTrial trial;
    private final ZoneMove move;
    private final Kind kind;
    private final double radiusMm;
    private final MoveModel plain;
    private final Optional<MoveModel> cooled;

    MoveSearch(ZoneTrial trial, CoverDemand demand, ZoneMove move, Kind kind, double radiusMm) {
        this.trial = trial;
        this.move = move;
        this.kind = kind;
        this.radiusMm = radiusMm;
        this.plain = new PlainMoves(demand, move, isShift(), radiusMm);
        this.cooled = trial.isCooled()
                ? Optional.of(new CooledMoves(trial::cooledPoints, demand, move, isShift(), radiusMm))
                : Optional.empty();
    }

    private record Judged(Step step, Tried tried, boolean smallest) {}

    private boolean isShift() {
        return kind == Kind.SHIFT || kind == Kind.SINGLE_SHIFT;
    }

    /** Length of the shortest move for the margin in the model without vessels; infinite where there is none within reach. */
    double leastMm(double marginMm) throws InputException {
        return leastMm(plain, marginMm);
    }

    private static double leastMm(MoveModel model, double marginMm) throws InputException {
        double[] v = model.shortest(marginMm);
        return v == null ? Double.POSITIVE_INFINITY : MoveModel.lengthMm(v);
    }

    /**
     * The option found; empty where the check of the result failed.
     *
     * @param mamMm present margin, mm
     * @param reserveMm present reserve, negative, mm
     */
    Optional<Correction.Option> find(double mamMm, double reserveMm) throws InputException {
        Judged best = find(plain, mamMm, reserveMm);
        if (cooled.isPresent()
                && best.tried().zone().margin().isPresent()
                && !best.tried().passes()
                && best.tried().zone().deformedByVessels()) {
            Judged under = find(cooled.get(), mamMm, reserveMm);
            best = isBetter(under.step(), under.tried(), best) ? under : best;
        }
        return option(best);
    }

    private Judged find(MoveModel model, double mamMm, double reserveMm) throws InputException {
        double reachable = mamMm; // the model has moves for this margin
        double failed = mamMm;
        double asked = mamMm - reserveMm;
        boolean largestJudged = false;
        Judged best = null;
        for (int judged = 0; judged < TRIALS; judged++) {
            double[] v = model.shortest(asked);
            largestJudged = v == null;
            Step step = v == null ? largest(model, reachable, asked) : model.printed(v, asked);
            Tried tried = trial.of(placements(step.mm()));
            double needed = step.marginMm() - tried.reserveMm();
            boolean smallest =
                    tried.passes() && step.lengthMm() - leastMm(model, needed) <= CorrectionSearch.TOLERANCE_MM;
            if (best == null || isBetter(step, tried, best)) {
                best = new Judged(step, tried, smallest && model == plain && isExact(tried));
            }
            if (smallest || (!tried.passes() && (largestJudged || leavesPlain(model, tried)))) {
                return best;
            }
            if (tried.passes()) {
                asked = Math.max(needed, failed + RAISE_MM);
            } else {
                reachable = Math.max(reachable, asked);
                failed = Math.max(failed, asked);
                asked = Math.max(needed, asked + RAISE_MM);
            }
        }
        if (!largestJudged && !best.tried().passes()) {
            Step step = largest(model, reachable, Double.POSITIVE_INFINITY);
            Tried tried = trial.of(placements(step.mm()));
            if (isBetter(step, tried, best)) {
                best = new Judged(step, tried, false);
            }
        }
        return best;
    }

    /** Whether the model without vessels is of no more use. */
    private boolean leavesPlain(MoveModel model, Tried tried) {
        return model == plain && cooled.isPresent() && tried.zone().deformedByVessels();
    }

    /** Passing before failing; of passing moves the shorter, of failing ones that which lacks less. */
    private static boolean isBetter(Step step, Tried tried, Judged than) {
        if (tried.passes() != than.tried().passes()) {
            return tried.passes();
        }
        return tried.passes()
                ? step.lengthMm() < than.step().lengthMm()
                : tried.reserveMm() > than.tried().reserveMm();
    }

    /** Whether the model is that of the assessment and its solver misses no shorter move. */
    private boolean isExact(Tried tried) {
        boolean solved = isShift() ? move.isConcave() : kind == Kind.ADVANCE && move.isDepthExact();
        return solved && !trial.hasOrgan() && !tried.zone().deformedByVessels();
    }

    private List<ApplicatorPlacement> placements(double[] v) {
        return isShift() ? move.shifted(v) : move.advanced(v[0]);
    }

    /** The move of the largest margin of the model within reach. */
    private Step largest(MoveModel model, double fromMm, double toMm) throws InputException {
        double low = fromMm;
        double high = toMm == Double.POSITIVE_INFINITY ? low + radiusMm : toMm;
        double[] largest = model.shortest(low);
        while (high - low > BEST_MARGIN_MM) {
            double middle = (low + high) / 2;
            double[] v = model.shortest(middle);
            if (v == null) {
                high = middle;
            } else {
                low = middle;
                largest = v;
            }
        }
        return model.printed(largest == null ? new double[isShift() ? 3 : 1] : largest, low);
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
