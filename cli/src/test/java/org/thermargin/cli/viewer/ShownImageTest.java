package org.thermargin.cli.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.thermargin.geometry.Bounds3;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.ScalarVolume;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.phantom.LiverPhantom;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.scene.Scene;
import org.thermargin.scene.SceneZone;

/** What a page is given of an image. */
class ShownImageTest {
    private static final Scene SCENE = new LiverPhantom().planned().scene();

    private static ScalarVolume numbered(VoxelGrid grid) {
        float[] values = new float[grid.voxelCount()];
        for (int n = 0; n < values.length; n++) {
            values[n] = n % 30_011;
        }
        return new ScalarVolume(grid, values);
    }

    @Test
    void smallImageIsShownWhole() {
        ScalarVolume image = numbered(LiverPhantom.grid());

        assertThat(ShownImage.of(image, SCENE)).isSameAs(image);
    }

    @Test
    void ofALargeImageTheSurroundingsOfLiverAndNeedlesAreShownVoxelForVoxel() {
        ScalarVolume image = numbered(VoxelGrid.axisAligned(400, 400, 80, 1.5, 1.5, 5, new Point3(-330, -300, -200)));

        ScalarVolume shown = ShownImage.of(image, SCENE);

        VoxelGrid part = shown.grid();
        assertThat(part.voxelCount()).isLessThan(image.grid().voxelCount() / 3);
        Bounds3 liver = SCENE.liver().orElseThrow().worldBounds().orElseThrow();
        Bounds3 all = part.worldBounds();
        assertThat(all.contains(liver.low().x(), liver.low().y(), liver.low().z()))
                .isTrue();
        assertThat(all.contains(liver.high().x(), liver.high().y(), liver.high().z()))
                .isTrue();
        for (ApplicatorPlacement needle : ((SceneZone.Applied) SCENE.zones().get(0)).placements()) {
            Point3 entry = needle.entry();
            assertThat(all.contains(entry.x(), entry.y(), entry.z())).isTrue();
        }
        for (int n = 0; n < part.nx(); n += 7) {
            Point3 place = part.toWorld(n, n % part.ny(), n % part.nz());
            int i = Math.toIntExact(Math.round(image.grid().indexI(place.x(), place.y(), place.z())));
            int j = Math.toIntExact(Math.round(image.grid().indexJ(place.x(), place.y(), place.z())));
            int k = Math.toIntExact(Math.round(image.grid().indexK(place.x(), place.y(), place.z())));
            assertThat(image.grid().toWorld(i, j, k).distanceMm(place)).isLessThan(1e-9);
            assertThat(shown.get(n, n % part.ny(), n % part.nz())).isEqualTo(image.get(i, j, k));
        }
    }
}
