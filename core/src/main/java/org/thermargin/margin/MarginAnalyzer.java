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
        throw new IllegalStateException("margin of " + query + " with " + threads);
    }
}
