package org.thermargin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MainTest {
    /** A line of the list of commands: two spaces, its name in small letters, what it does. */
    private static final Pattern LISTED = Pattern.compile("(?m)^  ([a-z]+)  +[A-Z]");

    @Test
    void everyListedCommandAnswersByItsNameAlone() {
        List<String> listed = LISTED.matcher(Cli.run("--help").out())
                .results()
                .map(line -> line.group(1))
                .toList();

        assertThat(listed)
                .containsExactly(
                        "assess", "verify", "study", "merge", "view", "register", "inspect", "devices", "phantom");
        for (String command : listed) {
            assertThat(Cli.run(command, "--help").out()).contains("Usage: thermargin " + command + " ");
        }
    }

    @Test
    void mistypedCommandIsToldWhatIsLikeIt() {
        Cli.Run run = Cli.run("assses", "case");

        assertThat(run.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err()).contains("'assses'").contains("did you mean assess");
    }
}
