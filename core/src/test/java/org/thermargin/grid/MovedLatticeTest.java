package org.thermargin.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.thermargin.geometry.AffineMap;
import org.thermargin.geometry.Point3;

@Tag("H20")
class MovedLatticeTest {
    private static final VoxelGrid GRID = VoxelGrid.axisAligned(7, 5, 3, 0.5, 0.75, 2, new Point3(10, 20, 30));
    private static final double C = Math.sqrt(0.75);

    /** Turned by 30 degrees about z, stretched by 2, 2 and 3, moved. */
    private static final AffineMap TURNED = AffineMap.of(new double[] {2 * C, -1, 0, 1, 2 * C, 0, 0, 0, 3}, 4, -5, 6);

    @Test
    void voxelsKeepTheirIndicesAndLieWhereTheMapTakesThem() {
        VoxelGrid moved = MovedLattice.of(GRID, TURNED).orElseThrow();

        assertThat(moved.dxMm()).isCloseTo(1, within(1e-14));
        assertThat(moved.dyMm()).isCloseTo(1.5, within(1e-14));
        assertThat(moved.dzMm()).isCloseTo(6, within(1e-14));
        for (int[] v : new int[][] {{0, 0, 0}, {6, 0, 0}, {0, 4, 0}, {0, 0, 2}, {3, 2, 1}}) {
            // rounding of coordinates below 100 mm
            assertThat(moved.toWorld(v[0], v[1], v[2]).distanceMm(TURNED.apply(GRID.toWorld(v[0], v[1], v[2]))))
                    .isCloseTo(0, within(1e-12));
        }
    }

    @Test
    void aMapThatSlantsTheAxesGivesNoLattice() {
        for (double[] slanted : new double[][] {
            {1, 0.01, 0, 0, 1, 0, 0, 0, 1}, {1, 0, 0.01, 0, 1, 0, 0, 0, 1}, {1, 0, 0, 0, 1, 0.01, 0, 0, 1}
        }) {
            assertThat(MovedLattice.of(GRID, AffineMap.of(slanted, 0, 0, 0))).isEmpty();
        }
    }

    @Test
    void theIdentityKeepsTheGridAndMasksKeepTheirBits() {
        BinaryMask mask = new BinaryMask(GRID);
        mask.set(6, 4, 2);

        assertThat(MovedLattice.of(GRID, AffineMap.IDENTITY)).containsSame(GRID);
        BinaryMask moved = mask.mapped(TURNED).orElseThrow();
        assertThat(moved.count()).isOne();
        assertThat(moved.get(6, 4, 2)).isTrue();
        assertThat(moved.grid()).isEqualTo(MovedLattice.of(GRID, TURNED).orElseThrow());
    }
}
