package org.thermargin.margin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;

/** How much work a fit makes, by counts: every crossing that is listed costs the same, whether it weighs or not. */
class FitWorkTest {
    private static final double RADIUS_MM = 15;
    private static final double WINDOW_MM = 6.5;

    @Test
    void groupsListFewCrossingsThatWeighNothing() {
        BinaryMask ball = new BinaryMask(VoxelGrid.axisAligned(48, 48, 40, 0.8, 0.8, 1, new Point3(0, 0, 0)));
        for (int k = 0; k < 40; k++) {
            for (int j = 0; j < 48; j++) {
                for (int i = 0; i < 48; i++) {
                    double x = (i - 23.3) * 0.8;
                    double y = (j - 23.8) * 0.8;
                    double z = k - 19.6;
                    if (x * x + y * y + z * z < RADIUS_MM * RADIUS_MM) {
                        ball.set(i, j, k);
                    }
                }
            }
        }
        RegionField field = RegionField.of(ball);
        Surface surface = SurfaceNets.extract(field.phi(), field.nodes());
        NearCrossings near =
                new NearCrossings(new LatticeCrossings(ball, RegionField.rim(ball), field, WINDOW_MM / 2), WINDOW_MM);
        int[] order = PointGroups.of(surface.verticesMm());
        long listed = 0;
        long weighty = 0;
        for (int first = 0; first + FitKernel.GROUP <= order.length; first += FitKernel.GROUP) {
            double[] frames = frames(surface, order, first);
            near.gather(frames, 0, 0);
            listed += (long) FitKernel.GROUP * near.count();
            weighty += weighty(near, frames);
        }

        // Eight vertices of a surface net on cubes of 0.8 mm take up some 4 mm2. Were they squares of 2 mm, the window
        // grown by
        // one would have 2 * 2 + 4 * 2 * 6.5 + 6.5^2 pi mm2, 1.42 times the window; a tenth for boxes that are no
        // squares.
        assertThat((double) listed / weighty).isLessThan(1.42 * 1.1);
    }

    private static double[] frames(Surface surface, int[] order, int first) {
        double[] frames = new double[FitKernel.FRAME * FitKernel.GROUP];
        for (int lane = 0; lane < FitKernel.GROUP; lane++) {
            int v = order[first + lane];
            for (int axis = 0; axis < 3; axis++) {
                frames[axis * FitKernel.GROUP + lane] = surface.verticesMm()[3 * v + axis];
                frames[(3 + axis) * FitKernel.GROUP + lane] = surface.normals()[3 * v + axis];
            }
        }
        return frames;
    }

    private static long weighty(NearCrossings near, double[] frames) {
        long weighty = 0;
        for (int n = 0; n < near.count(); n++) {
            int e = near.list()[n] * LatticeCrossings.VALUES;
            for (int v = 0; v < FitKernel.GROUP; v++) {
                double squared = 0;
                double facing = FitKernel.FACING;
                for (int axis = 0; axis < 3; axis++) {
                    double d = near.values()[e + axis] - frames[axis * FitKernel.GROUP + v];
                    squared += d * d;
                    facing += near.values()[e + LatticeCrossings.NORMAL + axis]
                            * frames[(3 + axis) * FitKernel.GROUP + v];
                }
                weighty += squared < WINDOW_MM * WINDOW_MM && facing > 0 ? 1 : 0;
            }
        }
        return weighty;
    }
}
