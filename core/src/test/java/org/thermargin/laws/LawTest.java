package org.thermargin.laws;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * A law that must hold for every random case: a test method with one parameter, the {@code long} seed, which it hands
 * to {@link Law#check}. Replay one case with {@code -Dthermargin.seed=N}; try more with {@code -Dthermargin.tries=N},
 * from that seed on when both are given.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest(name = "seed {0}")
@ArgumentsSource(SeedStream.class)
public @interface LawTest {
    /** Costly laws are tried one in so many times. */
    int oneIn() default 1;
}
