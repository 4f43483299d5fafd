package org.thermargin.margin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;

/** Voxels between nodes against the field asked voxel by voxel. */
class NodeCellsTest {
    @Test
    void voxelsBelowAreThoseWhereTheFieldIsNegative() {
        SplittableRandom random = new SplittableRandom(4);
        VoxelGrid nodes = VoxelGrid.axisAligned(14, 11, 12, 1.2, 1.2, 1.2, new Point3(-2, -1.5, -3));
        for (int scene = 0; scene < 20; scene++) {
            BinaryMask lesion =
                    new BinaryMask(VoxelGrid.axisAligned(15, 12, 5, 0.8, 0.75, 1.5, new Point3(0.1, 0.2, -0.3)));
            for (int n = 0; n < 300; n++) {
                lesion.set(random.nextInt(15), random.nextInt(12), random.nextInt(5));
            }
            double[] phi = new double[nodes.voxelCount()];
            for (int n = 0; n < phi.length; n++) {
                phi[n] = random.nextDouble(-1, 1);
            }

            long below = new NodeCells(lesion, nodes).below(phi);

            RegionField field = RegionField.ofNodes(nodes, phi);
            long expected = 0;
            double[] points = VoxelCentres.all(lesion);
            for (int n = 0; n < points.length; n += 3) {
                expected += field.at(points[n], points[n + 1], points[n + 2]) < 0 ? 1 : 0;
            }
            assertThat(below).isEqualTo(expected).isPositive();
        }
    }

    @Test
    void pointWhosePlaceIsKeptHasTheValueOfTheFieldToTheLastBit() {
        SplittableRandom random = new SplittableRandom(9);
        VoxelGrid nodes = VoxelGrid.axisAligned(9, 7, 8, 1.2, 1.1, 1.3, new Point3(-2, -1.5, -3));
        double[] points = random.doubles(900, -6, 12).toArray(); // a third of them outside
        NodePlaces places = new NodePlaces(points, nodes);
        for (int scene = 0; scene < 3; scene++) {
            double[] phi = random.doubles(nodes.voxelCount(), -1, 1).toArray();

            RegionField field = RegionField.ofNodes(nodes, phi);

            for (int n = 0; n < points.length / 3; n++) {
                assertThat(places.at(phi, n)).isEqualTo(field.at(points[3 * n], points[3 * n + 1], points[3 * n + 2]));
            }
        }
    }
}
