package org.thermargin.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;

class ObstacleBlocksTest {
    /** Rows of more than two words, so that blocks lie on both sides of the ends of words. */
    private static final VoxelGrid GRID = VoxelGrid.axisAligned(150, 21, 19, 0.5, 0.75, 1.25, new Point3(3, -4, 5));

    private static BinaryMask randomMask(long seed, int voxels) {
        Random random = new Random(seed);
        BinaryMask mask = new BinaryMask(GRID);
        for (int n = 0; n < voxels; n++) {
            mask.set(random.nextInt(GRID.nx()), random.nextInt(GRID.ny()), random.nextInt(GRID.nz()));
        }
        return mask;
    }

    private static List<Point3> centres(BinaryMask mask) {
        List<Point3> centres = new ArrayList<>();
        for (int k = 0; k < GRID.nz(); k++) {
            for (int j = 0; j < GRID.ny(); j++) {
                for (int i = 0; i < GRID.nx(); i++) {
                    if (mask.get(i, j, k)) {
                        centres.add(new Point3(i * GRID.dxMm(), j * GRID.dyMm(), k * GRID.dzMm()));
                    }
                }
            }
        }
        return centres;
    }

    /** Coordinates are sums of few powers of two, so that nothing is rounded but the radius. */
    @Test
    void everyVoxelIsShownOnceByTheBlockWhoseBallHoldsIt() {
        for (int voxels : new int[] {1, 40, 3000}) {
            BinaryMask mask = randomMask(voxels, voxels);
            ObstacleBlocks blocks = ObstacleBlocks.of(mask);
            List<Point3> shown = new ArrayList<>();
            double[] ball = new double[3];
            for (int b = 0; b < blocks.count(); b++) {
                double radius = blocks.ball(b, ball) * (1 + 1e-12);
                Point3 middle = new Point3(ball[0], ball[1], ball[2]);
                int before = shown.size();
                blocks.visit(b, new double[3], c -> {
                    Point3 centre = new Point3(c[0], c[1], c[2]);
                    assertThat(centre.distanceMm(middle)).isLessThanOrEqualTo(radius);
                    shown.add(centre);
                });
                assertThat(shown.size()).isGreaterThan(before);
            }
            assertThat(shown).containsExactlyInAnyOrderElementsOf(centres(mask));
        }
    }

    @Test
    void anEmptyMaskHasNoBlocks() {
        assertThat(ObstacleBlocks.of(new BinaryMask(GRID)).count()).isZero();
    }
}
