package org.thermargin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thermargin.report.TextStyle;
import org.thermargin.study.DiskFiles;
import org.thermargin.study.LocalStudyLoop;
import org.thermargin.study.StudyFiles;
import org.thermargin.study.StudyFolder;
import org.thermargin.study.StudyRequest;
import picocli.CommandLine;

/** A disk that fails anywhere in the tables and reports of a study, Parquet included, leaves what --resume goes on with. */
@Tag("H31")
class StudyFilesFaultTest {
    private static final Path CASES = Path.of(System.getProperty("thermargin.root", ".."), "testdata", "cases");

    /** Small, so that the tables of few rows are written in many steps. */
    private static final int BUFFER = 2 << 10;

    /** Far more steps than a run has. */
    private static final int MANY = 1000;

    @TempDir
    Path folder;

    @Test
    void everyFailingStepOfAllTablesAndReportsCanBeGoneOnWith() throws Exception {
        BadCases.copy(CASES.resolve("crease-planned"), folder.resolve("cohort/good"));
        Files.createDirectories(folder.resolve("cohort/nothing"));
        Path whole = folder.resolve("whole");
        run(whole, new DiskFiles());
        Map<String, String> expected = results(whole);
        assertThat(expected.keySet())
                .containsExactly(
                        "failures.jsonl", "report.html", "rows.csv", "rows.parquet", "study.txt", "summary.json");

        int step = 0;
        for (boolean reached = true; reached; step++) {
            Path out = folder.resolve("f" + step);
            Files.createDirectories(out.resolve("parts"));
            Files.copy(whole.resolve("study.txt"), out.resolve("study.txt"));
            for (Path part : new DiskFiles().list(whole.resolve("parts"))) {
                Files.copy(part, out.resolve("parts").resolve(part.getFileName()));
            }
            FailingFiles files = new FailingFiles(step);

            try {
                run(out, files.asFiles());
            } catch (IOException e) {
                assertThat(e).hasStackTraceContaining("no space left");
                // the last step of all comes after the summary has its name
                assertThat(results(out).getOrDefault("summary.json", expected.get("summary.json")))
                        .isEqualTo(expected.get("summary.json"));
            }
            reached = files.steps > step;
            run(out, new DiskFiles());

            assertThat(results(out)).as("step " + step).isEqualTo(expected);
            assertThat(step).isLessThan(MANY);
        }
        // five files to create, write, force and rename, of which the Parquet table is written in many
        assertThat(step).isGreaterThan(40);
    }

    private void run(Path out, StudyFiles files) throws Exception {
        Console silent = new Console(
                new PrintStream(OutputStream.nullOutputStream()),
                new PrintStream(OutputStream.nullOutputStream()),
                TextStyle.PLAIN);
        StudyCommand command = new StudyCommand(silent);
        new CommandLine(command)
                .parseArgs(
                        folder.resolve("cohort").toString(),
                        "--needle-off-mm",
                        "2",
                        "--draws",
                        "2",
                        "--out",
                        out.toString());
        StudyRequest request = command.request();
        try (StudyFolder opened = StudyFolder.open(out, files, request.plan(), true)) {
            new LocalStudyLoop(1, 1L << 30).run(request.plan(), opened, (tally, reused) -> {});
            command.reports.write(request.plan(), opened, silent, false);
        }
    }

    private static Map<String, String> results(Path out) throws IOException {
        Map<String, String> results = new TreeMap<>();
        try (Stream<Path> files = Files.list(out)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                results.put(
                        file.getFileName().toString(),
                        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        results.remove(".lock");
        return results;
    }

    /** Files of this machine of which one step, counted from 0, fails: a call, or the writing of two kilobytes. */
    private static final class FailingFiles {
        private final StudyFiles files = new DiskFiles();
        private final int bad;
        private int steps;

        FailingFiles(int bad) {
            this.bad = bad;
        }

        StudyFiles asFiles() {
            return (StudyFiles) Proxy.newProxyInstance(
                    StudyFiles.class.getClassLoader(), new Class<?>[] {StudyFiles.class}, (proxy, method, args) -> {
                        step();
                        try {
                            Object result = method.invoke(files, args);
                            return result instanceof OutputStream out
                                    ? new BufferedOutputStream(new FailingStream(out), BUFFER)
                                    : result;
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }

        private void step() throws IOException {
            if (steps++ == bad) {
                throw new IOException("no space left");
            }
        }

        private final class FailingStream extends FilterOutputStream {
            FailingStream(OutputStream out) {
                super(out);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length / 2);
                step();
                out.write(bytes, offset + length / 2, length - length / 2);
            }
        }
    }
}
