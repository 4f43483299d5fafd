package org.thermargin.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.margin.MarginAnalyzer;
import org.thermargin.margin.MarginQuery;
import org.thermargin.margin.MarginResult;
import org.thermargin.margin.ZoneRegion;

/**
 * Laws of margins on random masks: ragged, hollow, one voxel thick, cut by the border, covered or not. Zones that fill their
 * grid have no margin and are passed over.
 */
@Tag("H18")
class MarginCaseLawsTest {
    /** Sums in another order differ by roundings of numbers of some hundred mm. */
    private static final double ROUNDING_MM = 1e-6;
    /**
     * Surfaces are rebuilt by sweeps from one end of the lattice, which end before the last digit: a mirror image of a few
     * voxels comes out up to 0.03 voxel diagonals away.
     */
    private static final double SWEEP = 0.05;

    /** As whole assessments refuse them: no unset voxel, or too few set ones. */
    private static boolean hasNoMargin(LawCase c) {
        return c.zone().count() == c.grid().voxelCount() || c.zone().count() < 30;
    }

    private static boolean isClipped(MarginResult m) {
        return m.findings().stream().anyMatch(f -> f.code().equals("margin-clipped"));
    }

    private static MarginResult margin(BinaryMask lesion, BinaryMask zone, int threads) {
        return new MarginAnalyzer(threads)
                .analyze(new MarginQuery(lesion, new ZoneRegion.Sampled(zone), Optional.empty(), 0));
    }

    /** I5, I6: neither threads nor background around change a bit. */
    @LawTest(oneIn = 20)
    void threadsAndPaddingChangeNoBit(long seed) {
        Law.check(seed, c -> {
            if (hasNoMargin(c)) {
                return;
            }
            MarginResult one = margin(c.lesion(), c.zone(), 1);
            MarginResult three = margin(c.lesion(), c.zone(), 3);
            IndexBox padded = c.lesion().boundingBox().orElseThrow().grown(3, 1, 2);
            MarginResult cropped = margin(c.lesion().cropped(padded), c.zone(), 1);

            assertSame(three, one);
            assertSame(cropped, one);
        });
    }

    private static void assertSame(MarginResult a, MarginResult b) {
        assertThat(a.mamMm()).isEqualTo(b.mamMm());
        assertThat(a.rawMm()).isEqualTo(b.rawMm());
        assertThat(a.lowerMm()).isEqualTo(b.lowerMm());
        assertThat(a.upperMm()).isEqualTo(b.upperMm());
        assertThat(a.guaranteedLowerMm()).isEqualTo(b.guaranteedLowerMm());
        assertThat(a.guaranteedUpperMm()).isEqualTo(b.guaranteedUpperMm());
    }

    /** The estimate lies in its intervals, the calibrated one in the guaranteed one. */
    @LawTest(oneIn = 20)
    void intervalsNest(long seed) {
        Law.check(seed, c -> {
            if (hasNoMargin(c)) {
                return;
            }
            MarginResult m = margin(c.lesion(), c.zone(), 1);

            assertThat(m.guaranteedLowerMm()).isLessThanOrEqualTo(m.lowerMm());
            assertThat(m.lowerMm()).isLessThanOrEqualTo(m.mamMm());
            assertThat(m.mamMm()).isLessThanOrEqualTo(m.upperMm());
            assertThat(m.upperMm()).isLessThanOrEqualTo(m.guaranteedUpperMm());
        });
    }

    /** I15, I16: a larger zone, or a smaller lesion, cannot have a smaller margin: the proved intervals allow for it. */
    @LawTest(oneIn = 20)
    void largerZonesAndSmallerLesionsAreNotProvedWorse(long seed) {
        Law.check(seed, c -> {
            BinaryMask both = c.zone().or(c.lesion());
            BinaryMask common = c.lesion().and(c.zone());
            if (hasNoMargin(c) || both.count() == c.grid().voxelCount() || common.isEmpty()) {
                return;
            }
            MarginResult m = margin(c.lesion(), c.zone(), 1);

            assertThat(margin(c.lesion(), both, 1).guaranteedUpperMm()).isGreaterThanOrEqualTo(m.guaranteedLowerMm());
            assertThat(margin(common, c.zone(), 1).guaranteedUpperMm()).isGreaterThanOrEqualTo(m.guaranteedLowerMm());
        });
    }

    /** I22: a zone moved by whole voxels changes the margin to its complement by no more than it was moved. */
    @LawTest(oneIn = 20)
    void aMovedZoneChangesTheRawMarginByNoMoreThanItMoved(long seed) {
        Law.check(seed, c -> {
            if (hasNoMargin(c)) {
                return;
            }
            SplittableRandom random = new SplittableRandom(seed);
            int[] by = {random.nextInt(-3, 4), random.nextInt(-3, 4), random.nextInt(-3, 4)};
            VoxelGrid g = c.grid();
            BinaryMask free = c.zone().cropped(g.box().grown(9, 9, 9)); // no border near
            VoxelGrid to = free.grid();
            double moved = Math.sqrt(sq(by[0] * g.dxMm()) + sq(by[1] * g.dyMm()) + sq(by[2] * g.dzMm()));
            BinaryMask shifted = free.cropped(to.box().grown(4, 4, 4))
                    .placedOn(VoxelGrid.axisAligned(
                            to.nx() + 8,
                            to.ny() + 8,
                            to.nz() + 8,
                            g.dxMm(),
                            g.dyMm(),
                            g.dzMm(),
                            to.toWorld(by[0] - 4, by[1] - 4, by[2] - 4)));

            MarginResult before = margin(c.lesion(), free, 1);
            MarginResult after = margin(c.lesion(), shifted, 1);
            if (isClipped(before) || isClipped(after)) {
                return;
            }

            assertThat(Math.abs(after.rawMm() - before.rawMm())).isLessThanOrEqualTo(moved + ROUNDING_MM);
        });
    }

    /** I29: a mirrored scene has the same margin. */
    @LawTest(oneIn = 20)
    void aMirroredSceneHasTheSameMargin(long seed) {
        Law.check(seed, c -> {
            if (hasNoMargin(c)) {
                return;
            }
            int axis = (int) Math.floorMod(seed, 3L);
            MarginResult m = margin(c.lesion(), c.zone(), 1);
            MarginResult mirrored = margin(mirrored(c.lesion(), axis), mirrored(c.zone(), axis), 1);

            double tolerance = SWEEP * c.grid().voxelDiagonalMm();
            assertThat(mirrored.mamMm()).isEqualTo(m.mamMm(), within(tolerance));
            assertThat(mirrored.lowerMm()).isEqualTo(m.lowerMm(), within(tolerance));
            assertThat(mirrored.upperMm()).isEqualTo(m.upperMm(), within(tolerance));
        });
    }

    private static double sq(double x) {
        return x * x;
    }

    private static BinaryMask mirrored(BinaryMask mask, int axis) {
        VoxelGrid g = mask.grid();
        BinaryMask result = new BinaryMask(g);
        for (int k = 0; k < g.nz(); k++) {
            for (int j = 0; j < g.ny(); j++) {
                for (int i = 0; i < g.nx(); i++) {
                    if (mask.get(i, j, k)) {
                        result.set(
                                axis == 0 ? g.nx() - 1 - i : i,
                                axis == 1 ? g.ny() - 1 - j : j,
                                axis == 2 ? g.nz() - 1 - k : k);
                    }
                }
            }
        }
        return result;
    }
}
