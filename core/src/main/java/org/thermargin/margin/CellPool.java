package org.thermargin.margin;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Cells in a known state for any number of searches: each has its own, which go back to that state when it is done, so that
 * they are copied only as often as searches run at the same time. Thread-safe.
 */
final class CellPool {
    private final BallCells known;
    private final Deque<BallCells> idle = new ArrayDeque<>();

    CellPool(BallCells known) {
        this.known = known;
    }

    /** Cells in the known state, for one search. */
    BallCells take() {
        synchronized (idle) {
            if (!idle.isEmpty()) {
                return idle.pop();
            }
        }
        return known.copy();
    }

    /**
     * The same of a search whose numbers do not depend on what was halved before: it stays halved for the next such, as long as
     * that is not too much.
     */
    void giveBackHalved(BallCells cells) {
        if (cells.isMuchHalved()) {
            cells.rewind();
        }
        synchronized (idle) {
            idle.push(cells);
        }
    }

    /** Takes back what {@link #take} gave, which is not used any more. */
    void giveBack(BallCells cells) {
        cells.rewind();
        synchronized (idle) {
            idle.push(cells);
        }
    }
}
