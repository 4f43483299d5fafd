package org.thermargin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.thermargin.assess.Outcome;
import org.thermargin.distance.DistanceFieldException;
import org.thermargin.report.TextStyle;
import picocli.CommandLine;

class FailuresTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Console console = new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            TextStyle.PLAIN);
    private final Failures failures = new Failures(console);

    @Test
    void anInternalErrorIsThreeWithAnIdAndNoStackTrace() {
        int code = failures.internal(new IllegalStateException("mesh is open"), false);

        assertThat(code).isEqualTo(3);
        assertThat(out.size()).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8))
                .matches("(?s)thermargin: internal error E[0-9a-f]{8}: IllegalStateException: mesh is open\n.*")
                .doesNotContain("\tat ");
    }

    @Test
    void theStackTraceIsThereOnDemand() {
        failures.internal(new IllegalStateException("mesh is open"), true);

        assertThat(err.toString(StandardCharsets.UTF_8)).contains("\tat org.thermargin.");
    }

    @Test
    void tooLittleMemoryNamesTheRemedy() {
        assertThat(failures.internal(new OutOfMemoryError(), false)).isEqualTo(3);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("THERMARGIN_JAVA_OPTS=-Xmx");
    }

    /** Also where it is found before there is a lesion to fail: of the organ, of vessels. */
    @Test
    @Tag("H21")
    void aDistanceFieldFoundWrongIsFailedAndGivesNoNumber() {
        Exception wrong = new DistanceFieldException("distance field at voxel (1, 2, 3) holds 4, by brute force 9 mm2");

        int text = failures.handleExecutionException(wrong, new CommandLine(new AssessCommand(console)), null);
        assertThat(text).isEqualTo(3);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("FAILED  a self-check failed, no margin is computed")
                .contains("self-check-failed, H21");

        AssessCommand json = new AssessCommand(console);
        CommandLine line = new CommandLine(json);
        line.parseArgs("--json", "case");
        assertThat(failures.handleExecutionException(wrong, line, null)).isEqualTo(3);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("\"failed\"", "\"self-check-failed\"")
                .doesNotContain("margin_mm");
    }

    @Test
    void outcomesMapToTheDocumentedCodes() {
        assertThat(ExitCode.of(Outcome.COMPLETE)).isEqualTo(0);
        assertThat(ExitCode.of(Outcome.INSUFFICIENT)).isEqualTo(1);
        assertThat(ExitCode.of(Outcome.INDETERMINATE)).isEqualTo(1);
        assertThat(ExitCode.of(Outcome.INCOMPLETE)).isEqualTo(1);
        assertThat(ExitCode.of(Outcome.NOT_TARGETED)).isEqualTo(1);
        assertThat(ExitCode.of(Outcome.REFUSED)).isEqualTo(2);
        assertThat(ExitCode.of(Outcome.FAILED)).isEqualTo(3);
    }
}
