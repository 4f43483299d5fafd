package org.thermargin.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Point3;
import org.thermargin.geometry.SweptSphere;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.scene.Application;
import org.thermargin.scene.ApplicatorPlacement;

class ShaftRunsTest {
    private static final Direction3 I = new Direction3(0.96, 0.28, 0);
    private static final Direction3 J = new Direction3(-0.28, 0.96, 0);
    private static final VoxelGrid OBLIQUE = centred(0.8, 0.9, 2.5, 90, 80, 30);

    private static VoxelGrid centred(double dx, double dy, double dz, int nx, int ny, int nz) {
        VoxelGrid zero = VoxelGrid.oriented(nx, ny, nz, dx, dy, dz, I, J, Direction3.SUPERIOR, new Point3(0, 0, 0));
        Point3 m = zero.toWorld(nx / 2.0 + 0.3, ny / 2.0 - 0.2, nz / 2.0 + 0.4);
        return VoxelGrid.oriented(
                nx, ny, nz, dx, dy, dz, I, J, Direction3.SUPERIOR, new Point3(-m.x(), -m.y(), -m.z()));
    }

    static BinaryMask mask(VoxelGrid grid, ToDoubleFunction<Point3> depth) {
        BinaryMask mask = new BinaryMask(grid);
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    if (depth.applyAsDouble(grid.toWorld(i, j, k)) >= 0) {
                        mask.set(i, j, k);
                    }
                }
            }
        }
        return mask;
    }

    private static double norm(Point3 p) {
        return p.distanceMm(new Point3(0, 0, 0));
    }

    private static Point3 onSphere(SplittableRandom random, double radius) {
        double z = 2 * random.nextDouble() - 1;
        double angle = 2 * Math.PI * random.nextDouble();
        double r = Math.sqrt(1 - z * z);
        return new Point3(radius * r * StrictMath.cos(angle), radius * r * StrictMath.sin(angle), radius * z);
    }

    /** Towards the centre a ray meets the surface at a right angle: off by at most one diagonal at each crossing. */
    @Test
    void chordThroughABallIsItsDiameterToADiagonalPerCrossing() {
        BinaryMask ball = mask(OBLIQUE, p -> 20 - norm(p));
        SplittableRandom random = new SplittableRandom(1);
        for (int n = 0; n < 40; n++) {
            Point3 from = onSphere(random, 60);

            ShaftRuns through = ShaftRuns.of(ball, from, new Point3(-from.x(), -from.y(), -from.z()));
            ShaftRuns half = ShaftRuns.of(ball, from, new Point3(0, 0, 0));

            assertThat(through.joined(2.9).entries()).isEqualTo(1);
            assertThat(through.insideMm()).isCloseTo(40, within(2 * OBLIQUE.voxelDiagonalMm()));
            assertThat(half.insideMm()).isCloseTo(20, within(OBLIQUE.voxelDiagonalMm()));
            assertThat(half.runs().get(0).fromMm()).isCloseTo(40, within(OBLIQUE.voxelDiagonalMm()));
        }
    }

    /** The half space ends on a voxel face, so that the voxel bodies are the truth and only rounding is left. */
    @Test
    void lengthInAHalfSpaceEndingOnAVoxelFaceIsExact() {
        VoxelGrid grid = VoxelGrid.axisAligned(40, 40, 40, 1, 1.25, 1.5, new Point3(-20, -25, -30));
        BinaryMask below = mask(grid, p -> -p.z()); // last centre at z = 0, face at 0.75
        SplittableRandom random = new SplittableRandom(2);
        for (int n = 0; n < 40; n++) {
            Point3 from = new Point3(8 * random.nextDouble(), 8 * random.nextDouble(), 15 * random.nextDouble() + 1);
            Point3 to = new Point3(8 * random.nextDouble(), 8 * random.nextDouble(), -15 * random.nextDouble());

            ShaftRuns runs = ShaftRuns.of(below, from, to);

            double expected = from.distanceMm(to) * (0.75 - to.z()) / (from.z() - to.z());
            assertThat(runs.insideMm()).isCloseTo(expected, within(1e-9));
            assertThat(runs.entries()).isEqualTo(1);
        }
    }

    /** Counting fine steps is another way to the same length; 10000 steps over 120 mm, one step per crossing. */
    @Test
    void lengthAgreesWithCountingFineSteps() {
        BinaryMask ring = mask(OBLIQUE, p -> Math.min(25 - norm(p), norm(p) - 12));
        SplittableRandom random = new SplittableRandom(3);
        for (int n = 0; n < 20; n++) {
            Point3 from = onSphere(random, 60);
            Point3 to = onSphere(random, 40);

            ShaftRuns runs = ShaftRuns.of(ring, from, to);

            double step = from.distanceMm(to) / 10000;
            int inside = 0;
            for (int s = 0; s < 10000; s++) {
                Point3 p = from.along(Direction3.between(from, to), (s + 0.5) * step);
                inside += ring.getOrFalse(
                                (int) Math.floor(OBLIQUE.indexI(p.x(), p.y(), p.z()) + 0.5),
                                (int) Math.floor(OBLIQUE.indexJ(p.x(), p.y(), p.z()) + 0.5),
                                (int) Math.floor(OBLIQUE.indexK(p.x(), p.y(), p.z()) + 0.5))
                        ? 1
                        : 0;
            }
            assertThat(runs.insideMm())
                    .isCloseTo(
                            inside * step,
                            within(step * 2 * Math.max(1, runs.runs().size())));
        }
    }

    @Test
    void gapsUpToTheStatedLengthAreFilled() {
        VoxelGrid grid = VoxelGrid.axisAligned(30, 3, 3, 1, 1, 1, new Point3(0, -1, -1));
        BinaryMask mask = mask(grid, p -> p.x() >= 5 && p.x() <= 20 && (p.x() < 10 || p.x() > 12) ? 1 : -1);

        ShaftRuns runs = ShaftRuns.of(mask, new Point3(-3, 0, 0), new Point3(25, 0, 0));

        assertThat(runs.entries()).isEqualTo(2);
        assertThat(runs.insideMm()).isCloseTo(13, within(1e-9));
        assertThat(runs.joined(2.9).entries()).isEqualTo(2);
        assertThat(runs.joined(3.01).entries()).isEqualTo(1);
        assertThat(runs.joined(3.01).insideMm()).isCloseTo(16, within(1e-9));
        assertThat(runs.insideMm(3 + 7)).as("on the way to x = 7").isCloseTo(2.5, within(1e-9));
    }

    @Test
    void aShaftBesideTheImageOrAlongItsRimIsOutside() {
        VoxelGrid grid = VoxelGrid.axisAligned(4, 4, 4, 1, 1, 1, new Point3(0, 0, 0));
        BinaryMask all = new BinaryMask(grid).not();

        assertThat(ShaftRuns.of(all, new Point3(-2, 8, 1), new Point3(9, 8, 1)).runs())
                .isEmpty();
        assertThat(ShaftRuns.of(all, new Point3(-2, 3.5, 1), new Point3(9, 3.5, 1))
                        .runs())
                .isEmpty();
        assertThat(ShaftRuns.of(all, new Point3(1, 1, 1), new Point3(2, 1, 1)).startsInside())
                .isTrue();
        assertThat(ShaftRuns.of(all, new Point3(1, 1, 1), new Point3(9, 1, 1)).entries())
                .isZero();
    }

    /** Voxel bodies of a swept sphere: surface off by at most half a diagonal. */
    @Test
    void clearanceOfASweptSphereIsTheDistanceOfTheAxesLessTheRadius() {
        SweptSphere vessel = new SweptSphere(new Point3(-18, 6, -20), new Point3(15, 9, 22), 4);
        BinaryMask mask = mask(OBLIQUE, p -> vessel.depthMm(p.x(), p.y(), p.z()));
        SplittableRandom random = new SplittableRandom(4);
        ApplicatorPlacement axis = shaft("v", vessel.start(), vessel.end());
        for (int n = 0; n < 30; n++) {
            Point3 from = onSphere(random, 60);
            Point3 to = onSphere(random, 15);
            double expected = ShaftPair.of(axis, shaft("s", from, to)).distanceMm() - 4;

            double mm = ShaftClearance.mm(mask, from, to, 0);

            assertThat(mm).isCloseTo(Math.max(0, expected), within(OBLIQUE.voxelDiagonalMm() / 2));
            assertThat(ShaftClearance.mm(mask, from, to, 1)).isCloseTo(Math.max(0, mm - 1), within(1e-12));
        }
    }

    /** One voxel of 1 x 2 x 4 mm: distances to its faces, edges and corners are known on paper. */
    @Test
    void clearanceIsExactForOneVoxel() {
        VoxelGrid grid = VoxelGrid.axisAligned(1, 1, 1, 1, 2, 4, new Point3(0, 0, 0));
        BinaryMask one = new BinaryMask(grid).not();

        assertThat(ShaftClearance.mm(one, new Point3(-9, 3, 0), new Point3(9, 3, 1), 0))
                .isCloseTo(2, within(1e-12));
        assertThat(ShaftClearance.mm(one, new Point3(3.5, 5, -9), new Point3(3.5, 5, 9), 0))
                .isCloseTo(5, within(1e-12)); // 3, 4
        assertThat(ShaftClearance.mm(one, new Point3(1.5, 3, 4), new Point3(5, 9, 9), 0))
                .isCloseTo(3, within(1e-12)); // 1, 2, 2
        assertThat(ShaftClearance.mm(one, new Point3(-9, 0, 0), new Point3(9, 0.1, 0), 0))
                .isZero();
    }

    @Test
    void pairsAreSkewParallelOrCrossing() {
        ApplicatorPlacement along = shaft("a", new Point3(0, 0, 0), new Point3(10, 0, 0));

        ShaftPair skew = ShaftPair.of(along, shaft("b", new Point3(4, -5, 3), new Point3(4, 5, 3)));
        ShaftPair parallel = ShaftPair.of(along, shaft("b", new Point3(14, 3, 0), new Point3(24, 3, 0)));

        assertThat(skew.distanceMm()).isCloseTo(3, within(1e-12));
        assertThat(skew.angleDeg()).isCloseTo(90, within(1e-6));
        assertThat(parallel.distanceMm()).isCloseTo(5, within(1e-12)); // 4 beyond, 3 beside
        assertThat(parallel.tipDistanceMm()).isCloseTo(Math.sqrt(14 * 14 + 9), within(1e-12));
        assertThat(parallel.angleDeg()).isCloseTo(0, within(1e-6));
    }

    static ApplicatorPlacement shaft(String id, Point3 entry, Point3 tip) {
        return ApplicatorPlacement.once(id, entry, tip, "device", Application.atTip(OptionalDouble.empty(), 60));
    }
}
