package org.thermargin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is asked to end (SIGTERM, by the same path as Ctrl-C) says how to go on, and what it leaves is whole. */
@Tag("H31")
class StoppedStudyTest {
    private static final Path CASE =
            Path.of(System.getProperty("thermargin.root", ".."), "testdata", "cases", "crease-planned");

    private static final long GUARD_S = 60;
    private static final long POLL_MS = 20;

    @TempDir
    Path folder;

    @Test
    void aStudyThatIsAskedToEndIsGoneOnWithToTheSameBytes() throws Exception {
        List<String> study =
                List.of("study", CASE.toString(), "--needle-off-mm", "3", "--draws", "250", "--threads", "1");
        Path stopped = folder.resolve("stopped");
        Path said = folder.resolve("said");
        Process child = new ProcessBuilder(Stream.of(
                                List.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-Xmx512m",
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        Main.class.getName()),
                                study,
                                List.of("--out", stopped.toString()))
                        .flatMap(List::stream)
                        .toList())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            boolean kept = false;
            while (!kept && !child.waitFor(POLL_MS, TimeUnit.MILLISECONDS)) {
                kept = parts(stopped).stream().anyMatch(name -> name.endsWith(".part"));
            }
            child.destroy();
            assertThat(child.waitFor(GUARD_S, TimeUnit.SECONDS)).isTrue();
        } finally {
            child.destroyForcibly();
        }

        // 128 + SIGTERM
        assertThat(child.exitValue()).as(Files.readString(said)).isEqualTo(143);
        assertThat(Files.readString(said)).contains("thermargin: stopping; the same command with --resume goes on");
        assertThat(parts(stopped)).hasSizeBetween(1, 2).allMatch(name -> name.endsWith(".part"));
        assertThat(stopped.resolve("summary.json")).doesNotExist();
        run(study, stopped, "--resume");
        run(study, folder.resolve("whole"));
        for (String name : List.of("rows.csv", "rows.parquet", "failures.jsonl", "report.html", "summary.json")) {
            assertThat(stopped.resolve(name))
                    .hasSameBinaryContentAs(folder.resolve("whole").resolve(name));
        }
    }

    private static List<String> parts(Path out) throws IOException {
        if (!Files.isDirectory(out.resolve("parts"))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(out.resolve("parts"))) {
            return files.map(p -> p.getFileName().toString()).toList();
        }
    }

    private static void run(List<String> study, Path out, String... more) {
        Cli.Run run = Cli.run(Stream.of(study, List.of("--out", out.toString()), List.of(more))
                .flatMap(List::stream)
                .toArray());
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.OK);
    }
}
