package org.thermargin.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Ellipsoid;
import org.thermargin.geometry.EllipsoidUnion;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;

/** The scorer against the plain definition: every surface point, every voxel, every ellipsoid. */
class PlanScorerTest {
    /** Stated error of depths within 10 mm of a surface and elsewhere, mm. */
    private static final double ERROR_MM = 1e-3;

    private final SplittableRandom random = new SplittableRandom(21);

    @Test
    void marginAndCoverageAreThoseOfEveryPoint() {
        Direction3 along = Direction3.of(0.9, 0.1, -0.2);
        Direction3 across = along.anyPerpendicular();
        VoxelGrid grid = VoxelGrid.oriented(
                80, 34, 23, 0.6, 0.9, 1.7, along, across, along.cross(across), new Point3(-12, 30, 7));
        Point3 centre = new Point3(grid.worldX(40, 17, 11), grid.worldY(40, 17, 11), grid.worldZ(40, 17, 11));
        BinaryMask lesion = new BinaryMask(grid);
        for (int k = 0; k < 23; k++) {
            for (int j = 0; j < 34; j++) {
                for (int i = 0; i < 80; i++) {
                    double a = (i - 40) / 36.0; // wider than one word of bits
                    double b = (j - 17) / 13.0;
                    double c = (k - 11) / 8.0;
                    if (a * a + b * b + c * c < 0.8 + 0.2 * random.nextDouble()) {
                        lesion.set(i, j, k);
                    }
                }
            }
        }
        double[] surface = new double[3 * 700];
        for (int n = 0; n < 700; n++) {
            Point3 p = centre.along(direction(), 10 + 8 * random.nextDouble());
            surface[3 * n] = p.x();
            surface[3 * n + 1] = p.y();
            surface[3 * n + 2] = p.z();
        }
        PlanScorer scorer = new PlanScorer(surface, lesion);
        for (int plan = 0; plan < 200; plan++) {
            List<Ellipsoid> zone = new ArrayList<>();
            for (int k = 0; k <= plan % 4; k++) {
                zone.add(Ellipsoid.ofRevolution(
                        centre.along(direction(), 40 * random.nextDouble() * random.nextDouble()),
                        direction(),
                        12 + 20 * random.nextDouble(),
                        12 + 10 * random.nextDouble()));
            }

            scorer.score(zone);

            assertThat(scorer.mamMm()).isCloseTo(margin(surface, zone), within(ERROR_MM));
            assertThat(deepest(zone, scorer.thinnest())).isCloseTo(scorer.mamMm(), within(ERROR_MM));
            assertThat(scorer.coverageFraction()).isCloseTo(coverage(lesion, zone), within(1e-12));
            assertThat(scorer.unionMamMm()).isCloseTo(unionMargin(surface, zone), within(ERROR_MM));
        }
    }

    /** Two balls of 20 mm, 12 mm either side: the crease between them has a radius of 16 mm. */
    @Test
    void unionMarginAtACreaseIsThatToTheCrease() {
        VoxelGrid grid = VoxelGrid.axisAligned(3, 3, 3, 1, 1, 1, new Point3(-1, -1, -1));
        double[] onAxisOfCrease = {0, 11, 0};
        PlanScorer scorer = new PlanScorer(onAxisOfCrease, new BinaryMask(grid).not());

        scorer.score(List.of(
                Ellipsoid.ofRevolution(new Point3(-12, 0, 0), Direction3.LEFT, 20, 20),
                Ellipsoid.ofRevolution(new Point3(12, 0, 0), Direction3.SUPERIOR, 20, 20)));

        assertThat(scorer.unionMamMm()).isCloseTo(5, within(1e-6));
        assertThat(scorer.mamMm()).isCloseTo(20 - Math.hypot(12, 11), within(1e-6));
    }

    /** Deeper than the radius of curvature of thin zones the creases are traced instead. */
    @Test
    void unionMarginOfThinZonesIsExactToo() {
        for (int plan = 0; plan < 60; plan++) {
            double[] surface = new double[3 * 40];
            for (int n = 0; n < surface.length; n++) {
                surface[n] = 4 * random.nextDouble() - 2;
            }
            PlanScorer scorer = new PlanScorer(
                    surface, new BinaryMask(VoxelGrid.axisAligned(2, 2, 2, 1, 1, 1, new Point3(0, 0, 0))).not());
            List<Ellipsoid> zone = new ArrayList<>();
            for (int k = 0; k < 2 + plan % 3; k++) {
                Point3 centre = new Point3(random.nextDouble(), random.nextDouble(), 3 * random.nextDouble());
                zone.add(Ellipsoid.ofRevolution(
                        centre, direction(), 20 + 10 * random.nextDouble(), 7 + 4 * random.nextDouble()));
            }

            scorer.score(zone);

            assertThat(scorer.unionMamMm()).isCloseTo(unionMargin(surface, zone), within(ERROR_MM));
        }
    }

    private static double margin(double[] surface, List<Ellipsoid> zone) {
        double smallest = Double.POSITIVE_INFINITY;
        for (int n = 0; n < surface.length; n += 3) {
            smallest = Math.min(smallest, deepest(zone, new Point3(surface[n], surface[n + 1], surface[n + 2])));
        }
        return smallest;
    }

    private static double unionMargin(double[] surface, List<Ellipsoid> zone) {
        EllipsoidUnion union = EllipsoidUnion.of(zone);
        double smallest = Double.POSITIVE_INFINITY;
        for (int n = 0; n < surface.length; n += 3) {
            smallest = Math.min(smallest, union.depthMm(surface[n], surface[n + 1], surface[n + 2]));
        }
        return smallest;
    }

    private static double deepest(List<Ellipsoid> zone, Point3 point) {
        return zone.stream().mapToDouble(e -> e.depthMm(point)).max().orElseThrow();
    }

    private static double coverage(BinaryMask lesion, List<Ellipsoid> zone) {
        VoxelGrid grid = lesion.grid();
        long covered = 0;
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    double x = grid.worldX(i, j, k);
                    double y = grid.worldY(i, j, k);
                    double z = grid.worldZ(i, j, k);
                    covered += lesion.get(i, j, k) && zone.stream().anyMatch(e -> e.contains(x, y, z)) ? 1 : 0;
                }
            }
        }
        return (double) covered / lesion.count();
    }

    private Direction3 direction() {
        return Direction3.of(random.nextDouble() - 0.5, random.nextDouble() - 0.5, random.nextDouble() - 0.5);
    }
}
