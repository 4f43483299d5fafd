package org.thermargin.assess;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.thermargin.Finding;
import org.thermargin.grid.BinaryMask;
import org.thermargin.scene.Scene;
import org.thermargin.scene.SceneZone;

/** Why a lesion gets no margin, whatever the zone. */
final class LesionRefusals {
    /** Volume of a lesion, mL; outside it the mask is not believed. */
    private static final double MIN_LESION_ML = 0.01;

    private static final double MAX_LESION_ML = 1000;
    /** How near to the liver a lesion must come, mm. */
    static final double LIVER_REACH_MM = 5;

    private LesionRefusals() {}

    /** The reasons; empty when there is none. */
    static List<Finding> of(Scene scene, LesionRegion lesion) {
        List<Finding> refusals = new ArrayList<>();
        if (lesion.volumeMl() < MIN_LESION_ML || lesion.volumeMl() > MAX_LESION_ML) {
            refusals.add(new Finding(
                    "lesion-volume",
                    "H13",
                    String.format(
                            Locale.ROOT,
                            "volume of lesion %s must be %.2f to %.0f mL, was %.4f mL",
                            lesion.id(),
                            MIN_LESION_ML,
                            MAX_LESION_ML,
                            lesion.volumeMl()),
                    lesion.file()));
        }
        if (lesion.cutByBorder()) {
            refusals.add(new Finding(
                    "lesion-cut-by-border",
                    "H15",
                    "lesion " + lesion.id()
                            + " must end before the border of its image, reaches the outermost voxel layer; its unseen"
                            + " part may be uncovered",
                    lesion.file()));
        }
        if (scene.liver().isPresent() && !reaches(lesion.mask(), scene.liver().get(), scene)) {
            refusals.add(new Finding(
                    "lesion-outside-liver",
                    "H11",
                    String.format(
                            Locale.ROOT,
                            "lesion %s must come within %.0f mm of the liver, its box is %.1f mm away; a header is probably"
                                    + " wrong",
                            lesion.id(),
                            LIVER_REACH_MM,
                            lesion.bounds()
                                    .gapMm(scene.liver().get().worldBounds().orElseThrow())),
                    lesion.file()));
        }
        return refusals;
    }

    /** Whether the lesion comes near the liver, or lies by a zone that does: label maps leave the zone out of the liver. */
    private static boolean reaches(BinaryMask lesion, BinaryMask liver, Scene scene) {
        if (MaskMeeting.within(lesion, liver, LIVER_REACH_MM)) {
            return true;
        }
        for (SceneZone zone : scene.zones()) {
            if (zone instanceof SceneZone.Imported imported
                    && MaskMeeting.within(lesion, imported.mask(), LIVER_REACH_MM)
                    && MaskMeeting.within(imported.mask(), liver, LIVER_REACH_MM)) {
                return true;
            }
        }
        return false;
    }
}
