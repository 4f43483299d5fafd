package org.thermargin.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands as users give them, on a real cluster of processes of which some are killed in the middle. */
@Tag("slow")
@Tag("H31")
class LostWorkerTest {
    private static final int CASES = 29;
    /** With the folder that is no case: 30 batches, 300 tasks. */
    private static final int BATCHES = CASES + 1;

    private static final int ASSESSED_WITH_REFUSED = 1;
    private static final long PATIENCE_S = 300;

    @TempDir
    Path folder;

    @Test
    void aKilledWorkerLosesAndDoublesNothing() throws Exception {
        try (LoopbackCluster cluster = new LoopbackCluster(folder)) {
            study(cluster, "local").waitFor();
            cluster.worker("worker-1");
            Process doomed = cluster.worker("worker-2");

            Process study = study(cluster, "out", "--master", cluster.url());
            awaitParts(study, 6);
            LoopbackCluster.kill(doomed);
            long before = CaseStudies.parts(folder.resolve("out"));

            assertThat(study.waitFor(PATIENCE_S, TimeUnit.SECONDS)).isTrue();
            assertThat(study.exitValue()).as(said("out")).isEqualTo(ASSESSED_WITH_REFUSED);
            assertThat(before).isLessThan(BATCHES);
            assertThat(said("out")).contains("Lost executor");
            assertSame();
        }
    }

    @Test
    void aKilledDriverGoesOnWhereItEnded() throws Exception {
        try (LoopbackCluster cluster = new LoopbackCluster(folder)) {
            study(cluster, "local").waitFor();
            cluster.worker("worker-1");

            Process study = study(cluster, "out", "--master", cluster.url());
            awaitParts(study, 6);
            LoopbackCluster.kill(study);
            assertThat(study.waitFor(PATIENCE_S, TimeUnit.SECONDS)).isTrue();
            assertThat(Files.exists(folder.resolve("out/summary.json"))).isFalse();
            Process again = study(cluster, "out", "--master", cluster.url(), "--resume");

            assertThat(again.waitFor(PATIENCE_S, TimeUnit.SECONDS)).isTrue();
            assertThat(again.exitValue()).as(said("out")).isEqualTo(ASSESSED_WITH_REFUSED);
            assertSame();
        }
    }

    private void assertSame() throws IOException {
        assertThat(CaseStudies.difference(folder.resolve("out"), folder.resolve("local")))
                .isEmpty();
        assertThat(Files.readString(folder.resolve("out/summary.json"))).contains("\"tasks\" : 300");
        assertThat(Files.readAllLines(folder.resolve("out/rows.csv"))).hasSize(1 + 300);
    }

    private Process study(LoopbackCluster cluster, String out, String... more) throws IOException {
        if (!Files.exists(folder.resolve("cohort"))) {
            CaseStudies.cohort(folder.resolve("cohort"), CASES);
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-jar",
                programJar().toString(),
                "study",
                "cohort",
                "--needle-off-mm",
                "1,3",
                "--draws",
                "5",
                "--memory-limit-mib",
                "400",
                "--out",
                out));
        command.addAll(List.of(more));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(out + ".log").toFile());
        builder.environment().put("SPARK_HOME", cluster.home().toString());
        return builder.start();
    }

    private static Path programJar() throws IOException {
        try (var files = Files.list(CaseStudies.ROOT.resolve("cli/target"))) {
            return files.filter(p -> p.getFileName().toString().matches("thermargin-cli-[\\d.]+\\.jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private String said(String out) throws IOException {
        return Files.readString(folder.resolve(out + ".log"));
    }

    private void awaitParts(Process study, int parts) throws IOException, InterruptedException {
        while (CaseStudies.parts(folder.resolve("out")) < parts) {
            assertThat(study.isAlive()).as(said("out")).isTrue();
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
