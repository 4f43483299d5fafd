package org.thermargin.bench.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.thermargin.InputException;
import org.thermargin.device.DeviceCatalogue;
import org.thermargin.study.DiskFiles;
import org.thermargin.study.LocalStudyLoop;
import org.thermargin.study.OffsetError;
import org.thermargin.study.StudyColumn;
import org.thermargin.study.StudyDesign;
import org.thermargin.study.StudyFolder;
import org.thermargin.study.StudyOptions;
import org.thermargin.study.StudyPlan;
import org.thermargin.study.StudySummary;
import org.thermargin.study.StudyTables;
import org.thermargin.study.StudyTotals;
import org.thermargin.zone.EllipsoidZoneModel;

/**
 * A whole study of one case in memory, from opening the case to the tables and statistics: a thousand placements of one
 * needle about a lesion of 3 cm, and, for the cost of bookkeeping alone (keys, rows, parts forced to disk, tables,
 * bootstrap), tasks of a case that is refused.
 *
 * <pre>bench/run.sh StudyBenchmark</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 5)
@Fork(value = 1, jvmArgs = "-Xmx2g")
public class StudyBenchmark {
    @Param("2")
    private int threads;

    private Path folder;
    private StudyCase3cm planned;

    @Setup
    public void prepare() {
        planned = new StudyCase3cm();
    }

    @Setup(Level.Invocation)
    public void empty() throws IOException {
        folder = Files.createTempDirectory("study");
    }

    @TearDown(Level.Invocation)
    public void remove() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Benchmark
    public StudyTotals thousandPlacements() throws InputException, IOException {
        return run(planned, 1000);
    }

    @Benchmark
    public StudyTotals bookkeepingOf1000() throws InputException, IOException {
        return run(new StudyCase3cm.Refused(), 1000);
    }

    @Benchmark
    public StudyTotals bookkeepingOf100000() throws InputException, IOException {
        return run(new StudyCase3cm.Refused(), 100_000);
    }

    private StudyTotals run(org.thermargin.study.StudyCase study, int draws) throws InputException, IOException {
        StudyDesign design = StudyDesign.ofNeedleOffsets(draws, 1, new OffsetError.Normal(2.5, 2.5));
        StudyOptions options = new StudyOptions(
                "bench",
                new EllipsoidZoneModel(DeviceCatalogue.released(), EllipsoidZoneModel.Options.strict()),
                List.of(),
                Set.of(),
                false,
                false);
        StudyPlan plan = new StudyPlan(List.of(study), design, options, 1, 1);
        try (StudyFolder out = StudyFolder.open(folder, new DiskFiles(), plan, false)) {
            new LocalStudyLoop(threads, 1L << 30).run(plan, out, (tally, reused) -> {});
            return new StudyTables(out)
                    .write(
                            plan,
                            StudyColumn.GROUP,
                            (totals, statistics) -> Map.of(
                                    StudyFolder.SUMMARY,
                                    StudySummary.of(statistics, 1).toString()));
        }
    }
}
