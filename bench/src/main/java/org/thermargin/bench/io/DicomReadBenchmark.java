package org.thermargin.bench.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.thermargin.InputException;
import org.thermargin.bench.BenchmarkMasks;
import org.thermargin.io.ReadOptions;
import org.thermargin.io.VolumeFile;
import org.thermargin.io.volume.VolumeFiles;

/**
 * Reading DICOM that is in the file cache: a noisy CT of 300 single files of 512 x 512 16-bit samples, explicit little
 * endian, as values; and a segmentation of five balls (the largest holds some of the others) in 512 x 512 x 191 voxels, bit-packed, as
 * labels. Headers, checks, digest and conversion included. Baseline: the bytes of all files and nothing else.
 *
 * <pre>bench/run.sh DicomReadBenchmark</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgs = "-Xmx3g")
public class DicomReadBenchmark {
    private static final int EDGE = 512;
    private static final int CT_SLICES = 300;
    /** Centre (column, row, slice) and radius, voxels. */
    private static final int[][] BALLS = {
        {256, 256, 100, 95}, {200, 200, 90, 20}, {300, 250, 120, 12}, {250, 320, 100, 8}, {260, 240, 60, 30}
    };

    private Path series;
    private Path seg;

    /** Explicit little endian elements. */
    private static final class Elements {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Elements put(int tag, String vr, byte[] value) {
            boolean wide = vr.equals("OW") || vr.equals("OB") || vr.equals("SQ");
            ByteBuffer head = ByteBuffer.allocate(wide ? 12 : 8).order(ByteOrder.LITTLE_ENDIAN);
            head.putShort((short) (tag >>> 16)).putShort((short) tag).put(vr.getBytes(StandardCharsets.US_ASCII));
            if (wide) {
                head.putShort((short) 0).putInt(value.length);
            } else {
                head.putShort((short) value.length);
            }
            out.writeBytes(head.array());
            out.writeBytes(value);
            return this;
        }

        Elements text(int tag, String vr, String text) {
            String even = text.length() % 2 == 0 ? text : text + (vr.equals("UI") ? "\0" : " ");
            return put(tag, vr, even.getBytes(StandardCharsets.US_ASCII));
        }

        Elements number(int tag, int value) {
            return put(tag, "US", new byte[] {(byte) value, (byte) (value >> 8)});
        }

        Elements items(int tag, Elements... items) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (Elements item : items) {
                byte[] bytes = item.out.toByteArray();
                all.writeBytes(ByteBuffer.allocate(8)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(0xe000fffe)
                        .putInt(bytes.length)
                        .array());
                all.writeBytes(bytes);
            }
            return put(tag, "SQ", all.toByteArray());
        }

        Elements layout(int bits, int frames) {
            return number(0x00280002, 1)
                    .text(0x00280004, "CS", "MONOCHROME2")
                    .text(0x00280008, "IS", Integer.toString(frames))
                    .number(0x00280010, EDGE)
                    .number(0x00280011, EDGE)
                    .number(0x00280100, bits)
                    .number(0x00280101, bits)
                    .number(0x00280102, bits - 1)
                    .number(0x00280103, 0);
        }

        void write(Path file) throws IOException {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.writeBytes(new byte[128]);
            all.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
            all.writeBytes(new Elements()
                    .text(0x00020010, "UI", "1.2.840.10008.1.2.1")
                    .out
                    .toByteArray());
            all.writeBytes(out.toByteArray());
            Files.write(file, all.toByteArray());
        }
    }

    private static Elements object(String sopClass, String uid, String modality) {
        return new Elements()
                .text(0x00080016, "UI", sopClass)
                .text(0x00080018, "UI", uid)
                .text(0x00080060, "CS", modality)
                .text(0x0020000e, "UI", "1.2.3.4");
    }

    @Setup
    public void prepare() throws IOException {
        series = Files.createTempDirectory("dicom-read");
        SplittableRandom random = new SplittableRandom(BenchmarkMasks.SEED);
        byte[] pixels = new byte[2 * EDGE * EDGE];
        for (int k = 0; k < CT_SLICES; k++) {
            random.nextBytes(pixels);
            object("1.2.840.10008.5.1.4.1.1.2", "1.2.3.4." + k, "CT")
                    .text(0x00200032, "DS", "-200\\-200\\" + k)
                    .text(0x00200037, "DS", "1\\0\\0\\0\\1\\0")
                    .text(0x00280030, "DS", "0.8\\0.8")
                    .text(0x00281052, "DS", "-1024")
                    .text(0x00281053, "DS", "1")
                    .layout(16, 1)
                    .put(0x7fe00010, "OW", pixels)
                    .write(series.resolve("image_" + k));
        }
        seg = Files.createTempFile("dicom-read", ".dcm");
        writeSegmentation();
    }

    private void writeSegmentation() throws IOException {
        int frames = 0;
        for (int[] ball : BALLS) {
            frames += 2 * ball[3] + 1;
        }
        byte[] bits = new byte[frames * EDGE * EDGE / 8];
        Elements[] groups = new Elements[frames];
        Elements[] segments = new Elements[BALLS.length];
        int frame = 0;
        for (int s = 0; s < BALLS.length; s++) {
            segments[s] = new Elements().number(0x00620004, s + 1).text(0x00620005, "LO", "ball " + (s + 1));
            int[] ball = BALLS[s];
            for (int k = ball[2] - ball[3]; k <= ball[2] + ball[3]; k++, frame++) {
                groups[frame] = new Elements()
                        .items(0x00209113, new Elements().text(0x00200032, "DS", "-200\\-200\\" + k))
                        .items(0x0062000a, new Elements().number(0x0062000b, s + 1));
                fill(bits, frame, ball, k);
            }
        }
        Elements shared = new Elements()
                .items(0x00209116, new Elements().text(0x00200037, "DS", "1\\0\\0\\0\\1\\0"))
                .items(0x00289110, new Elements().text(0x00180088, "DS", "1").text(0x00280030, "DS", "0.8\\0.8"));
        object("1.2.840.10008.5.1.4.1.1.66.4", "1.2.3.5", "SEG")
                .layout(1, frames)
                .text(0x00620001, "CS", "BINARY")
                .items(0x00620002, segments)
                .items(0x52009229, shared)
                .items(0x52009230, groups)
                .put(0x7fe00010, "OB", bits)
                .write(seg);
    }

    private static void fill(byte[] bits, int frame, int[] ball, int k) {
        for (int j = 0; j < EDGE; j++) {
            for (int i = 0; i < EDGE; i++) {
                int square =
                        (i - ball[0]) * (i - ball[0]) + (j - ball[1]) * (j - ball[1]) + (k - ball[2]) * (k - ball[2]);
                if (square <= ball[3] * ball[3]) {
                    int bit = (frame * EDGE + j) * EDGE + i;
                    bits[bit >> 3] |= (byte) (1 << (bit & 7));
                }
            }
        }
    }

    @TearDown
    public void delete() throws IOException {
        Files.delete(seg);
        try (Stream<Path> files = Files.walk(series)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Benchmark
    public VolumeFile ctOf300Files() throws InputException {
        return VolumeFiles.readScalars(series, ReadOptions.strict());
    }

    @Benchmark
    public VolumeFile segOf5Segments() throws InputException {
        return VolumeFiles.readLabels(seg, ReadOptions.strict());
    }

    @Benchmark
    public long bytesOfCt() throws IOException {
        long bytes = 0;
        for (int k = 0; k < CT_SLICES; k++) {
            bytes += Files.readAllBytes(series.resolve("image_" + k)).length;
        }
        return bytes;
    }
}
