package org.thermargin.assess;

import java.util.List;
import org.thermargin.InputException;
import org.thermargin.heatsink.VesselRule;
import org.thermargin.placement.PlacementLimits;

/**
 * What margin a case is held against.
 *
 * @param preset {@code crlm}, {@code crlm-ras-mutant}, {@code hcc} or {@code custom}
 * @param targetMm margin from which a lesion counts as completely ablated, mm, at least 0
 * @param targetAssumed whether nobody stated the target, so that 5 mm was taken
 * @param shownMm further margins that are shown beside the target, mm
 * @param source where the target comes from, as a citation
 * @param needles what placements of applicators are held against; no bearing on the outcome
 * @param vesselRule which vessels matter; no bearing on the outcome
 */
public record AssessmentCriteria(
        String preset,
        double targetMm,
        boolean targetAssumed,
        List<Double> shownMm,
        String source,
        PlacementLimits needles,
        VesselRule vesselRule) {
    /** Target where the case states none, mm. */
    public static final double DEFAULT_TARGET_MM = 5;

    public AssessmentCriteria {
        shownMm = List.copyOf(shownMm);
        if (!(targetMm >= 0 && targetMm <= 50)) {
            throw new IllegalArgumentException("target margin must be 0 to 50 mm, was " + targetMm);
        }
    }

    /** Criteria with the default limits for placements and vessels. */
    public AssessmentCriteria(
            String preset, double targetMm, boolean targetAssumed, List<Double> shownMm, String source) {
        this(preset, targetMm, targetAssumed, shownMm, source, PlacementLimits.defaults(), VesselRule.defaults());
    }

    /** The same with other limits for placements. */
    public AssessmentCriteria withNeedles(PlacementLimits limits) {
        return new AssessmentCriteria(preset, targetMm, targetAssumed, shownMm, source, limits, vesselRule);
    }

    /** The same with another rule for vessels. */
    public AssessmentCriteria withVesselRule(VesselRule rule) {
        return new AssessmentCriteria(preset, targetMm, targetAssumed, shownMm, source, needles, rule);
    }

    /** Nothing stated: 5 mm, marked as assumed. */
    public static AssessmentCriteria assumed() {
        return new AssessmentCriteria(
                "custom",
                DEFAULT_TARGET_MM,
                true,
                List.of(),
                "assumed, none stated; 5 mm is the customary minimum (ACCLAIM, doi:10.1186/s13063-025-09006-2)");
    }

    /** A target stated by the user, mm. */
    public static AssessmentCriteria custom(double targetMm) {
        return new AssessmentCriteria("custom", targetMm, false, List.of(), "stated by the user");
    }

    /** A preset by name; an unknown name is refused. */
    public static AssessmentCriteria preset(String name) throws InputException {
        return switch (name) {
            case "crlm" ->
                new AssessmentCriteria(
                        name,
                        5,
                        false,
                        List.of(10.0),
                        "colorectal metastases: more than 5 mm, ideally 10 mm; Zhang & Liu, China J Gen Surg 2024;33:122-130;"
                                + " Shady 2018, doi:10.1016/j.jvir.2017.08.021; Wang 2013, doi:10.1007/s00270-012-0377-1");
            case "crlm-ras-mutant" ->
                new AssessmentCriteria(
                        name,
                        10,
                        false,
                        List.of(5.0),
                        "RAS-mutant colorectal metastases: 10 mm; Calandri 2018, doi:10.1007/s00330-017-5273-2");
            case "hcc" ->
                new AssessmentCriteria(
                        name,
                        5,
                        false,
                        List.of(2.0),
                        "hepatocellular carcinoma: 5 mm with 2 mm shown; doi:10.1007/s00330-019-06609-7 (5 mm), PMC9018632"
                                + " (2 mm)");
            default ->
                throw new InputException(
                        "preset-unknown", "H26", "", "preset must be crlm, crlm-ras-mutant or hcc, was " + name);
        };
    }
}
