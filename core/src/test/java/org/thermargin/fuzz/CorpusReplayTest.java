package org.thermargin.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Everything in the corpus of every fuzz target, in every run; {@code .ci/fuzz} goes on from there. */
@Tag("H36")
class CorpusReplayTest {
    static final java.util.List<String> TARGETS = FuzzTargets.NAMES;

    /** A hang guard and no measurement: the slowest input takes a fraction of a second. */
    private static final Duration HANG = Duration.ofSeconds(25);

    @ParameterizedTest
    @FieldSource("TARGETS")
    void inputsAreReadOrRefusedAndNothingElse(String name) throws IOException {
        FuzzTarget target = FuzzTargets.of(name);
        try (Sandbox sandbox = new Sandbox()) {
            for (Map.Entry<String, byte[]> input : Corpus.of(name, target).entrySet()) {
                boolean read = assertTimeoutPreemptively(
                        HANG, () -> Trial.of(target, input.getValue(), sandbox), name + " " + input.getKey());
                if (input.getKey().startsWith("seed-")) {
                    assertThat(read)
                            .as("%s %s must be read", name, input.getKey())
                            .isTrue();
                }
            }
        }
    }
}
