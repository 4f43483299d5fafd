package org.thermargin.margin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;

/** The searches over ball centres against all ball centres of a fine lattice of points, tried one by one. */
@Tag("H18")
class BallBoundsTest {
    /** Spacing of the points tried, mm. */
    private static final double STEP_MM = 0.4;
    /** No point is farther than this from a tried one. */
    private static final double HALF_MM = STEP_MM * Math.sqrt(3) / 2;
    /** Boxes are no finer than a ball of 0.1 mm, on either side: at most two diameters of 0.2 mm. */
    private static final double SEARCH_MM = 0.4;

    private static final double LESION_MM = 2.6;
    private static final double UNABLATED_MM = 3;

    private static Stream<Arguments> lattices() {
        return Stream.of(
                Arguments.of(1.0, 1.0, 6.5, 0.0),
                Arguments.of(1.0, 1.0, 5.0, 0.3),
                Arguments.of(0.8, 2.5, 6.5, 0.0),
                Arguments.of(0.8, 2.5, 4.0, 0.3),
                Arguments.of(0.7, 5.0, 7.0, 0.0),
                Arguments.of(0.7, 5.0, 5.0, 0.0));
    }

    /** Lesion of about 3.5 mm, zone of about the radius, on a lattice turned about x. */
    private record Masks(BinaryMask lesion, BinaryMask zone) {
        static Masks of(double inPlaneMm, double sliceMm, double zoneMm, double turnRad) {
            SplittableRandom random = new SplittableRandom(Double.hashCode(sliceMm + zoneMm + turnRad));
            double reach = 16;
            BinaryMask lesion = ball(grid(inPlaneMm, sliceMm, reach, 0), random, 3.5);
            BinaryMask zone = ball(grid(inPlaneMm, sliceMm, reach, turnRad), random, zoneMm);
            return new Masks(lesion, zone);
        }

        private static VoxelGrid grid(double inPlaneMm, double sliceMm, double reachMm, double turnRad) {
            int n = (int) (2 * reachMm / inPlaneMm);
            int slices = (int) (2 * reachMm / sliceMm);
            double c = StrictMath.cos(turnRad);
            double s = StrictMath.sin(turnRad);
            return VoxelGrid.oriented(
                    n,
                    n,
                    slices,
                    inPlaneMm,
                    inPlaneMm,
                    sliceMm,
                    Direction3.LEFT,
                    new Direction3(0, c, s),
                    new Direction3(0, -s, c),
                    new Point3(-reachMm, -reachMm * (c - s), -reachMm * (s + c)));
        }

        /** A ball with three bumps. */
        private static BinaryMask ball(VoxelGrid grid, SplittableRandom random, double radiusMm) {
            double[] bumps = random.doubles(9, -0.6 * radiusMm, 0.6 * radiusMm).toArray();
            BinaryMask mask = new BinaryMask(grid);
            for (int k = 0; k < grid.nz(); k++) {
                for (int j = 0; j < grid.ny(); j++) {
                    for (int i = 0; i < grid.nx(); i++) {
                        Point3 p = grid.toWorld(i, j, k);
                        boolean in = p.distanceMm(new Point3(0, 0, 0)) < radiusMm;
                        for (int b = 0; b < 9; b += 3) {
                            in |= p.distanceMm(new Point3(bumps[b], bumps[b + 1], bumps[b + 2])) < 0.7 * radiusMm;
                        }
                        if (in) {
                            mask.set(i, j, k);
                        }
                    }
                }
            }
            return mask;
        }

        BallCells lesionCells() {
            return new BallCells(
                    new ForbiddenCentres(lesion, ForbiddenCentres.Beyond.FORBIDDEN),
                    LESION_MM,
                    BoxFrame.of(lesion.grid()));
        }

        BallCells unablatedCells() {
            return new BallCells(
                    new ForbiddenCentres(zone.not(), ForbiddenCentres.Beyond.UNKNOWN),
                    UNABLATED_MM,
                    BoxFrame.of(lesion.grid()));
        }

