package org.thermargin.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermargin.InputException;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.LabelVolume;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.io.volume.VolumeFiles;

/** Reading with more threads gives the same bytes, the same failures, and leaves no thread behind. */
class ReadAheadTest {
    @TempDir
    Path folder;

    private static byte[] noise(int size) {
        byte[] bytes = new byte[size];
        new SplittableRandom(1).nextBytes(bytes);
        return bytes;
    }

    /** 800,000 voxels of 16-bit noise: files of more than a megabyte. */
    private static LabelVolume noisyVolume() {
        VoxelGrid grid = VoxelGrid.axisAligned(100, 80, 100, 0.5, 0.75, 1.25, new Point3(-10, 20, 30));
        SplittableRandom random = new SplittableRandom(2);
        short[] labels = new short[grid.voxelCount()];
        for (int v = 0; v < labels.length; v++) {
            labels[v] = (short) random.nextInt(1 << 16);
        }
        return LabelVolume.ofShorts(grid, labels);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1 << 17, (1 << 17) + 1, 3_000_000})
    void givesTheBytesOfTheStream(int size) throws IOException {
        byte[] bytes = noise(size);

        try (ReadAhead ahead = new ReadAhead(new ByteArrayInputStream(bytes))) {
            assertThat(ahead.readAllBytes()).isEqualTo(bytes);
            assertThat(ahead.read()).isEqualTo(-1);
            assertThat(ahead.read()).isEqualTo(-1);
        }
    }

    @Test
    void aFailureComesAfterTheBytesBeforeIt() throws IOException {
        byte[] bytes = noise(300_000);
        InputStream failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new CorruptDataException("code", "broken here");
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return read();
            }
        };

        try (ReadAhead ahead = new ReadAhead(new SequenceInputStream(new ByteArrayInputStream(bytes), failing))) {
            assertThat(ahead.readNBytes(bytes.length)).isEqualTo(bytes);
            assertThatThrownBy(ahead::read)
                    .isInstanceOf(CorruptDataException.class)
                    .hasMessage("broken here");
        }
    }

    /** A thread that outlived the call would still be alive here: closing waits for it. */
    @Test
    void closingEndsTheThread() throws IOException {
        try (ReadAhead ahead = new ReadAhead(new ByteArrayInputStream(noise(3_000_000)))) {
            assertThat(ahead.read()).isGreaterThanOrEqualTo(0);
        }

        assertThat(readers()).isZero();
    }

    private static long readers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(t -> t.getName().equals("read-ahead") && t.isAlive())
                .count();
    }

    @ParameterizedTest
    @ValueSource(strings = {"v.nii", "v.nii.gz", "v.nrrd", "v.mha"})
    @Tag("H34")
    void volumesDoNotDependOnThreads(String name) throws IOException, InputException {
        LabelVolume labels = noisyVolume();
        Path file = folder.resolve(name);
        VolumeWriters.write(file, labels);
        VolumeFile one = VolumeFiles.readLabels(file, ReadOptions.strict());

        for (int threads : new int[] {2, 3, 7, 16}) {
            ReadOptions options = ReadOptions.strict().withThreads(threads);
            VolumeFile more = VolumeFiles.readLabels(file, options);
            VolumeFile scalars = VolumeFiles.readScalars(file, options);

            assertThat(more.sha256()).isEqualTo(one.sha256());
            assertThat(more.grid()).isEqualTo(one.grid());
            for (int v = 0; v < labels.grid().voxelCount(); v++) {
                if (more.labels().at(v) != labels.at(v)
                        || scalars.scalars().orElseThrow().values()[v] != labels.at(v)) {
                    throw new AssertionError("voxel " + v + " differs with " + threads + " threads");
                }
            }
            assertThat(VolumeFiles.readHeader(file, options).sha256()).isEqualTo(one.sha256());
        }
        assertThat(readers()).isZero();
    }

    @Test
    @Tag("H27")
    @Tag("H34")
    void refusalsDoNotDependOnThreads() throws IOException {
        Path file = folder.resolve("v.nii.gz");
        VolumeWriters.write(file, noisyVolume());
        byte[] whole = Files.readAllBytes(file);
        SplittableRandom random = new SplittableRandom(3);
        for (int round = 0; round < 12; round++) {
            byte[] damaged = round < 4 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
            if (round >= 4 && round < 8) {
                damaged[random.nextInt(damaged.length)] ^= 4;
            } else if (round >= 8) {
                damaged[damaged.length - 1 - random.nextInt(8)] ^= 4;
            }
            Files.write(file, damaged);

            InputException one = refusal(file, 1);

            assertThat(refusal(file, 2)).hasMessage(one.getMessage());
            assertThat(readers()).isZero();
        }
    }

    private static InputException refusal(Path file, int threads) {
        return catchThrowableOfType(
                InputException.class,
                () -> VolumeFiles.readLabels(file, ReadOptions.strict().withThreads(threads)));
    }

    /** Files over the limit are inflated by tables: same voxels, same refusals. */
    @Test
    @Tag("H27")
    void largeFilesAreReadByTables() throws IOException, InputException {
        VoxelGrid grid = VoxelGrid.axisAligned(200, 180, 140, 0.5, 0.75, 1.25, new Point3(-10, 20, 30));
        byte[] noise = noise(2 * grid.voxelCount());
        short[] samples = new short[grid.voxelCount()];
        for (int v = 0; v < samples.length; v++) {
            samples[v] = (short) ((noise[2 * v] & 0xff) | noise[2 * v + 1] << 8);
        }
        Path file = folder.resolve("large.nii.gz");
        VolumeWriters.write(file, LabelVolume.ofShorts(grid, samples));
        assertThat(Files.size(file)).isGreaterThan(Inflation.LARGE_BYTES);

        LabelVolume read = VolumeFiles.readLabels(file, ReadOptions.strict()).labels();

        for (int v = 0; v < samples.length; v++) {
            if (read.at(v) != (samples[v] & 0xffff)) {
                throw new AssertionError("voxel " + v + " must be " + (samples[v] & 0xffff) + ", was " + read.at(v));
            }
        }
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 4));
        assertThat(refusal(file, 2).code()).isEqualTo("gzip-truncated");
        whole[whole.length / 2] ^= 1;
        Files.write(file, whole);
        assertThat(refusal(file, 2).findings().get(0).hazard()).isEqualTo("H27");
    }
}
