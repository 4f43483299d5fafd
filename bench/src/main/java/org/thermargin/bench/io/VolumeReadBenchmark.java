package org.thermargin.bench.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
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
import org.thermargin.bench.BenchmarkMasks;
import org.thermargin.grid.LabelVolume;
import org.thermargin.io.ReadOptions;
import org.thermargin.io.VolumeFile;
import org.thermargin.io.nifti.NiftiWriter;
import org.thermargin.io.volume.VolumeFiles;
import org.thermargin.phantom.BenchmarkScene;

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
    private static final int HEADER_BYTES = 352;
    private static final int DATATYPE_OFFSET = 70;
    private static final int INT16 = 4;
    private static final int BUFFER_BYTES = 1 << 16;

    /** CT number + 1024 of outside, liver, vessel, ablated tissue, tumour. */
    private static final int[] TISSUES = {24, 1124, 1184, 1074, 1104};

    @Param({"mask", "ct"})
    private String volume;

    private Path file;
    private byte[] bytes;

    @Setup
    public void prepare() throws IOException {
        LabelVolume labels = BenchmarkScene.scaled(BenchmarkMasks.grid("512x512x200"), BenchmarkMasks.SEED)
                .labels();
        file = Files.createTempFile("volume-read", ".nii.gz");
        if (volume.equals("mask")) {
            bytes = new byte[HEADER_BYTES + labels.grid().voxelCount()];
            NiftiWriter.write(file, labels);
        } else {
            bytes = new byte[HEADER_BYTES + 2 * labels.grid().voxelCount()];
            writeCt(labels);
        }
    }

    /** The writer has no int16, so unsigned values below 2^15 are written and the type in the header is changed. */
    private void writeCt(LabelVolume labels) throws IOException {
        SplittableRandom random = new SplittableRandom(BenchmarkMasks.SEED);
        short[] values = new short[labels.grid().voxelCount()];
        for (int v = 0; v < values.length; v++) {
            values[v] = (short) (TISSUES[labels.at(v)] + random.nextInt(12) + random.nextInt(12));
        }
        Path plain = Files.createTempFile("volume-read", ".nii");
        NiftiWriter.write(plain, LabelVolume.ofShorts(labels.grid(), values));
        byte[] all = Files.readAllBytes(plain);
        Files.delete(plain);
        all[DATATYPE_OFFSET] = INT16;
        all[DATATYPE_OFFSET + 1] = 0;
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file), BUFFER_BYTES)) {
            out.write(all);
        }
    }

    @TearDown
    public void delete() throws IOException {
        Files.delete(file);
    }

    @Benchmark
    public VolumeFile read() throws InputException {
        return volume.equals("mask")
                ? VolumeFiles.readLabels(file, ReadOptions.strict())
                : VolumeFiles.readScalars(file, ReadOptions.strict());
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
