package org.thermargin.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thermargin.geometry.Bounds3;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Point3;

class VoxelGridTest {
    private static final Point3 ORIGIN = new Point3(-120.5, 33.25, 801.75);

    private static VoxelGrid oblique(long seed) {
        Random random = new Random(seed);
        Direction3 k = Direction3.of(random.nextGaussian(), random.nextGaussian(), random.nextGaussian());
        Direction3 j = k.anyPerpendicular();
        return VoxelGrid.oriented(
                31, 20, 11, 0.2 + random.nextDouble(), 0.7, 2 + 3 * random.nextDouble(), j.cross(k), j, k, ORIGIN);
    }

    @Test
    @Tag("H01")
    void indexToWorldAndBackIsTheSameIndex() {
        Random random = new Random(1);
        for (int n = 0; n < 200; n++) {
            VoxelGrid grid = oblique(n);
            double i = 40 * random.nextDouble() - 5;
            double j = 40 * random.nextDouble() - 5;
            double k = 40 * random.nextDouble() - 5;

            Point3 p = grid.toWorld(i, j, k);

            // coordinates of 1e3 mm carry 1e-13 mm of rounding each, spacing at least 0.2 mm
            assertThat(grid.indexI(p.x(), p.y(), p.z())).isCloseTo(i, within(1e-11));
            assertThat(grid.indexJ(p.x(), p.y(), p.z())).isCloseTo(j, within(1e-11));
            assertThat(grid.indexK(p.x(), p.y(), p.z())).isCloseTo(k, within(1e-11));
        }
    }

    @Test
    @Tag("H08")
    void indexNamesTheVoxelCentre() {
        VoxelGrid grid = VoxelGrid.axisAligned(5, 6, 7, 0.5, 0.75, 2, ORIGIN);

        assertThat(grid.toWorld(0, 0, 0)).isEqualTo(ORIGIN);
        assertThat(grid.toWorld(1, 2, 3)).isEqualTo(new Point3(-120, 34.75, 807.75));
        assertThat(grid.linearIndex(1, 2, 3)).isEqualTo(1 + 5 * (2 + 6 * 3));
    }

    @Test
    void worldBoundsReachHalfAVoxelBeyondTheCentres() {
        VoxelGrid grid = VoxelGrid.axisAligned(5, 6, 7, 0.5, 0.75, 2, ORIGIN);

        assertThat(grid.worldBounds())
                .isEqualTo(new Bounds3(new Point3(-120.75, 32.875, 800.75), new Point3(-118.25, 37.375, 814.75)));
    }

