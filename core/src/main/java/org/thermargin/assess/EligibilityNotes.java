package org.thermargin.assess;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.thermargin.Finding;
import org.thermargin.device.Modality;

/** What speaks for caution with a lesion and the way it is treated. Notes with their source, never verdicts. */
final class EligibilityNotes {
    /** The review that the notes on size, number and vessels come from. */
    static final String REVIEW = "Zhang & Liu, China J Gen Surg 2024;33:122-130";

    /** The usual limits for hepatocellular carcinoma. */
    static final String BCLC = "Reig et al., J Hepatol 2022;76:681-693";

    private static final double LARGE_MM = 30;
    private static final double WIDE_VESSEL_MM = 3;
    private static final double BESIDE_MM = 5;

    private EligibilityNotes() {}

    /** The lesion measures 30 mm or more. */
    static Optional<Finding> size(double maxDiameterMm, AssessmentCriteria criteria) {
        if (maxDiameterMm < LARGE_MM) {
            return Optional.empty();
        }
        String usual = isHcc(criteria)
                ? "hepatocellular carcinoma is usually considered up to 30 mm (" + BCLC + ")"
                : "colorectal metastases is usually considered below 30 mm (" + REVIEW + ")";
        return Optional.of(Finding.of(
                "lesion-large",
                "",
                String.format(Locale.ROOT, "largest diameter %.1f mm; ablation of %s", maxDiameterMm, usual)));
    }

    /** There are as many lesions as speak against ablation, or more. */
    static Optional<Finding> number(int lesions, AssessmentCriteria criteria) {
        if (lesions < (isHcc(criteria) ? 4 : 3)) {
            return Optional.empty();
        }
        String usual = isHcc(criteria)
                ? "hepatocellular carcinoma is usually considered for up to 3 (" + BCLC + ")"
                : "colorectal metastases is usually considered for fewer than " + (lesions >= 5 ? 5 : 3) + " (" + REVIEW
                        + ")";
        return Optional.of(Finding.of("many-lesions", "", lesions + " lesions; ablation of " + usual));
    }

    private static boolean isHcc(AssessmentCriteria criteria) {
        return criteria.preset().equals("hcc");
    }

    /**
     * Radio frequency within 5 mm of a vessel of 3 mm or more.
     *
     * @param diameterMm diameter of the vessel there; where it is unknown the note says so
     * @param toLesionMm distance from lesion to vessel, surface to surface
     */
    static Optional<Finding> vessel(Modality modality, String name, OptionalDouble diameterMm, double toLesionMm) {
        if (modality != Modality.RFA
                || toLesionMm > BESIDE_MM
                || (diameterMm.isPresent() && diameterMm.getAsDouble() < WIDE_VESSEL_MM)) {
            return Optional.empty();
        }
        String width = diameterMm.isPresent()
                ? String.format(Locale.ROOT, "%.1f mm wide", diameterMm.getAsDouble())
                : "width not known";
        return Optional.of(Finding.of(
                "rfa-beside-vessel",
                "",
                String.format(
                        Locale.ROOT,
                        "radio frequency %.1f mm from %s (%s); beside a vessel of 3 mm or more microwave may be the"
                                + " better choice (%s; < 5 mm: Huang 2014, Eur J Radiol 83:552, abstract only)",
                        toLesionMm,
                        name,
                        width,
                        REVIEW)));
    }

    /** The zone comes within the alert distance of a structure. */
    static Optional<Finding> structure(ZoneNumbers.StructureDistance structure) {
        if (structure.alert().equals("none")) {
            return Optional.empty();
        }
        String place = structure.alert().equals("overlap")
                ? String.format(Locale.ROOT, "the zone overlaps %s by %.2f mL", structure.name(), structure.overlapMl())
                : String.format(
                        Locale.ROOT, "the zone comes within %.1f mm of %s", structure.toZoneMm(), structure.name());
        return Optional.of(Finding.of(
                "structure-" + structure.alert(),
                "",
                String.format(
                        Locale.ROOT,
                        "%s, alert below %.1f mm (%s)",
                        place,
                        structure.alertMm(),
                        structure.alertSource())));
    }

    /** Notes on one lesion and zone. */
    static List<Finding> of(Set<Modality> modalities, ZoneNumbers numbers) {
        List<Finding> notes = new ArrayList<>();
        for (Modality modality : modalities) {
            for (ZoneNumbers.VesselDistance vessel : numbers.vessels()) {
                vessel(modality, vessel.name(), vessel.diameterMm(), vessel.toLesionMm())
                        .ifPresent(notes::add);
            }
        }
        numbers.structures().forEach(s -> structure(s).ifPresent(notes::add));
        return notes;
    }
}
