package org.thermargin.margin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.thermargin.geometry.Bounds3;
import org.thermargin.geometry.Ellipsoid;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;

/** What is said to be deep in an organ against the field of the organ itself. */
class ShallowBlocksTest {
    private static final double ORGAN_MM = 40;

    private final VoxelGrid grid = VoxelGrid.axisAligned(110, 112, 68, 0.8, 0.8, 1.5, new Point3(-43.7, -44.3, -50.1));
    private final BinaryMask organ = ball(grid, ORGAN_MM);

    @Test
    void fieldIsPositiveWhereAFootIsSaidToBeDeep() {
        int deep = 0;
        int outside = 0;
        for (double x : new double[] {0, 14, 24}) { // in the middle, nearer to the surface, across it
            Ellipsoid zone =
                    Ellipsoid.ofRevolution(new Point3(x, 3, -2), org.thermargin.geometry.Direction3.SUPERIOR, 19, 15);
            ExactBoundary boundary = new ExactBoundary(zone, 1e-3);
            OrganDepth around = ShallowBlocks.around(zone.bounds().grown(4), organ);
            ShallowBlocks shallow = ShallowBlocks.of(boundary, zone.bounds(), organ, () -> around);
            Bounds3 box = zone.bounds().grown(8);
            RegionField field = ZoneSide.organField(organ, box);
            SplittableRandom random = new SplittableRandom(5);
            double[] foot = new double[3];
            for (int n = 0; n < 4000; n++) {
                double px = random.nextDouble(box.low().x(), box.high().x());
                double py = random.nextDouble(box.low().y(), box.high().y());
                double pz = random.nextDouble(box.low().z(), box.high().z());
                if (shallow.isDeep(px, py, pz)) {
                    assertThat(field.at(px, py, pz)).isPositive();
                }
                double depth = zone.depthMm(px, py, pz);
                if (depth >= 0 && shallow.isFootDeep(px, py, pz, depth)) {
                    boundary.foot(px, py, pz, foot);
                    assertThat(field.at(foot[0], foot[1], foot[2])).isPositive();
                    deep++;
                }
                if (depth < 0 && shallow.areFeetDeep(px, py, pz, 0, depth, depth)) {
                    boundary.foot(px, py, pz, foot);
                    assertThat(shallow.isDeep(foot[0], foot[1], foot[2])).isTrue();
                    outside++;
                }
            }
        }
        assertThat(outside).isGreaterThan(100);
        assertThat(deep).isGreaterThan(500); // the question is answered where it can be
    }

    private static BinaryMask ball(VoxelGrid grid, double radiusMm) {
        BinaryMask mask = new BinaryMask(grid);
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    if (grid.toWorld(i, j, k).distanceMm(new Point3(0, 0, 0)) <= radiusMm) {
                        mask.set(i, j, k);
                    }
                }
            }
        }
        return mask;
    }
}
