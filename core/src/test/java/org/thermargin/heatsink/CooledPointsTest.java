package org.thermargin.heatsink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.thermargin.device.Modality;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Ellipsoid;
import org.thermargin.geometry.Point3;
import org.thermargin.zone.ZonePart;

/** Points under vessels against the closed form asked anew for every zone. */
class CooledPointsTest {
    private static final CoolingSettings SETTINGS = CoolingSettings.defaults();
    private static final List<CoolingVessel> VESSELS = List.of(
            new StraightVessel("beside", new Point3(9, 2, -500), new Point3(9, 2, 500), 2.5),
            new StraightVessel("across", new Point3(-500, -14, 3), new Point3(500, -14, 3), 4));

    @ParameterizedTest
    @EnumSource(
            value = Modality.class,
            names = {"RFA", "MWA"})
    void riseOfMovedPartsIsThatOfPartsBuiltThere(Modality modality) {
        SplittableRandom random = new SplittableRandom(5);
        double[] points = random.doubles(600, -22, 22).toArray(); // some within the lumens
        List<ZonePart> parts = List.of(part("a", modality, 0, 0, 0, 15, 300), part("b", modality, 6, -8, 2, 12, 600));
        CooledPoints.Heated heated = CooledPoints.of(points, VESSELS, SETTINGS).heatedBy(parts);
        int ablated = 0;
        int taken = 0;
        for (int pose = 0; pose < 20; pose++) {
            double[] offsets = random.doubles(6, -10, 10).toArray();
            List<ZonePart> moved = new ArrayList<>();
            moved.add(part("a", modality, offsets[0], offsets[1], offsets[2], 15, 300));
            moved.add(part("b", modality, 6 + offsets[3], -8 + offsets[4], 2 + offsets[5], 12, 600));
            VesselCooling cooling = VesselCooling.of(moved, VESSELS, SETTINGS);
            VesselCooling.State state = cooling.state();
            for (int n = 0; n < points.length / 3; n++) {
                double truth = cooling.at(points[3 * n], points[3 * n + 1], points[3 * n + 2], state);
                // the ellipsoid is asked at a point moved back: rounding of some 1e-15 in level, steepness below 10
                assertThat(heated.riseAt(n, offsets)).isCloseTo(truth, within(1e-12));
                ablated += truth >= 1 ? 1 : 0;
                taken += truth < 1 && state.free >= 1 ? 1 : 0;
            }
        }
        assertThat(ablated).isGreaterThan(100);
        assertThat(taken).isGreaterThan(100);
    }

    private static ZonePart part(String id, Modality modality, double x, double y, double z, double radius, double s) {
        Ellipsoid shape = Ellipsoid.ofRevolution(new Point3(x, y, z), Direction3.SUPERIOR, radius, 1.2 * radius);
        return new ZonePart(id, modality, s, radius, shape);
    }
}
