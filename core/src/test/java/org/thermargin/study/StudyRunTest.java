package org.thermargin.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thermargin.InputException;
import org.thermargin.assess.Outcome;

class StudyRunTest {
    @TempDir
    Path folder;

    private static StudyTotals run(Path out, StudyPlan plan) throws InputException, IOException {
        return Studies.run(out, plan, false, 2, new DiskFiles());
    }

    /** Two concentric balls: margin 12 - 4 mm less the offset; voxels of 1.2 mm leave less than half of that as error. */
    @Test
    void marginOfADisplacedBallShrinksByItsOffset() throws Exception {
        StudyTotals totals = run(folder, Studies.plan(Studies.off(4, 0.0, 2.0, 5.0), Studies.planned("p")));

        List<StudyRow> rows = Studies.rows(folder);
        assertThat(totals.tasks()).isEqualTo(12);
        assertThat(rows).hasSize(12);
        for (StudyRow row : rows) {
            double off = row.number(StudyColumn.NEEDLE_OFF_MM).orElseThrow();
            assertThat(row.number(StudyColumn.MAM_MM).orElseThrow()).isCloseTo(8 - off, within(0.6));
            assertThat(row.text(StudyColumn.SOURCE)).isEqualTo("planned");
        }
        assertThat(rows.subList(0, 8)).allMatch(row -> row.verdict() == Outcome.COMPLETE);
        assertThat(rows.subList(8, 12)).allMatch(row -> row.verdict() == Outcome.INSUFFICIENT);
    }

    @Test
    void aMovedMaskIsAssessedWhereItLies() throws Exception {
        StudyDesign design = new StudyDesign(
                StudyDesign.Method.SOBOL,
                2,
                0,
                new OffsetError.None(),
                new ScalarError.None(),
                false,
                new ScalarError.None(),
                new OffsetError.Distances(List.of(3.0)),
                List.of(),
                List.of(),
                Optional.empty());

        run(folder, Studies.plan(design, Studies.observed("o")));

        for (StudyRow row : Studies.rows(folder)) {
            // 8 mm less 3 mm, the mask itself 0.2 mm off; two rasterised surfaces
            assertThat(row.number(StudyColumn.MAM_MM).orElseThrow()).isCloseTo(5, within(0.9));
            assertThat(row.text(StudyColumn.ACCEPTED)).isEqualTo("registration-zero");
        }
    }

    @Test
    void targetsAreHeldAgainstTheSameMargins() throws Exception {
        StudyDesign design = new StudyDesign(
                StudyDesign.Method.SOBOL,
                1,
                0,
                new OffsetError.None(),
                new ScalarError.None(),
                false,
                new ScalarError.None(),
                new OffsetError.None(),
                List.of(),
                List.of(2.0, 20.0),
                Optional.empty());

        run(folder, Studies.plan(design, Studies.observed("o")));

        assertThat(Studies.rows(folder).stream().map(StudyRow::verdict))
                .containsExactly(Outcome.COMPLETE, Outcome.INSUFFICIENT);
    }

    @Test
    @Tag("H30")
    void badCasesAreCountedAndStopNoOther() throws Exception {
        StudyPlan plan = Studies.plan(
                Studies.off(3, 1.0),
                Studies.refused("r"),
                Studies.planned("good"),
                new Studies.MemoryCase(
                        "defect",
                        "",
                        () -> {
                            throw new IllegalStateException("secret");
                        },
                        1),
                new Studies.MemoryCase(
                        "memory",
                        "",
                        () -> {
                            throw new OutOfMemoryError("test");
                        },
                        1),
                new Studies.MemoryCase("large", "", () -> null, 1L << 40),
                Studies.observed("no needle"));

        StudyTotals totals = run(folder, plan);

        assertThat(totals.tasks()).isEqualTo(18);
        assertThat(totals.tasksAssessed()).isEqualTo(3);
        assertThat(totals.tasksRefused()).isEqualTo(9);
        assertThat(totals.tasksFailed()).isEqualTo(6);
        assertThat(totals.allRows()).isEqualTo(18);
        List<String> reasons = Files.readAllLines(folder.resolve(StudyTables.FAILURES));
        assertThat(reasons).hasSize(5);
        assertThat(reasons.get(0))
                .contains("\"case_number\":1", "\"first_task\":1", "\"tasks\":3", "lesion-empty", "REFUSED");
        assertThat(reasons.get(1)).contains("internal-error").doesNotContain("secret");
        assertThat(reasons.get(2)).contains("out-of-memory");
        assertThat(reasons.get(3)).contains("case-memory");
        assertThat(reasons.get(4)).contains("study-nothing-to-vary");
    }

