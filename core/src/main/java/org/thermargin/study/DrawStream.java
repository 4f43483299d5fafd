package org.thermargin.study;

/** A stream of numbers from a seed by SplitMix64 (Steele et al., OOPSLA 2014), the same on every Java version. */
final class DrawStream {
    private long state;

    DrawStream(long seed) {
        this.state = seed;
    }

    /** A whole number from 0 to below the bound. */
    int below(int bound) {
        state += 0x9e3779b97f4a7c15L;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        z ^= z >>> 31;
        return (int) (((z >>> 32) * bound) >>> 32);
    }
}
