package org.thermargin.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Ellipsoid;
import org.thermargin.geometry.EllipsoidUnion;
import org.thermargin.geometry.Point3;

/** Depths without traced creases against the union that traces them, error below 1e-6 mm. */
class UnionDepthKernelTest {
    /** Stated error, mm. */
    private static final double ERROR_MM = 1e-3;

    @ParameterizedTest
    @CsvSource({"8, 15, 25, 12, 20", "14, 15, 25, 12, 20", "20, 15, 25, 12, 20", "6, 8, 28, 6, 16"})
    void depthsUpToTheReachAreThoseToTheBoundaryOfTheUnion(
            double spread, double shortest, double longest, double thinnest, double widest) {
        SplittableRandom random = new SplittableRandom(23);
        UnionDepthKernel kernel = new UnionDepthKernel();
        PackedEllipsoids packed = new PackedEllipsoids();
        int hidden = 0;
        for (int plan = 0; plan < 500; plan++) {
            List<Ellipsoid> zone = new ArrayList<>();
            for (int k = 0; k < 2 + plan % 4; k++) {
                zone.add(Ellipsoid.ofRevolution(
                        point(random, spread),
                        Direction3.of(random.nextDouble() - 0.5, random.nextDouble() - 0.5, random.nextDouble() - 0.5),
                        random.nextDouble(shortest, longest),
                        random.nextDouble(thinnest, widest)));
            }
            EllipsoidUnion union = EllipsoidUnion.of(zone);
            packed.set(zone);
            kernel.set(packed);
            for (int n = 0; n < 50; n++) {
                Point3 p = point(random, 36);
                double truth = union.depthMm(p);
                double limit = kernel.reachMm() * random.nextDouble();

                double depth = kernel.depthMm(p.x(), p.y(), p.z(), limit);

                assertThat(depth).isCloseTo(Math.min(truth, limit), within(ERROR_MM));
                hidden += truth < limit && truth > packed.deepestMm(p.x(), p.y(), p.z()) + ERROR_MM ? 1 : 0;
            }
        }
        assertThat(hidden).as("points that see a crease first").isGreaterThan(50);
    }

    private static Point3 point(SplittableRandom random, double width) {
        return new Point3(
                width * (random.nextDouble() - 0.5),
                width * (random.nextDouble() - 0.5),
                width * (random.nextDouble() - 0.5));
    }
}
