package org.thermargin.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Ellipsoid;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;

/** The work of valuing plans, counted instead of timed: points left to solve, bytes allocated. */
class PlanWorkTest {
    private static final int POINTS = 6000;
    private static final int PLANS = 200;

    private final BallTree surface = new BallTree(sphere());
    private final List<List<Ellipsoid>> plans = plans();

    @Test
    void boundsLeaveFewPointsToSolve() {
        PackedEllipsoids zone = new PackedEllipsoids();
        int[] points = new int[POINTS];
        for (ThinnestKernel kernel : List.of(new TreeThinnestKernel(surface), PlanKernels.thinnest(surface))) {
            long left = 0;
            for (List<Ellipsoid> plan : plans) {
                zone.set(plan);
                int n = kernel.thinnest(zone, 0);
                double mam =
                        zone.deepestMm(surface.points[3 * n], surface.points[3 * n + 1], surface.points[3 * n + 2]);
                left += kernel.shallowerThan(mam, zone, points);
            }
            // of 6,000 points some 1 or 2; every point would be 1,200,000
            assertThat(left).isLessThan(4 * PLANS);
        }
    }

    /** The plain kernels, since vectors are objects until they are compiled. */
    @Test
    void nothingIsAllocated() {
        BinaryMask lesion =
                new BinaryMask(VoxelGrid.axisAligned(30, 30, 30, 1, 1, 1, new Point3(-14.5, -14.5, -14.5))).not();
        PlanScorer scorer = new PlanScorer(surface, lesion, TreeThinnestKernel::new, new PlainCoverKernel());
        scoreAll(scorer); // classes are loaded, arrays have grown
        ThreadMXBean bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = bean.getThreadAllocatedBytes(Thread.currentThread().getId());

        double sum = scoreAll(scorer);

        long bytes = bean.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
        assertThat(sum).isNotNaN();
        assertThat(bytes / PLANS).as("bytes per plan").isZero();
    }

    private double scoreAll(PlanScorer scorer) {
        double sum = 0;
        for (int n = 0; n < PLANS; n++) {
            scorer.score(plans.get(n));
            sum += scorer.unionMamMm() + scorer.coverageFraction();
        }
        return sum;
    }

    /** Points spread evenly over a ball of 15 mm (even in height, random in longitude). */
    private static double[] sphere() {
        SplittableRandom random = new SplittableRandom(1);
        double[] points = new double[3 * POINTS];
        for (int n = 0; n < POINTS; n++) {
            double z = 1 - (2 * n + 1.0) / POINTS;
            double x = random.nextDouble() - 0.5;
            double y = random.nextDouble() - 0.5;
            double scale = Math.sqrt((1 - z * z) / (x * x + y * y));
            points[3 * n] = 15 * scale * x;
            points[3 * n + 1] = 15 * scale * y;
            points[3 * n + 2] = 15 * z;
        }
        return points;
    }

    private static List<List<Ellipsoid>> plans() {
        SplittableRandom random = new SplittableRandom(2);
        List<List<Ellipsoid>> plans = new ArrayList<>();
        for (int p = 0; p < PLANS; p++) {
            List<Ellipsoid> plan = new ArrayList<>();
            for (int k = 0; k < 1 + p % 4; k++) {
                plan.add(Ellipsoid.ofRevolution(
                        new Point3(
                                8 * random.nextDouble() - 4, 8 * random.nextDouble() - 4, 8 * random.nextDouble() - 4),
                        Direction3.of(random.nextDouble() - 0.5, random.nextDouble() - 0.5, random.nextDouble() - 0.5),
                        22 + 4 * random.nextDouble(),
                        18 + 4 * random.nextDouble()));
            }
            plans.add(plan);
        }
        return plans;
    }
}
