package org.thermargin.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermargin.InputException;
import org.thermargin.VectorModule;

/** Whatever goes wrong with files, going on afterwards ends with the bytes of an undisturbed run: none lost, none doubled. */
@Tag("H31")
class StudyFaultTest {
    /** Far more steps than a run has. */
    private static final int MANY = 10_000;

    private static final long GUARD_S = 60;

    @TempDir
    Path folder;

    static StudyPlan plan() {
        return Studies.plan(Studies.off(2, 1.0, 6.0), Studies.refused("r"), Studies.planned("p"), Studies.refused("s"));
    }

    private Map<String, String> undisturbed() throws InputException, IOException {
        Studies.run(folder.resolve("undisturbed"), plan(), false, 1, new DiskFiles());
        return Studies.results(folder.resolve("undisturbed"));
    }

    @Test
    void everyFailingStepLeavesWhatCanBeGoneOnWith() throws Exception {
        Map<String, String> expected = undisturbed();
        int step = 0;
        for (boolean reached = true; reached; step++) {
            Path out = folder.resolve("f" + step);
            reached = failsAndGoesOn(out, false, step, expected);
        }
        // folders, marker, three parts, two tables and the summary: more than thirty steps were tried
        assertThat(step).isGreaterThan(30);
    }

    /** What the first run left is read, taken or made anew in the second, which fails too. */
    @Test
    void everyFailingStepOfARunThatGoesOnLeavesWhatCanBeGoneOnWith() throws Exception {
        Map<String, String> expected = undisturbed();
        int step = 0;
        for (boolean reached = true; reached; step++) {
            Path out = folder.resolve("g" + step);
            Studies.run(out, plan(), false, 1, new DiskFiles());
            // one batch was never written, another is stale, a table and a file half-written are there
            List<Path> parts = new DiskFiles().list(out.resolve("parts"));
            Files.delete(parts.get(0));
            Files.move(parts.get(2), out.resolve("parts/0000002-" + "0".repeat(32) + ".part"));
            Files.delete(out.resolve(StudyFolder.SUMMARY));
            Files.writeString(out.resolve("parts/.writing-x"), "half");
            reached = failsAndGoesOn(out, true, step, expected);
        }
        assertThat(step).isGreaterThan(30);
    }

    /** Runs until the step fails, then to the end: the results are the expected ones. Whether there was such a step. */
    private static boolean failsAndGoesOn(Path out, boolean resume, int step, Map<String, String> expected)
            throws Exception {
        CountedFiles files = CountedFiles.failingAt(step);

        try {
            Studies.run(out, plan(), resume, 1, files);
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("no space left");
        }
        Studies.run(out, plan(), true, 1, new DiskFiles());

        assertThat(Studies.results(out)).as("step " + step).isEqualTo(expected);
        assertThat(step).isLessThan(MANY);
        return files.wasReached();
    }

    /** The process ends at a step, as by a power cut or kill -9; the folder is gone on with by another process. */
    @ParameterizedTest
    @ValueSource(ints = {4, 11, 17, 26, 33, 41})
    void aKilledRunGoesOnWhereItEnded(int step) throws Exception {
        Map<String, String> expected = undisturbed();
        Path out = folder.resolve("killed");

        kill(out, step, VectorModule.isPresent());

        Studies.run(out, plan(), true, 1, new DiskFiles());
        assertThat(Studies.results(out)).isEqualTo(expected);
    }

    /** Their last bits may differ. */
    @Test
    void aRunWithVectorInstructionsDoesNotGoOnWithOneThatHadNone() throws Exception {
        Path out = folder.resolve("other-instructions");

        kill(out, 26, !VectorModule.isPresent());

        assertRefused(out, plan(), true, "study-other");
    }

