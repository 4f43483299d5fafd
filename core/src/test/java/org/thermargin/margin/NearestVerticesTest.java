package org.thermargin.margin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.thermargin.geometry.Point3;
import org.thermargin.geometry.SignedField;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;

class NearestVerticesTest {
    private static double[] sphere(Random random, int count, double radius) {
        double[] points = new double[3 * count];
        for (int n = 0; n < count; n++) {
            double x = random.nextGaussian();
            double y = random.nextGaussian();
            double z = random.nextGaussian();
            double scale = radius / Math.sqrt(x * x + y * y + z * z);
            points[3 * n] = x * scale;
            points[3 * n + 1] = y * scale;
            points[3 * n + 2] = z * scale;
        }
        return points;
    }

    /** Blocks of points, small and large, inside and outside, the middle of the sphere and duplicates among them. */
    private static double[] points(Random random, double step) {
        double[] points = new double[3 * 64 * 60 + 3 * 5];
        for (int n = 0; n < points.length / 3; n++) {
            int block = n / 64;
            Random place = new Random(block);
            for (int axis = 0; axis < 3; axis++) {
                double middle = block % 7 == 0 ? 0 : 24 * place.nextDouble() - 12;
                int steps = (n >> (2 * axis)) & 3;
                points[3 * n + axis] = middle + step * (block % 3 == 0 ? random.nextInt(9) : steps);
            }
        }
        return points;
    }

    private static void holds(double[] vertices, double[] points) {
        PointTree tree = new PointTree(vertices);
        int count = points.length / 3;
        int[] expected = new int[count];
        for (int n = 0; n < count; n++) {
            expected[n] = tree.nearest(points[3 * n], points[3 * n + 1], points[3 * n + 2]);
        }

        int[] found = new int[count];
        new NearestVertices(tree).find(points, count, found);

        assertThat(found).isEqualTo(expected);
    }

    @Test
    void findsWhatTheTreeFinds() {
        Random random = new Random(1);
        holds(sphere(random, 2000, 8), points(random, 0.7));
        holds(sphere(random, 3, 8), points(random, 2));
    }

    /** Vertices and points on one lattice: most points have several vertices equally near. */
    @Test
    void ofEquallyNearVerticesTheFirstIsTaken() {
        Random random = new Random(2);
        double[] vertices = sphere(random, 2000, 8);
        for (int n = 0; n < vertices.length; n++) {
            vertices[n] = Math.rint(vertices[n]);
        }
        double[] points = points(random, 0.5);
        for (int n = 0; n < points.length; n++) {
            points[n] = Math.rint(2 * points[n]) / 2;
        }

        holds(vertices, points);
    }

    /**
     * Eight neighbours of 0.8 mm lie in a box of half sides 0.4 mm, within r = 0.7 mm of its middle. D = 5 mm outside a sphere
     * of R = 15 mm a rival lies within 2 r / (1 + D / R) = 1.05 mm of the nearest vertex, to first order, and nearer along an
     * axis: at most 3.5 mm2 with 1.7 vertices each.
     */
    @Test
    void neighboursHaveFewRivals() {
        PointTree tree = new PointTree(sphere(new Random(6), 4838, 15));
        Rivals rivals = new Rivals();
        PointBox box = new PointBox();
        int all = 0;
        for (int n = 0; n < 100; n++) {
            double turn = 0.06 * n;
            double x = 20 * StrictMath.cos(turn);
            double y = 20 * StrictMath.sin(turn);
            box.hold(new double[] {x - 0.4, y - 0.4, -0.4, x + 0.4, y + 0.4, 0.4}, 0, 1);
            tree.rivals(tree.nearest(x, y, 0), box, rivals);
            all += rivals.size;
        }

        assertThat(all / 100.0).isBetween(1.0, 12.0);
    }

    /** Asks for all vertices, or for none; counts what it is asked and told. */
    private static final class Counting implements NearestVertices.Asked {
        private final boolean settled;
        private int asked;
        private int told;

        Counting(boolean settled) {
            this.settled = settled;
        }

        @Override
        public boolean isSettled(int from, int end, double leastMm) {
            asked++;
            return settled;
        }

        @Override
        public void take(int point, int vertex) {
            told++;
        }
    }

    /** A cube of 8 x 8 x 8 along a Morton curve: rivals are listed for it, its eighths and their eighths, and for no other part. */
    @Test
    void rivalsAreChosenWhereTheBoxIsMuchSmaller() {
        double[] cube = new double[3 * 512];
        for (int n = 0; n < cube.length; n++) {
            int code = (n / 3) >> (n % 3);
            cube[n] = 20 + 0.8 * ((code & 1) | (code >> 2 & 2) | (code >> 4 & 4));
        }
        PointTree tree = new PointTree(sphere(new Random(7), 2000, 15));
        Counting all = new Counting(false);
        Counting none = new Counting(true);

        new NearestVertices(tree).find(cube, 512, all);
        new NearestVertices(tree).find(cube, 512, none);

        assertThat(all.asked).isEqualTo(1 + 8 + 64);
        assertThat(all.told).isEqualTo(512);
        assertThat(none.asked).isEqualTo(1);
        assertThat(none.told).isZero();
    }

    @Test
    void orderIsAPermutation() {
        double[] points = points(new Random(3), 0.7);
        int[] order = PointOrder.of(points);

        Arrays.sort(order);

        assertThat(order)
                .isEqualTo(java.util.stream.IntStream.range(0, order.length).toArray());
        assertThat(PointOrder.of(new double[0])).isEmpty();
        assertThat(PointOrder.of(new double[] {1, 2, 3})).containsExactly(0);
    }

    /** The whole-list answers of a surface are those of one point after another, whatever the limit. */
    @Test
    void outsideDistancesAreTheDepthsBitForBit() {
        BinaryMask mask = new BinaryMask(VoxelGrid.axisAligned(24, 24, 20, 0.8, 0.8, 1.2, new Point3(-9, -9, -12)));
        for (int k = 0; k < 20; k++) {
            for (int j = 0; j < 24; j++) {
                for (int i = 0; i < 24; i++) {
                    Point3 p = mask.grid().toWorld(i, j, k);
                    if (p.distanceMm(new Point3(0, 0, 0)) < 7) {
                        mask.set(i, j, k);
                    }
                }
            }
        }
        RegionField field = RegionField.of(mask);
        SurfaceDistance surface = new SurfaceDistance(field, SurfaceNets.extract(field.phi(), field.nodes()));
        double[] points = points(new Random(5), 0.4);
        int count = points.length / 3;
        for (double limit : new double[] {0.5, 3, 100}) {
            double[] expected = new double[count];
            SignedField plain = new SignedField() {
                @Override
                public double depthMm(double x, double y, double z) {
                    return surface.depthMm(x, y, z);
                }
            };
            plain.outsideMm(points, count, limit, expected);

            double[] found = new double[count];
            surface.outsideMm(points, count, limit, found);

            assertThat(found).isEqualTo(expected);
            assertThat(surface.atAll(points, 2)[7]).isEqualTo(surface.at(points[21], points[22], points[23]));
        }
    }
}
