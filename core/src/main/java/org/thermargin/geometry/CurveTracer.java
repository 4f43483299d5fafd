package org.thermargin.geometry;

import java.util.ArrayList;
import java.util.List;

/**
 * Follows the closed curve in which two ellipsoids cut, from one of its points, by second-order prediction and Newton
 * correction. The step is a fixed angle of the curve's own curvature; a step after which the curve would run backwards
 * is halved, so that sharp turns where two branches nearly meet are followed. Where branches do cross (the surfaces touch)
 * the tracer goes straight on.
 */
final class CurveTracer {
    /** Turn of the tangent per step, rad. */
    private static final double TURN_RAD = 0.04;
    /** Longest step as a share of the shortest semi-axis. */
    private static final double STEP_SHARE = 0.1;

    private static final double MIN_AGREEMENT = 0.97;
    private static final double CROSSING_SHARE = 1e-3;
    private static final int MAX_POINTS = 40_000;

    private final double longestStepMm;
    private final CurvePoint at;
    private final CurvePoint next;
    private double sense = 1;
    private double stepMm;

    CurveTracer(Ellipsoid first, Ellipsoid second) {
        this.longestStepMm = STEP_SHARE * Math.min(first.shortestMm(), second.shortestMm());
        this.at = new CurvePoint(first, second);
        this.next = new CurvePoint(first, second);
    }

    /**
     * The nodes of the curve through the seed in order, 6 values each (point, unit tangent in running direction), the first
     * not repeated at the end; empty when the curve cannot be followed.
     */
    List<double[]> trace(double[] seed) {
        List<double[]> nodes = new ArrayList<>();
        if (!at.settle(seed[0], seed[1], seed[2]) || !at.describe()) {
            return List.of();
        }
        double[] start = at.q.clone();
        stepMm = longestStepMm;
        while (nodes.size() < MAX_POINTS) {
            nodes.add(node());
            double limit = Math.min(longestStepMm, TURN_RAD / at.curvatureLength());
            stepMm = Math.min(1.5 * stepMm, limit);
            if (nodes.size() > 2 && reaches(start)) {
                return nodes;
            }
            if (!advance(limit)) {
                return List.of();
            }
        }
        return List.of();
    }

    private double[] node() {
        return new double[] {
            at.q[0], at.q[1], at.q[2], sense * at.tangent[0], sense * at.tangent[1], sense * at.tangent[2]
        };
    }

    /** Whether the next step would pass the start of the curve. */
    private boolean reaches(double[] start) {
        double along = 0;
        double squared = 0;
        for (int i = 0; i < 3; i++) {
            double d = start[i] - at.q[i];
            along += d * sense * at.tangent[i];
            squared += d * d;
        }
        return along > 0 && along <= 1.01 * stepMm && squared <= 1.01 * along * along;
    }

    private boolean advance(double limit) {
        while (stepMm > CROSSING_SHARE * limit) {
            if (tryStep(stepMm, sense)) {
                return true;
            }
            stepMm /= 2;
        }
        for (double jump = 4 * stepMm; jump <= 256 * stepMm; jump *= 2) {
            if (tryStep(jump, -sense)) {
                sense = -sense;
                return true;
            }
        }
        return false;
    }

    /** Takes a step of the given length if the curve there runs on in about the same direction. */
    private boolean tryStep(double step, double newSense) {
        double[] p = new double[3];
        for (int i = 0; i < 3; i++) {
            p[i] = at.q[i] + step * sense * at.tangent[i] + step * step / 2 * at.curvature[i];
        }
        if (!next.settle(p[0], p[1], p[2]) || !next.describe()) {
            return false;
        }
        double off = 0;
        for (int i = 0; i < 3; i++) {
            off += (next.q[i] - p[i]) * (next.q[i] - p[i]);
        }
        boolean near = off <= 0.04 * step * step;
        boolean onward = sense * newSense * CurvePoint.dot(at.tangent, next.tangent) >= MIN_AGREEMENT;
        boolean resolved = newSense != sense || step * next.curvatureLength() <= 3 * TURN_RAD;
        if (!near || !onward || !resolved) {
            return false;
        }
        System.arraycopy(next.q, 0, at.q, 0, 3);
        return at.describe();
    }
}
