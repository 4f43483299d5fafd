package org.thermargin.plan;

import java.util.ArrayList;
import java.util.List;
import org.thermargin.InputException;
import org.thermargin.geometry.SignedField;

/**
 * The shortest shift of a zone that meets a demand, by cutting planes (Kelley 1960, doi:10.1137/0108053): at the present
 * shift the points that lie least deep give half-spaces from their gradients, the shortest vector within all half-spaces
 * is the next shift. The signed depth of a convex zone is concave, so every half-space holds all answers and the result
 * is the shortest there is, or proof that there is none; for a union half-spaces that exclude each other are taken anew
 * once, and the result is the shortest nearby.
 */
final class ShiftSolver {
    /** A point this much short of its depth counts as deep enough, mm. */
    private static final double SLACK_MM = 0.01;
    /** Step of the difference quotients, mm. */
    private static final double STEP_MM = 1e-3;

    private static final int ROUNDS = 30;
    private static final int SECTORS = 27;
    /** Points deeper than demanded by this much give no half-space, mm. */
    private static final double NEAR_MM = 1;

    private ShiftSolver() {}

    /** The shift, LPS mm; null where none within the radius is found. */
    static double[] solve(ZoneMove move, CoverDemand.At demand, double radiusMm) throws InputException {
        List<LeastShift.Cut> cuts = new ArrayList<>();
        double[] v = {0, 0, 0};
        boolean anew = false;
        for (int round = 0; round < ROUNDS; round++) {
            SignedField field = move.depthShifted(v);
            int[] worst = worst(demand, field);
            double least = Double.POSITIVE_INFINITY;
            List<LeastShift.Cut> fresh = new ArrayList<>();
            SignedField[] stepped = null;
            for (int point : worst) {
                if (point < 0) {
                    continue;
                }
                double excess = demand.excessMm(field, point);
                least = Math.min(least, excess);
                if (excess < NEAR_MM) {
                    stepped = stepped == null ? stepped(move, v) : stepped;
                    LeastShift.Cut cut = cut(demand, point, excess, stepped, v);
                    if (cut != null) {
                        fresh.add(cut);
                    }
                }
            }
            if (least >= -SLACK_MM) {
                return v;
            }
            cuts.addAll(fresh);
            double[] next = LeastShift.within(cuts);
            if (next == null || length(next) > radiusMm) {
                if (move.isConcave() || anew) {
                    return null;
                }
                anew = true;
                cuts = fresh;
                next = LeastShift.within(cuts);
                if (next == null || length(next) > radiusMm) {
                    return null;
                }
            }
            v = next;
        }
        return null;
    }

    /** The least deep point of every sector of normals; -1 where a sector has none. */
    private static int[] worst(CoverDemand.At demand, SignedField field) {
        int[] worst = new int[SECTORS];
        double[] least = new double[SECTORS];
        java.util.Arrays.fill(worst, -1);
        for (int n = 0; n < demand.count(); n++) {
            double excess = demand.excessMm(field, n);
            int sector = 0;
            for (int c = 0; c < 3; c++) {
                double normal = demand.normals()[3 * n + c];
                sector = 3 * sector + (normal < -0.35 ? 0 : normal > 0.35 ? 2 : 1);
            }
            if (worst[sector] < 0 || excess < least[sector]) {
                worst[sector] = n;
                least[sector] = excess;
            }
        }
        return worst;
    }

    private static SignedField[] stepped(ZoneMove move, double[] v) throws InputException {
        SignedField[] stepped = new SignedField[6];
        for (int n = 0; n < 6; n++) {
            double[] at = v.clone();
            at[n / 2] += n % 2 == 0 ? STEP_MM : -STEP_MM;
            stepped[n] = move.depthShifted(at);
        }
        return stepped;
    }

    /** excess + gradient . (w - v) >= 0 for the shifts w that bring the point deep enough. */
    private static LeastShift.Cut cut(
            CoverDemand.At demand, int point, double excess, SignedField[] stepped, double[] v) {
        double[] g = new double[3];
        double bound = -excess;
        for (int c = 0; c < 3; c++) {
            g[c] = (demand.excessMm(stepped[2 * c], point) - demand.excessMm(stepped[2 * c + 1], point))
                    / (2 * STEP_MM);
            bound += g[c] * v[c];
        }
        return length(g) < 1e-3 ? null : new LeastShift.Cut(g[0], g[1], g[2], bound);
    }

    static double length(double[] v) {
        return Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
    }
}
