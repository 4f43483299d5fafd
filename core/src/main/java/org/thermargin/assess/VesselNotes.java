package org.thermargin.assess;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.thermargin.Finding;
import org.thermargin.heatsink.VesselRule;

/** What must be said about vessels beside a lesion: cooling to be feared, and masks that share voxels. */
final class VesselNotes {
    private VesselNotes() {}

    /** Findings on every vessel, in the order of the case. */
    static List<Finding> of(ZoneNumbers numbers, VesselRule rule) {
        List<Finding> findings = new ArrayList<>();
        for (ZoneNumbers.VesselDistance vessel : numbers.vessels()) {
            if (vessel.sharedMl() > 0) {
                findings.add(shared(vessel, numbers.lesion().volumeMl()));
            }
            if (vessel.heatSinkRisk() != HeatSinkRisk.NONE) {
                findings.add(risk(vessel, rule));
            } else if (mayReach(vessel, rule)) {
                findings.add(Finding.of(
                        "vessel-inspect",
                        "H25",
                        String.format(
                                Locale.ROOT,
                                "%.1f mm from the lesion, farther than %.1f mm: %s (%s); inspect up to %.1f mm",
                                vessel.toLesionMm(),
                                rule.distanceMm(),
                                vessel.name(),
                                width(vessel, rule),
                                rule.inspectMm())));
            }
        }
        return findings;
    }

    private static Finding shared(ZoneNumbers.VesselDistance vessel, double lesionMl) {
        return Finding.of(
                "lesion-shares-vessel",
                "H25",
                String.format(
                        Locale.ROOT,
                        "lesion and %s share %.2f mL (%.0f %% of the lesion); their distance is 0, and the shared voxels"
                                + " count as lesion",
                        vessel.name(),
                        vessel.sharedMl(),
                        100 * vessel.sharedMl() / lesionMl));
    }

    private static Finding risk(ZoneNumbers.VesselDistance vessel, VesselRule rule) {
        String grade = vessel.heatSinkRisk() == HeatSinkRisk.NOT_GRADED
                ? "not graded, the device is not known; the segmented zone shows what cooling did"
                : vessel.heatSinkRisk().key();
        return Finding.of(
                "vessel-beside-lesion",
                "H25",
                String.format(
                        Locale.ROOT,
                        "%.1f mm from the lesion: %s (%s); heat-sink risk %s (at least %.1f mm wide within %.1f mm; %s)",
                        vessel.toLesionMm(),
                        vessel.name(),
                        width(vessel, rule),
                        grade,
                        rule.minDiameterMm(),
                        rule.distanceMm(),
                        rule.equals(VesselRule.defaults()) ? VesselRule.SOURCE : "stated by the user"));
    }

    private static boolean mayReach(ZoneNumbers.VesselDistance vessel, VesselRule rule) {
        return vessel.diameterMm().isPresent()
                && vessel.diameterMm().getAsDouble() + vessel.diameterErrorMm().orElse(0) >= rule.minDiameterMm();
    }

    /** Width at the nearest place; a part elsewhere near the lesion may be the one that meets the rule. */
    private static String width(ZoneNumbers.VesselDistance vessel, VesselRule rule) {
        if (vessel.diameterMm().isEmpty()) {
            return "width not known";
        }
        double diameter = vessel.diameterMm().getAsDouble();
        String text = String.format(Locale.ROOT, "%.1f mm wide at the nearest place", diameter);
        if (diameter >= rule.minDiameterMm()) {
            return text;
        }
        return text
                + String.format(
                        Locale.ROOT,
                        mayReach(vessel, rule) ? ", may reach %.1f mm" : ", another part may reach %.1f mm",
                        rule.minDiameterMm());
    }
}
