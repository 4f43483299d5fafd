package org.thermargin.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.thermargin.InputException;
import org.thermargin.io.volume.VolumeFiles;

/** I1 for NRRD and MetaImage; NIfTI has a test of its own. */
@Tag("H01")
@Tag("H08")
@Tag("H28")
class StorageOrdersTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void everyStorageOrderGivesTheSameBits(SceneFiles format) throws IOException, InputException {
        int files = 0;
        for (AsymmetricScene.Stored scene : AsymmetricScene.allOrders()) {
            for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
                Path path = format.write(folder, scene, order);

                VolumeFile volume = VolumeFiles.readLabels(path, ReadOptions.strict());

                AsymmetricScene.assertIsScene(volume);
                assertThat(volume.findings()).isEmpty();
                assertThat(volume.sampleType()).isEqualTo("int16");
                files++;
            }
        }
        assertThat(files).isEqualTo(96);
    }

    @ParameterizedTest
    @EnumSource
    void everyStorageOrderGivesTheSameValues(SceneFiles format) throws IOException, InputException {
        for (AsymmetricScene.Stored scene : AsymmetricScene.allOrders()) {
            Path path = format.write(folder, scene, ByteOrder.BIG_ENDIAN);

            VolumeFile volume = VolumeFiles.readScalars(path, ReadOptions.strict());

            AsymmetricScene.assertIsScene(volume);
        }
    }

    @ParameterizedTest
    @EnumSource
    void storageAxesArePrinted(SceneFiles format) throws IOException, InputException {
        Path path = format.write(folder, AsymmetricScene.stored(new int[] {2, 0, 1}, 1), ByteOrder.LITTLE_ENDIAN);

        assertThat(VolumeFiles.readHeader(path, ReadOptions.strict()).storageAxes())
                .isEqualTo("ILP");
    }

    @ParameterizedTest
    @EnumSource
    void headerAloneHasTheSameLatticeAndDigest(SceneFiles format) throws IOException, InputException {
        Path path = format.write(folder, AsymmetricScene.stored(new int[] {1, 2, 0}, 5), ByteOrder.BIG_ENDIAN);

        VolumeFile header = VolumeFiles.readHeader(path, ReadOptions.strict());
        VolumeFile scalars = VolumeFiles.readScalars(path, ReadOptions.strict());

        assertThat(header.layers()).isEmpty();
        assertThat(header.scalars()).isEmpty();
        assertThat(header.grid()).isEqualTo(AsymmetricScene.GRID);
        assertThat(header.sha256()).isEqualTo(scalars.sha256());
        assertThat(scalars.scalars().orElseThrow().get(4, 3, 6)).isEqualTo(AsymmetricScene.label(4, 3, 6));
    }
}
