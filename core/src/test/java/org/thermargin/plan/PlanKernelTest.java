package org.thermargin.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Ellipsoid;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;

/** The vector kernels against the plain ones, in every bit, and the plain ones against the definition. */
class PlanKernelTest {
    private static final int PLANS = 400;

    private final SplittableRandom random = new SplittableRandom(22);

    @Test
    void vectorKernelsAreFoundHere() {
        assertThat(PlanKernels.cover().getClass().getSimpleName()).isEqualTo("VectorCoverKernel");
        assertThat(PlanKernels.thinnest(new BallTree(new double[3])).getClass().getSimpleName())
                .isEqualTo("VectorThinnestKernel");
    }

    @Test
    void vectorAndPlainFindTheSameThinnestPointWhateverTheGuess() {
        PackedEllipsoids zone = new PackedEllipsoids();
        for (int count : new int[] {1, 2, 16, 17, 300, 2000}) {
            Point3 middle = new Point3(-80, 120, 300);
            BallTree surface = new BallTree(surface(middle, count));
            ThinnestKernel plain = new TreeThinnestKernel(surface);
            ThinnestKernel vector = PlanKernels.thinnest(surface);
            for (int plan = 0; plan < PLANS; plan++) {
                zone.set(plan(middle, 1 + plan % 5));

                int expected = thinnest(surface, zone);

                assertThat(plain.thinnest(zone, random.nextInt(count))).isEqualTo(expected);
                assertThat(vector.thinnest(zone, random.nextInt(count))).isEqualTo(expected);
            }
        }
    }

    @Test
    void noPointBelowALimitIsMissed() {
        PackedEllipsoids zone = new PackedEllipsoids();
        Point3 middle = new Point3(40, -30, 90);
        BallTree surface = new BallTree(surface(middle, 1500));
        int[] points = new int[1500];
        for (int plan = 0; plan < PLANS; plan++) {
            zone.set(plan(middle, 1 + plan % 4));
            double limit = depth(surface, zone, thinnest(surface, zone)) + 2 * random.nextDouble();
            for (ThinnestKernel kernel : List.of(new TreeThinnestKernel(surface), PlanKernels.thinnest(surface))) {

                int count = kernel.shallowerThan(limit, zone, points);

                List<Integer> found = new ArrayList<>();
                for (int n = 0; n < count; n++) {
                    found.add(points[n]);
                }
                assertThat(found).isSorted();
                for (int n = 0; n < 1500; n++) {
                    if (depth(surface, zone, n) <= limit) {
                        assertThat(found).contains(n);
                    }
                }
            }
        }
    }

    @Test
    void vectorAndPlainCoverTheSameVoxels() {
        for (int width : new int[] {5, 62, 63, 150}) { // one word holds 62
            VoxelGrid grid = VoxelGrid.axisAligned(width, 13, 9, 0.4, 1.1, 1.9, new Point3(-7, 11, 190));
            BinaryMask lesion = new BinaryMask(grid);
            for (int n = 0; n < width * 40; n++) {
                lesion.set(random.nextInt(width), random.nextInt(13), random.nextInt(9));
            }
            LesionRows plain = new LesionRows(lesion, new PlainCoverKernel());
            LesionRows vector = new LesionRows(lesion, PlanKernels.cover());
            PackedEllipsoids zone = new PackedEllipsoids();
            for (int plan = 0; plan < PLANS; plan++) {
                Point3 centre = new Point3(
                        grid.worldX(random.nextInt(width), 6, 4),
                        11 + 12 * random.nextDouble(),
                        190 + 15 * random.nextDouble());
                List<Ellipsoid> parts = plan(centre, 1 + plan % 3);
                zone.set(parts);

                double covered = plain.coveredFraction(zone);

                assertThat(covered).isEqualTo(covered(lesion, parts));
                assertThat(vector.coveredFraction(zone)).isEqualTo(covered);
            }
        }
    }

    /** Whole radii about a voxel centre: its farthest voxels lie on the surface and count. */
    @Test
    void centresOnTheSurfaceAreCovered() {
        VoxelGrid grid = VoxelGrid.axisAligned(21, 21, 21, 1, 1, 1, new Point3(0, 0, 0));
        BinaryMask all = new BinaryMask(grid).not();
        PackedEllipsoids zone = new PackedEllipsoids();
        for (CoverKernel kernel : List.of(new PlainCoverKernel(), PlanKernels.cover())) {
            LesionRows rows = new LesionRows(all, kernel);
            zone.set(List.of(Ellipsoid.ofRevolution(new Point3(10, 10, 10), Direction3.SUPERIOR, 5, 5)));

            assertThat(rows.coveredFraction(zone) * 9261).isCloseTo(515, org.assertj.core.api.Assertions.within(1e-9));
        }
    }

    private static int thinnest(BallTree surface, PackedEllipsoids zone) {
        int thinnest = 0;
        for (int n = 1; n < surface.points.length / 3; n++) {
            thinnest = depth(surface, zone, n) < depth(surface, zone, thinnest) ? n : thinnest;
        }
        return thinnest;
    }

    private static double depth(BallTree surface, PackedEllipsoids zone, int n) {
        return zone.deepestMm(surface.points[3 * n], surface.points[3 * n + 1], surface.points[3 * n + 2]);
    }

    private static double covered(BinaryMask lesion, List<Ellipsoid> zone) {
        VoxelGrid grid = lesion.grid();
        long count = 0;
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    double x = grid.worldX(i, j, k);
                    double y = grid.worldY(i, j, k);
                    double z = grid.worldZ(i, j, k);
                    count += lesion.get(i, j, k) && zone.stream().anyMatch(e -> e.contains(x, y, z)) ? 1 : 0;
                }
            }
        }
        return (double) count / lesion.count();
    }

    /** Some points twice, so that equal depths occur. */
    private double[] surface(Point3 middle, int count) {
        double[] points = new double[3 * count];
        for (int n = 0; n < count; n++) {
            Point3 p = middle.along(direction(), 8 + 8 * random.nextDouble());
            boolean again = n > 0 && random.nextInt(3) == 0;
            points[3 * n] = again ? points[3 * n - 3] : p.x();
            points[3 * n + 1] = again ? points[3 * n - 2] : p.y();
            points[3 * n + 2] = again ? points[3 * n - 1] : p.z();
        }
        return points;
    }

    private List<Ellipsoid> plan(Point3 centre, int count) {
        List<Ellipsoid> plan = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            plan.add(Ellipsoid.of(
                    centre.along(direction(), 50 * random.nextDouble() * random.nextDouble()),
                    Direction3.LEFT,
                    Direction3.POSTERIOR,
                    8 + 20 * random.nextDouble(),
                    8 + 20 * random.nextDouble(),
                    8 + 20 * random.nextDouble()));
            Direction3 axis = direction();
            if (random.nextBoolean()) {
                plan.set(n, Ellipsoid.ofRevolution(plan.get(n).centre(), axis, 25 * random.nextDouble() + 3, 9));
            }
        }
        return plan;
    }

    private Direction3 direction() {
        return Direction3.of(random.nextDouble() - 0.5, random.nextDouble() - 0.5, random.nextDouble() - 0.5);
    }
}
