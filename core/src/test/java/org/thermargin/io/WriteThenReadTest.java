package org.thermargin.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
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
import org.thermargin.io.volume.VolumeFiles;

/** I9 for the formats that keep doubles: what is written is read back. NIfTI's float32 has a test of its own. */
class WriteThenReadTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"v.nrrd", "v.mha", "v.mhd"})
    void labelsMasksAndValuesSurvive(String name) throws IOException, InputException {
        Path path = folder.resolve(name);
        VoxelGrid grid = AsymmetricScene.GRID;
        for (int largest : new int[] {255, 256, 65535}) {
            short[] labels = new short[grid.voxelCount()];
            for (int v = 0; v < labels.length; v++) {
                labels[v] = (short) (v * 7 % (largest + 1));
            }
            labels[17] = (short) largest;
            LabelVolume written = LabelVolume.ofShorts(grid, labels);
            VolumeWriters.write(path, written);

            VolumeFile volume = VolumeFiles.readLabels(path, ReadOptions.strict());

            assertThat(volume.grid()).isEqualTo(grid);
            assertThat(volume.storageAxes()).isEqualTo("LPS");
            assertThat(volume.sampleType()).isEqualTo(largest > 255 ? "uint16" : "uint8");
            assertThat(volume.findings()).isEmpty();
            AsymmetricScene.assertSameLabels(volume.labels(), written);
        }

        BinaryMask mask = AsymmetricScene.labels().nonZero();
        VolumeWriters.write(path, mask);
        assertThat(VolumeFiles.readLabels(path, ReadOptions.strict()).labels().nonZero())
                .isEqualTo(mask);

        float[] values = new float[grid.voxelCount()];
        for (int v = 0; v < values.length; v++) {
            values[v] = v == 5 ? Float.NaN : -3.7f + v * 0.37f;
        }
        VolumeWriters.write(path, new ScalarVolume(grid, values));
        VolumeFile map = VolumeFiles.readScalars(path, ReadOptions.strict());
        assertThat(map.scalars().orElseThrow().values()).containsExactly(values);
        assertThat(map.grid()).isEqualTo(grid);
    }

    /** Any rotation, also left-handed: 17 digits keep corners at 1e3 mm to a few units in the last place, 1e-12 mm. */
    @ParameterizedTest
    @ValueSource(strings = {"v.nrrd", "v.mha"})
    void anyLatticeSurvives(String name) throws IOException, InputException {
        Random random = new Random(11);
        Path path = folder.resolve(name);
        for (int n = 0; n < 200; n++) {
            VoxelGrid grid = randomCanonicalGrid(random);
            BinaryMask mask = new BinaryMask(grid);
            mask.set(9, 3, 7);
            VolumeWriters.write(path, mask);

            VolumeFile volume = VolumeFiles.readLabels(path, ReadOptions.strict());

            assertThat(volume.labels().nonZero().get(9, 3, 7)).isTrue();
            assertThat(volume.findings()).isEmpty();
            for (int corner = 0; corner < 8; corner++) {
                int i = (corner & 1) * 29;
                int j = (corner >> 1 & 1) * 24;
                int k = (corner >> 2) * 19;
                assertThat(volume.grid().toWorld(i, j, k).distanceMm(grid.toWorld(i, j, k)))
                        .isLessThan(1e-9);
            }
        }
    }

    private static VoxelGrid randomCanonicalGrid(Random random) {
        Direction3 a = Direction3.of(random.nextGaussian(), random.nextGaussian(), random.nextGaussian());
        Direction3 b = a.cross(Direction3.of(random.nextGaussian(), random.nextGaussian(), random.nextGaussian()));
        Direction3 c = random.nextBoolean() ? a.cross(b) : b.cross(a);
        VoxelGrid storage = VoxelGrid.oriented(
                30,
                25,
                20,
                0.9 + random.nextDouble(),
                0.8 + random.nextDouble(),
                1 + 4 * random.nextDouble(),
                a,
                b,
                c,
                new Point3(-180.3 + random.nextDouble(), 77.7, -1201.9));
        VoxelGrid canonical = org.thermargin.grid.StorageOrder.of(storage).canonicalGrid();
        return canonical.nx() == 30 && canonical.ny() == 25 ? canonical : randomCanonicalGrid(random);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v.nrrd", "v.mha", "v.mhd"})
    void sameVolumeGivesTheSameBytes(String name) throws IOException {
        Path path = folder.resolve(name);
        VolumeWriters.write(path, AsymmetricScene.labels());
        byte[] first = Files.readAllBytes(path);
        VolumeWriters.write(path, AsymmetricScene.labels());

        assertThat(Files.readAllBytes(path)).isEqualTo(first);
    }
}