    @ParameterizedTest
    @CsvSource({
        "1300, 1300, 1300",
        "1024, 1024, 2048",
        "46341, 46341, 1",
        "1, 46341, 46341",
        "2147483647, 2147483647, 2147483647",
        "2147483647, 1, 1"
    })
    @Tag("H22")
    void gridsBeyondOneArrayAreRefused(int nx, int ny, int nz) {
        assertThatThrownBy(() -> VoxelGrid.axisAligned(nx, ny, nz, 1, 1, 1, ORIGIN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(nx + " x " + ny + " x " + nz);
    }

    @Test
    @Tag("H22")
    void largestGridsDoNotWrap() {
        VoxelGrid grid = VoxelGrid.axisAligned(1290, 1290, 1290, 0.5, 0.5, 0.5, ORIGIN);

        assertThat(grid.voxelCount()).isEqualTo(2_146_689_000);
        assertThat(grid.linearIndex(1289, 1289, 1289)).isEqualTo(2_146_688_999);
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 1", "-1, 1, 1", "1, NaN, 1", "1, 1, Infinity"})
    @Tag("H10")
    void spacingMustBePositiveAndFinite(double dx, double dy, double dz) {
        assertThatThrownBy(() -> VoxelGrid.axisAligned(2, 2, 2, dx, dy, dz, ORIGIN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("spacing");
    }

    @Test
    @Tag("H04")
    void obliqueAnglesBetweenAxesAreRefused() {
        Direction3 almostJ = Direction3.of(2e-4, 1, 0);

        assertThatThrownBy(() ->
                        VoxelGrid.oriented(2, 2, 2, 1, 1, 1, Direction3.LEFT, almostJ, Direction3.SUPERIOR, ORIGIN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("right angles");
    }

    @Test
    @Tag("H05")
    void partsOfOneLatticeAreRecognised() {
        VoxelGrid grid = oblique(3);
        VoxelGrid part = grid.subgrid(new IndexBox(4, -3, 2, 20, 9, 40));

        assertThat(grid.sameLattice(part, 1e-9)).isTrue();
        assertThat(part.sameLattice(grid, 1e-9)).isTrue();
        assertThat(grid.latticeOffset(part)).isEqualTo(new VoxelGrid.IndexOffset(4, -3, 2));
    }

    @Test
    @Tag("H05")
    void otherLatticesAreNot() {
        VoxelGrid grid = VoxelGrid.axisAligned(100, 100, 60, 0.75, 0.75, 2.5, ORIGIN);
        double tolerance = 1e-3;

        assertThat(grid.sameLattice(shifted(0.375, 0.75), tolerance)).isFalse();
        assertThat(grid.sameLattice(shifted(0.01, 0.75), tolerance)).isFalse();
        assertThat(grid.sameLattice(shifted(0, 0.7501), tolerance)).isFalse();
        assertThat(grid.sameLattice(shifted(0.0005, 0.75), tolerance)).isTrue();
        assertThat(grid.sameLattice(turned(1e-3), tolerance)).isFalse();
        assertThat(grid.sameLattice(turned(1e-8), tolerance)).isTrue();
    }

    private static VoxelGrid shifted(double byMm, double dxMm) {
        return VoxelGrid.axisAligned(100, 100, 60, dxMm, 0.75, 2.5, ORIGIN.shifted(byMm + 1.5, -0.75, 5));
    }

    private static VoxelGrid turned(double angle) {
        Direction3 i = Direction3.of(1, angle, 0);
        Direction3 j = Direction3.SUPERIOR.cross(i);
        return VoxelGrid.oriented(100, 100, 60, 0.75, 0.75, 2.5, i, j, Direction3.SUPERIOR, ORIGIN);
    }

    @Test
    @Tag("H01")
    void flippedLatticeOfOneVoxelPositionsIsNotTheSame() {
        VoxelGrid grid = VoxelGrid.axisAligned(10, 10, 10, 1, 1, 1, ORIGIN);
        VoxelGrid flipped = VoxelGrid.oriented(
                10,
                10,
                10,
                1,
                1,
                1,
                Direction3.LEFT.reversed(),
                Direction3.POSTERIOR,
                Direction3.SUPERIOR,
                grid.toWorld(9, 0, 0));

        assertThat(grid.sameLattice(flipped, 1e-3)).isFalse();
    }

    @Test
    void equalNumbersAreEqualGrids() {
        assertThat(oblique(5)).isEqualTo(oblique(5)).hasSameHashCodeAs(oblique(5));
        assertThat(oblique(5)).isNotEqualTo(oblique(6));
    }

    @Test
    void lengthsOfAVoxelAreThoseOfItsSpacings() {
        VoxelGrid grid = VoxelGrid.axisAligned(2, 3, 4, 2, 3, 6, ORIGIN);

        assertThat(grid.voxelDiagonalMm()).isEqualTo(7);
        assertThat(grid.minSpacingMm()).isEqualTo(2);
        assertThat(grid.maxSpacingMm()).isEqualTo(6);
        assertThat(grid.voxelVolumeMm3()).isEqualTo(36);
        assertThat(VoxelGrid.axisAligned(2, 3, 4, 6, 2, 3, ORIGIN).minSpacingMm())
                .isEqualTo(2);
        assertThat(VoxelGrid.axisAligned(2, 3, 4, 6, 2, 3, ORIGIN).maxSpacingMm())
                .isEqualTo(6);
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 1", "1, 0, 1", "1, 1, 0"})
    void gridsHaveAVoxelAlongEachAxis(int nx, int ny, int nz) {
        assertThatThrownBy(() -> VoxelGrid.axisAligned(nx, ny, nz, 1, 1, 1, ORIGIN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 1 x 1 x 1");
        assertThat(VoxelGrid.axisAligned(1, 1, 1, 1, 1, 1, ORIGIN).voxelCount()).isOne();
    }

    @Test
    @Tag("H10")
    void spacingAlongJMustBePositiveToo() {
        assertThatThrownBy(() -> VoxelGrid.axisAligned(2, 2, 2, 1, 0, 1, ORIGIN))
                .hasMessageContaining("spacing");
        assertThatThrownBy(() -> VoxelGrid.axisAligned(2, 2, 2, 1, 1, 0, ORIGIN))
                .hasMessageContaining("spacing");
    }

    /** The world box of an oblique grid is that of its eight corners. */
    @Test
    void worldBoundsOfObliqueBoxesReachTheirCorners() {
        VoxelGrid grid = oblique(8);
        IndexBox box = new IndexBox(2, -3, 4, 9, 5, 6);
        Bounds3 bounds = grid.worldBounds(box);
        Point3 low = new Point3(1e9, 1e9, 1e9);
        Point3 high = new Point3(-1e9, -1e9, -1e9);
        for (double i : new double[] {1.5, 8.5}) {
            for (double j : new double[] {-3.5, 4.5}) {
                for (double k : new double[] {3.5, 5.5}) {
                    Point3 p = grid.toWorld(i, j, k);
                    low = new Point3(Math.min(low.x(), p.x()), Math.min(low.y(), p.y()), Math.min(low.z(), p.z()));
                    high = new Point3(Math.max(high.x(), p.x()), Math.max(high.y(), p.y()), Math.max(high.z(), p.z()));
                }
            }
        }

        assertThat(bounds).isEqualTo(new Bounds3(low, high));
    }

    @Test
    void theBoxAboutAWorldBoxHasItsCentresAroundIt() {
        VoxelGrid grid = VoxelGrid.axisAligned(5, 6, 7, 0.5, 0.75, 2, new Point3(0, 0, 0));

        // indices 1.2 to 3.4, 2 to 4.4, -0.75 to 9.5
        IndexBox box = grid.indexBox(new Bounds3(new Point3(0.6, 1.5, -1.5), new Point3(1.7, 3.3, 19)));

        assertThat(box).isEqualTo(new IndexBox(1, 2, -1, 5, 6, 11));
    }

    @Test
    void theBoxAboutAWorldBoxOfAnObliqueGridHoldsAllItsCorners() {
        VoxelGrid grid = oblique(12);
        Bounds3 world = new Bounds3(new Point3(-125, 30, 800), new Point3(-110, 41, 830));
        IndexBox box = grid.indexBox(world);
        double[] low = {1e9, 1e9, 1e9};
        double[] high = {-1e9, -1e9, -1e9};
        for (double x : new double[] {-125, -110}) {
            for (double y : new double[] {30, 41}) {
                for (double z : new double[] {800, 830}) {
                    double[] index = {grid.indexI(x, y, z), grid.indexJ(x, y, z), grid.indexK(x, y, z)};
                    for (int a = 0; a < 3; a++) {
                        low[a] = Math.min(low[a], index[a]);
                        high[a] = Math.max(high[a], index[a]);
                    }
                }
            }
        }

        assertThat(new int[] {box.iLow(), box.jLow(), box.kLow()})
                .containsExactly((int) Math.floor(low[0]), (int) Math.floor(low[1]), (int) Math.floor(low[2]));
        assertThat(new int[] {box.iHigh() - 1, box.jHigh() - 1, box.kHigh() - 1})
                .containsExactly((int) Math.ceil(high[0]), (int) Math.ceil(high[1]), (int) Math.ceil(high[2]));
    }

    /** One axis longer by a little: only its far voxels are displaced. */
    @ParameterizedTest
    @CsvSource({"0.7501, 0.75, 2.5", "0.75, 0.7501, 2.5", "0.75, 0.75, 2.5002"})
    @Tag("H05")
    void aLatticeThatDriftsAlongOneAxisIsAnother(double dx, double dy, double dz) {
        VoxelGrid grid = VoxelGrid.axisAligned(100, 100, 60, 0.75, 0.75, 2.5, ORIGIN);
        VoxelGrid drifting = VoxelGrid.axisAligned(100, 100, 60, dx, dy, dz, ORIGIN);

        // 99 steps of 0.1 um are 9.9 um, 59 of 0.2 um 11.8 um: beyond 5 um, within 20
        assertThat(grid.sameLattice(drifting)).isFalse();
        assertThat(grid.sameLattice(drifting, 0.02)).isTrue();
    }

    /** Of a single voxel no far corner is displaced: spacings and directions themselves must agree. */
    @ParameterizedTest
    @CsvSource({"0.752, 0.75, 2.5", "0.75, 0.752, 2.5", "0.75, 0.75, 2.51"})
    @Tag("H05")
    void aSingleVoxelOfOtherSizeIsOfAnotherLattice(double dx, double dy, double dz) {
        VoxelGrid grid = VoxelGrid.axisAligned(100, 100, 60, 0.75, 0.75, 2.5, ORIGIN);

        assertThat(grid.sameLattice(VoxelGrid.axisAligned(1, 1, 1, dx, dy, dz, ORIGIN)))
                .isFalse();
        assertThat(grid.sameLattice(VoxelGrid.axisAligned(1, 1, 1, 0.75, 0.75, 2.5, ORIGIN)))
                .isTrue();
    }

    /** Turned by 90 degrees about each axis a single cubic voxel lies in the same place, its lattice does not. */
    @Test
    @Tag("H05")
    void aSingleVoxelWithOtherAxesIsOfAnotherLattice() {
        VoxelGrid grid = VoxelGrid.axisAligned(9, 9, 9, 1, 1, 1, ORIGIN);
        Direction3 l = Direction3.LEFT;
        Direction3 p = Direction3.POSTERIOR;
        Direction3 s = Direction3.SUPERIOR;
        for (Direction3[] axes :
                new Direction3[][] {{p, l.reversed(), s}, {s.reversed(), p, l}, {l, s, p.reversed()}}) {
            VoxelGrid turned = VoxelGrid.oriented(1, 1, 1, 1, 1, 1, axes[0], axes[1], axes[2], ORIGIN);
            assertThat(grid.sameLattice(turned)).isFalse();
        }
    }

    @Test
    void voxelsOfARowLieWhereTheGridPutsThem() {
        VoxelGrid grid = oblique(9);
        VoxelRow row = new VoxelRow(grid, 3, 4, 5, 7);

        for (int n = 0; n < row.count(); n++) {
            assertThat(new Point3(row.x(n), row.y(n), row.z(n))).isEqualTo(grid.toWorld(3 + n, 4, 5));
        }
    }

    @Test
    void differentGridsHaveDifferentHashCodes() {
        assertThat(oblique(5).hashCode()).isNotEqualTo(oblique(6).hashCode());
    }
}
