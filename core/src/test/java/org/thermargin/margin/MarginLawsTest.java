package org.thermargin.margin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.SplittableRandom;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;
import org.thermargin.grid.VoxelGrid;

/** What must not change a margin, and in which direction it may move. */
@Tag("H18")
class MarginLawsTest {
    private static final double[][] BALLS = {{7, 1.25, 0.5, -0.75, 12}, {6, 3.5, 1, 2, 8}, {5, 0, 0, 0, 9}};
    private static final double[] SPACING = {1, 0.75, 2};

    /** Lesion radius, zone centre and radius on the spacing with dyadic numbers. */
    private static MarginQuery query(double[] ball, VoxelGrid grid) {
        return new MarginQuery(
                inIndexSpace(grid, 0, 0, 0, ball[0]),
                new ZoneRegion.Sampled(inIndexSpace(grid, ball[1], ball[2], ball[3], ball[4])),
                Optional.empty(),
                0);
    }

    private static VoxelGrid grid(Point3 origin, int scale) {
        return VoxelGrid.axisAligned(41, 51, 31, SPACING[0] * scale, SPACING[1] * scale, SPACING[2] * scale, origin);
    }

    /** A ball about the middle voxel of the unscaled grid, by index, so that it is the same mask on every grid. */
    private static BinaryMask inIndexSpace(VoxelGrid grid, double x, double y, double z, double radius) {
        BinaryMask mask = new BinaryMask(grid);
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    double dx = (i - 20) * SPACING[0] - x;
                    double dy = (j - 25) * SPACING[1] - y;
                    double dz = (k - 15) * SPACING[2] - z;
                    if (dx * dx + dy * dy + dz * dz <= radius * radius) {
                        mask.set(i, j, k);
                    }
                }
            }
        }
        return mask;
    }

    private static void assertSame(MarginResult a, MarginResult b) {
        assertThat(b.mamMm()).isEqualTo(a.mamMm());
        assertThat(b.lowerMm()).isEqualTo(a.lowerMm());
        assertThat(b.upperMm()).isEqualTo(a.upperMm());
        assertThat(b.guaranteedLowerMm()).isEqualTo(a.guaranteedLowerMm());
        assertThat(b.guaranteedUpperMm()).isEqualTo(a.guaranteedUpperMm());
        assertThat(b.surface().marginMm()).isEqualTo(a.surface().marginMm());
        assertThat(b.surface().areaMm2()).isEqualTo(a.surface().areaMm2());
        assertThat(b.rawMm()).isEqualTo(a.rawMm());
        assertThat(b.excludedMm()).isEqualTo(a.excludedMm());
    }

    @Test
    void i6AnyNumberOfThreadsGivesTheSameBits() {
        MarginQuery query = query(BALLS[0], grid(new Point3(0, 0, 0), 1));
        MarginResult one = new MarginAnalyzer(1).analyze(query);

        for (int threads : new int[] {2, 3, 7, 16}) {
            assertSame(one, new MarginAnalyzer(threads).analyze(query));
        }
    }

    @Test
    void i5PaddingChangesNothing() {
        for (double[] ball : BALLS) {
            MarginQuery query = query(ball, grid(new Point3(-16, 8, 4), 1));
            BinaryMask zone = ((ZoneRegion.Sampled) query.zone()).mask();
            IndexBox padded = zone.grid().box().grown(5, 3, 2);

            MarginResult result = new MarginAnalyzer(2)
                    .analyze(new MarginQuery(
                            query.lesion().cropped(padded),
                            new ZoneRegion.Sampled(zone.cropped(padded)),
                            Optional.empty(),
                            0));

            assertSame(new MarginAnalyzer(2).analyze(query), result);
        }
    }

    /** Numbers that are not exact in binary: the lesion's lattice is the frame of the computation. */
    @Test
    void i2OriginShiftGivesTheSameBits() {
        for (double[] ball : BALLS) {
            MarginResult here = new MarginAnalyzer(2).analyze(inOrgan(ball, grid(new Point3(0, 0, 0), 1)));
            MarginResult there = new MarginAnalyzer(2).analyze(inOrgan(ball, grid(new Point3(256.1, -512.7, 33.3), 1)));

            assertSame(here, there);
            assertThat(there.witness()
                            .lesion()
                            .distanceMm(here.witness().lesion().shifted(256.1, -512.7, 33.3)))
                    .isLessThan(1e-9);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void i3AnyDirectionMatrixGivesTheSameBits(boolean leftHanded) {
        VoxelGrid plain = grid(new Point3(0, 0, 0), 1);
        Direction3 k = Direction3.of(1, 2, -2);
        Direction3 j = k.anyPerpendicular();
        Direction3 i = leftHanded ? k.cross(j) : j.cross(k);
        VoxelGrid turned = VoxelGrid.oriented(
                plain.nx(),
                plain.ny(),
                plain.nz(),
                plain.dxMm(),
                plain.dyMm(),
                plain.dzMm(),
                i,
                j,
                k,
                new Point3(3, 2, 1));
        for (double[] ball : BALLS) {
            MarginResult here = new MarginAnalyzer(1).analyze(inOrgan(ball, plain));
            MarginResult there = new MarginAnalyzer(1).analyze(inOrgan(ball, turned));

            assertSame(here, there);
            Point3 at = here.witness().lesion();
            Point3 expected = turned.origin().along(i, at.x()).along(j, at.y()).along(k, at.z());
            assertThat(there.witness().lesion().distanceMm(expected)).isLessThan(1e-9);
            assertThat(volumeMm3(there.surface()))
                    .isCloseTo(volumeMm3(here.surface()), Percentage.withPercentage(1e-9));
        }
    }

    /** By the divergence theorem; negative where triangles face inward. */
    private static double volumeMm3(MarginMap surface) {
        double[] v = surface.verticesMm();
        double sum = 0;
        for (int t = 0; t < surface.triangles().length; t += 3) {
            int a = 3 * surface.triangles()[t];
            int b = 3 * surface.triangles()[t + 1];
            int c = 3 * surface.triangles()[t + 2];
            sum += v[a] * (v[b + 1] * v[c + 2] - v[b + 2] * v[c + 1])
                    + v[a + 1] * (v[b + 2] * v[c] - v[b] * v[c + 2])
                    + v[a + 2] * (v[b] * v[c + 1] - v[b + 1] * v[c]);
        }
        return sum / 6;
    }

    /** The same with an organ whose capsule is near. */
    private static MarginQuery inOrgan(double[] ball, VoxelGrid grid) {
        MarginQuery query = query(ball, grid);
        return new MarginQuery(query.lesion(), query.zone(), Optional.of(inIndexSpace(grid, -6, 2, 0, 15)), 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void i4SpacingTimesAPowerOfTwoScalesTheEstimate(int scale) {
        for (double[] ball : BALLS) {
            MarginEstimate plain = new MarginAnalyzer(1).estimate(query(ball, grid(new Point3(0, 0, 0), 1)));
            MarginEstimate scaled = new MarginAnalyzer(1).estimate(query(ball, grid(new Point3(0, 0, 0), scale)));

            // voxel clearance and squared spacings are rounded to float in the same places, powers of two are exact
            assertThat(scaled.mamMm()).isEqualTo(scale * plain.mamMm());
        }
    }

    @Test
    void i11AndI12UnionAndIntersectionAgreeWithinTheIntervals() {
        VoxelGrid grid = grid(new Point3(0, 0, 0), 1);
        BinaryMask zoneA = inIndexSpace(grid, 2, 0, 0, 13);
        BinaryMask zoneB = inIndexSpace(grid, -3, 1, 1, 12);
        BinaryMask lesionA = inIndexSpace(grid, 0, 0, 0, 5);
        BinaryMask lesionB = inIndexSpace(grid, 2, 2, 0, 4);

        MarginResult both = analyze(lesionA, zoneA.and(zoneB));
        MarginResult union = analyze(lesionA.or(lesionB), zoneA);

        assertMeets(both, analyze(lesionA, zoneA), analyze(lesionA, zoneB));
        assertMeets(union, analyze(lesionA, zoneA), analyze(lesionB, zoneA));
    }

    /** The guaranteed interval of the whole meets that of the minimum of its parts. */
    private static void assertMeets(MarginResult whole, MarginResult a, MarginResult b) {
        assertThat(whole.guaranteedLowerMm())
                .isLessThanOrEqualTo(Math.min(a.guaranteedUpperMm(), b.guaranteedUpperMm()));
        assertThat(whole.guaranteedUpperMm())
                .isGreaterThanOrEqualTo(Math.min(a.guaranteedLowerMm(), b.guaranteedLowerMm()));
    }

    private static MarginResult analyze(BinaryMask lesion, BinaryMask zone) {
        return new MarginAnalyzer(1)
                .analyze(new MarginQuery(lesion, new ZoneRegion.Sampled(zone), Optional.empty(), 0));
    }

    @Test
    void i15AndI16LargerZoneNeverLowersAndLargerLesionNeverRaisesBeyondTheInterval() {
        VoxelGrid grid = grid(new Point3(0, 0, 0), 1);
        SplittableRandom random = new SplittableRandom(11);
        for (int n = 0; n < 6; n++) {
            double r = 4 + 3 * random.nextDouble();
            double zone = 7 + 4 * random.nextDouble();
            MarginResult plain = analyze(inIndexSpace(grid, 0, 0, 0, r), inIndexSpace(grid, 1, 1, 0, zone));
            MarginResult largerZone = analyze(inIndexSpace(grid, 0, 0, 0, r), inIndexSpace(grid, 1, 1, 0, zone + 1));
            MarginResult largerLesion = analyze(inIndexSpace(grid, 0, 0, 0, r + 1), inIndexSpace(grid, 1, 1, 0, zone));

            assertThat(largerZone.guaranteedUpperMm()).isGreaterThanOrEqualTo(plain.guaranteedUpperMm());
            assertThat(largerZone.mamMm()).isGreaterThan(plain.mamMm());
            assertThat(largerLesion.guaranteedUpperMm()).isLessThanOrEqualTo(plain.guaranteedUpperMm());
            assertThat(largerLesion.mamMm()).isLessThan(plain.mamMm());
        }
    }

    @Test
    void registrationBoundWidensEveryBound() {
        MarginQuery query = query(BALLS[0], grid(new Point3(0, 0, 0), 1));
        MarginResult plain = new MarginAnalyzer(1).analyze(query);
        MarginResult moved =
                new MarginAnalyzer(1).analyze(new MarginQuery(query.lesion(), query.zone(), query.organ(), 2));

        assertThat(moved.mamMm()).isEqualTo(plain.mamMm());
        assertThat(moved.lowerMm()).isEqualTo(plain.lowerMm() - 2);
        assertThat(moved.guaranteedUpperMm()).isEqualTo(plain.guaranteedUpperMm() + 2);
    }
}
