package org.thermargin.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A runner that asks for batches in its own order gets what the local loop computes. */
class StudyBatchesTest {
    private static final long MEMORY = 1 << 20;

    @TempDir
    Path folder;

    private static StudyCase failing(String id, Throwable end) {
        return new Studies.MemoryCase(
                id,
                "",
                () -> {
                    if (end instanceof Error error) {
                        throw error;
                    }
                    throw (RuntimeException) end;
                },
                1);
    }

    @Test
    @Tag("H34")
    void batchesInAnyOrderByAnyThreadAreThoseOfTheLocalLoop() throws Exception {
        StudyPlan plan = Studies.plan(
                Studies.off(70, 1.0, 4.0, 7.0),
                Studies.planned("p"),
                Studies.refused("r"),
                failing("defect", new IllegalStateException("secret")),
                failing("memory", new OutOfMemoryError("test")),
                new Studies.MemoryCase("large", "", () -> null, 1L << 40),
                Studies.observed("no needle"),
                Studies.planned("q"));
        Studies.run(folder.resolve("local"), plan, false, 1, new DiskFiles());
        List<Integer> order = new ArrayList<>();
        for (int batch = 0; batch < plan.batches(); batch++) {
            order.add(batch);
        }
        Collections.shuffle(order, new Random(3));

        StudyBatches batches = new StudyBatches(plan, MEMORY);
        ExecutorService threads = Executors.newFixedThreadPool(3);
        List<Future<BatchResult>> results = new ArrayList<>();
        order.forEach(batch -> results.add(threads.submit(() -> batches.result(batch, Optional.empty()))));
        threads.shutdown();

        try (StudyFolder out = StudyFolder.open(folder.resolve("other"), new DiskFiles(), plan, false)) {
            for (Future<BatchResult> result : results) {
                out.keep(result.get());
            }
            Studies.tables(out, plan);
        }
        assertThat(Studies.results(folder.resolve("other"))).isEqualTo(Studies.results(folder.resolve("local")));
        assertThat(StudyFolder.partsOf(folder.resolve("other"), new DiskFiles()).values().stream()
                        .map(Path::getFileName)
                        .toList())
                .isEqualTo(StudyFolder.partsOf(folder.resolve("local"), new DiskFiles()).values().stream()
                        .map(Path::getFileName)
                        .toList());
    }

    @Test
    @Tag("H31")
    void theSameResultTwiceIsKeptOnceAndAnotherUnderItsKeyEndsTheStudy() throws Exception {
        StudyPlan plan = Studies.plan(Studies.off(2, 1.0), Studies.planned("p"), Studies.refused("r"));
        StudyBatches batches = new StudyBatches(plan, MEMORY);
        BatchResult first = batches.result(0, Optional.empty());
        String text = new String(first.bytes(), StandardCharsets.UTF_8);
        StudyPart part = StudyPart.parse(first.bytes()).orElseThrow();
        StudyPart altered = new StudyPart(
                part.key(),
                part.caseNumber(),
                part.caseId(),
                part.lines().stream()
                        .map(l -> l.replace("COMPLETE", "INCOMPLETE"))
                        .toList(),
                part.reasons());

        try (StudyFolder out = StudyFolder.open(folder.resolve("out"), new DiskFiles(), plan, false)) {
            out.keep(first);
            out.keep(batches.result(0, Optional.empty()));
            out.keep(batches.result(1, Optional.empty()));

            assertThat(text).contains("COMPLETE");
            assertThatExceptionOfType(StudyConflictException.class)
                    .isThrownBy(() -> out.keep(BatchResult.of(0, altered)))
                    .withMessageContaining("batch 0");
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> out.keep(new BatchResult(0, first.key(), new byte[] {1, 2})));
            assertThat(Studies.tables(out, plan).allRows()).isEqualTo(4);
        }
    }

    @Test
    @Tag("H32")
    void whatIsKeptUnderTheKeyIsNotComputedAgain() throws Exception {
        AtomicInteger reads = new AtomicInteger();
        StudyCase counted = new Studies.MemoryCase(
                "p",
                "",
                () -> {
                    reads.incrementAndGet();
                    return Studies.scene("p", List.of(Studies.applied()));
                },
                1);
        StudyPlan plan = Studies.plan(Studies.off(150, 1.0), counted);
        BatchResult first = new StudyBatches(plan, MEMORY).result(0, Optional.empty());

        StudyBatches batches = new StudyBatches(plan, MEMORY);
        BatchResult again = batches.result(0, Optional.of(first.key()));
        assertThat(again.isThere()).isTrue();
        assertThat(reads).hasValue(1);

        // another key: the case was something else then; its two batches are done with one reading
        assertThat(batches.result(0, Optional.of("0".repeat(32))).bytes()).isEqualTo(first.bytes());
        assertThat(batches.result(1, Optional.empty()).isThere()).isFalse();
        assertThat(reads).hasValue(2);
    }

    @Test
    @Tag("H30")
    void aCaseShortOfMemoryOnceIsTriedAgainAlone() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        StudyCase once = Studies.shortOfMemoryOnce("once", tries);
        StudyPlan plan = Studies.plan(Studies.off(2, 1.0), once);

        BatchResult result = new StudyBatches(plan, MEMORY).result(0, Optional.empty());

        assertThat(tries).hasValue(2);
        assertThat(result.part().reasons()).isEmpty();
        assertThat(result.part().lines()).hasSize(2);
    }

    /** Room for one case at a time: the threads take turns, and all is done. */
    @Test
    @Tag("H30")
    void casesThatDoNotFitTogetherAreOpenedOneAfterTheOther() throws Exception {
        AtomicInteger open = new AtomicInteger();
        StudyCase[] cases = new StudyCase[6];
        for (int n = 0; n < cases.length; n++) {
            String id = "c" + n;
            cases[n] = new Studies.MemoryCase(
                    id,
                    "",
                    () -> {
                        open.incrementAndGet();
                        return Studies.scene(id, List.of(Studies.applied()));
                    },
                    MEMORY * 3 / 4);
        }
        StudyPlan plan = Studies.plan(Studies.off(2, 1.0), cases);
        StudyBatches batches = new StudyBatches(plan, MEMORY);
        ExecutorService threads = Executors.newFixedThreadPool(3);
        List<Future<BatchResult>> results = new ArrayList<>();
        for (int batch = 0; batch < plan.batches(); batch++) {
            int number = batch;
            results.add(threads.submit(() -> batches.result(number, Optional.empty())));
        }
        threads.shutdown();

        for (Future<BatchResult> result : results) {
            assertThat(result.get().part().lines()).hasSize(2);
        }
        assertThat(open).hasValue(cases.length);
    }
}
