package org.thermargin.bench.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.thermargin.InputException;
import org.thermargin.io.ReadOptions;
import org.thermargin.io.VolumeFile;
import org.thermargin.io.volume.VolumeFiles;

/**
 * Reading a gzipped NIfTI of 512 x 512 x 200 voxels that is in the file cache: a label mask (uint8) or a noisy CT
 * (int16, values of the scene's tissues with noise). Checks, digest and conversion to a canonical volume included.
 * Baseline: the JDK's {@code GZIPInputStream} with a 64 KiB buffer into a byte array, nothing else ({@code gunzip}).
 *
 * <pre>bench/run.sh VolumeReadBenchmark</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgs = "-Xmx3g")
public class VolumeReadBenchmark {
    private static final int BUFFER_BYTES = 1 << 16;

    @Param({"mask", "ct"})
    private String volume;

    @Param("2")
    private int threads;

    private Path file;
    private byte[] bytes;

    @Setup
    public void prepare() throws IOException {
        file = Files.createTempFile("volume-read", ".nii.gz");
        if (volume.equals("mask")) {
            BenchmarkFiles.mask(file);
        } else {
            BenchmarkFiles.ct(file);
        }
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file), BUFFER_BYTES)) {
            bytes = in.readAllBytes();
        }
    }

    @TearDown
    public void delete() throws IOException {
        Files.delete(file);
    }

    @Benchmark
    public VolumeFile read() throws InputException {
        ReadOptions options = ReadOptions.strict().withThreads(threads);
        return volume.equals("mask") ? VolumeFiles.readLabels(file, options) : VolumeFiles.readScalars(file, options);
    }

    @Benchmark
    public byte[] gunzip() throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file), BUFFER_BYTES)) {
            int length = in.readNBytes(bytes, 0, bytes.length);
            if (length != bytes.length) {
                throw new IOException("expected " + bytes.length + " bytes, was " + length);
            }
        }
        return bytes;
    }
}
