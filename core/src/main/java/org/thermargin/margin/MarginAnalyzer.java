package org.thermargin.margin;

/** Computes the margin of a lesion to a zone. Thread-safe; deterministic for every number of threads. */
public final class MarginAnalyzer {
    private final int threads;

    /** With the given number of threads, at least 1. */
    public MarginAnalyzer(int threads) {
        this.threads = threads;
    }

    /** The margin with its intervals, place and distribution. */
    public MarginResult analyze(MarginQuery query) {
        if (threads > 0) {
            throw new IllegalStateException("no margin yet for " + query);
        }
        return null;
    }
}
