package org.thermargin.margin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Ellipsoid;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;

/**
 * Laws that hold a margin against volumes, by another path than the analyzer's: balls as lesions in ellipsoids as zones,
 * anywhere between voxels, with and without an organ that ends at a plane.
 */
class DilationLawsTest {
    private static final VoxelGrid GRID =
            VoxelGrid.axisAligned(58, 52, 44, 0.8, 0.9, 1.1, new Point3(-22.7, -23.1, -23.4));
    private static final double STEP_MM = 0.5;
    private static final int SCENES = 24;

    /** A ball of radius r around c, a zone around it, an organ below the plane z = end. */
    private record Scene(Point3 c, double r, Ellipsoid zone, double end) {
        static Scene of(SplittableRandom random, boolean capsule) {
            Point3 c = new Point3(random.nextDouble(), random.nextDouble(), random.nextDouble());
            double r = 4 + 4 * random.nextDouble();
            double margin = 1 + 5 * random.nextDouble();
            Direction3 axis = Direction3.of(random.nextDouble(), random.nextDouble() - 0.5, 0.2 + random.nextDouble());
            // the middle of the zone at most the margin's third off, so that the lesion is covered
            Point3 middle = c.along(axis.anyPerpendicular(), margin / 3 * random.nextDouble());
            Ellipsoid zone = Ellipsoid.ofRevolution(middle, axis, r + margin + 3 * random.nextDouble(), r + margin);
            double end = capsule ? c.z() + r + margin * (0.2 + 0.6 * random.nextDouble()) : 1000;
            return new Scene(c, r, zone, end);
        }

        BinaryMask mask(boolean organ) {
            BinaryMask mask = new BinaryMask(GRID);
            for (int k = 0; k < GRID.nz(); k++) {
                for (int j = 0; j < GRID.ny(); j++) {
                    for (int i = 0; i < GRID.nx(); i++) {
                        Point3 p = GRID.toWorld(i, j, k);
                        if (organ ? p.z() <= end : p.distanceMm(c) <= r) {
                            mask.set(i, j, k);
                        }
                    }
                }
            }
            return mask;
        }

        MarginResult measured() {
            return new MarginAnalyzer(1)
                    .analyze(new MarginQuery(
                            mask(false),
                            new ZoneRegion.Exact(zone, zone.bounds()),
                            end < 1000 ? Optional.of(mask(true)) : Optional.empty(),
                            0));
        }

        /**
         * The largest t for which the lesion grown by t, within the organ, lies in the zone: the distance from the ball to the
         * nearest lattice point of the organ outside the zone, too large by at most half the lattice's diagonal.
         */
        double grownInside() {
            double least = Double.POSITIVE_INFINITY;
            for (double z = c.z() - 21; z <= Math.min(end, c.z() + 21); z += STEP_MM) {
                for (double y = c.y() - 21; y <= c.y() + 21; y += STEP_MM) {
                    for (double x = c.x() - 21; x <= c.x() + 21; x += STEP_MM) {
                        double distance = new Point3(x, y, z).distanceMm(c) - r;
                        if (distance < least && zone.depthMm(x, y, z) < 0) {
                            least = distance;
                        }
                    }
                }
            }
            return least;
        }
    }

    /** I25: m >= t exactly when the lesion grown by t, within the organ, lies in the zone. */
    @Test
    @Tag("H21")
    @Tag("H17")
    void aMarginIsHowFarTheLesionCanGrowWithinTheOrganAndStayInTheZone() {
        double lattice = STEP_MM * Math.sqrt(3) / 2;
        SplittableRandom random = new SplittableRandom(25);
        for (int n = 0; n < SCENES; n++) {
            Scene scene = Scene.of(random, n % 2 == 0);

            MarginResult margin = scene.measured();

            double truth = scene.grownInside(); // or less by up to half the lattice's diagonal
            assertThat(margin.reference())
                    .isEqualTo(
                            scene.end() < 1000
                                    ? MarginResult.Reference.ORGAN_TISSUE
                                    : MarginResult.Reference.COMPLEMENT);
            assertThat(margin.guaranteedLowerMm()).as("scene %d", n).isLessThanOrEqualTo(truth);
            assertThat(margin.lowerMm()).as("scene %d", n).isLessThanOrEqualTo(truth);
            assertThat(margin.upperMm()).as("scene %d", n).isGreaterThanOrEqualTo(truth - lattice);
        }
    }

    /** I26: a zone that covers a lesion by m has room for it: its radius by volume is larger by at least m. */
    @Test
    @Tag("H21")
    void aZoneThatCoversALesionByItsRawMarginIsLargerByAsMuch() {
        SplittableRandom random = new SplittableRandom(26);
        for (int n = 0; n < SCENES; n++) {
            Scene scene = Scene.of(random, false);

            double raw = scene.measured().rawMm();

            double zone = StrictMath.cbrt(3 * scene.zone().volumeMm3() / (4 * Math.PI));
            double lesion = StrictMath.cbrt(3000 * scene.mask(false).volumeMl() / (4 * Math.PI));
            assertThat(raw).isPositive();
            assertThat(zone).as("scene %d", n).isGreaterThanOrEqualTo(lesion + raw - GRID.voxelDiagonalMm());
        }
    }
}
