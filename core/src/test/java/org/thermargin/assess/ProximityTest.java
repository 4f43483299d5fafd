package org.thermargin.assess;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.thermargin.geometry.Bounds3;
import org.thermargin.geometry.Point3;
import org.thermargin.geometry.SignedField;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;

/** Distances by blocks of faces are those of trying every face of every voxel, bit for bit. */
class ProximityTest {
    /** Three words a row; the mask reaches the border of the grid, where faces are no surface. */
    private static final VoxelGrid GRID = VoxelGrid.axisAligned(130, 17, 15, 0.8, 0.7, 1.5, new Point3(-40, 2, 7));

    private static BinaryMask blobs(long seed) {
        Random random = new Random(seed);
        BinaryMask mask = new BinaryMask(GRID);
        for (int n = 0; n < 12; n++) {
            int ci = random.nextInt(GRID.nx());
            int cj = random.nextInt(GRID.ny());
            int ck = random.nextInt(GRID.nz());
            for (int k = Math.max(0, ck - 2); k < Math.min(GRID.nz(), ck + 3); k++) {
                for (int j = Math.max(0, cj - 3); j < Math.min(GRID.ny(), cj + 3); j++) {
                    for (int i = Math.max(0, ci - 5); i < Math.min(GRID.nx(), ci + 6); i++) {
                        mask.set(i, j, k);
                    }
                }
            }
        }
        return mask;
    }

    private static List<Point3> faces(BinaryMask mask) {
        int[][] steps = {{-1, 0, 0}, {1, 0, 0}, {0, -1, 0}, {0, 1, 0}, {0, 0, -1}, {0, 0, 1}};
        List<Point3> faces = new ArrayList<>();
        for (int k = 0; k < GRID.nz(); k++) {
            for (int j = 0; j < GRID.ny(); j++) {
                for (int i = 0; i < GRID.nx(); i++) {
                    for (int[] s : steps) {
                        if (mask.get(i, j, k)
                                && GRID.contains(i + s[0], j + s[1], k + s[2])
                                && !mask.get(i + s[0], j + s[1], k + s[2])) {
                            faces.add(GRID.toWorld(i + 0.5 * s[0], j + 0.5 * s[1], k + 0.5 * s[2]));
                        }
                    }
                }
            }
        }
        return faces;
    }

    @Test
    void thePlaceNearestToABallIsThatOfTryingEveryFace() {
        Random random = new Random(5);
        for (int n = 0; n < 30; n++) {
            BinaryMask mask = blobs(n);
            List<Point3> faces = faces(mask);
            Point3 centre = new Point3(
                    -50 + 130 * random.nextDouble(), -5 + 25 * random.nextDouble(), 30 * random.nextDouble());
            double radius = 1 + 4 * random.nextDouble();
            SignedField ball = (x, y, z) -> radius - centre.distanceMm(new Point3(x, y, z));
            Bounds3 box = new Bounds3(centre, centre).grown(radius);
            double least = faces.stream()
                    .mapToDouble(f -> -ball.depthMm(f.x(), f.y(), f.z()))
                    .min()
                    .orElseThrow();
            Proximity surface = Proximity.of(mask);
            Point3 place = surface.nearest(ball, box).place();

            assertThat(faces).contains(place);
            assertThat(-ball.depthMm(place.x(), place.y(), place.z())).isEqualTo(least);
            assertThat(surface.toRegionMm(ball, box)).isEqualTo(Math.max(0, least));
            assertThat(surface.toPointMm(centre))
                    .isEqualTo(
                            faces.stream().mapToDouble(centre::distanceMm).min().orElseThrow());
        }
    }

    @Test
    void withoutShaftsThereIsNoDistanceToThem() {
        assertThat(Proximity.of(blobs(1)).toShaftMm(List.of())).isEqualTo(OptionalDouble.empty());
    }

    /** Counted instead of timed: a face placed in the world takes 24 bytes, its word in a block of the mask some bits. */
    @Test
    void facesAreNotPlacedBeforeTheyAreAskedFor() {
        BinaryMask ball = new BinaryMask(VoxelGrid.axisAligned(64, 64, 64, 1, 1, 1, new Point3(0, 0, 0)));
        for (int k = 0; k < 64; k++) {
            for (int j = 0; j < 64; j++) {
                for (int i = 0; i < 64; i++) {
                    if ((i - 32) * (i - 32) + (j - 32) * (j - 32) + (k - 32) * (k - 32) <= 28 * 28) {
                        ball.set(i, j, k);
                    }
                }
            }
        }
        Proximity.of(ball);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        Proximity.of(ball);
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;

        long faces = Math.round(6 * Math.PI * 28 * 28); // six projections
        assertThat(bytes).isLessThan(8 * faces);
    }
}
