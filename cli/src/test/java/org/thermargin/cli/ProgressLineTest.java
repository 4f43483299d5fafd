package org.thermargin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thermargin.report.TextStyle;
import org.thermargin.study.DiskFiles;
import org.thermargin.study.LocalStudyLoop;
import org.thermargin.study.StudyFolder;
import org.thermargin.study.StudyRequest;
import picocli.CommandLine;

class ProgressLineTest {
    private static final long SECOND = 1_000_000_000;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** Eight refused cases, a second each; the clock counts from below zero, as it may. */
    private String shown(boolean silent, boolean terminal) throws Exception {
        for (int n = 0; n < 8; n++) {
            Files.createDirectories(folder.resolve("cohort/c" + n));
        }
        PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        StudyCommand command = new StudyCommand(new Console(err, err, TextStyle.PLAIN));
        new CommandLine(command)
                .parseArgs(
                        folder.resolve("cohort").toString(),
                        "--out",
                        folder.resolve("out").toString());
        StudyRequest request = command.request();
        AtomicLong now = new AtomicLong(-3 * SECOND);
        ProgressLine progress = new ProgressLine(err, 8, silent, terminal, now::get);
        try (StudyFolder out = StudyFolder.open(request.out(), new DiskFiles(), request.plan(), false)) {
            new LocalStudyLoop(1, 1 << 20).run(request.plan(), out, (tally, reused) -> {
                now.addAndGet(SECOND);
                progress.batch(tally, reused);
            });
        }
        progress.end();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aTerminalSeesOneLineRedrawn() throws Exception {
        String[] drawn = shown(false, true).split("\r", -1);

        assertThat(drawn).hasSize(10);
        assertThat(drawn[4])
                .isEqualTo("\u001b[K\u001b[?7l[##########..........] 4/8, 1.0/s, 4 s left, 4 refused\u001b[?7h");
        assertThat(drawn[9])
                .isEqualTo("\u001b[K\u001b[?7l[####################] 8/8, 1.0/s, 8 refused\u001b[?7h"
                        + System.lineSeparator());
    }

    @Test
    void aFileGetsALineForEveryTenthOfTheWork() throws Exception {
        assertThat(shown(false, false).lines())
                .hasSize(8)
                .startsWith("[##..................] 1/8, 1.0/s, 7 s left, 1 refused");
    }

    @Test
    void nothingIsSaidBesideJson() throws Exception {
        assertThat(shown(true, true)).isEmpty();
    }
}
