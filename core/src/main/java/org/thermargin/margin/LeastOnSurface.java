package org.thermargin.margin;

/**
 * The point of least signed distance among many: blocks of points, and points, that are certainly above the least so far are
 * passed over. Of equal points the first counts, in whatever order they are asked.
 */
final class LeastOnSurface {
    /** Where nothing is known of blocks every so many-th point is looked at first, so that a low value is known early. */
    private static final int STRIDE = 61;

    private final Boundary boundary;
    private final PointBlocks blocks;
    private final double[] points;
    private final boolean[] chosen; // null: all
    private final double[][] leasts; // per level, of the blocks at hand: what their values are at least
    private double marginMm = Double.POSITIVE_INFINITY;
    private int at = -1;

    private LeastOnSurface(Boundary boundary, PointBlocks blocks, boolean[] chosen) {
        this.boundary = boundary;
        this.blocks = blocks;
        this.points = blocks.points();
        this.chosen = chosen;
        this.leasts = new double[blocks.levels()][PointBlocks.FAN];
    }

    /** The least over the points, those chosen where a choice is given. */
    static LeastOnSurface of(Boundary boundary, PointBlocks points, boolean[] chosen) {
        LeastOnSurface least = new LeastOnSurface(boundary, points, chosen);
        double slack = boundary.slackMm();
        if (slack < Double.POSITIVE_INFINITY) {
            least.among(points.levels() - 1, 0, points.blocks(points.levels() - 1), slack);
        } else {
            least.one();
        }
        return least;
    }

    /** The least signed distance, mm; infinite without points. */
    double marginMm() {
        return marginMm;
    }

    /** Number of the point; -1 without points. */
    int at() {
        return at;
    }

    /** Looks at blocks of one level, those that may be lowest first. */
    private void among(int level, int from, int to, double slackMm) {
        if (level < 0) {
            for (int place = from; place < to; place++) {
                ask(blocks.point(place));
            }
            return;
        }
        double[] least = leasts[level];
        for (int n = from; n < to; n++) {
            least[n - from] =
                    boundary.atLeast(blocks.middleX(level, n), blocks.middleY(level, n), blocks.middleZ(level, n))
                            - blocks.radiusMm(level, n)
                            - slackMm;
        }
        int below = blocks.blocks(level - 1);
        while (true) {
            int next = 0;
            for (int n = 1; n < to - from; n++) {
                next = least[n] < least[next] ? n : next;
            }
            if (!(least[next] <= marginMm) || least[next] == Double.POSITIVE_INFINITY) {
                return;
            }
            least[next] = Double.POSITIVE_INFINITY;
            int first = (from + next) * PointBlocks.FAN;
            among(level - 1, first, Math.min(below, first + PointBlocks.FAN), slackMm);
        }
    }

    private void one() {
        int count = blocks.count();
        for (int n = 0; n < count; n += STRIDE) {
            ask(n);
        }
        for (int n = 0; n < count; n++) {
            ask(n);
        }
    }

    private void ask(int n) {
        if (chosen != null && !chosen[n]) {
            return;
        }
        double value = boundary.upTo(points[3 * n], points[3 * n + 1], points[3 * n + 2], marginMm);
        if (value < marginMm || (value == marginMm && n < at)) {
            marginMm = value;
            at = n;
        }
    }
}
