package org.thermargin.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.thermargin.assess.Scenes.GRID;
import static org.thermargin.assess.Scenes.ball;

import org.junit.jupiter.api.Test;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Ellipsoid;
import org.thermargin.geometry.EllipsoidUnion;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.margin.ZoneRegion;

/** Voxels of a mask in a zone against every voxel asked by itself. */
class MaskInZoneTest {
    private final EllipsoidUnion union = EllipsoidUnion.of(java.util.List.of(
            Ellipsoid.ofRevolution(new Point3(5, 0, 0), Direction3.of(1, 2, 3), 14, 9),
            Ellipsoid.ofRevolution(new Point3(-6, 4, 1), Direction3.of(3, -1, 1), 12, 8)));
    private final ZoneRegion zone = new ZoneRegion.Exact(union, union.bounds());

    @Test
    void voxelsInAndOutsideAreThoseWhoseCentresAre() {
        for (BinaryMask mask :
                java.util.List.of(ball(GRID, 3, -2, 0, 11), ball(GRID, 20, 9, 5, 6), ball(GRID, 40, 0, 0, 3))) {
            long inside = 0;
            for (int k = 0; k < GRID.nz(); k++) {
                for (int j = 0; j < GRID.ny(); j++) {
                    for (int i = 0; i < GRID.nx(); i++) {
                        Point3 p = GRID.toWorld(i, j, k);
                        inside += mask.get(i, j, k) && zone.contains(p.x(), p.y(), p.z()) ? 1 : 0;
                    }
                }
            }

            assertThat(MaskInZone.count(mask, zone)).isEqualTo(inside);
            assertThat(MaskInZone.outside(mask, zone).count()).isEqualTo(mask.count() - inside);
        }
    }
}
