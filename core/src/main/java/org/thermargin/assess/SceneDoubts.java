package org.thermargin.assess;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.thermargin.Finding;
import org.thermargin.geometry.Bounds3;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.scene.CriticalStructure;
import org.thermargin.scene.LesionMask;
import org.thermargin.scene.Scene;
import org.thermargin.scene.SceneZone;
import org.thermargin.scene.Vessel;
import org.thermargin.scene.VesselKind;

/**
 * Signs that a header or the data itself is wrong although every file reads well: vessels or structures that lie
 * nowhere near the liver are left out and said; organs on the wrong side put the whole case in doubt.
 *
 * @param vessels vessels that distances are measured to
 * @param structures structures that distances are measured to
 * @param warnings what was found
 * @param doubts names of the doubts that block every outcome until accepted
 */
record SceneDoubts(
        List<Vessel> vessels, List<CriticalStructure> structures, List<Finding> warnings, Set<String> doubts) {
    /** A vessel of the liver comes at least this near to the liver mask, mm. */
    private static final double VESSEL_REACH_MM = 5;
    /** Boxes of structures of one patient's upper abdomen are not farther apart, mm. */
    private static final double STRUCTURE_REACH_MM = 100;

    private static final List<String> LEFT_SIDED =
            List.of("spleen", "stomach", "kidney_left", "left_kidney", "leftkidney");

    static SceneDoubts of(Scene scene) {
        List<Finding> warnings = new ArrayList<>();
        Set<String> doubts = new LinkedHashSet<>();
        Optional<BinaryMask> liver = scene.liver();
        Bounds3 body = liver.orElse(scene.lesions().get(0).mask()).worldBounds().orElseThrow();
        List<Vessel> vessels = new ArrayList<>();
        for (Vessel vessel : scene.vessels()) {
            double gap = vessel.mask().worldBounds().orElseThrow().gapMm(body);
            boolean mustMeet = liver.isPresent() && vessel.kind() != VesselKind.ARTERY;
            boolean fits = mustMeet
                    ? MaskMeeting.within(vessel.mask(), liver.get(), VESSEL_REACH_MM)
                    : gap <= STRUCTURE_REACH_MM;
            if (fits) {
                vessels.add(vessel);
            } else {
                warnings.add(new Finding(
                        "vessel-outside-liver",
                        "H11",
                        String.format(
                                Locale.ROOT,
                                "vessel %s must come within %.0f mm of the liver, its box is %.1f mm away; its header is"
                                        + " probably wrong and nothing is measured to it",
                                vessel.name(),
                                mustMeet ? VESSEL_REACH_MM : STRUCTURE_REACH_MM,
                                gap),
                        vessel.file()));
            }
        }
        List<CriticalStructure> structures = new ArrayList<>();
        for (CriticalStructure structure : scene.structures()) {
            double gap = structure.mask().worldBounds().orElseThrow().gapMm(body);
            if (gap <= STRUCTURE_REACH_MM) {
                structures.add(structure);
            } else {
                warnings.add(new Finding(
                        "structure-far-away",
                        "H11",
                        String.format(
                                Locale.ROOT,
                                "structure %s must lie within %.0f mm of the liver, its box is %.1f mm away; its header is"
                                        + " probably wrong and nothing is measured to it",
                                structure.name(),
                                STRUCTURE_REACH_MM,
                                gap),
                        structure.file()));
            }
        }
        sides(liver, structures, warnings, doubts);
        for (LesionMask lesion : scene.lesions()) {
            warnings.addAll(SliceOrder.of("lesion " + lesion.name(), lesion.file(), lesion.mask()));
        }
        for (SceneZone zone : scene.zones()) {
            if (zone instanceof SceneZone.Imported imported) {
                warnings.addAll(
                        SliceOrder.of("the " + imported.source().key() + " zone", imported.file(), imported.mask()));
            }
        }
        return new SceneDoubts(vessels, structures, warnings, doubts);
    }

    /** The same with further warnings. */
    SceneDoubts with(List<Finding> further) {
        List<Finding> all = new ArrayList<>(warnings);
        all.addAll(further);
        return new SceneDoubts(vessels, structures, all, doubts);
    }

    private static void sides(
            Optional<BinaryMask> liver,
            List<CriticalStructure> structures,
            List<Finding> warnings,
            Set<String> doubts) {
        if (liver.isEmpty()) {
            return;
        }
        Point3 centre = middle(liver.get());
        for (CriticalStructure structure : structures) {
            if (!LEFT_SIDED.contains(structure.name().toLowerCase(Locale.ROOT))) {
                continue;
            }
            double left = middle(structure.mask()).x() - centre.x();
            if (left < 0) {
                doubts.add("situs");
                warnings.add(new Finding(
                        "liver-on-the-left",
                        "H11",
                        String.format(
                                Locale.ROOT,
                                "the liver must lie to the right of %s, lies %.0f mm to its left; the data is probably"
                                        + " mirrored (--accept situs for situs inversus)",
                                structure.name(),
                                -left),
                        structure.file()));
            }
        }
    }

    private static Point3 middle(BinaryMask mask) {
        Bounds3 box = mask.worldBounds().orElseThrow();
        return new Point3(
                (box.low().x() + box.high().x()) / 2,
                (box.low().y() + box.high().y()) / 2,
                (box.low().z() + box.high().z()) / 2);
    }
}
