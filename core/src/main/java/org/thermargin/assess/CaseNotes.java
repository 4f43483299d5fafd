package org.thermargin.assess;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.thermargin.Finding;
import org.thermargin.heatsink.CoolingSettings;
import org.thermargin.scene.Scene;

/** Facts that every output of a case carries, whether good or bad. */
final class CaseNotes {
    private CaseNotes() {}

    /** Notes on the case as a whole. */
    static List<Finding> of(
            Scene scene,
            AssessmentCriteria criteria,
            SceneFrames frames,
            LesionSplitter split,
            List<LesionAssessment> lesions,
            List<SourceZone> zones,
            Optional<CoolingSettings> heatSink) {
        List<Finding> notes = new ArrayList<>(frames.notes());
        if (criteria.targetAssumed()) {
            notes.add(Finding.of(
                    "target-assumed",
                    "H18",
                    String.format(
                            Locale.ROOT, "no target margin was stated; %.1f mm was assumed", criteria.targetMm())));
        }
        if (scene.liver().isEmpty()) {
            notes.add(Finding.of(
                    "no-liver-mask",
                    "H17",
                    "no liver mask was given; margins run to the border of the zone whatever lies beyond, and a"
                            + " subcapsular lesion may look worse than it is"));
        }
        if (scene.vessels().isEmpty()) {
            notes.add(Finding.of(
                    "no-vessel-mask", "H25", "no vessel mask was given; cooling by vessels was not looked at"));
        } else {
            cooling(zones, criteria, heatSink, notes);
        }
        notes.addAll(split.findings());
        EligibilityNotes.number(lesions.size(), criteria).ifPresent(notes::add);
        return notes;
    }

    /** Says of every device zone that vessels did not change it and why, or that they did and how. */
    private static void cooling(
            List<SourceZone> zones,
            AssessmentCriteria criteria,
            Optional<CoolingSettings> heatSink,
            List<Finding> notes) {
        for (SourceZone zone : zones) {
            if (zone.placements().isEmpty()) {
                continue;
            }
            String name = "the " + zone.source().key() + " zone";
            if (heatSink.isEmpty()) {
                notes.add(Finding.of(
                        "zone-not-cooled",
                        "H25",
                        name + " is not deformed by vessels: switched off; near vessels it may be smaller than drawn"));
            } else if (!zone.isDeformed()) {
                notes.add(Finding.of(
                        "zone-not-cooled",
                        "H25",
                        String.format(
                                Locale.ROOT,
                                "%s is not deformed by vessels: none of %.1f mm or more is near enough to take anything",
                                name,
                                criteria.vesselRule().minDiameterMm())));
            } else {
                notes.add(Finding.of(
                        "zone-cooled",
                        "H25",
                        String.format(
                                Locale.ROOT,
                                "%s is deformed by vessels of %.1f mm or more, %s wall, %.2f mL lost; with and without"
                                        + " them it was assessed, and the worse outcome decides; the ablated volume of"
                                        + " the organ is that of the deformed zone",
                                name,
                                criteria.vesselRule().minDiameterMm(),
                                zone.cooled().orElseThrow().wallRule(),
                                zone.cooled().orElseThrow().volumeLostMl())));
            }
        }
    }

    /** Notes on one lesion. */
    static List<Finding> ofLesion(double maxDiameterMm, Optional<Boolean> subcapsular, AssessmentCriteria criteria) {
        List<Finding> notes = new ArrayList<>();
        EligibilityNotes.size(maxDiameterMm, criteria).ifPresent(notes::add);
        if (subcapsular.orElse(false)) {
            notes.add(Finding.of(
                    "lesion-subcapsular", "H17", "the lesion comes within 10 mm of the organ surface (subcapsular)"));
        }
        return notes;
    }
}
