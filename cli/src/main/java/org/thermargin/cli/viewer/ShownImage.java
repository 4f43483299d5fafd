package org.thermargin.cli.viewer;

import java.util.Optional;
import java.util.stream.Stream;
import org.thermargin.geometry.Bounds3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;
import org.thermargin.grid.ScalarVolume;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.scene.LesionMask;
import org.thermargin.scene.Scene;
import org.thermargin.scene.SceneZone;

/**
 * The part of an image that a page shows: all of a small one, of a large one what lies around the liver, lesions, zones and
 * needles. Without a graphics card a browser does not answer for half a minute and more while it shows all of a CT with
 * its masks. Voxels are those of the image.
 */
final class ShownImage {
    /** An image of more voxels is cut. */
    static final int LARGE = 8_000_000;
    /** What is kept around. */
    static final double RIM_MM = 20;

    private ShownImage() {}

    /** The image, or the part of it around what is assessed. */
    static ScalarVolume of(ScalarVolume image, Scene scene) {
        VoxelGrid grid = image.grid();
        Optional<Bounds3> kept = around(scene);
        if (grid.voxelCount() <= LARGE || kept.isEmpty()) {
            return image;
        }
        IndexBox box = grid.indexBox(kept.get().grown(RIM_MM));
        return grid.box().meets(box) ? cut(image, box.clippedTo(grid)) : image;
    }

    private static Optional<Bounds3> around(Scene scene) {
        Stream<Bounds3> masks = Stream.of(
                        scene.liver().stream(),
                        scene.lesions().stream().map(LesionMask::mask),
                        scene.zones().stream()
                                .filter(SceneZone.Imported.class::isInstance)
                                .map(zone -> ((SceneZone.Imported) zone).mask()))
                .flatMap(all -> all)
                .map(BinaryMask::worldBounds)
                .flatMap(Optional::stream);
        Stream<Bounds3> needles = scene.zones().stream()
                .filter(SceneZone.Applied.class::isInstance)
                .flatMap(zone -> ((SceneZone.Applied) zone).placements().stream())
                .map(ShownImage::around);
        return Stream.concat(masks, needles).reduce(Bounds3::union);
    }

    private static Bounds3 around(ApplicatorPlacement needle) {
        return new Bounds3(needle.tip(), needle.tip()).union(new Bounds3(needle.entry(), needle.entry()));
    }

    private static ScalarVolume cut(ScalarVolume image, IndexBox box) {
        VoxelGrid grid = image.grid().subgrid(box);
        float[] values = new float[grid.voxelCount()];
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                int from = image.grid().linearIndex(box.iLow(), box.jLow() + j, box.kLow() + k);
                System.arraycopy(image.values(), from, values, grid.linearIndex(0, j, k), grid.nx());
            }
        }
        return new ScalarVolume(grid, values);
    }
}
