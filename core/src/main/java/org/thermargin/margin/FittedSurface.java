package org.thermargin.margin;

import java.util.Arrays;
import org.thermargin.distance.Workers;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;
import org.thermargin.grid.VoxelGrid;

/**
 * Moves every vertex of a reconstructed surface onto the osculating sphere that fits the {@link LatticeCrossings} around
 * it best: {@code d + n.y + u t1.y + v t2.y + a |y|^2 = 0} with y = edge midpoint - vertex, by least squares weighted
 * with the variance of each crossing along its normal, a compact window, and weak priors on the tilt (u, v ~ N(0, 0.5))
 * and the curvature (a ~ N(1/2R, (0.3/2R)^2), R = radius of the sphere of equal volume). Unbiased for areas and shares,
 * where the bending surface alone is slightly too small. Vertices are taken in groups of neighbours, which share most of
 * their crossings; what a vertex becomes does not depend on the others.
 */
final class FittedSurface {
    private static final double WINDOW = 1.8; // times sqrt(spacing * radius)
    private static final int PASSES = 2;
    private static final double TILT_PRIOR = 1 / (0.5 * 0.5);
    private static final double CURVATURE_SPREAD = 0.3;
    /** How far a vertex may move, in windows, and the tip of its normal, before the crossings near it are listed anew. */
    private static final double MOVE = 0.04;

    private static final double TURN = 0.2;
    /** Groups that one thread takes at a time. */
    private static final int CHUNK = 8;

    private static final double ROUNDING = 1e-9;

    private static final int GROUP = FitKernel.GROUP;
    private static final int FRAME = FitKernel.FRAME;

    private final Surface start;
    private final int[] order;
    private final double windowMm;
    private final double priorCurvature;
    private final double priorWeight;
    private final double moveLimitMm;
    private final FitKernel kernel = MarginKernels.fit();
    private final NearCrossings near;
    private final PointBox box = new PointBox();
    private final double[] corners = new double[6];
    private final double[] frames = new double[FRAME * GROUP];
    private final double[] listed = new double[FRAME * GROUP]; // the frames for which the crossings were listed
    private final double[] sums = new double[FitKernel.SUMS * GROUP];
    private final double[] matrix = new double[10];
    private final double[] right = new double[4];

    private FittedSurface(
            Surface start, int[] order, double spacingMm, double radius, double windowMm, LatticeCrossings crossings) {
        this.start = start;
        this.order = order;
        this.windowMm = windowMm;
        this.near = new NearCrossings(crossings, windowMm);
        this.priorCurvature = 1 / (2 * radius);
        double spread = CURVATURE_SPREAD / (2 * radius);
        this.priorWeight = 1 / (spread * spread);
        this.moveLimitMm = spacingMm;
    }

    /** The fitted surface of the mask in the box; {@code field} and {@code start} are its reconstruction. */
    static Surface of(BinaryMask mask, IndexBox box, double radiusMm, RegionField field, Surface start, int threads) {
        VoxelGrid grid = mask.grid();
        double spacing = StrictMath.cbrt(grid.voxelVolumeMm3());
        double window = Math.max(WINDOW * Math.sqrt(spacing * radiusMm), 1.5 * grid.maxSpacingMm());
        LatticeCrossings crossings = new LatticeCrossings(mask, box, field, window / 2);
        double[] vertices = start.verticesMm().clone();
        int[] order = PointGroups.of(vertices);
        int blocks = (order.length + CHUNK * GROUP - 1) / (CHUNK * GROUP);
        Workers.run(blocks, threads, () -> {
            FittedSurface fit = new FittedSurface(start, order, grid.maxSpacingMm(), radiusMm, window, crossings);
            return chunk -> {
                fit.moveBlock(chunk * CHUNK * GROUP, Math.min(order.length, (chunk + 1) * CHUNK * GROUP), vertices);
            };
        });
        return Surface.of(vertices, start.triangles(), start.spacingMm());
    }

    /** Moves groups of neighbours, for which the crossings are looked up together. */
    private void moveBlock(int first, int end, double[] vertices) {
        for (int axis = 0; axis < 3; axis++) {
            corners[axis] = Double.POSITIVE_INFINITY;
            corners[3 + axis] = Double.NEGATIVE_INFINITY;
            for (int n = first; n < end; n++) {
                double c = start.verticesMm()[3 * order[n] + axis];
                corners[axis] = Math.min(corners[axis], c);
                corners[3 + axis] = Math.max(corners[3 + axis], c);
            }
        }
        box.hold(corners, 0, 1);
        near.around(box, MOVE * windowMm * (1 + ROUNDING));
        for (int group = first; group < end; group += GROUP) {
            moveGroup(group, Math.min(GROUP, end - group), vertices);
        }
    }

    private void moveGroup(int first, int count, double[] vertices) {
        for (int lane = 0; lane < GROUP; lane++) {
            int v = order[first + Math.min(lane, count - 1)];
            for (int axis = 0; axis < 3; axis++) {
                frames[axis * GROUP + lane] = start.verticesMm()[3 * v + axis];
                frames[(3 + axis) * GROUP + lane] = start.normals()[3 * v + axis];
            }
        }
        list(MOVE * windowMm, TURN);
        for (int pass = 0; pass < PASSES; pass++) {
            if (!isListed()) {
                list(0, 0);
            }
            move(count);
        }
        for (int lane = 0; lane < count; lane++) {
            for (int axis = 0; axis < 3; axis++) {
                vertices[3 * order[first + lane] + axis] = frames[axis * GROUP + lane];
            }
        }
    }

