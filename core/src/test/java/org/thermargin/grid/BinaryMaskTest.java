package org.thermargin.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermargin.geometry.Bounds3;
import org.thermargin.geometry.Point3;

class BinaryMaskTest {
    private static VoxelGrid grid(int nx) {
        return VoxelGrid.axisAligned(nx, 5, 4, 0.5, 0.75, 2, new Point3(10, 20, 30));
    }

    private static BinaryMask random(VoxelGrid grid, long seed) {
        Random random = new Random(seed);
        BinaryMask mask = new BinaryMask(grid);
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    if (random.nextInt(3) == 0) {
                        mask.set(i, j, k);
                    }
                }
            }
        }
        return mask;
    }

    /** Row lengths around whole words: padding bits must stay 0 through every operation. */
    @ParameterizedTest
    @ValueSource(ints = {1, 63, 64, 65, 127, 128, 130})
    @Tag("H21")
    void setOperationsAgreeWithVoxelwiseLogic(int nx) {
        VoxelGrid grid = grid(nx);
        BinaryMask a = random(grid, 1);
        BinaryMask b = random(grid, 2);
        long both = 0;
        long either = 0;
        long onlyA = 0;
        for (int v = 0; v < grid.voxelCount(); v++) {
            int i = v % nx;
            int j = v / nx % 5;
            int k = v / nx / 5;
            both += a.get(i, j, k) && b.get(i, j, k) ? 1 : 0;
            either += a.get(i, j, k) || b.get(i, j, k) ? 1 : 0;
            onlyA += a.get(i, j, k) && !b.get(i, j, k) ? 1 : 0;
            assertThat(a.not().get(i, j, k)).isNotEqualTo(a.get(i, j, k));
        }

        assertThat(a.and(b).count()).isEqualTo(both);
        assertThat(a.or(b).count()).isEqualTo(either);
        assertThat(a.andNot(b).count()).isEqualTo(onlyA);
        assertThat(a.not().count()).isEqualTo(grid.voxelCount() - a.count());
        assertThat(a.not().not()).isEqualTo(a);
        assertThat(a.or(a.not()).and(new BinaryMask(grid)).isEmpty()).isTrue();
        assertThat(new BinaryMask(grid).not().count()).isEqualTo(grid.voxelCount());
    }

    @Test
    void boundingBoxHoldsAllSetVoxelsAndNoMore() {
        BinaryMask mask = new BinaryMask(grid(130));
        assertThat(mask.boundingBox()).isEmpty();
        assertThat(mask.worldBounds()).isEmpty();

        mask.set(63, 1, 2);
        mask.set(128, 3, 1);

        assertThat(mask.boundingBox()).contains(new IndexBox(63, 1, 1, 129, 4, 3));
        assertThat(mask.worldBounds())
                .contains(new Bounds3(new Point3(41.25, 20.375, 31), new Point3(74.25, 22.625, 35)));
    }

    @Test
    void clearingUndoesSetting() {
        BinaryMask mask = new BinaryMask(grid(65));
        mask.set(64, 4, 3);
        mask.clear(64, 4, 3);

        assertThat(mask.isEmpty()).isTrue();
        assertThat(mask.getOrFalse(65, 4, 3)).isFalse();
        assertThat(mask.getOrFalse(0, -1, 0)).isFalse();
    }

    @Test
    @Tag("H05")
    void croppingKeepsVoxelsAtTheirWorldPlace() {
        BinaryMask mask = random(grid(130), 7);
        IndexBox box = new IndexBox(-3, 1, -2, 70, 9, 3);

        BinaryMask part = mask.cropped(box);

        assertThat(part.grid()).isEqualTo(mask.grid().subgrid(box));
        long inside = 0;
        for (int k = -2; k < 3; k++) {
            for (int j = 1; j < 9; j++) {
                for (int i = -3; i < 70; i++) {
                    boolean set = mask.getOrFalse(i, j, k);
                    assertThat(part.get(i + 3, j - 1, k + 2)).isEqualTo(set);
                    inside += set ? 1 : 0;
                }
            }
        }
        assertThat(part.count()).isEqualTo(inside);
        assertThat(mask.cropped(new IndexBox(500, 500, 500, 510, 510, 510)).isEmpty())
                .isTrue();
    }

    @Test
    void volumeIsVoxelsTimesVoxelVolume() {
        BinaryMask mask = new BinaryMask(grid(3)).not();

        // 60 voxels of 0.75 mm3
        assertThat(mask.volumeMl()).isCloseTo(0.045, within(1e-15));
    }

    @Test
    @Tag("H05")
    void masksOnDifferentGridsDoNotCombine() {
        assertThatThrownBy(() -> new BinaryMask(grid(3)).and(new BinaryMask(grid(4))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 x 5 x 4")
                .hasMessageContaining("4 x 5 x 4");
    }
}
