package org.thermargin.io.nifti;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermargin.InputException;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.LabelVolume;
import org.thermargin.grid.ScalarVolume;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.io.AsymmetricScene;
import org.thermargin.io.ReadOptions;
import org.thermargin.io.VolumeFile;

/** I9: what is written is read back; exactly so on dyadic lattices. */
class NiftiWriterTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"labels.nii", "labels.nii.gz"})
    void labelsSurviveTheRoundTrip(String name) throws IOException, InputException {
        for (int largest : new int[] {255, 256, 65535}) {
            short[] labels = new short[AsymmetricScene.GRID.voxelCount()];
            for (int v = 0; v < labels.length; v++) {
                labels[v] = (short) (v * 7 % (largest + 1));
            }
            labels[17] = (short) largest;
            Path path = folder.resolve(name);
            NiftiWriter.write(path, LabelVolume.ofShorts(AsymmetricScene.GRID, labels));

            VolumeFile volume = new NiftiReader().readLabels(path, ReadOptions.strict());

            assertThat(volume.grid()).isEqualTo(AsymmetricScene.GRID);
            assertThat(volume.storageAxes()).isEqualTo("RAS");
            assertThat(volume.sampleType()).isEqualTo(largest > 255 ? "uint16" : "uint8");
            assertThat(volume.findings()).isEmpty();
            for (int v = 0; v < labels.length; v++) {
                assertThat(volume.labels().at(v)).isEqualTo(labels[v] & 0xffff);
            }
        }
    }

    @Test
    void streamsHoldTheBytesOfFiles() throws IOException, InputException {
        BinaryMask mask = new BinaryMask(AsymmetricScene.GRID);
        mask.set(1, 2, 3);
        Path file = folder.resolve("mask.nii");
        NiftiWriter.write(file, mask);
        ByteArrayOutputStream stream = new ByteArrayOutputStream();

        NiftiWriter.stream(stream, mask);

        assertThat(stream.toByteArray()).isEqualTo(Files.readAllBytes(file));
    }

    /** Whole numbers that fit take half the room; one that does not makes all of them floats. */
    @ParameterizedTest
    @ValueSource(floats = {-1024, 32767, 32768, 0.5f, Float.NaN, -32769})
    void streamedValuesSurviveTheRoundTrip(float odd) throws IOException, InputException {
        float[] values = new float[AsymmetricScene.GRID.voxelCount()];
        for (int v = 0; v < values.length; v++) {
            values[v] = v % 3000 - 1000;
        }
        values[5] = odd;
        Path file = folder.resolve("image.nii");
        try (OutputStream out = Files.newOutputStream(file)) {
            NiftiWriter.stream(out, new ScalarVolume(AsymmetricScene.GRID, values));
        }

        VolumeFile volume = new NiftiReader().readScalars(file, ReadOptions.strict());

        assertThat(volume.sampleType()).isEqualTo(odd == -1024 || odd == 32767 ? "int16" : "float32");
        assertThat(volume.scalars().orElseThrow().values()).isEqualTo(values);
    }

    @Test
    void masksAndScalarsSurviveTheRoundTrip() throws IOException, InputException {
        BinaryMask mask = new BinaryMask(AsymmetricScene.GRID);
        mask.set(1, 2, 3);
        mask.set(4, 0, 6);
        float[] values = new float[AsymmetricScene.GRID.voxelCount()];
        for (int v = 0; v < values.length; v++) {
            values[v] = v == 5 ? Float.NaN : -3.7f + v * 0.37f;
        }
        Path maskPath = folder.resolve("mask.nii.gz");
        Path mapPath = folder.resolve("map.nii.gz");
        NiftiWriter.write(maskPath, mask);
        NiftiWriter.write(mapPath, new ScalarVolume(AsymmetricScene.GRID, values));

        NiftiReader reader = new NiftiReader();
        VolumeFile map = reader.readScalars(mapPath, ReadOptions.strict());

        assertThat(reader.readLabels(maskPath, ReadOptions.strict()).labels().nonZero())
                .isEqualTo(mask);
        assertThat(map.scalars().orElseThrow().values()).containsExactly(values);
        assertThat(map.grid()).isEqualTo(AsymmetricScene.GRID);
    }

    @Test
    @Tag("H02")
    void obliqueLatticesSurviveWithinFloat32() throws IOException, InputException {
        Random random = new Random(9);
        for (int n = 0; n < 100; n++) {
            Direction3 k = Direction3.of(0.4 * random.nextGaussian(), 0.4 * random.nextGaussian(), 1);
            Direction3 j = k.cross(Direction3.of(1, 0.3 * random.nextGaussian(), 0.2));
            Direction3 i = j.cross(k);
            VoxelGrid grid = VoxelGrid.oriented(
                    40, 30, 20, 0.7 + random.nextDouble(), 0.9, 5, i, j, k, new Point3(-180.3, 77.7, -1201.9));
            Path path = folder.resolve("oblique.nii");
            BinaryMask mask = new BinaryMask(grid);
            mask.set(39, 3, 7);
            NiftiWriter.write(path, mask);

            VolumeFile volume = new NiftiReader().readLabels(path, ReadOptions.strict());

            // float32 holds 1300 mm to 6e-5 mm; three steps and an offset
            VoxelGrid read = volume.grid();
            Point3 written = grid.toWorld(39, 3, 7);
            org.thermargin.grid.IndexBox box =
                    volume.labels().nonZero().boundingBox().orElseThrow();
            assertThat(read.toWorld(box.iLow(), box.jLow(), box.kLow()).distanceMm(written))
                    .isLessThan(5e-4);
        }
    }

    @Test
    void sameVolumeGivesTheSameBytes() throws IOException {
        BinaryMask mask = new BinaryMask(AsymmetricScene.GRID);
        mask.set(1, 2, 3);
        Path a = folder.resolve("a.nii.gz");
        Path b = folder.resolve("b.nii.gz");
        NiftiWriter.write(a, mask);
        NiftiWriter.write(b, mask);

        assertThat(Files.readAllBytes(a)).isEqualTo(Files.readAllBytes(b));
    }

    @Test
    void veryLongAxesAreWrittenAsNifti2() throws IOException {
        VoxelGrid grid = VoxelGrid.axisAligned(40_000, 1, 1, 1, 1, 1, new Point3(0, 0, 0));
        Path path = folder.resolve("long.nii");
        NiftiWriter.write(path, new BinaryMask(grid));

        assertThat(Files.size(path)).isEqualTo(544 + 40_000);
    }
}
