package org.thermargin.margin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.phantom.SceneFamily;

/** Where a pair of balls is found the full search for the bound to tissue finds no more than the pair says. */
class BallPairTest {
    @Test
    void searchFindsNoMoreThanAPairSays() {
        int found = 0;
        for (long seed = 1; seed <= 6; seed++) {
            SceneFamily.Case known = SceneFamily.ELLIPSOID.subcapsular(seed, true);
            VoxelGrid grid = known.scene().lattice(0.8, 0.8, 1, 8, new SplittableRandom(seed));
            BinaryMask lesion = known.scene().lesionMask(grid);
            PreparedLesion prepared =
                    new PreparedLesion(lesion, Optional.of(known.scene().organMask(grid)), 1);
            ZoneRegion zone = prepared.frame()
                    .zone(new ZoneRegion.Exact(
                            known.scene().zoneDepth(), known.scene().zone().bounds()));
            ZoneMasks masks = ZoneMasks.of(prepared, zone, 1);
            if (masks.tissue().isEmpty()) {
                continue;
            }
            TissueVoxels tissue = masks.tissue().get();
            double radius = prepared.balls().radiusMm();
            double[] thinnest = new double[3];
            double lower = BallBounds.lowestDepthMm(
                            prepared.balls().checked(),
                            masks.exact().orElseThrow().depth(),
                            thinnest)
                    - radius;
            BallPair pair = new BallPair(
                    prepared.crop(),
                    radius,
                    tissue.possible(),
                    BallInterval.UNABLATED_RADIUS_MM,
                    masks.exact().orElseThrow());
            if (pair.isWithin(thinnest, lower)) {
                found++;
                assertThat(OrganBounds.separationMm(prepared.balls(), radius, tissue, Double.NEGATIVE_INFINITY, 8))
                        .isLessThanOrEqualTo(lower);
            }
        }
        assertThat(found).isPositive();
    }
}
