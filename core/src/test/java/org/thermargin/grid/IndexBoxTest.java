package org.thermargin.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thermargin.geometry.Point3;

@Tag("H22")
class IndexBoxTest {
    private static final IndexBox BOX = new IndexBox(2, -3, 5, 4, 1, 12);
    private static final VoxelGrid GRID = VoxelGrid.axisAligned(10, 11, 12, 1, 2, 3, new Point3(0, 0, 0));

    @Test
    void highIndicesAreExcludedFromSizes() {
        assertThat(BOX.nx()).isEqualTo(2);
        assertThat(BOX.ny()).isEqualTo(4);
        assertThat(BOX.nz()).isEqualTo(7);
        assertThat(BOX.voxelCount()).isEqualTo(56);
        assertThat(new IndexBox(0, 0, 0, 100_000, 100_000, 2).voxelCount()).isEqualTo(20_000_000_000L);
    }

    @ParameterizedTest
    @CsvSource({"3, 0, 0, 3, 1, 1", "0, 3, 0, 1, 3, 1", "0, 0, 3, 1, 1, 3", "2, 0, 0, 1, 1, 1"})
    void boxesWithoutVoxelsAreRefused(int i0, int j0, int k0, int i1, int j1, int k1) {
        assertThatThrownBy(() -> new IndexBox(i0, j0, k0, i1, j1, k1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("empty index box [" + i0 + "," + i1 + ")");
    }

    @Test
    void movesUnionsAndIntersectionsAreThoseOfTheirAxes() {
        assertThat(BOX.shifted(10, 20, 30)).isEqualTo(new IndexBox(12, 17, 35, 14, 21, 42));
        assertThat(BOX.grown(1, 2, 3)).isEqualTo(new IndexBox(1, -5, 2, 5, 3, 15));
        assertThat(BOX.union(new IndexBox(3, -5, 7, 9, 0, 8))).isEqualTo(new IndexBox(2, -5, 5, 9, 1, 12));
        assertThat(BOX.intersection(new IndexBox(3, -5, 7, 9, 0, 8))).isEqualTo(new IndexBox(3, -3, 7, 4, 0, 8));
        assertThatThrownBy(() -> BOX.intersection(new IndexBox(4, 0, 7, 9, 1, 8)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void boxesAreClippedToTheGridOrToItsNearestLayer() {
        assertThat(new IndexBox(-4, 3, 5, 99, 99, 9).clippedTo(GRID)).isEqualTo(new IndexBox(0, 3, 5, 10, 11, 9));
        assertThat(new IndexBox(20, 30, 40, 21, 31, 41).clippedTo(GRID)).isEqualTo(new IndexBox(9, 10, 11, 10, 11, 12));
        assertThat(new IndexBox(-9, -9, -9, -5, -5, -5).clippedTo(GRID)).isEqualTo(new IndexBox(0, 0, 0, 1, 1, 1));
    }

    /** Each face once just inside and once just outside. */
    @ParameterizedTest
    @CsvSource({
        "2, -3, 5, true",
        "3, 0, 11, true",
        "1, 0, 6, false",
        "4, 0, 6, false",
        "3, -4, 6, false",
        "3, 1, 6, false",
        "3, 0, 4, false",
        "3, 0, 12, false"
    })
    void aVoxelLiesInTheBoxOrNot(int i, int j, int k, boolean inside) {
        assertThat(BOX.contains(i, j, k)).isEqualTo(inside);
    }
}
