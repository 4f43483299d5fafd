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

    /** The box is remembered; both ways to set a voxel make it forgotten. */
    @Test
    void boundingBoxFollowsWhatIsSetAfterItWasAskedFor() {
        BinaryMask mask = new BinaryMask(VoxelGrid.axisAligned(7, 5, 3, 1, 2, 3, new Point3(0, 0, 0)));
        mask.set(2, 1, 1);
        assertThat(mask.boundingBox()).contains(new IndexBox(2, 1, 1, 3, 2, 2));

        mask.set(0, 1, 1);
        assertThat(mask.boundingBox()).contains(new IndexBox(0, 1, 1, 3, 2, 2));

        mask.words()[0] = 1L << 3; // voxel (3, 0, 0)
        assertThat(mask.boundingBox()).contains(new IndexBox(0, 0, 0, 4, 2, 2));
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
    void aRunSetsItsVoxelsAndNoOthers() {
        VoxelGrid grid = grid(130);
        for (int from = 0; from < 130; from += 7) {
            for (int to = from + 1; to <= 130; to++) {
                BinaryMask run = new BinaryMask(grid);
                BinaryMask single = new BinaryMask(grid);
                run.setRun(from, to, 2, 1);
                for (int i = from; i < to; i++) {
                    single.set(i, 2, 1);
                }
                assertThat(run).isEqualTo(single);
            }
        }
    }

    @Test
    void whatIsKnownOfAMaskIsForgottenWhenABitChanges() {
        BinaryMask mask = new BinaryMask(grid(130));
        mask.set(3, 1, 1);
        assertThat(mask.count()).isEqualTo(1);

        mask.setRun(60, 70, 2, 2);
        assertThat(mask.count()).isEqualTo(11);
        mask.clear(60, 2, 2);
        assertThat(mask.count()).isEqualTo(10);
        mask.words()[0] |= 1;
        assertThat(mask.count()).isEqualTo(11);
        assertThat(mask.boundingBox()).contains(new IndexBox(0, 0, 0, 70, 3, 3));
    }

    @Test
    void wordsBeyondTheGridHoldNothing() {
        BinaryMask full = new BinaryMask(grid(130)).not();

        assertThat(full.word(0, 0, 0)).isEqualTo(-1L);
        assertThat(full.word(2, 1, 1)).isEqualTo(3);
        assertThat(full.word(3, 0, 0) | full.word(-1, 0, 0) | full.word(0, -1, 0) | full.word(0, 0, -1))
                .isZero();
        assertThat(full.word(0, full.grid().ny(), 0)
                        | full.word(0, 0, full.grid().nz()))
                .isZero();
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

    @Test
    @Tag("H11")
    void aPointBelongsToTheVoxelWhoseBodyHoldsIt() {
        BinaryMask mask = new BinaryMask(grid(3));
        mask.set(1, 2, 3);

        // centre (10.5, 21.5, 36), half widths 0.25, 0.375, 1
        assertThat(mask.holds(10.5, 21.5, 36)).isTrue();
        assertThat(mask.holds(10.26, 21.13, 35.01)).isTrue();
        assertThat(mask.holds(10.74, 21.87, 36.99)).isTrue();
        assertThat(mask.holds(10.24, 21.5, 36)).isFalse();
        assertThat(mask.holds(10.5, 21.88, 36)).isFalse();
        assertThat(mask.holds(10.5, 21.5, 34.99)).isFalse();
        assertThat(mask.holds(10.5, 21.5, 37.01)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 63, 64, 65, 128, 130, 200})
    void theNextSetVoxelOfARowIsThatOfALinearSearch(int nx) {
        VoxelGrid grid = grid(nx);
        BinaryMask mask = new BinaryMask(grid);
        Random random = new Random(5);
        for (int n = 0; n < nx / 20 + 1; n++) {
            mask.set(random.nextInt(nx), random.nextInt(5), random.nextInt(4));
        }
        for (int v = 0; v < grid.voxelCount(); v++) {
            int j = v / nx % 5;
            int k = v / nx / 5;
            int expected = v % nx;
            while (expected < nx && !mask.get(expected, j, k)) {
                expected++;
            }
            assertThat(mask.nextSet(v % nx, j, k)).isEqualTo(expected);
        }
    }

    @Test
    void clearingTakesOneVoxelAway() {
        BinaryMask mask = new BinaryMask(grid(130)).not();
        long before = mask.count();

        mask.clear(77, 3, 2);

        assertThat(mask.get(77, 3, 2)).isFalse();
        assertThat(mask.count()).isEqualTo(before - 1);
    }

    @Test
    @Tag("H15")
    void aVoxelOfTheOutermostLayerTouchesTheBorder() {
        for (int v = 0; v < 7 * 5 * 4; v++) {
            int i = v % 7;
            int j = v / 7 % 5;
            int k = v / 35;
            BinaryMask mask = new BinaryMask(grid(7));
            mask.set(i, j, k);

            boolean outermost = i == 0 || i == 6 || j == 0 || j == 4 || k == 0 || k == 3;
            assertThat(mask.touchesBorder()).isEqualTo(outermost);
        }
        assertThat(new BinaryMask(grid(7)).touchesBorder()).isFalse();
        assertThat(new BinaryMask(grid(7)).isEmpty()).isTrue();
        assertThat(new BinaryMask(grid(7)).not().isEmpty()).isFalse();
    }

    @Test
    @Tag("H05")
    void masksAreLaidOntoAnotherGridOfTheirLattice() {
        BinaryMask mask = random(grid(70), 3);
        VoxelGrid larger = mask.grid().subgrid(new IndexBox(-2, -1, 1, 90, 7, 9));

        BinaryMask laid = mask.onto(larger);

        assertThat(laid.grid()).isEqualTo(larger);
        assertThat(mask.onto(mask.grid())).isSameAs(mask);
        for (int v = 0; v < larger.voxelCount(); v++) {
            int i = v % larger.nx();
            int j = v / larger.nx() % larger.ny();
            int k = v / larger.nx() / larger.ny();
            assertThat(laid.get(i, j, k)).isEqualTo(mask.getOrFalse(i - 2, j - 1, k + 1));
        }
    }

    @Test
    void bitsArePlacedOnGridsOfTheSameSizeOnly() {
        BinaryMask mask = random(grid(6), 4);
        VoxelGrid elsewhere = VoxelGrid.axisAligned(6, 5, 4, 3, 3, 3, new Point3(0, 0, 0));

        assertThat(mask.placedOn(elsewhere).grid()).isEqualTo(elsewhere);
        assertThat(mask.placedOn(elsewhere).words()).containsExactly(mask.words());
        for (IndexBox other : new IndexBox[] {
            new IndexBox(0, 0, 0, 7, 5, 4), new IndexBox(0, 0, 0, 6, 6, 4), new IndexBox(0, 0, 0, 6, 5, 5)
        }) {
            assertThatThrownBy(() -> mask.placedOn(elsewhere.subgrid(other)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("different size");
        }
    }

    @Test
    void equalMasksHaveEqualGridsAndBits() {
        BinaryMask mask = random(grid(6), 4);

        assertThat(mask).isEqualTo(random(grid(6), 4)).hasSameHashCodeAs(random(grid(6), 4));
        assertThat(mask).isNotEqualTo(random(grid(6), 5)).isNotEqualTo(random(grid(7), 4));
        assertThat(mask.hashCode()).isNotEqualTo(random(grid(6), 5).hashCode());
        assertThat(mask).isNotEqualTo(mask.placedOn(mask.grid().subgrid(new IndexBox(1, 0, 0, 7, 5, 4))));
    }
}
