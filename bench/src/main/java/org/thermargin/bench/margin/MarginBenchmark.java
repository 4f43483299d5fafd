package org.thermargin.bench.margin;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.thermargin.assess.QamRecipe;
import org.thermargin.bench.BenchmarkMasks;
import org.thermargin.grid.BinaryMask;
import org.thermargin.margin.MarginAnalyzer;
import org.thermargin.margin.MarginQuery;
import org.thermargin.margin.MarginResult;
import org.thermargin.margin.ZoneRegion;
import org.thermargin.phantom.BenchmarkScene;

/**
 * The whole margin of one lesion of 3 cm on masks of the full image: minimum, intervals, surface distribution. No organ.
 * Baseline: the minimum alone by the published voxel-border recipe, cropped ({@code borderRecipe}).
 *
 * <pre>bench/run.sh MarginBenchmark</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgs = "-Xmx3g")
public class MarginBenchmark {
    /** Slice thickness of 512 x 512 x 200 voxels of 0.8 x 0.8 mm. */
    @Param({"1", "1.5", "2.5", "5"})
    private double sliceMm;

    @Param("2")
    private int threads;

    private BinaryMask lesion;
    private BinaryMask zone;

    @Setup
    public void prepare() {
        BenchmarkScene scene = BenchmarkScene.clinical(BenchmarkMasks.slices(sliceMm), BenchmarkMasks.SEED);
        lesion = scene.tumour();
        zone = scene.ablation();
    }

    @Benchmark
    public MarginResult analyze() {
        return new MarginAnalyzer(threads)
                .analyze(new MarginQuery(lesion, new ZoneRegion.Sampled(zone), Optional.empty(), 0));
    }

    @Benchmark
    public double borderRecipe() {
        return QamRecipe.of(lesion, zone, Optional.empty(), threads)
                .orElseThrow()
                .minMm();
    }
}
