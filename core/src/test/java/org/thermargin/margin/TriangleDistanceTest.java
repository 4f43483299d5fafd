package org.thermargin.margin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.thermargin.geometry.Point3;
import org.thermargin.geometry.TrianglePoint;
import org.thermargin.grid.VoxelGrid;

/** Distances to triangles against every triangle asked in turn. */
class TriangleDistanceTest {
    private static final double RADIUS = 9;

    /** The surface of a dented ball about (0, 0, 0) in a box that cuts it off at so many mm along x. */
    private static Surface dented(double low, SplittableRandom random) {
        int nx = (int) ((12 - low) / 1.1) + 1;
        VoxelGrid nodes = VoxelGrid.axisAligned(nx, 22, 22, 1.1, 1.1, 1.1, new Point3(low, -11.6, -11.5));
        double dent = random.nextDouble(0.3, 1.2);
        double turn = random.nextDouble(3);
        double[] phi = new double[nodes.voxelCount()];
        for (int k = 0, n = 0; k < nodes.nz(); k++) {
            for (int j = 0; j < nodes.ny(); j++) {
                for (int i = 0; i < nodes.nx(); i++, n++) {
                    double x = nodes.worldX(i, j, k);
                    double y = nodes.worldY(i, j, k);
                    double z = nodes.worldZ(i, j, k);
                    double wave = dent * (StrictMath.sin(x / 3 + turn) + StrictMath.cos(y / 4 - turn) * z / 9);
                    phi[n] = RADIUS + wave - Math.sqrt(x * x + y * y + z * z);
                }
            }
        }
        return SurfaceNets.extract(phi, nodes);
    }

    /** Squared distance to the nearest triangle, with the foot written. */
    private static double nearest(Surface surface, double[] point, double[] foot) {
        double least = Double.POSITIVE_INFINITY;
        double[] q = new double[3];
        for (int t = 0; t < surface.triangles().length / 3; t++) {
            TrianglePoint.isOnFace(surface.verticesMm(), surface.triangles(), t, point, q);
            double dx = q[0] - point[0];
            double dy = q[1] - point[1];
            double dz = q[2] - point[2];
            double squared = dx * dx + dy * dy + dz * dz;
            if (squared < least) {
                least = squared;
                System.arraycopy(q, 0, foot, 0, 3);
            }
        }
        return least;
    }

    /** Triangles that are missed, here near the middle of the body, make a distance larger, never smaller. */
    @Test
    void distanceIsThatToTheNearestTriangleBitForBitButForTheFewThatAreMissed() {
        SplittableRandom random = new SplittableRandom(6);
        int same = 0;
        int asked = 0;
        for (int scene = 0; scene < 6; scene++) {
            Surface surface = dented(-12, random);
            TriangleDistance distance = new TriangleDistance(surface, TriangleDistance.Search.WALK);
            TriangleFoot foot = new TriangleFoot();
            double[] expected = new double[3];
            for (int n = 0; n < 400; n++) {
                double[] p = {random.nextDouble(-11, 11), random.nextDouble(-11, 11), random.nextDouble(-11, 11)};

                distance.find(p[0], p[1], p[2], foot);

                double squared = nearest(surface, p, expected);
                assertThat(foot.squared).isGreaterThanOrEqualTo(squared);
                asked++;
                boolean bits = foot.squared == squared
                        && foot.x == expected[0]
                        && foot.y == expected[1]
                        && foot.z == expected[2];
                same += bits ? 1 : 0;
            }
        }
        assertThat(same).isGreaterThan(asked * 95 / 100);
    }

    /** What is left is a triangle with all its vertices farther than one of another sheet: h * h / (6 d) with edges of h. */
    @Test
    void fromAllSidesNoDistanceIsTooLargeByMoreThanATriangleExplains() {
        SplittableRandom random = new SplittableRandom(6);
        for (int scene = 0; scene < 6; scene++) {
            Surface surface = dented(-12, random);
            TriangleDistance distance = new TriangleDistance(surface, TriangleDistance.Search.ALL_SIDES);
            TriangleFoot foot = new TriangleFoot();
            double edgeSq = longestEdgeSq(surface);
            for (int n = 0; n < 2000; n++) {
                double[] p = {random.nextDouble(-8, 8), random.nextDouble(-8, 8), random.nextDouble(-8, 8)};

                distance.find(p[0], p[1], p[2], foot);

                double d = Math.sqrt(nearest(surface, p, new double[3]));
                assertThat(Math.sqrt(foot.squared)).isBetween(d, d + edgeSq / (6 * d) + 1e-9);
            }
        }
    }

    private static double longestEdgeSq(Surface surface) {
        double longest = 0;
        int[] t = surface.triangles();
        double[] v = surface.verticesMm();
        for (int n = 0; n < t.length; n++) {
            int a = 3 * t[n];
            int b = 3 * t[n % 3 == 2 ? n - 2 : n + 1];
            double x = v[a] - v[b];
            double y = v[a + 1] - v[b + 1];
            double z = v[a + 2] - v[b + 2];
            longest = Math.max(longest, x * x + y * y + z * z);
        }
        return longest;
    }

    /** Vertices next to the border of the box have no triangles; such a vertex gave an infinite distance. */
    @Test
    void surfaceThatTheBoxCutsOffIsFoundByItsTriangles() {
        SplittableRandom random = new SplittableRandom(7);
        Surface surface = dented(-3.3, random);
        TriangleDistance distance = new TriangleDistance(surface, TriangleDistance.Search.WALK, 1, Optional.empty());
        TriangleFoot foot = new TriangleFoot();
        double[] expected = new double[3];
        for (int n = 0; n < 2000; n++) {
            double[] p = {random.nextDouble(-8, 4), random.nextDouble(-10, 10), random.nextDouble(-10, 10)};

            distance.find(p[0], p[1], p[2], foot);

            assertThat(foot.squared).isFinite().isGreaterThanOrEqualTo(nearest(surface, p, expected));
        }
    }
}
