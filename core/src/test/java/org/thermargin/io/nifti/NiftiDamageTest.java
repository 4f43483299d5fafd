package org.thermargin.io.nifti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thermargin.InputException;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.io.AsymmetricScene;
import org.thermargin.io.ReadOptions;
import org.thermargin.io.VolumeFile;

/** Damaged and hostile files: refused, never believed, never an error of another kind. */
class NiftiDamageTest {
    @TempDir
    Path folder;

    private VolumeFile read(byte[] bytes) throws IOException, InputException {
        return new NiftiReader().readLabels(NiftiBytes.write(folder, "d.nii", bytes), ReadOptions.strict());
    }

    private String refusal(byte[] bytes) {
        return catchThrowableOfType(InputException.class, () -> read(bytes)).code();
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    @Test
    @Tag("H27")
    void everyPrefixIsRefused() throws IOException, InputException {
        byte[] plain = NiftiBytes.scene().bytes();
        byte[] gzip = NiftiBytes.gzip(plain);
        assertThat(read(gzip).grid()).isEqualTo(AsymmetricScene.GRID);

        for (byte[] whole : new byte[][] {plain, gzip}) {
            for (int length = 0; length < whole.length; length++) {
                byte[] prefix = Arrays.copyOf(whole, length);
                assertThatThrownBy(() -> read(prefix))
                        .as("%d of %d bytes", length, whole.length)
                        .isInstanceOf(InputException.class);
            }
        }
    }

    @Test
    @Tag("H27")
    void paddedFilesAreRefused() {
        byte[] plain = NiftiBytes.scene().bytes();

        assertThat(refusal(concat(plain, new byte[1]))).isEqualTo("data-trailing-bytes");
        assertThat(refusal(NiftiBytes.gzip(concat(plain, new byte[1])))).isEqualTo("data-trailing-bytes");
        assertThat(refusal(concat(NiftiBytes.gzip(plain), new byte[1]))).isEqualTo("gzip-trailing-bytes");
        assertThat(refusal(concat(NiftiBytes.gzip(plain), new byte[] {1}))).isEqualTo("gzip-trailing-bytes");
        assertThat(refusal(concat(NiftiBytes.gzip(plain), new byte[] {1, 2, 3})))
                .isEqualTo("gzip-trailing-bytes");
    }

    @Test
    @Tag("H27")
    void severalGzipMembersAreOneFileAndADamagedSecondIsSeen() throws IOException, InputException {
        byte[] plain = NiftiBytes.scene().bytes();
        byte[] first = NiftiBytes.gzip(Arrays.copyOf(plain, 400));
        byte[] second = NiftiBytes.gzip(Arrays.copyOfRange(plain, 400, plain.length));
        assertThat(read(concat(first, second)).grid()).isEqualTo(AsymmetricScene.GRID);

        int accepted = 0;
        for (int bit = 0; bit < 8 * second.length; bit++) {
            byte[] damaged = second.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                assertThat(labels(read(concat(first, damaged))))
                        .as("bit %d", bit)
                        .isEqualTo(labels(read(plain)));
                accepted++;
            } catch (InputException e) {
                assertThat(e.findings().get(0).hazard()).isEqualTo("H27");
            }
        }

        // text hint, time, level and system in the header carry nothing, nor do unused codes and bits after the last
        // block; the checksum proves that the data are the same
        assertThat(accepted).isLessThan(second.length);
        assertThat(refusal(first)).isEqualTo("data-truncated");
    }