    private void list(double moveMm, double turn) {
        near.gather(frames, moveMm, turn);
        System.arraycopy(frames, 0, listed, 0, frames.length);
    }

    /** Whether the crossings that were listed serve the vertices as they are now. */
    private boolean isListed() {
        double move = MOVE * windowMm;
        for (int lane = 0; lane < GROUP; lane++) {
            if (apartSq(lane, 0) > move * move || apartSq(lane, 3) > TURN * TURN) {
                return false;
            }
        }
        return true;
    }

    private double apartSq(int lane, int value) {
        double sum = 0;
        for (int n = value * GROUP + lane; n < (value + 3) * GROUP; n += GROUP) {
            sum += (frames[n] - listed[n]) * (frames[n] - listed[n]);
        }
        return sum;
    }

    private void move(int count) {
        for (int lane = 0; lane < GROUP; lane++) {
            tangents(lane);
        }
        Arrays.fill(sums, 0);
        Arrays.fill(sums, 4 * GROUP, 5 * GROUP, TILT_PRIOR);
        Arrays.fill(sums, 7 * GROUP, 8 * GROUP, TILT_PRIOR);
        Arrays.fill(sums, 9 * GROUP, 10 * GROUP, priorWeight);
        Arrays.fill(sums, 13 * GROUP, 14 * GROUP, priorWeight * priorCurvature);
        kernel.add(near, count, frames, windowMm * windowMm, sums);
        for (int lane = 0; lane < count; lane++) {
            for (int n = 0; n < 10; n++) {
                matrix[n] = sums[n * GROUP + lane];
            }
            for (int n = 0; n < 4; n++) {
                right[n] = sums[(10 + n) * GROUP + lane];
            }
            if (solve()) {
                move(lane, right);
            }
        }
        for (int lane = count; lane < GROUP; lane++) {
            for (int n = 0; n < FRAME * GROUP; n += GROUP) {
                frames[n + lane] = frames[n + count - 1];
            }
        }
    }

    /** Two tangents at right angles to the normal. */
    private void tangents(int lane) {
        double[] f = frames;
        double nx = f[3 * GROUP + lane];
        double ny = f[4 * GROUP + lane];
        double nz = f[5 * GROUP + lane];
        double ax = Math.abs(nx) < 0.6 ? 1 : 0;
        double ay = 1 - ax;
        double ux = ay * nz;
        double uy = -ax * nz;
        double uz = ax * ny - ay * nx;
        double ul = 1 / Math.sqrt(ux * ux + uy * uy + uz * uz);
        ux *= ul;
        uy *= ul;
        uz *= ul;
        f[6 * GROUP + lane] = ux;
        f[7 * GROUP + lane] = uy;
        f[8 * GROUP + lane] = uz;
        f[9 * GROUP + lane] = ny * uz - nz * uy;
        f[10 * GROUP + lane] = nz * ux - nx * uz;
        f[11 * GROUP + lane] = nx * uy - ny * ux;
    }

    /** Moves the vertex to the fitted sphere and tilts its normal. */
    private void move(int lane, double[] fit) {
        double[] f = frames;
        double d = fit[0];
        double a = fit[3];
        double root = 1 - 4 * a * d;
        double shift = root > 0 ? -2 * d / (1 + Math.sqrt(root)) : -d;
        shift = Math.max(-moveLimitMm, Math.min(moveLimitMm, shift));
        double square = 0;
        for (int axis = 0; axis < 3; axis++) {
            double n = f[(3 + axis) * GROUP + lane];
            f[axis * GROUP + lane] += shift * n;
            double tilted = n + fit[1] * f[(6 + axis) * GROUP + lane] + fit[2] * f[(9 + axis) * GROUP + lane];
            f[(3 + axis) * GROUP + lane] = tilted;
            square += tilted * tilted;
        }
        double length = 1 / Math.sqrt(square);
        for (int axis = 3; axis < 6; axis++) {
            f[axis * GROUP + lane] *= length;
        }
    }

    /** Solves the symmetric 4 x 4 system in place by Cholesky factors; false when no edge was near. */
    private boolean solve() {
        double[] m = matrix;
        if (!(m[0] > 0)) {
            return false;
        }
        double l00 = Math.sqrt(m[0]);
        double l10 = m[1] / l00;
        double l20 = m[2] / l00;
        double l30 = m[3] / l00;
        double l11 = Math.sqrt(m[4] - l10 * l10);
        double l21 = (m[5] - l20 * l10) / l11;
        double l31 = (m[6] - l30 * l10) / l11;
        double l22 = Math.sqrt(m[7] - l20 * l20 - l21 * l21);
        double l32 = (m[8] - l30 * l20 - l31 * l21) / l22;
        double l33 = Math.sqrt(m[9] - l30 * l30 - l31 * l31 - l32 * l32);
        double y0 = right[0] / l00;
        double y1 = (right[1] - l10 * y0) / l11;
        double y2 = (right[2] - l20 * y0 - l21 * y1) / l22;
        double y3 = (right[3] - l30 * y0 - l31 * y1 - l32 * y2) / l33;
        right[3] = y3 / l33;
        right[2] = (y2 - l32 * right[3]) / l22;
        right[1] = (y1 - l21 * right[2] - l31 * right[3]) / l11;
        right[0] = (y0 - l10 * right[1] - l20 * right[2] - l30 * right[3]) / l00;
        return Double.isFinite(right[0] + right[1] + right[2] + right[3]);
    }
}
