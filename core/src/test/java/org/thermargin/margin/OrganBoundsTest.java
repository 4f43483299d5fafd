package org.thermargin.margin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;

/** A lesion deep in its organ, the zone from around it to far away: nothing of the organ's border is near. */
class OrganBoundsTest {
    private static final double LESION_MM = 8;
    private static final double ZONE_MM = 14;

    @ParameterizedTest
    @Tag("H18")
    @ValueSource(doubles = {0, 4, 9, 15, 22, 30, 60, 90})
    void theProvedMarginIsNeverAboveTheTrueOne(double offsetMm) {
        BinaryMask organ = ball(0, 38);
        BinaryMask lesion = ball(0, LESION_MM);
        BinaryMask zone = ball(offsetMm, ZONE_MM);

        MarginResult margin = new MarginAnalyzer(1)
                .analyze(new MarginQuery(lesion, new ZoneRegion.Sampled(zone), Optional.of(organ), 0));

        double truth = ZONE_MM - offsetMm - LESION_MM;
        assertThat(margin.guaranteedLowerMm()).isLessThanOrEqualTo(truth);
        assertThat(margin.guaranteedUpperMm()).isGreaterThanOrEqualTo(truth);
    }

    private static BinaryMask ball(double x, double radius) {
        VoxelGrid grid = VoxelGrid.axisAligned(100, 90, 80, 1, 1.1, 1.25, new Point3(x - 50, -50, -50));
        BinaryMask mask = new BinaryMask(grid);
        Point3 centre = new Point3(x + 0.3, 0.2, -0.4);
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    if (grid.toWorld(i, j, k).distanceMm(centre) <= radius) {
                        mask.set(i, j, k);
                    }
                }
            }
        }
        return mask;
    }
}
