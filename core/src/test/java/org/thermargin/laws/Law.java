package org.thermargin.laws;

/** Checks a law on the case of a seed; a failure names the seed and the smallest case of that seed which fails too. */
public final class Law {
    private static final int MAX_HALVINGS = 6;

    private Law() {}

    /** What must hold for a case: throws when it does not. */
    @FunctionalInterface
    public interface Claim {
        void check(LawCase c) throws Exception;
    }

    /** Checks the claim on the case of the seed. */
    public static void check(long seed, Claim claim) {
        LawCase whole = CaseGenerator.of(seed, 0);
        Throwable failure = failure(claim, whole);
        if (failure == null) {
            return;
        }
        LawCase smallest = whole;
        Throwable reason = failure;
        for (int halvings = 1; halvings <= MAX_HALVINGS; halvings++) {
            LawCase half = CaseGenerator.of(seed, halvings);
            Throwable smaller = failure(claim, half);
            if (smaller != null) {
                smallest = half;
                reason = smaller;
            }
        }
        throw new AssertionError(
                "law broken; replay with -Dthermargin.seed=" + seed + "\ncase: " + whole + "\nbecause: " + failure
                        + "\nsmallest: " + smallest + "\nbecause: " + reason + "\n" + smallest.slices(),
                failure);
    }

    private static Throwable failure(Claim claim, LawCase c) {
        try {
            claim.check(c);
            return null;
        } catch (Exception | AssertionError e) {
            return e;
        }
    }
}
