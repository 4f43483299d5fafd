package org.thermargin.phantom;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;

/** SHA-256 of the voxels (one byte each, i fastest), as an independent NumPy program of the same scene prints them. */
class BenchmarkSceneTest {
    @Test
    void scaledSceneHasTheVoxelsOfTheReference() throws NoSuchAlgorithmException {
        BenchmarkScene scene = BenchmarkScene.scaled(grid(24, 20, 17, 0.8, 0.8, 1.5), 1);

        assertThat(labelHash(scene)).isEqualTo("994e36c37ba6d08f4c9812a37e3f4add63cdc59f614d30ce3d9aee6bbfccfe6e");
        assertThat(hash(scene.ablation()))
                .isEqualTo("89b7519a4709f54971fa8f827d0b38cd92de4470adbbad7536bba77c41f797b9");
        assertThat(hash(scene.tumour())).isEqualTo("c5bca0af0ae5c7d41a7af705de5c0f09741116392dbc43e5abf3d278b8bb0338");
    }

    @Test
    void clinicalSceneHasTheVoxelsOfTheReference() throws NoSuchAlgorithmException {
        BenchmarkScene scene = BenchmarkScene.clinical(grid(40, 44, 21, 1.7, 1.6, 3), 1);

        assertThat(labelHash(scene)).isEqualTo("c302f458c36b32d2957869087dc2a5a09acb05fa0166fd4b8c78afa2d5e06144");
        assertThat(hash(scene.ablation()))
                .isEqualTo("42564ef286fcb1f36c5e83bf05f4a9adc0bd2065564bffeda046e49609393636");
        assertThat(hash(scene.tumour())).isEqualTo("e37c42eda70599874e1f205ec45aa3c21fd148e7e4cc10f5584d401fd99011a6");
    }

    @Test
    void anotherSeedHasTheVoxelsOfTheReference() throws NoSuchAlgorithmException {
        BenchmarkScene scene = BenchmarkScene.scaled(grid(64, 64, 64, 1, 1, 1), 7);

        assertThat(labelHash(scene)).isEqualTo("db759f6ecc6d27ac7cf14cdf7cc031b2655507f8abff9940e24ab7e55d97d778");
        assertThat(scene.ablation().count()).isEqualTo(44108);
        assertThat(scene.tumour().count()).isEqualTo(7458);
    }

    private static VoxelGrid grid(int nx, int ny, int nz, double dx, double dy, double dz) {
        return VoxelGrid.axisAligned(nx, ny, nz, dx, dy, dz, new Point3(0, 0, 0));
    }

    private static String labelHash(BenchmarkScene scene) throws NoSuchAlgorithmException {
        byte[] bytes = new byte[scene.labels().grid().voxelCount()];
        for (int v = 0; v < bytes.length; v++) {
            bytes[v] = (byte) scene.labels().at(v);
        }
        return sha256(bytes);
    }

    private static String hash(BinaryMask mask) throws NoSuchAlgorithmException {
        VoxelGrid grid = mask.grid();
        byte[] bytes = new byte[grid.voxelCount()];
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    bytes[grid.linearIndex(i, j, k)] = (byte) (mask.get(i, j, k) ? 1 : 0);
                }
            }
        }
        return sha256(bytes);
    }

    private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
