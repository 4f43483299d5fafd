package org.thermargin.margin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.phantom.SceneFamily;

/** A prepared lesion gives the bits of one that was not prepared, in any order and on any number of threads. */
@Tag("H21")
class PreparedLesionTest {
    @Test
    void marginsKeepTheirBitsWhateverWasAskedBefore() {
        SceneFamily.Case known = SceneFamily.ELLIPSOID.subcapsular(3, true);
        VoxelGrid grid = known.scene().lattice(1, 1, 2.5, 8, new SplittableRandom(3));
        var lesion = known.scene().lesionMask(grid);
        var organ = java.util.Optional.of(known.scene().organMask(grid));
        List<ZoneRegion> zones = new ArrayList<>();
        zones.add(new ZoneRegion.Sampled(known.scene().zoneMask(grid)));
        for (double shift : new double[] {0, 2.5, -4}) {
            var depth = known.scene().zoneDepth();
            zones.add(new ZoneRegion.Exact(
                    (x, y, z) -> depth.depthMm(x - shift, y, z),
                    known.scene().zone().bounds().grown(Math.abs(shift))));
        }
        PreparedLesion prepared = new PreparedLesion(lesion, organ, 2);
        for (int turn = 0; turn < 2; turn++) {
            for (ZoneRegion zone : zones) {
                MarginResult fresh = new MarginAnalyzer(1).analyze(new MarginQuery(lesion, zone, organ, 0.5));
                for (int threads = 1; threads <= 3; threads++) {
                    MarginResult kept = new MarginAnalyzer(threads).analyze(MarginQuery.of(prepared, zone, 0.5));

                    assertThat(numbers(kept)).isEqualTo(numbers(fresh));
                    assertThat(kept.surface().marginMm())
                            .isEqualTo(fresh.surface().marginMm());
                    assertThat(kept.surface().verticesMm())
                            .isEqualTo(fresh.surface().verticesMm());
                }
            }
        }
    }

    private static List<Object> numbers(MarginResult margin) {
        return List.of(
                margin.mamMm(),
                margin.lowerMm(),
                margin.upperMm(),
                margin.guaranteedLowerMm(),
                margin.guaranteedUpperMm(),
                margin.rawMm(),
                margin.excludedMm(),
                margin.excludedAreaFraction(),
                margin.witness(),
                margin.components());
    }
}
