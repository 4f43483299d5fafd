package org.thermargin.margin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Ellipsoid;
import org.thermargin.geometry.EllipsoidUnion;
import org.thermargin.geometry.Point3;
import org.thermargin.geometry.SignedField;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.phantom.SceneFamily;

/** The least depth by bounds is, to the last bit, that by the depth of every box, whatever was halved before. */
class LowestDepthTest {
    @Test
    void boundsLeadToTheBitsOfDepths() {
        SplittableRandom random = new SplittableRandom(6);
        for (long seed = 1; seed <= 4; seed++) {
            SceneFamily.Case known = SceneFamily.ELLIPSOID.subcapsular(seed, true);
            VoxelGrid grid = known.scene().lattice(0.9, 0.9, 1.6, 8, random.split());
            BinaryMask lesion = known.scene().lesionMask(grid);
            LesionBalls balls = new LesionBalls(LesionSide.crop(lesion));
            CellPool pool = balls.depthPool();
            Point3 middle = lesion.worldBounds().orElseThrow().low();
            for (int n = 0; n < 12; n++) {
                EllipsoidUnion zone =
                        EllipsoidUnion.of(List.of(ellipsoid(middle, 12 + n, random), ellipsoid(middle, 10, random)));
                AtomicLong byDepths = new AtomicLong();
                AtomicLong byBounds = new AtomicLong();
                double[] place = new double[3];
                double expected = BallBounds.lowestDepthMm(balls.checked(), new Counted(zone, false, byDepths), place);
                BallCells cells = pool.take();

                assertThat(BallBounds.lowestDepthMm(cells, new Counted(zone, true, byBounds), place))
                        .isEqualTo(expected);
                // bounds that do not help are given up after 64 depths and those around the last of them
                assertThat(byBounds.get()).isLessThanOrEqualTo(byDepths.get() + 100);
                pool.giveBackHalved(cells);
            }
        }
    }

    /** Counts the depths that are asked for. */
    private record Counted(SignedField field, boolean hasQuickBounds, AtomicLong depths) implements SignedField {
        @Override
        public double depthMm(double x, double y, double z) {
            depths.incrementAndGet();
            return field.depthMm(x, y, z);
        }

        @Override
        public double atLeastMm(double x, double y, double z) {
            return field.atLeastMm(x, y, z);
        }
    }

    private static Ellipsoid ellipsoid(Point3 about, double longMm, SplittableRandom random) {
        return Ellipsoid.ofRevolution(
                about.shifted(random.nextDouble(0, 12), random.nextDouble(0, 12), random.nextDouble(0, 12)),
                Direction3.of(random.nextDouble() + 0.1, random.nextDouble(), random.nextDouble()),
                longMm,
                9 + random.nextDouble(4));
    }
}
