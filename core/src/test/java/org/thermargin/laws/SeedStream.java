package org.thermargin.laws;

import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** The seeds of a law: fixed ones by default, so that a build is repeatable. */
public final class SeedStream implements ArgumentsProvider {
    private static final long FIRST_SEED = 20_261_124;
    private static final int TRIES = 200;

    @Override
    public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        int oneIn = context.getRequiredTestMethod().getAnnotation(LawTest.class).oneIn();
        return seeds(System.getProperty("thermargin.seed"), System.getProperty("thermargin.tries"), oneIn)
                .mapToObj(Arguments::of);
    }

    /** The seeds for the two settings, null where not given: a seed alone is one case. */
    static LongStream seeds(String seed, String tries, int oneIn) {
        long first = seed == null ? FIRST_SEED : Long.parseLong(seed);
        long all = tries != null ? Long.parseLong(tries) : seed != null ? 1 : TRIES;
        return LongStream.range(first, first + Math.max(1, all / oneIn));
    }
}
