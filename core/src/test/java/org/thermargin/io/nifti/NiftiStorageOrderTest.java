package org.thermargin.io.nifti;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.thermargin.InputException;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.io.AsymmetricScene;
import org.thermargin.io.ReadOptions;
import org.thermargin.io.VolumeFile;

/** I1: one scene in 48 storage orders, two byte orders, two versions gives one volume, bit for bit. */
@Tag("H01")
@Tag("H08")
@Tag("H28")
class NiftiStorageOrderTest {
    @TempDir
    Path folder;

    record Stored(int[] perm, int flips, int version, ByteOrder byteOrder) {}

    static List<Stored> all() {
        List<Stored> all = new ArrayList<>();
        for (int[] perm : AsymmetricScene.PERMUTATIONS) {
            for (int flips = 0; flips < 8; flips++) {
                for (int version = 1; version <= 2; version++) {
                    all.add(new Stored(perm, flips, version, ByteOrder.LITTLE_ENDIAN));
                    all.add(new Stored(perm, flips, version, ByteOrder.BIG_ENDIAN));
                }
            }
        }
        return all;
    }

    private VolumeFile read(NiftiBytes file) throws IOException, InputException {
        Path path = NiftiBytes.write(folder, "scene.nii", file.bytes());
        return new NiftiReader().readLabels(path, ReadOptions.strict());
    }

    private static NiftiBytes file(Stored stored) {
        NiftiBytes file = NiftiBytes.scene(stored.perm, stored.flips);
        file.version = stored.version;
        file.byteOrder = stored.byteOrder;
        return file;
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyStorageOrderGivesTheSameBits(Stored stored) throws IOException, InputException {
        VolumeFile volume = read(file(stored));

        AsymmetricScene.assertIsScene(volume);
        assertThat(volume.findings()).isEmpty();
    }

    /** float32 quaternions hold quarter and half turns to about 2e-7, times 60 mm. */
    @ParameterizedTest
    @MethodSource("all")
    void qformAloneGivesTheSameVoxelsWithinRounding(Stored stored) throws IOException, InputException {
        NiftiBytes file = file(stored);
        file.sformCode = 0;

        VolumeFile volume = read(file);

        assertSameCorners(volume.grid(), AsymmetricScene.GRID, 1e-3);
        AsymmetricScene.assertSameLabels(volume.labels(), AsymmetricScene.labels());
    }

    @Test
    void storageAxesArePrinted() throws IOException, InputException {
        assertThat(read(NiftiBytes.scene()).storageAxes()).isEqualTo("RAS");
        assertThat(read(NiftiBytes.scene(new int[] {2, 0, 1}, 1)).storageAxes()).isEqualTo("ILP");
    }

    static void assertSameCorners(VoxelGrid actual, VoxelGrid expected, double toleranceMm) {
        assertThat(new int[] {actual.nx(), actual.ny(), actual.nz()})
                .containsExactly(expected.nx(), expected.ny(), expected.nz());
        for (int corner = 0; corner < 8; corner++) {
            int i = (corner & 1) == 0 ? 0 : expected.nx() - 1;
            int j = (corner & 2) == 0 ? 0 : expected.ny() - 1;
            int k = (corner & 4) == 0 ? 0 : expected.nz() - 1;
            Point3 p = expected.toWorld(i, j, k);
            assertThat(actual.toWorld(i, j, k).distanceMm(p)).isLessThanOrEqualTo(toleranceMm);
        }
    }
}