    @Test
    @Tag("H34")
    void resultsDoNotDependOnThreads() throws Exception {
        StudyPlan plan = Studies.plan(
                Studies.off(60, 1.0, 4.0), Studies.planned("p"), Studies.refused("r"), Studies.planned("q"));
        Map<String, String> first = null;
        for (int threads : new int[] {1, 2, 3}) {
            Path out = folder.resolve("t" + threads);

            Studies.run(out, plan, false, threads, new DiskFiles());

            first = first == null ? Studies.results(out) : first;
            assertThat(Studies.results(out)).isEqualTo(first);
        }
    }

    /** A case that ran out of memory beside others is tried again when nothing else is open. */
    @Test
    @Tag("H30")
    void aCaseShortOfMemoryOnceIsTriedAgainAlone() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        StudyCase once = Studies.shortOfMemoryOnce("once", tries);

        StudyTotals totals = run(folder, Studies.plan(Studies.off(2, 1.0), once, Studies.planned("p")));

        assertThat(tries).hasValue(2);
        assertThat(totals.tasksFailed()).isZero();
        assertThat(Studies.rows(folder).stream().map(StudyRow::task)).containsExactly(1, 2, 3, 4);
    }

    @Test
    @Tag("H33")
    void filesThatChangeBetweenHashAndReadAreRefused() throws Exception {
        StudyCase changed =
                new Studies.MemoryCase("changed", "", () -> Studies.scene("other", List.of(Studies.applied())), 1);

        StudyTotals totals = run(folder, Studies.plan(StudyDesign.none(), changed));

        assertThat(totals.tasksRefused()).isEqualTo(1);
        assertThat(Files.readString(folder.resolve(StudyTables.FAILURES))).contains("file-changed");
    }

    /** The file is the same before and after: a refusal under its key would stand for ever. */
    @Test
    @Tag("H33")
    void aFileThatCouldNotBeReadIsReadAgainByTheNextRun() throws Exception {
        AtomicBoolean inReach = new AtomicBoolean();
        StudyPlan plan = Studies.plan(StudyDesign.none(), read(inReach, "file-unreadable"));

        assertThat(run(folder, plan).tasksRefused()).isEqualTo(1);
        inReach.set(true);

        assertThat(Studies.run(folder, plan, true, 1, new DiskFiles()).tasksAssessed())
                .isEqualTo(1);
    }

    /** Half a file was there when it was read, the whole one when it was hashed before and is read in the next run. */
    @Test
    @Tag("H33")
    void whatIsWrongWithAFileThatChangedIsNotHeldAgainstTheOneThatWasHashed() throws Exception {
        AtomicBoolean whole = new AtomicBoolean();
        Studies.MemoryCase now = read(whole, "gzip-truncated");
        AtomicInteger hashed = new AtomicInteger();
        StudyCase written = new Restated(
                now, List.of("m"), () -> List.of(hashed.getAndIncrement() == 1 ? "half" : "00" + now.id()));
        StudyPlan plan = Studies.plan(StudyDesign.none(), written);

        assertThat(run(folder, plan).tasksRefused()).isEqualTo(1);
        assertThat(Files.readString(folder.resolve(StudyTables.FAILURES))).contains("file-changed");
        whole.set(true);

        assertThat(Studies.run(folder, plan, true, 1, new DiskFiles()).tasksAssessed())
                .isEqualTo(1);
    }

    private static Studies.MemoryCase read(AtomicBoolean isGood, String code) {
        return new Studies.MemoryCase(
                "m",
                "",
                () -> {
                    if (!isGood.get()) {
                        throw new InputException(code, "H27", "lesion.nii.gz", "lesion must be read");
                    }
                    return Studies.scene("m", List.of(Studies.applied()));
                },
                1);
    }

    /** More memory is something else than another case: its key is the same. */
    @Test
    @Tag("H30")
    void aCaseThatDidNotFitIsTriedAgainWithMoreMemory() throws Exception {
        StudyPlan plan = Studies.plan(
                Studies.off(1, 1.0),
                new Studies.MemoryCase("m", "", () -> Studies.scene("m", List.of(Studies.applied())), 1 << 20));

        for (long limit : new long[] {1 << 19, 1 << 20}) {
            try (StudyFolder out = StudyFolder.open(folder, new DiskFiles(), plan, true)) {
                new LocalStudyLoop(1, limit).run(plan, out, (tally, reused) -> {});
                assertThat(Studies.tables(out, plan).tasksAssessed()).isEqualTo(limit >> 20);
            }
        }
    }

    @Test
    @Tag("H31")
    void sharesJoinToTheUndividedStudy() throws Exception {
        StudyDesign design = Studies.off(130, 2.0, 3.0);
        StudyCase[] cases = {Studies.planned("p"), Studies.refused("r")};
        StudyPlan whole = Studies.plan(design, cases);
        run(folder.resolve("whole"), whole);
        for (int n = 1; n <= 2; n++) {
            run(folder.resolve("s" + n), new StudyPlan(List.of(cases), design, Studies.options(), n, 2));
        }

        StudyMerge merge = new StudyMerge(List.of(folder.resolve("s2"), folder.resolve("s1")));
        try (StudyFolder out = merge.output(folder.resolve("joined"))) {
            merge.write(
                    new StudyTables(out),
                    StudyColumn.GROUP,
                    (totals, statistics) ->
                            Map.of(StudyFolder.SUMMARY, totals + "\n" + StudySummary.of(statistics, 1)));
        }

        Map<String, String> expected = Studies.results(folder.resolve("whole"));
        expected.remove(StudyFolder.MARKER);
        assertThat(Studies.results(folder.resolve("joined"))).isEqualTo(expected);
    }

    @Test
    @Tag("H31")
    void sharesThatAreMissingDoubledOrOfAnotherStudyAreRefused() throws Exception {
        StudyCase[] cases = {Studies.refused("r"), Studies.refused("q")};
        for (int n = 1; n <= 2; n++) {
            run(folder.resolve("s" + n), new StudyPlan(List.of(cases), StudyDesign.none(), Studies.options(), n, 2));
        }
        run(folder.resolve("other"), Studies.plan(StudyDesign.none(), cases[0]));

        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> new StudyMerge(List.of(folder.resolve("s1"))))
                .matches(e -> e.code().equals("study-share-missing"));
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> new StudyMerge(List.of(folder.resolve("s1"), folder.resolve("s1"))))
                .matches(e -> e.code().equals("study-share-doubled"));
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> new StudyMerge(List.of(folder.resolve("s1"), folder.resolve("other"))))
                .matches(e -> e.code().equals("study-other"));
    }

    @Test
    @Tag("H32")
    void aChangedCaseIsComputedAgainAndTheOthersAreKept() throws Exception {
        AtomicInteger reads = new AtomicInteger();
        StudyCase kept = new Studies.MemoryCase(
                "kept",
                "",
                () -> {
                    reads.incrementAndGet();
                    return Studies.scene("kept", List.of(Studies.applied()));
                },
                1);
        run(folder, Studies.plan(Studies.off(1, 1.0), kept, Studies.refused("x")));

        // the second case under the same name: its file was repaired, so that its content differs
        StudyCase repaired = new Restated(
                new Studies.MemoryCase("x", "a", () -> Studies.scene("x", List.of(Studies.applied())), 1),
                List.of("x repaired"),
                () -> List.of("00x"));
        StudyTotals totals =
                Studies.run(folder, Studies.plan(Studies.off(1, 1.0), kept, repaired), true, 2, new DiskFiles());

        assertThat(reads).hasValue(1);
        assertThat(totals.tasksAssessed()).isEqualTo(2);
    }

    /** A case of which something else is said before it is read. */
    private record Restated(Studies.MemoryCase now, List<String> content, Supplier<List<String>> hashes)
            implements StudyCase {
        @Override
        public String name() {
            return now.name();
        }

        @Override
        public Prepared prepare() {
            Prepared prepared = now.prepare();
            List<String> hashedNow = hashes.get();
            return new Prepared() {
                @Override
                public String id() {
                    return prepared.id();
                }

                @Override
                public List<String> content() {
                    return content;
                }

                @Override
                public List<String> hashes() {
                    return hashedNow;
                }

                @Override
                public long memoryBytes() {
                    return prepared.memoryBytes();
                }

                @Override
                public Read read(int threads) throws InputException {
                    return prepared.read(threads);
                }
            };
        }

        @Override
        public String group() {
            return now.group();
        }
    }
}
