package org.thermargin.margin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Ellipsoid;
import org.thermargin.geometry.EllipsoidUnion;
import org.thermargin.geometry.Point3;
import org.thermargin.geometry.SignedField;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;

/** Shares of a surface that come from bounds of blocks, against those that come from the margin of every vertex. */
@Tag("H21")
class VertexMarginsTest {
    private static final double[] LEVELS = {-6, -2, -0.5, 0, 0.3, 2, 4, 5, 5.5, 7, 10, 14};

    private final VoxelGrid grid = VoxelGrid.axisAligned(96, 96, 64, 0.9, 0.9, 1.4, new Point3(-42.7, -42.7, -44.1));

    @Test
    void sharesAreThoseOfAllMarginsWhateverTheZoneAndTheOrgan() {
        BinaryMask lesion = ball(new Point3(0, 0, 0), 7);
        // far from the capsule, touching it, and none
        List<Optional<BinaryMask>> organs = List.of(
                Optional.of(ball(new Point3(0, 0, 0), 40)),
                Optional.of(ball(new Point3(-25, 0, 0), 33)),
                Optional.empty());
        SplittableRandom random = new SplittableRandom(11);
        for (Optional<BinaryMask> organ : organs) {
            PreparedLesion prepared = new PreparedLesion(lesion, organ, 1);
            for (int n = 0; n < 10; n++) {
                EllipsoidUnion union = EllipsoidUnion.of(zones(random, 1 + n % 3));
                assertSame(prepared, new ZoneRegion.Exact(union, union.bounds()));
                SignedField plain = (x, y, z) -> union.depthMm(x, y, z); // without quick bounds
                assertSame(prepared, new ZoneRegion.Exact(plain, union.bounds(), 0.2, 0.3));
            }
        }
    }

    private static void assertSame(PreparedLesion prepared, ZoneRegion zone) {
        MarginQuery query = MarginQuery.of(prepared, zone, 0);
        MarginResult every = new MarginAnalyzer(1).analyze(query);
        MarginResult shares = new MarginAnalyzer(1).analyze(query.forShares());

        for (double mm : LEVELS) {
            assertThat(shares.surface().fractionAtLeast(mm))
                    .isEqualTo(every.surface().fractionAtLeast(mm));
        }
        assertThat(shares.surface().marginMm()).isEqualTo(every.surface().marginMm());
        assertThat(shares.surface().totalAreaMm2()).isEqualTo(every.surface().totalAreaMm2());
        assertThat(shares.mamMm()).isEqualTo(every.mamMm());
        assertThat(shares.guaranteedLowerMm()).isEqualTo(every.guaranteedLowerMm());
    }

    private static List<Ellipsoid> zones(SplittableRandom random, int count) {
        List<Ellipsoid> zones = new java.util.ArrayList<>();
        for (int n = 0; n < count; n++) {
            zones.add(Ellipsoid.ofRevolution(
                    new Point3(random.nextDouble(-6, 6), random.nextDouble(-6, 6), random.nextDouble(-6, 6)),
                    Direction3.of(random.nextDouble() + 0.1, random.nextDouble(), random.nextDouble()),
                    random.nextDouble(9, 18),
                    random.nextDouble(8, 14)));
        }
        return zones;
    }

    private BinaryMask ball(Point3 centre, double radiusMm) {
        BinaryMask mask = new BinaryMask(grid);
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    if (grid.toWorld(i, j, k).distanceMm(centre) <= radiusMm) {
                        mask.set(i, j, k);
                    }
                }
            }
        }
        return mask;
    }
}
