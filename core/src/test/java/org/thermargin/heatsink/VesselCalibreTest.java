package org.thermargin.heatsink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thermargin.geometry.Bounds3;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Point3;
import org.thermargin.geometry.Solid;
import org.thermargin.geometry.SweptSphere;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;

class VesselCalibreTest {
    private static final Point3 START = new Point3(-13.2, -9.1, -10.3);
    private static final Point3 CENTRE = new Point3(0, 0, 0);
    private static final Point3 END = new Point3(13.4, 8.8, 10.9);

    private static BinaryMask raster(double dx, double dy, double dz, Solid... solids) {
        VoxelGrid grid = VoxelGrid.axisAligned(
                (int) (50 / dx), (int) (50 / dy), (int) (50 / dz), dx, dy, dz, new Point3(-24.8, -24.6, -24.9));
        BinaryMask mask = new BinaryMask(grid);
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    for (Solid solid : solids) {
                        if (solid.depthMm(grid.worldX(i, j, k), grid.worldY(i, j, k), grid.worldZ(i, j, k)) >= 0) {
                            mask.set(i, j, k);
                        }
                    }
                }
            }
        }
        return mask;
    }

    private static Bounds3 around(Point3 point, double mm) {
        return new Bounds3(point, point).grown(mm);
    }

    /** The stated error is the claim under test; the tube's own wall point is the place. */
    @ParameterizedTest
    @CsvSource({
        "3, 0.8, 0.8, 1.5",
        "4, 0.8, 0.8, 1.5",
        "5, 0.8, 0.8, 2.5",
        "10, 0.8, 0.8, 2.5",
        "3, 1, 1, 1",
        "5, 1, 1, 1",
        "10, 1, 1, 1",
    })
    void diameterOfAnObliqueTubeIsWithinTheStatedError(double diameter, double dx, double dy, double dz) {
        SweptSphere tube = new SweptSphere(START, END, diameter / 2);

        VesselCalibre calibre =
                VesselCalibre.of(raster(dx, dy, dz, tube), around(CENTRE, 8)).orElseThrow();

        Point3 middle = new Point3((START.x() + END.x()) / 2, (START.y() + END.y()) / 2, (START.z() + END.z()) / 2);
        Point3 wall = middle.along(Direction3.between(START, END).anyPerpendicular(), diameter / 2);
        double measured = calibre.diameterNearMm(wall);
        assertThat(measured).isCloseTo(diameter, within(calibre.errorMm(measured)));
    }

    /**
     * Helices and arcs of the same radius of curvature, 12 of each in random directions and sub-voxel positions. The stated
     * error is the claim: at most 1 % of the wall lies outside it.
     */
    @ParameterizedTest
    @Tag("H25")
    @CsvSource({
        "3, 10, 0.8, 0.8, 1.5",
        "4, 10, 0.8, 0.8, 2.5",
        "3, 20, 0.8, 0.8, 3",
        "3, 10, 0.7, 0.7, 5",
        "4, 20, 0.8, 0.8, 5",
        "5, 10, 0.8, 0.8, 5",
        "8, 20, 0.8, 0.8, 5",
    })
    void diameterOfABentTubeIsWithinTheStatedError(double diameter, double bendMm, double dx, double dy, double dz) {
        SplittableRandom random = new SplittableRandom(5);
        int outside = 0;
        int all = 0;
        for (int n = 0; n < 24; n++) {
            BentTube tube = BentTube.of(n % 2 == 0, bendMm, diameter / 2, random);
            VesselCalibre calibre =
                    VesselCalibre.of(tube.mask(dx, dy, dz), around(CENTRE, 9)).orElseThrow();
            for (int p = 0; p < 60; p++) {
                double measured = calibre.diameterNearMm(tube.wallPoint(random));
                outside += Math.abs(measured - diameter) > calibre.errorMm(measured) ? 1 : 0;
                all++;
            }
        }

        assertThat(outside).isLessThanOrEqualTo(all / 100);
    }

    /**
     * 24 forks of three tubes in random directions. From two diameters beyond the fork on at most 1 % of the wall lies
     * outside the stated error. Nearer the ball may be that of the fork, but nowhere does a branch seem thinner than the
     * error says, which would hide its cooling.
     */
    @ParameterizedTest
    @Tag("H25")
    @CsvSource({"3, 0.8, 0.8, 1.5", "4, 0.8, 0.8, 2.5", "4, 1, 1, 1", "3, 0.8, 0.8, 3"})
    void diameterOfABranchIsWithinTheStatedErrorBeyondItsFork(double diameter, double dx, double dy, double dz) {
        SplittableRandom random = new SplittableRandom(5);
        int outside = 0;
        int all = 0;
        double[] beyond = {0.5, 1, 1.5, 2, 2.2}; // in diameters
        for (int n = 0; n < 24; n++) {
            ForkedTube tube = ForkedTube.of(diameter / 2, random);
            VesselCalibre calibre =
                    VesselCalibre.of(tube.mask(dx, dy, dz), around(CENTRE, 15)).orElseThrow();
            for (int p = 0; p < 120; p++) {
                double along = beyond[p % beyond.length];
                Point3 wall = tube.wallPoint(p % 3, along * diameter, random);
                double measured = calibre.diameterNearMm(wall);
                double error = calibre.errorMm(measured);
                assertThat(measured).isGreaterThan(diameter - error);
                if (along >= 2) {
                    outside += measured > diameter + error ? 1 : 0;
                    all++;
                }
            }
        }

        assertThat(outside).isLessThanOrEqualTo(all / 100);
    }

    /** A fork of two 4 mm tubes holds no ball wider than sqrt(2) of them for branches 60 degrees apart or more. */
    @Test
    void aForkIsNoGiant() {
        Point3 fork = new Point3(0.3, -0.2, 0.1);
        BinaryMask mask = raster(
                1,
                1,
                1,
                new SweptSphere(fork, new Point3(0, 0, -20), 2),
                new SweptSphere(fork, new Point3(14, 0, 14), 2),
                new SweptSphere(fork, new Point3(-14, 0, 14), 2));

        VesselCalibre calibre = VesselCalibre.of(mask, around(fork, 6)).orElseThrow();

        double widest = 2 * calibre.balls().values()[3];
        assertThat(widest).isBetween(4 - calibre.errorMm(4), 4 * Math.sqrt(2) + calibre.errorMm(4));
    }

    /** Beside a trunk of 8 mm a branch of 2 mm keeps a diameter of its own, and alone is too thin to cool. */
    @Test
    @Tag("H25")
    void onlyTheTrunkCoolsWhereABranchIsThin() {
        SweptSphere trunk = new SweptSphere(new Point3(0, 0, -22), new Point3(0, 0, 22), 4);
        SweptSphere branch = new SweptSphere(new Point3(0, 0, 0), new Point3(18, 0, 0), 1);
        BinaryMask mask = raster(0.8, 0.8, 1, trunk, branch);
        VesselCalibre calibre = VesselCalibre.of(mask, around(CENTRE, 15)).orElseThrow();

        CoolingVessel cooling = MaskVessel.of("portal", calibre, 3).orElseThrow();
        CoolingVessel.Nearest nearest = new CoolingVessel.Nearest();
        cooling.nearest(12, 0, 0, nearest);

        assertThat(calibre.diameterNearMm(new Point3(11, 0, 1))).isCloseTo(2, within(calibre.errorMm(2)));
        assertThat(nearest.distanceMm).isCloseTo(8, within(0.8)); // trunk's wall, within a voxel
        assertThat(nearest.radiusMm).isCloseTo(4, within(calibre.errorMm(8) / 2));
    }

    /**
     * Zones that lie a little apart share one measurement of a vessel in a larger box. Around the smaller box both find
     * the same balls, whose order may differ: rounding of distances is all that can.
     */
    @Test
    void aLargerRegionMeasuresTheSameWall() {
        SweptSphere trunk = new SweptSphere(new Point3(2, -3, -22), new Point3(-4, 3, 22), 4);
        SweptSphere branch = new SweptSphere(new Point3(0, 0, 0), new Point3(18, 5, 2), 2);
        BinaryMask mask = raster(0.8, 0.8, 1.5, trunk, branch);
        CoolingVessel.Nearest small = new CoolingVessel.Nearest();
        CoolingVessel.Nearest large = new CoolingVessel.Nearest();
        for (double more : new double[] {0.5, 3, 9}) {
            CoolingVessel one = MaskVessel.of("v", mask, around(CENTRE, 10), 3).orElseThrow();
            CoolingVessel other =
                    MaskVessel.of("v", mask, around(CENTRE, 10 + more), 3).orElseThrow();
            for (double x = -4; x <= 4; x += 0.7) {
                for (double z = -4; z <= 4; z += 0.9) {
                    one.nearest(x, 2 - z / 2, z, small);
                    other.nearest(x, 2 - z / 2, z, large);

                    assertThat(large.distanceMm).isCloseTo(small.distanceMm, within(1e-12));
                }
            }
        }
    }

    /** Half the largest spacing bounds how far the wall of a mask is known from its voxels. */
    @Test
    void wallOfAMaskIsThatOfItsTube() {
        SweptSphere tube = new SweptSphere(START, END, 2.5);
        CoolingVessel vessel = MaskVessel.of("v", raster(0.8, 0.8, 1.5, tube), around(CENTRE, 8), 3)
                .orElseThrow();
        CoolingVessel.Nearest nearest = new CoolingVessel.Nearest();

        for (int n = 0; n < 20; n++) {
            double x = -3 + 0.3 * n;
            vessel.nearest(x, 4.5 - 0.2 * n, 3.1, nearest);

            double truth = -tube.depthMm(x, 4.5 - 0.2 * n, 3.1);
            assertThat(nearest.distanceMm).isCloseTo(truth, within(0.75));
            double dx = nearest.wallX - x;
            double dy = nearest.wallY - (4.5 - 0.2 * n);
            double dz = nearest.wallZ - 3.1;
            assertThat(Math.sqrt(dx * dx + dy * dy + dz * dz)).isCloseTo(Math.abs(nearest.distanceMm), within(1e-9));
        }
    }

    /** The vessel runs out of the image: its last voxels are as wide as the rest. */
    @Test
    void aVesselCutByItsImageKeepsItsWidth() {
        SweptSphere tube = new SweptSphere(new Point3(0.2, 0.1, -60), new Point3(0.2, 0.1, 60), 3);

        VesselCalibre calibre = VesselCalibre.of(raster(1, 1, 1, tube), around(new Point3(0, 0, -24), 6))
                .orElseThrow();

        assertThat(calibre.diameterNearMm(new Point3(3.2, 0.1, -24.4))).isCloseTo(6, within(calibre.errorMm(6)));
    }

    @Test
    void nothingNearIsEmpty() {
        BinaryMask mask = raster(1, 1, 1, new SweptSphere(START, START, 3));

        assertThat(VesselCalibre.of(mask, around(END, 3))).isEmpty();
        assertThat(VesselCalibre.of(new BinaryMask(mask.grid()), around(START, 3)))
                .isEmpty();
    }
}
