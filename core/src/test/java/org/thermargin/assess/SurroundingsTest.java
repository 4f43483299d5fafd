package org.thermargin.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.thermargin.assess.Scenes.ball;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thermargin.geometry.Bounds3;
import org.thermargin.geometry.Point3;
import org.thermargin.geometry.SignedField;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.margin.MarginAnalyzer;
import org.thermargin.margin.MarginQuery;
import org.thermargin.margin.ZoneRegion;

class SurroundingsTest {
    private static final double LESION_MM = 10;
    private static final double ZONE_MM = 15;
    /** Shells of r 10 in R 15, concentric: (R^3 - r^3) / ((r + d)^3 - r^3), and 1 up to d = 5. */
    private static final double[] SHELLS = {1, 1, 1, 1, 1, 0.767119, 0.606951, 0.491515, 0.405359, 0.339286};

    private static VoxelGrid grid(double inPlane, double slice) {
        int n = (int) (50 / inPlane);
        int m = (int) (50 / slice);
        return VoxelGrid.axisAligned(
                n, n, m, inPlane, inPlane, slice, new Point3(-24.7, -25.1, -24.4)); // the centre is on no voxel
    }

    private static Surroundings around(VoxelGrid grid, Optional<BinaryMask> organ, double target) {
        BinaryMask lesion = ball(grid, 0, 0, 0, LESION_MM);
        ZoneRegion zone = new ZoneRegion.Sampled(ball(grid, 0, 0, 0, ZONE_MM));
        SignedField depth = new MarginAnalyzer(2)
                .analyze(new MarginQuery(lesion, zone, Optional.empty(), 0))
                .lesionDepth();
        return Surroundings.of(lesion, depth, zone, organ, target, 2);
    }

    private static double ballMm3(double r) {
        return 4 * Math.PI / 3 * r * r * r;
    }

    /** Volume of a ball beyond a plane at the given height above its centre, mm3. */
    private static double capMm3(double r, double height) {
        return r <= height ? 0 : Math.PI * (r - height) * (r - height) * (2 * r + height) / 3;
    }

    /**
     * What a surface that lies wrong by a mean of SHIFT spacings can do to the share: the lesion's and the shell's outer
     * surface move the shell, the zone's the ablated part.
     */
    private static double tolerance(int d, double spacing) {
        double areas = 4 * Math.PI * (LESION_MM * LESION_MM + (LESION_MM + d) * (LESION_MM + d) + ZONE_MM * ZONE_MM);
        return SHIFT * spacing * areas / (ballMm3(LESION_MM + d) - ballMm3(LESION_MM));
    }

    private static final double SHIFT = 0.03;

    @ParameterizedTest
    @CsvSource({"1, 1", "0.8, 2.5"})
    void shellsOfConcentricSpheresAreThoseOfTheClosedForm(double inPlane, double slice) {
        List<ZoneNumbers.ShellCoverage> shells =
                around(grid(inPlane, slice), Optional.empty(), 5).shells();

        assertThat(shells).hasSize(10);
        for (int d = 1; d <= 10; d++) {
            assertThat(shells.get(d - 1).dMm()).isEqualTo(d);
            assertThat(shells.get(d - 1).ablatedFraction())
                    .as("shell of %d mm", d)
                    .isCloseTo(SHELLS[d - 1], within(d <= 4 ? 0 : tolerance(d, slice)));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "0.8, 2.5"})
    void insufficientVolumeIsTheShellBetweenZoneAndTarget(double inPlane, double slice) {
        double found = around(grid(inPlane, slice), Optional.empty(), 8).insufficientMl();

        double surfaces = 4 * Math.PI * (18 * 18 + ZONE_MM * ZONE_MM) / 1000;
        assertThat(found).isCloseTo((ballMm3(18) - ballMm3(ZONE_MM)) / 1000, within(SHIFT * slice * surfaces));
        assertThat(around(grid(inPlane, slice), Optional.empty(), 4).insufficientMl())
                .isZero();
    }

