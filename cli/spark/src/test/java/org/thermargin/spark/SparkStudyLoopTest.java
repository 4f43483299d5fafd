package org.thermargin.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.thermargin.InputException;
import org.thermargin.study.BatchResult;
import org.thermargin.study.DiskFiles;
import org.thermargin.study.LocalStudyLoop;
import org.thermargin.study.StudyColumn;
import org.thermargin.study.StudyConflictException;
import org.thermargin.study.StudyFolder;
import org.thermargin.study.StudyLoop;
import org.thermargin.study.StudyTables;
import org.thermargin.study.StudyTotals;

/** Whatever happens to tasks and reports, the tables are those of the local run: no row lost, none doubled. */
@Tag("H31")
class SparkStudyLoopTest {
    private static final int CASES = 4;
    private static final int DRAWS = 3;

    /** Bytes; more than the cases need. */
    private static final OptionalLong MEMORY = OptionalLong.of(1L << 30);

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static JavaSparkContext spark;
    private static CohortSource source;

    @BeforeAll
    static void start() throws Exception {
        source = new CohortSource(
                CaseStudies.cohort(shared.resolve("cohort"), CASES).toString(), DRAWS);
        run(shared.resolve("local"), new LocalStudyLoop(1, MEMORY.getAsLong()));
        // two cores; a task may fail three times
        spark = new JavaSparkContext(new SparkConf()
                .setMaster("local[2,4]")
                .setAppName("test")
                .set("spark.ui.enabled", "false")
                .set("spark.driver.host", "127.0.0.1")
                .set("spark.driver.bindAddress", "127.0.0.1"));
    }

    @AfterAll
    static void stop() {
        spark.close();
    }

    private static StudyTotals run(Path out, StudyLoop loop) throws InputException, IOException {
        try (StudyFolder opened = StudyFolder.open(out, new DiskFiles(), source.plan(), true)) {
            loop.run(source.plan(), opened, (tally, reused) -> {});
            return new StudyTables(opened)
                    .write(
                            source.plan(),
                            StudyColumn.GROUP,
                            (totals, statistics) -> Map.of(StudyFolder.SUMMARY, totals.toString()));
        }
    }

    private static SparkStudyLoop loop(AttemptWatch watch) {
        return new SparkStudyLoop(spark, source, MEMORY, watch);
    }

    private void assertSameAsLocal(AttemptWatch watch) throws Exception {
        StudyTotals totals = run(folder, loop(watch));

        assertThat(totals.tasks()).isEqualTo((CASES + 1) * 2 * DRAWS);
        assertThat(totals.tasksRefused()).isEqualTo(2 * DRAWS);
        assertThat(CaseStudies.difference(folder, shared.resolve("local"))).isEmpty();
    }

    @Test
    void theTablesAreThoseOfTheLocalRun() throws Exception {
        assertSameAsLocal(AttemptWatch.NONE);
    }

    /** Fails the first two attempts of every other group at a step; at the last one the work is done and only its report is lost. */
    record Failing(AttemptWatch.Step step) implements AttemptWatch {
        @Override
        public void at(Step now, BatchGroup group, int attempt) {
            if (now == step && attempt < 2 && group.batches().get(0) % 2 == 0) {
                throw new IllegalStateException("made to fail at " + step);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(AttemptWatch.Step.class)
    void attemptsThatFailAtAStepAreMadeAgain(AttemptWatch.Step step) throws Exception {
        assertSameAsLocal(new Failing(step));
    }

    /** Sends every result twice, as two attempts that both ended would. */
    record Doubling() implements AttemptWatch {
        @Override
        public List<BatchResult> sent(List<BatchResult> results, int attempt) {
            List<BatchResult> twice = new ArrayList<>(results);
            twice.addAll(results);
            return twice;
        }
    }

    @Test
    void resultsThatComeTwiceAreKeptOnce() throws Exception {
        assertSameAsLocal(new Doubling());
    }

    /** Sends each result and then another one under its key. */
    record Differing() implements AttemptWatch {
        @Override
        public List<BatchResult> sent(List<BatchResult> results, int attempt) {
            List<BatchResult> both = new ArrayList<>(results);
            for (BatchResult result : results) {
                both.add(Altered.of(result));
            }
            return both;
        }
    }

    @Test
    void twoResultsUnderOneKeyEndTheStudyWithoutTables() throws Exception {
        assertThatExceptionOfType(StudyConflictException.class)
                .isThrownBy(() -> run(folder, loop(new Differing())))
                .withMessageContaining("two differ");
        assertThat(CaseStudies.tables(folder)).doesNotContainKey(StudyFolder.SUMMARY);

        // what was kept before is right, so that the study can be gone on with
        assertSameAsLocal(AttemptWatch.NONE);
    }

    /** Fails every attempt at one group. */
    record Stubborn() implements AttemptWatch {
        @Override
        public void at(Step now, BatchGroup group, int attempt) {
            if (group.batches().contains(3)) {
                throw new IllegalStateException("never");
            }
        }
    }

    @Test
    void aJobThatSparkGivesUpLeavesWhatCanBeGoneOnWith() throws Exception {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> run(folder, loop(new Stubborn())))
                .withMessageContaining("the cluster gave up");

        assertSameAsLocal(AttemptWatch.NONE);
    }

    /** Fails when a batch is computed that the folder holds. */
    record NothingNew() implements AttemptWatch {
        @Override
        public List<BatchResult> sent(List<BatchResult> results, int attempt) {
            if (!results.stream().allMatch(BatchResult::isThere)) {
                throw new IllegalStateException("computed again");
            }
            return results;
        }
    }

    @Test
    void whatIsThereIsNotComputedAgain() throws Exception {
        run(folder, loop(AttemptWatch.NONE));

        assertSameAsLocal(new NothingNew());
    }

    /** A driver and executors that list other cases. */
    @Test
    @Tag("H29")
    void executorsThatSeeAnotherStudyComputeNothing() throws Exception {
        Path other = CaseStudies.cohort(folder.resolve("other"), CASES + 1);
        SparkStudyLoop loop =
                new SparkStudyLoop(spark, new CohortSource(other.toString(), DRAWS), MEMORY, AttemptWatch.NONE);

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> run(folder.resolve("out"), loop))
                .withMessageContaining("an executor must see the study of the driver");
        assertThat(CaseStudies.parts(folder.resolve("out"))).isZero();
    }

    @Test
    @Tag("H37")
    void aMasterThatOthersReachMustAskForASecret() throws Exception {
        SparkConf open = new SparkConf(false).setMaster("spark://192.0.2.7:7077");

        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> SparkStudy.requireClosed(open))
                .matches(e -> e.code().equals("cluster-open"));
        SparkStudy.requireClosed(open.clone().set("spark.authenticate", "true"));
        SparkStudy.requireClosed(open.clone().setMaster("spark://127.0.0.1:7077"));
        SparkStudy.requireClosed(open.clone().setMaster("local[2]"));
    }

    /** Results under the key of others. */
    static final class Altered {
        private Altered() {}

        /** The same with another verdict, as a whole part of its own. */
        static BatchResult of(BatchResult result) {
            String text = new String(result.bytes(), StandardCharsets.UTF_8);
            String body = text.substring(0, text.lastIndexOf("\ne") + 1).replaceAll(",(COMPLETE|REFUSED|IN)", ",X$1");
            return new BatchResult(result.batch(), result.key(), PartBytes.sealed(body));
        }
    }
}