        /** Tried points whose distance to the nearest centre of the mask lies between the limits. */
        private static double[] points(BinaryMask mask, double leastMm, double mostMm) {
            PointTree tree = new PointTree(VoxelCentres.all(mask));
            double[] found = new double[3 * 300_000];
            int size = 0;
            for (double x = -13; x <= 13; x += STEP_MM) {
                for (double y = -13; y <= 13; y += STEP_MM) {
                    for (double z = -13; z <= 13; z += STEP_MM) {
                        double distance = tree.distanceWithin(x, y, z, mostMm + 1);
                        if (distance >= leastMm && distance <= mostMm) {
                            found[size++] = x;
                            found[size++] = y;
                            found[size++] = z;
                        }
                    }
                }
            }
            return Arrays.copyOf(found, size);
        }

        double[] lesionCentres(double leastMm, double mostMm) {
            return points(lesion.not(), leastMm, mostMm);
        }

        double[] unablatedCentres(double leastMm, double mostMm) {
            return points(zone, leastMm, mostMm);
        }
    }

    private static double least(double[] from, double[] to) {
        PointTree tree = new PointTree(to);
        double best = Double.POSITIVE_INFINITY;
        for (int n = 0; n < from.length; n += 3) {
            best = Math.min(best, tree.distanceWithin(from[n], from[n + 1], from[n + 2], best));
        }
        return best;
    }

    @ParameterizedTest
    @MethodSource("lattices")
    void separationIsThatOfTheNearestBallCentres(double inPlaneMm, double sliceMm, double zoneMm, double turnRad) {
        Masks masks = Masks.of(inPlaneMm, sliceMm, zoneMm, turnRad);

        double bound = BallBounds.separationMm(masks.lesionCells(), masks.unablatedCells(), Double.POSITIVE_INFINITY);

        double found = least(
                masks.lesionCentres(LESION_MM, LESION_MM + 2 * HALF_MM),
                masks.unablatedCentres(UNABLATED_MM, UNABLATED_MM + 2 * HALF_MM));
        assertThat(bound).isLessThanOrEqualTo(found);
        // every ball centre on a boundary has a tried point within HALF_MM, which is as far from the radius at most
        double possible = least(
                masks.lesionCentres(LESION_MM - HALF_MM, LESION_MM + HALF_MM),
                masks.unablatedCentres(UNABLATED_MM - HALF_MM, UNABLATED_MM + HALF_MM));
        assertThat(bound).isGreaterThanOrEqualTo(possible - 2 * HALF_MM - SEARCH_MM);
    }

    @ParameterizedTest
    @MethodSource("lattices")
    void noPossibleUncoveredPointIsDeeperThanTheBound(double inPlaneMm, double sliceMm, double zoneMm, double turnRad) {
        Masks masks = Masks.of(inPlaneMm, sliceMm, zoneMm, turnRad);
        MaskCentres zone = new MaskCentres(masks.zone());

        double bound = BallBounds.deepestUncoveredMm(masks.lesionCells(), masks.unablatedCells(), zone);

        PointTree lesion = new PointTree(masks.lesionCentres(LESION_MM, LESION_MM + 2 * HALF_MM));
        PointTree unablated = new PointTree(masks.unablatedCentres(UNABLATED_MM, UNABLATED_MM + 2 * HALF_MM));
        double deepest = 0;
        for (double x = -9; x <= 9; x += STEP_MM) {
            for (double y = -9; y <= 9; y += STEP_MM) {
                for (double z = -9; z <= 9; z += STEP_MM) {
                    if (lesion.anyWithin(x, y, z, LESION_MM) && unablated.anyWithin(x, y, z, UNABLATED_MM)) {
                        deepest = Math.max(deepest, zone.distanceMm(x, y, z));
                    }
                }
            }
        }
        assertThat(bound).isGreaterThanOrEqualTo(deepest);
    }
}
