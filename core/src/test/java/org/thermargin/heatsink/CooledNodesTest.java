package org.thermargin.heatsink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.thermargin.device.Modality;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Ellipsoid;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.zone.ZonePart;

/** Nodes under vessels against the closed form asked node by node. */
class CooledNodesTest {
    private static final CoolingSettings SETTINGS = CoolingSettings.defaults();
    private static final VoxelGrid NODES = VoxelGrid.axisAligned(46, 44, 48, 1, 1, 1, new Point3(-22.3, -21.7, -23.1));
    private static final List<CoolingVessel> VESSELS = List.of(
            new StraightVessel("beside", new Point3(9, 2, -500), new Point3(9, 2, 500), 2.5),
            new StraightVessel("across", new Point3(-500, -14, 3), new Point3(500, -14, 3), 4));

    @ParameterizedTest
    @EnumSource(
            value = Modality.class,
            names = {"RFA", "MWA"})
    void nodesAreInsideWhereTheClosedFormAblates(Modality modality) {
        ZonePart a = part("a", modality, 0, 0, 0, 15, 300);
        ZonePart b = part("b", modality, 6, -8, 2, 12, 600);
        CooledNodes nodes = new CooledNodes(NODES, VESSELS, SETTINGS, 2);
        CooledNodes.Part cooledA = nodes.of(a);
        CooledNodes.Part cooledB = nodes.of(b);

        double[] depth = CooledNodes.union(List.of(cooledA.cooledMm(), cooledB.cooledMm()));

        VesselCooling cooling = VesselCooling.of(List.of(a, b), VESSELS, SETTINGS);
        VesselCooling.State state = cooling.state();
        int taken = 0;
        int decided = 0;
        for (int n = 0; n < depth.length; n++) {
            int i = n % NODES.nx();
            int j = n / NODES.nx() % NODES.ny();
            int k = n / NODES.nx() / NODES.ny();
            double rise = cooling.at(NODES.worldX(i, j, k), NODES.worldY(i, j, k), NODES.worldZ(i, j, k), state);
            // walls and shares are kept as float: 1e-6 of a wall point's 500 mm at most, over a slope of 0.3 per mm
            if (Math.abs(rise - 1) > 2e-5) {
                decided++;
                assertThat(depth[n] > 0).as("node %d, rise %f", n, rise).isEqualTo(rise > 1);
                taken += rise < 1 && state.free > 1 ? 1 : 0;
            }
        }
        assertThat(decided).isGreaterThan(depth.length - 100);
        assertThat(taken).isGreaterThan(500);
        assertThat(cooledA.isDeformed()).isTrue();
        assertThat(nodes.isDeformed(a)).isTrue();
    }

    @Test
    void depthsNextToTheEdgeOfABallAreDistances() {
        ZonePart ball = new ZonePart(
                "a",
                Modality.MWA,
                300,
                15,
                Ellipsoid.ofRevolution(new Point3(0.2, -0.1, 0.4), Direction3.SUPERIOR, 15, 15));
        CooledNodes nodes = new CooledNodes(NODES, List.of(), SETTINGS, 1);

        CooledNodes.Part seen = nodes.of(ball);

        assertThat(seen.isDeformed()).isFalse();
        assertThat(nodes.isDeformed(ball)).isFalse();
        for (int n = 0; n < seen.plainMm().length; n++) {
            Point3 p = NODES.toWorld(n % NODES.nx(), n / NODES.nx() % NODES.ny(), n / NODES.nx() / NODES.ny());
            // R (1 - s) is the distance to a ball of radius R; kept as float
            double distance = 15 - p.distanceMm(new Point3(0.2, -0.1, 0.4));
            assertThat((double) seen.plainMm()[n]).isCloseTo(Math.max(-20, distance), within(1e-5));
        }
    }

    @Test
    void tabledExponentialIsTheExponential() {
        ExpTable table = new ExpTable();
        for (int n = 0; n < 3000; n++) {
            double x = n * 0.00987;
            // next term of the series: (1 / 128)^4 / 24 = 1.6e-10
            assertThat(table.at(x)).isCloseTo(StrictMath.exp(-x), within(1e-9 * StrictMath.exp(-x)));
        }
        assertThat(table.at(31)).isZero();
    }

    private static ZonePart part(String id, Modality modality, double x, double y, double z, double radius, double s) {
        Ellipsoid shape = Ellipsoid.ofRevolution(new Point3(x, y, z), Direction3.SUPERIOR, 1.2 * radius, radius);
        return new ZonePart(id, modality, s, radius, shape);
    }
}