    /** The organ ends in a plane 12 mm above the centre: beyond it nothing counts, neither ablated nor not. */
    @ParameterizedTest
    @CsvSource({"1, 1", "0.8, 2.5"})
    void organClipsShellsAndVolume(double inPlane, double slice) {
        VoxelGrid grid = grid(inPlane, slice);
        BinaryMask organ = new BinaryMask(grid);
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    if (grid.worldX(i, j, k) <= 12) {
                        organ.set(i, j, k);
                    }
                }
            }
        }

        Surroundings around = around(grid, Optional.of(organ), 8);

        double zone = ballMm3(ZONE_MM) - capMm3(ZONE_MM, 12);
        for (int d = 6; d <= 10; d++) {
            double outer = LESION_MM + d;
            double truth = (zone - ballMm3(LESION_MM)) / (ballMm3(outer) - capMm3(outer, 12) - ballMm3(LESION_MM));
            assertThat(around.shells().get(d - 1).ablatedFraction())
                    .as("shell of %d mm", d)
                    .isCloseTo(truth, within(tolerance(d, slice)));
        }
        double truth = (ballMm3(18) - capMm3(18, 12) - zone) / 1000;
        // the flat face is a disc of radius sqrt(18^2 - 12^2), of which the zone takes sqrt(15^2 - 12^2); a plane along
        // a lattice axis lies wrong by up to half a spacing
        double face = Math.PI * (18 * 18 - ZONE_MM * ZONE_MM) * inPlane / 2 / 1000;
        double surfaces = 4 * Math.PI * (18 * 18 + ZONE_MM * ZONE_MM) / 1000;
        assertThat(around.insufficientMl()).isCloseTo(truth, within(SHIFT * slice * surfaces + face));
    }

    @Test
    void largestShellCountsFromTheLesionOutward() {
        List<ZoneNumbers.ShellCoverage> shells = List.of(
                new ZoneNumbers.ShellCoverage(1, 1),
                new ZoneNumbers.ShellCoverage(2, 0.95),
                new ZoneNumbers.ShellCoverage(3, 1),
                new ZoneNumbers.ShellCoverage(4, 0.85));

        assertThat(Surroundings.largest(shells, 1)).isEqualTo(OptionalDouble.of(1));
        assertThat(Surroundings.largest(shells, 0.9)).isEqualTo(OptionalDouble.of(3));
        assertThat(Surroundings.largest(shells.subList(3, 4), 0.9)).isEmpty();
    }

    /** A slanted rod, so that rows of points beside each other begin and end at different places, by trying all points. */
    @ParameterizedTest
    @CsvSource({"1, 1", "0.8, 1", "0.8, 2.5"})
    void everyPointIsCounted(double inPlane, double slice) {
        VoxelGrid grid = grid(inPlane, slice);
        SignedField rod = (x, y, z) -> {
            double along = Math.max(-5, Math.min(5, (x + y + z) / 3));
            double dx = x - along;
            double dy = y - along;
            double dz = z - along;
            return 4 - Math.sqrt(dx * dx + dy * dy + dz * dz);
        };
        SignedField half = (x, y, z) -> 2 * x / 3 - y / 3 + 2 * z / 3;
        BinaryMask lesion = new BinaryMask(grid);
        int parts = (int) Math.round(slice / inPlane);
        long[] inShell = new long[11];
        long[] ablated = new long[11];
        for (int plane = 0; plane < grid.nz() * parts; plane++) {
            double k = plane / parts + (plane % parts + 0.5) / parts - 0.5;
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    double x = grid.worldX(i, j, k);
                    double y = grid.worldY(i, j, k);
                    double z = grid.worldZ(i, j, k);
                    double distance = -rod.depthMm(x, y, z);
                    if (distance > 0 && distance <= 10) {
                        int shell = (int) Math.ceil(distance);
                        inShell[shell]++;
                        ablated[shell] += half.depthMm(x, y, z) >= 0 ? 1 : 0;
                    }
                    Point3 centre = grid.toWorld(i, j, plane / parts);
                    if (rod.depthMm(centre) >= 0) {
                        lesion.set(i, j, plane / parts);
                    }
                }
            }
        }

        List<ZoneNumbers.ShellCoverage> shells = Surroundings.of(
                        lesion,
                        rod,
                        new ZoneRegion.Exact(half, new Bounds3(new Point3(-50, -50, -50), new Point3(50, 50, 50))),
                        Optional.empty(),
                        5,
                        2)
                .shells();

        long all = 0;
        long taken = 0;
        for (int d = 1; d <= 10; d++) {
            all += inShell[d];
            taken += ablated[d];
            assertThat(shells.get(d - 1).ablatedFraction())
                    .as("shell of %d mm", d)
                    .isEqualTo((double) taken / all);
        }
    }
}
