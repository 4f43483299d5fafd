package org.thermargin.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.thermargin.geometry.Bounds3;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;
import org.thermargin.grid.VoxelGrid;

/** Laws of lattices and masks. Spacing and origin are dyadic, so that equal means equal in every bit. */
class GridLawsTest {
    @LawTest
    void indexOfAWorldPointIsTheIndexItCameFrom(long seed) {
        Law.check(seed, c -> {
            VoxelGrid grid = c.grid();
            int i = grid.nx() - 1;
            int j = grid.ny() / 2;
            int k = grid.nz() / 3;
            Point3 p = grid.toWorld(i, j, k);

            // numbers below 2^16 in steps of 2^-6 are exact, only the division by the spacing rounds
            assertThat(grid.indexI(p.x(), p.y(), p.z())).isEqualTo(i, within(1e-12 * grid.nx()));
            assertThat(grid.indexJ(p.x(), p.y(), p.z())).isEqualTo(j, within(1e-12 * grid.ny()));
            assertThat(grid.indexK(p.x(), p.y(), p.z())).isEqualTo(k, within(1e-12 * grid.nz()));
        });
    }

    @LawTest
    void masksAreSets(long seed) {
        Law.check(seed, c -> {
            BinaryMask a = c.lesion();
            BinaryMask b = c.zone();

            assertThat(a.or(b).not()).isEqualTo(a.not().and(b.not()));
            assertThat(a.andNot(b)).isEqualTo(a.and(b.not()));
            assertThat(a.count() + b.count())
                    .isEqualTo(a.or(b).count() + a.and(b).count());
            assertThat(a.count() + a.not().count()).isEqualTo(c.grid().voxelCount());
            assertThat(a.not().not()).isEqualTo(a);
        });
    }

    /** I5: padding with background and cropping without contact change nothing in the world. */
    @LawTest
    void paddingAndCroppingKeepTheWorld(long seed) {
        Law.check(seed, c -> {
            BinaryMask mask = c.lesion();
            IndexBox padded = c.grid().box().grown(3, 1, 2);
            BinaryMask large = mask.cropped(padded);
            BinaryMask tight = mask.cropped(mask.boundingBox().orElseThrow());

            assertThat(large.count()).isEqualTo(mask.count());
            assertThat(large.worldBounds()).isEqualTo(mask.worldBounds());
            assertThat(tight.count()).isEqualTo(mask.count());
            assertThat(tight.worldBounds()).isEqualTo(mask.worldBounds());
            assertThat(tight.boundingBox()).contains(tight.grid().box());
            assertThat(large.cropped(new IndexBox(
                            3,
                            1,
                            2,
                            3 + c.grid().nx(),
                            1 + c.grid().ny(),
                            2 + c.grid().nz())))
                    .isEqualTo(mask);
            assertThat(large.grid().sameLattice(tight.grid(), 0)).isTrue();
            assertThat(tight.grid().sameLattice(large.grid(), 0)).isTrue();
        });
    }

    /** I2: a shifted origin shifts the bounds and nothing else. */
    @LawTest
    void shiftedOriginShiftsTheWorld(long seed) {
        Law.check(seed, c -> {
            VoxelGrid g = c.grid();
            VoxelGrid shifted = VoxelGrid.axisAligned(
                    g.nx(),
                    g.ny(),
                    g.nz(),
                    g.dxMm(),
                    g.dyMm(),
                    g.dzMm(),
                    g.origin().shifted(17.25, -40.5, 1000));
            Bounds3 before = c.lesion().worldBounds().orElseThrow();
            Bounds3 after = on(shifted, c.lesion()).worldBounds().orElseThrow();

            assertThat(after.low()).isEqualTo(before.low().shifted(17.25, -40.5, 1000));
            assertThat(after.high()).isEqualTo(before.high().shifted(17.25, -40.5, 1000));
        });
    }

    /** I4: spacing times 2^k scales volumes by 8^k. */
    @LawTest
    void spacingScalesVolumesExactly(long seed) {
        Law.check(seed, c -> {
            VoxelGrid g = c.grid();
            VoxelGrid coarse =
                    VoxelGrid.axisAligned(g.nx(), g.ny(), g.nz(), 4 * g.dxMm(), 4 * g.dyMm(), 4 * g.dzMm(), g.origin());

            assertThat(on(coarse, c.lesion()).volumeMl())
                    .isEqualTo(64 * c.lesion().volumeMl());
        });
    }

    private static BinaryMask on(VoxelGrid grid, BinaryMask mask) {
        BinaryMask result = new BinaryMask(grid);
        System.arraycopy(mask.words(), 0, result.words(), 0, mask.words().length);
        return result;
    }
}
