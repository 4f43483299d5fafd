package org.thermargin.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.thermargin.grid.BinaryMask;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.scene.CriticalStructure;
import org.thermargin.scene.Scene;
import org.thermargin.scene.SceneZone;
import org.thermargin.scene.Vessel;
import org.thermargin.scene.ZoneSource;

/**
 * What pictures show around lesion and zone; masks as drawn.
 *
 * @param liver the liver; empty when there is none
 * @param vessels vessels of the case
 * @param structures critical structures of the case
 * @param zones where the zones come from; those of applicators show their shafts
 * @param image an image of the patient behind the sections; empty: the liver in grey
 */
public record PictureScene(
        Optional<BinaryMask> liver,
        List<Vessel> vessels,
        List<CriticalStructure> structures,
        List<SceneZone> zones,
        Optional<ImageBackdrop> image) {
    public PictureScene {
        vessels = List.copyOf(vessels);
        structures = List.copyOf(structures);
        zones = List.copyOf(zones);
    }

    /** Nothing around. */
    public static PictureScene none() {
        return new PictureScene(Optional.empty(), List.of(), List.of(), List.of(), Optional.empty());
    }

    /** What surrounds the lesions of the case. */
    public static PictureScene of(Scene scene, Optional<ImageBackdrop> image) {
        return new PictureScene(scene.liver(), scene.vessels(), scene.structures(), scene.zones(), image);
    }

    /** The applicators of a source; none for zones drawn on an image. */
    List<ApplicatorPlacement> shafts(ZoneSource source) {
        List<ApplicatorPlacement> shafts = new ArrayList<>();
        for (SceneZone zone : zones) {
            if (zone.source() == source && zone instanceof SceneZone.Applied applied) {
                shafts.addAll(applied.placements());
            }
        }
        return shafts;
    }
}
