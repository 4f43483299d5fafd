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
    private final double[] known; // NaN: not asked for yet
    private final double[] range = new double[2];
    private boolean whole;

    private VertexMargins(
            Boundary margin, Boundary zone, PointBlocks vertices, int threads, double[] known, boolean whole) {
        this.margin = margin;
        this.zone = zone;
        this.vertices = vertices;
        this.threads = threads;
        this.known = known;
        this.whole = whole;
    }

    /** Those that are known. */
    static VertexMargins of(double[] marginMm) {
        return new VertexMargins(null, null, null, 1, marginMm, true);
    }

    /**
     * Those of a boundary.
     *
     * @param zone boundary of the zone alone
     */
    static VertexMargins of(Boundary margin, Boundary zone, PointBlocks vertices, int threads) {
        double[] known = new double[vertices.count()];
        Arrays.fill(known, Double.NaN);
        return new VertexMargins(margin, zone, vertices, threads, known, false);
    }

    /** The margin of every vertex, not a copy, mm. */
    synchronized double[] all() {
        if (!whole) {
            System.arraycopy(margin.atAll(vertices.points(), threads), 0, known, 0, known.length);
            whole = true;
        }
        return known;
    }

    /** Which vertices have a margin of at least the value, mm. */
    synchronized boolean[] atLeast(double mm) {
        boolean[] above = new boolean[known.length];
        if (!whole && margin.slackMm() < Double.POSITIVE_INFINITY) {
            int level = vertices.levels() - 1;
            mark(level, 0, vertices.blocks(level), mm, false, above);
            return above;
        }
        double[] values = all();
        for (int v = 0; v < values.length; v++) {
            above[v] = values[v] >= mm;
        }
        return above;
    }

    /** Marks the vertices of blocks; {@code alone} where the zone alone decides in all of them. */
    private void mark(int level, int from, int to, double mm, boolean alone, boolean[] above) {
        for (int n = from; n < to; n++) {
            if (level < 0) {
                int v = vertices.point(n);
                above[v] = isAtLeast(v, mm, alone);
                continue;
            }
            Boundary asked = alone ? zone : margin;
            asked.range(
                    vertices.middleX(level, n),
                    vertices.middleY(level, n),
                    vertices.middleZ(level, n),
                    vertices.radiusMm(level, n),
                    range);
            int first = n * PointBlocks.FAN;
            int last = Math.min(vertices.blocks(level - 1), first + PointBlocks.FAN);
            if (range[0] >= mm) {
                set(level - 1, first, last, above);
            } else if (!(range[1] < mm)) {
                mark(level - 1, first, last, mm, range[1] < Double.POSITIVE_INFINITY, above);
            }
        }
    }

    private void set(int level, int from, int to, boolean[] above) {
        for (int n = from; n < to; n++) {
            if (level < 0) {
                above[vertices.point(n)] = true;
            } else {
                int first = n * PointBlocks.FAN;
                set(level - 1, first, Math.min(vertices.blocks(level - 1), first + PointBlocks.FAN), above);
            }
        }
    }

    private boolean isAtLeast(int v, double mm, boolean alone) {
        if (!Double.isNaN(known[v])) {
            return known[v] >= mm;
        }
        double[] p = vertices.points();
        double x = p[3 * v];
        double y = p[3 * v + 1];
        double z = p[3 * v + 2];
        zone.range(x, y, z, 0, range);
        if (range[0] >= mm) {
            return true;
        }
        if (alone && range[1] < mm) {
            return false;
        }
        known[v] = (alone ? zone : margin).at(x, y, z);
        return known[v] >= mm;
    }
}