    @ParameterizedTest
    @CsvSource({
        "1300, 1300, 1300, volume-too-large",
        "1024, 1024, 2048, volume-too-large",
        "46341, 46341, 1, volume-too-large",
        "9223372036854775807, 2, 2, volume-too-large",
        "4294967296, 4294967296, 4294967296, volume-too-large",
        "-5, 6, 7, size-invalid",
        "0, 6, 7, size-invalid",
        "900, 900, 900, data-truncated",
    })
    @Tag("H22")
    @Tag("H36")
    void hostileSizesAreRefusedBeforeAllocation(long ni, long nj, long nk, String code) throws IOException {
        NiftiBytes file = NiftiBytes.scene();
        file.lattice(5, 6, 7, new double[][] {{-0.5, 0, 0, 90}, {0, -0.5, 0, 90}, {0, 0, 0.5, 9}});
        file.version = 2;
        file.dim[1] = ni;
        file.dim[2] = nj;
        file.dim[3] = nk;
        byte[] bytes = file.bytes();

        assertThat(refusal(bytes)).isEqualTo(code);
        assertThat(refusal(NiftiBytes.gzip(bytes))).isEqualTo(code);
    }

    @Test
    @Tag("H22")
    void memoryLimitIsCheckedFirstAndPrintsTheNeed() throws IOException {
        Path path = NiftiBytes.write(folder, "m.nii", NiftiBytes.scene().bytes());

        assertThatThrownBy(() ->
                        new NiftiReader().readLabels(path, ReadOptions.strict().withMemoryLimitBytes(209)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("needs 210");
    }

    @Test
    @Tag("H36")
    void compressionBombIsReadOnlyAsFarAsTheHeaderSays() throws IOException {
        byte[] plain = NiftiBytes.scene().bytes();
        byte[] bomb = NiftiBytes.gzip(concat(plain, new byte[50_000_000]));

        assertThat(refusal(bomb)).isEqualTo("data-trailing-bytes");
    }

    /**
     * Every bit of the header, both versions and byte orders. A flip is refused, flagged by a finding, or harmless: same
     * labels, corners within the 0.1 mm to which qform and sform must agree. None is silent.
     */
    @ParameterizedTest
    @CsvSource({"1, LITTLE", "1, BIG", "2, LITTLE", "2, BIG"})
    @Tag("H10")
    @Tag("H36")
    void noBitFlipOfTheHeaderIsSilent(int version, String order) throws IOException, InputException {
        NiftiBytes file = NiftiBytes.scene();
        file.version = version;
        file.byteOrder = order.equals("BIG") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        byte[] whole = file.bytes();
        VolumeFile truth = read(whole);
        int refused = 0;

        for (int bit = 0; bit < 8 * (version == 1 ? 352 : 544); bit++) {
            byte[] flipped = whole.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            VolumeFile volume;
            try {
                volume = read(flipped);
            } catch (InputException e) {
                refused++;
                continue;
            }
            if (volume.findings().isEmpty()) {
                assertThat(corners(volume.grid(), truth.grid()))
                        .as("bit %d", bit)
                        .isLessThanOrEqualTo(0.1);
                for (int v = 0; v < truth.grid().voxelCount(); v++) {
                    assertThat(volume.labels().at(v))
                            .as("bit %d", bit)
                            .isEqualTo(truth.labels().at(v));
                }
            }
        }

        assertThat(refused).isGreaterThan(400);
    }

    private static int[] labels(VolumeFile volume) {
        int[] labels = new int[volume.grid().voxelCount()];
        for (int v = 0; v < labels.length; v++) {
            labels[v] = volume.labels().at(v);
        }
        return labels;
    }

    private static double corners(VoxelGrid a, VoxelGrid b) {
        if (a.nx() != b.nx() || a.ny() != b.ny() || a.nz() != b.nz()) {
            return Double.POSITIVE_INFINITY;
        }
        double worst = 0;
        for (int corner = 0; corner < 8; corner++) {
            int i = (corner & 1) == 0 ? 0 : a.nx() - 1;
            int j = (corner & 2) == 0 ? 0 : a.ny() - 1;
            int k = (corner & 4) == 0 ? 0 : a.nz() - 1;
            Point3 p = a.toWorld(i, j, k);
            worst = Math.max(worst, p.distanceMm(b.toWorld(i, j, k)));
        }
        return worst;
    }
}
