package org.thermargin.margin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.phantom.SceneFamily;

/** The least value and its place by passing over points, against asking for all. */
@Tag("H21")
class LeastOnSurfaceTest {
    @Test
    void leastOfAnExactBoundaryIsThatOfAllPoints() {
        for (int seed = 1; seed <= 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            double[] centre = {random.nextDouble(4), random.nextDouble(4), random.nextDouble(4)};
            double radius = 3 + random.nextDouble(12);
            Boundary ball = new ExactBoundary(
                    (x, y, z) -> radius
                            - Math.sqrt((x - centre[0]) * (x - centre[0])
                                    + (y - centre[1]) * (y - centre[1])
                                    + (z - centre[2]) * (z - centre[2])),
                    1e-3);
            double[] points = new double[3 * 3000];
            for (int n = 0; n < points.length; n++) {
                points[n] = random.nextInt(12); // whole numbers: equal values
            }

            assertLeast(ball, points, null);
            boolean[] chosen = new boolean[points.length / 3];
            for (int n = 0; n < chosen.length; n++) {
                chosen[n] = random.nextInt(40) == 0;
            }
            assertLeast(ball, points, chosen);
        }
    }

    @Test
    void leastOfAReconstructedBoundaryIsThatOfAllPoints() {
        for (int seed = 1; seed <= 6; seed++) {
            SceneFamily.Case known = SceneFamily.STAR.scene(seed, false);
            VoxelGrid grid = known.scene().lattice(1, 1, 2, 8, new SplittableRandom(seed));
            LesionSide lesion = LesionSide.ofCrop(LesionSide.crop(known.scene().lesionMask(grid)));
            LesionSide zone = LesionSide.ofCrop(LesionSide.crop(known.scene().zoneMask(grid)));

            assertLeast(
                    new SurfaceDistance(zone.field(), zone.bending()),
                    lesion.bending().verticesMm(),
                    null);
        }
    }

    private static void assertLeast(Boundary boundary, double[] points, boolean[] chosen) {
        double least = Double.POSITIVE_INFINITY;
        int at = -1;
        double[] values = boundary.atAll(points, 2);
        for (int n = 0; n < values.length; n++) {
            assertThat(values[n]).isEqualTo(boundary.at(points[3 * n], points[3 * n + 1], points[3 * n + 2]));
            if ((chosen == null || chosen[n]) && values[n] < least) {
                least = values[n];
                at = n;
            }
        }
        LeastOnSurface found = LeastOnSurface.of(boundary, PointBlocks.of(points), chosen);

        assertThat(found.marginMm()).isEqualTo(least);
        assertThat(found.at()).isEqualTo(at);
    }
}
