package org.thermargin.margin;

import java.util.Arrays;

/**
 * Signed margins of the vertices of a lesion surface, asked for only as far as a question needs them: which of them are at
 * least some value is mostly known of whole blocks. Thread-safe; the same numbers whatever was asked before.
 */
final class VertexMargins {
    private final Boundary margin;
    private final Boundary zone;
    private final PointBlocks vertices;
    private final int threads;
    private final double[][] least; // per level of blocks, vertices first; NaN: not asked for yet
    private final double[][] most;
    private final double[] range = new double[2];
    private double[] all; // null: not all are known

    private VertexMargins(Boundary margin, Boundary zone, PointBlocks vertices, int threads, double[] all, int levels) {
        this.margin = margin;
        this.zone = zone;
        this.vertices = vertices;
        this.threads = threads;
        this.all = all;
        this.least = new double[levels][];
        this.most = new double[levels][];
    }

    /** Those that are known. */
    static VertexMargins of(double[] marginMm) {
        return new VertexMargins(null, null, null, 1, marginMm, 0);
    }

    /**
     * Those of a boundary.
     *
     * @param zone boundary of the zone alone
     */
    static VertexMargins of(Boundary margin, Boundary zone, PointBlocks vertices, int threads) {
        return new VertexMargins(margin, zone, vertices, threads, null, vertices.levels() + 1);
    }

    /** The margin of every vertex, not a copy, mm. */
    synchronized double[] all() {
        if (all == null) {
            all = margin.atAll(vertices.points(), threads);
        }
        return all;
    }

    /** Which vertices have a margin of at least the value, mm. */
    synchronized boolean[] atLeast(double mm) {
        if (all == null && margin.slackMm() < Double.POSITIVE_INFINITY) {
            boolean[] above = new boolean[vertices.count()];
            if (least[0] == null) {
                prepare();
            }
            int top = vertices.levels();
            mark(top, 0, vertices.blocks(top - 1), mm, false, above);
            return above;
        }
        double[] values = all();
        boolean[] above = new boolean[values.length];
        for (int v = 0; v < values.length; v++) {
            above[v] = values[v] >= mm;
        }
        return above;
    }

    private void prepare() {
        for (int level = 0; level < least.length; level++) {
            least[level] = new double[vertices.blocks(level - 1)];
            most[level] = new double[vertices.blocks(level - 1)];
            Arrays.fill(least[level], Double.NaN);
        }
    }

    /** Marks the vertices, level 0, or those of blocks; {@code alone} where the zone alone decides in all of them. */
    private void mark(int level, int from, int to, double mm, boolean alone, boolean[] above) {
        for (int n = from; n < to; n++) {
            if (Double.isNaN(least[level][n])) {
                bound(level, n, alone);
            }
            if (level == 0) {
                above[vertices.point(n)] = isAtLeast(n, mm, alone);
                continue;
            }
            int first = n * PointBlocks.FAN;
            int last = Math.min(vertices.blocks(level - 2), first + PointBlocks.FAN);
            if (least[level][n] >= mm) {
                set(level - 1, first, last, above);
            } else if (!(most[level][n] < mm)) {
                mark(level - 1, first, last, mm, most[level][n] < Double.POSITIVE_INFINITY, above);
            }
        }
    }

    private void bound(int level, int n, boolean alone) {
        Boundary asked = alone ? zone : margin;
        if (level == 0) {
            int v = 3 * vertices.point(n);
            double[] p = vertices.points();
            asked.range(p[v], p[v + 1], p[v + 2], 0, range);
        } else {
            asked.range(
                    vertices.middleX(level - 1, n),
                    vertices.middleY(level - 1, n),
                    vertices.middleZ(level - 1, n),
                    vertices.radiusMm(level - 1, n),
                    range);
        }
        least[level][n] = range[0];
        most[level][n] = range[1];
    }

    private void set(int level, int from, int to, boolean[] above) {
        for (int n = from; n < to; n++) {
            if (level == 0) {
                above[vertices.point(n)] = true;
            } else {
                int first = n * PointBlocks.FAN;
                set(level - 1, first, Math.min(vertices.blocks(level - 2), first + PointBlocks.FAN), above);
            }
        }
    }

    /** Asks for the margin where its bounds do not tell. */
    private boolean isAtLeast(int n, double mm, boolean alone) {
        if (least[0][n] < mm && most[0][n] >= mm) {
            int v = 3 * vertices.point(n);
            double[] p = vertices.points();
            boolean byZone = alone || most[0][n] < Double.POSITIVE_INFINITY;
            least[0][n] = (byZone ? zone : margin).at(p[v], p[v + 1], p[v + 2]);
            most[0][n] = least[0][n];
        }
        return least[0][n] >= mm;
    }
}