    private static void kill(Path out, int step, boolean vectors) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m"));
        if (vectors) {
            command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
        }
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                KilledRun.class.getName(),
                out.toString(),
                Integer.toString(step)));
        Process child = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(child.waitFor(GUARD_S, TimeUnit.SECONDS)).isTrue();
        assertThat(child.exitValue()).as(said).isEqualTo(KilledRun.KILLED);
    }

    @Test
    void aStoppedRunLeavesWholeBatchesAndGoesOn() throws Exception {
        Map<String, String> expected = undisturbed();
        Path out = folder.resolve("stopped");
        LocalStudyLoop loop = new LocalStudyLoop(1, 1 << 20);

        try (StudyFolder opened = StudyFolder.open(out, new DiskFiles(), plan(), false)) {
            loop.run(plan(), opened, (tally, reused) -> loop.stop());
        }

        assertThat(loop.isStopped()).isTrue();
        assertThat(Files.exists(out.resolve(StudyFolder.SUMMARY))).isFalse();
        Studies.run(out, plan(), true, 1, new DiskFiles());
        assertThat(Studies.results(out)).isEqualTo(expected);
    }

    @Test
    void aDamagedPartIsComputedAgain() throws Exception {
        Map<String, String> expected = undisturbed();
        Path parts = folder.resolve("undisturbed/parts");
        List<Path> files;
        try (var list = Files.list(parts)) {
            files = list.sorted().toList();
        }
        byte[] bytes = Files.readAllBytes(files.get(1));
        bytes[bytes.length / 2] ^= 1;
        Files.write(files.get(1), bytes);

        Studies.run(folder.resolve("undisturbed"), plan(), true, 1, new DiskFiles());

        assertThat(Studies.results(folder.resolve("undisturbed"))).isEqualTo(expected);
    }

    @Test
    void noPrefixOfAPartIsAPart() {
        StudyPart part = new StudyPart("k", 1, "case", List.of("a,b"), List.of("1\t{}"));
        byte[] bytes = part.bytes();

        assertThat(StudyPart.parse(bytes)).hasValue(part);
        for (int length = 0; length < bytes.length; length++) {
            assertThat(StudyPart.parse(Arrays.copyOf(bytes, length)))
                    .as("length " + length)
                    .isEmpty();
        }
    }

    @Test
    void aFolderInUseOfAnotherStudyOrWithOtherFilesIsRefused() throws Exception {
        Path out = folder.resolve("out");
        try (StudyFolder opened = StudyFolder.open(out, new DiskFiles(), plan(), false)) {
            assertThat(opened.path()).isEqualTo(out);
            assertRefused(out, plan(), true, "study-in-use");
        }
        assertRefused(out, plan(), false, "study-exists");
        assertRefused(out, Studies.plan(StudyDesign.none(), Studies.refused("r")), true, "study-other");
        Files.createDirectories(folder.resolve("full"));
        Files.writeString(folder.resolve("full/notes.txt"), "mine");
        assertRefused(folder.resolve("full"), plan(), true, "out-not-empty");
        assertRefused(folder.resolve("full/notes.txt"), plan(), true, "out-not-a-folder");
    }

    private static void assertRefused(Path out, StudyPlan plan, boolean resume, String code) {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> StudyFolder.open(out, new DiskFiles(), plan, resume))
                .matches(e -> e.code().equals(code));
    }

    @Test
    @Tag("H30")
    void aMissingOrDoubledTaskEndsWithoutASummary() throws Exception {
        Path out = folder.resolve("lost");
        Studies.run(out, plan(), false, 1, new DiskFiles());
        try (StudyFolder opened = StudyFolder.open(out, new DiskFiles(), plan(), true)) {
            StudyPart part = opened.part(1).orElseThrow();
            List<String> lines = part.lines();
            opened.keep(1, new StudyPart("0".repeat(32), 2, "p", lines.subList(0, 3), List.of()));

            assertThatExceptionOfType(StudyImbalanceException.class)
                    .isThrownBy(() -> Studies.tables(opened, plan()))
                    .withMessageContaining("must go on to 8");
            opened.keep(
                    1,
                    new StudyPart(
                            "1".repeat(32), 2, "p", List.of(lines.get(0), lines.get(2), lines.get(3)), List.of()));
            assertThatExceptionOfType(StudyImbalanceException.class).isThrownBy(() -> Studies.tables(opened, plan()));
        }
        assertThat(Files.exists(out.resolve(StudyFolder.SUMMARY))).isFalse();
    }
}
