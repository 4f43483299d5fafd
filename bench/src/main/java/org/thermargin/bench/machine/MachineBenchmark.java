package org.thermargin.bench.machine;

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
import org.thermargin.distance.Workers;

/**
 * The limits that {@link Roofline} holds kernels against: {@code triad} reads two arrays far larger than the caches and
 * writes a third, 16 bytes of traffic per element (the line that is written is read first); {@code arithmetic} does {@value
 * #OPERATIONS} multiplications and additions per element of an array that stays in the first cache.
 *
 * <pre>bench/run.sh MachineBenchmark</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgs = "-Xmx3g")
public class MachineBenchmark {
    /** Elements of one array of {@code triad}. */
    static final int ELEMENTS = 1 << 25;
    /** Bytes moved per element of {@code triad}. */
    static final int TRIAD_BYTES = 16;
    /** Operations per element of {@code arithmetic}. */
    static final int OPERATIONS = 16;
    /** Elements that one operation of {@code arithmetic} passes over. */
    static final long PASSED = (1 << 11) * 1000L;

    private static final int CHUNKS = 64;

    @Param({"1", "2"})
    private int threads;

    private final float[] a = new float[ELEMENTS];
    private final float[] b = new float[ELEMENTS];
    private final float[] c = new float[ELEMENTS];
    private final float[] small = new float[1 << 11];

    @Setup
    public void prepare() {
        for (int n = 0; n < ELEMENTS; n++) {
            b[n] = n;
            c[n] = 1f / (1 + n);
        }
    }

    @Benchmark
    public float[] triad() {
        int size = ELEMENTS / CHUNKS;
        Workers.run(CHUNKS, threads, () -> chunk -> {
            for (int n = chunk * size; n < (chunk + 1) * size; n++) {
                a[n] = b[n] + 3f * c[n];
            }
        });
        return a;
    }

    @Benchmark
    public float[] arithmetic() {
        for (int pass = 0; pass < 1000; pass++) {
            polynomial(small);
        }
        return small;
    }

    private static void polynomial(float[] x) {
        for (int n = 0; n < x.length; n++) {
            float t = x[n];
            t = t * 0.5f + 1;
            t = t * 0.5f + 1;
            t = t * 0.5f + 1;
            t = t * 0.5f + 1;
            t = t * 0.5f + 1;
            t = t * 0.5f + 1;
            t = t * 0.5f + 1;
            t = t * 0.5f + 1;
            x[n] = t;
        }
    }
}
