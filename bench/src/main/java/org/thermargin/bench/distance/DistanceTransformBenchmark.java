package org.thermargin.bench.distance;

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
import org.thermargin.bench.BenchmarkMasks;
import org.thermargin.distance.DistanceTransform;
import org.thermargin.distance.SignedDistance;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.ScalarVolume;

/**
 * Exact distance transforms of one structure, allocation of the result included. Baselines: copying the result
 * ({@code memoryCopy}), and the plain double transform that the tests use as oracle ({@code reference}).
 *
 * <pre>bench/run.sh DistanceTransformBenchmark</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgs = "-Xmx3g")
public class DistanceTransformBenchmark {
    private static final double RADIUS_MM = 15;

    @Param({"128", "256", "512x512x200"})
    private String grid;

    @Param({"lesion", "liver", "vessels", "ablation"})
    private String mask;

    @Param("2")
    private int threads;

    private BinaryMask features;
    private float[] result;

    @Setup
    public void prepare() {
        features = BenchmarkMasks.Structure.named(mask).on(BenchmarkMasks.grid(grid));
        result = DistanceTransform.squaredVolumeMm2(features, threads).values();
    }

    @Benchmark
    public ScalarVolume full() {
        return DistanceTransform.squaredVolumeMm2(features, threads);
    }

    @Benchmark
    public Optional<ScalarVolume> bounded() {
        return DistanceTransform.squaredWithinMm2(features, RADIUS_MM, threads);
    }

    @Benchmark
    public ScalarVolume signed() {
        return SignedDistance.of(features, threads);
    }

    @Benchmark
    public float[] memoryCopy() {
        return result.clone();
    }

    @Benchmark
    public double[] reference() {
        return DistanceTransform.squaredMm2(features, threads);
    }
}
