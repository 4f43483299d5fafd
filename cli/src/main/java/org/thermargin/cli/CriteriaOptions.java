package org.thermargin.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.thermargin.InputException;
import org.thermargin.assess.AssessmentCriteria;
import org.thermargin.io.casefile.CaseFile;
import picocli.CommandLine.Option;

/** The margin that is wanted: a length or a preset, not both. What is stated here replaces what the case states. */
final class CriteriaOptions {
    @Option(
            names = "--target-mm",
            required = true,
            paramLabel = "MM",
            converter = MillimetreConverter.class,
            description = "Target margin, 0 to 50 mm.")
    Double targetMm;

    @Option(
            names = "--preset",
            required = true,
            paramLabel = "NAME",
            description = "crlm (5 mm), crlm-ras-mutant (10 mm) or hcc (5 mm).")
    String preset;

    /** The criteria of the command line where stated, else of the case, else 5 mm marked as assumed. */
    static AssessmentCriteria of(CriteriaOptions stated, CaseFile.CriteriaEntry ofCase) throws InputException {
        return margin(stated, ofCase).withNeedles(ofCase.needles()).withVesselRule(ofCase.vesselRule());
    }

    private static AssessmentCriteria margin(CriteriaOptions stated, CaseFile.CriteriaEntry ofCase)
            throws InputException {
        if (stated != null) {
            return stated.preset == null
                    ? AssessmentCriteria.custom(requireRange(stated.targetMm))
                    : AssessmentCriteria.preset(stated.preset);
        }
        Optional<String> preset = ofCase.preset().filter(name -> !name.equals("custom"));
        OptionalDouble target = ofCase.targetMm();
        if (preset.isEmpty()) {
            if (target.isPresent()) {
                return AssessmentCriteria.custom(target.getAsDouble());
            }
            if (ofCase.preset().isPresent()) {
                throw new InputException(
                        "target-missing", "H26", "", "criteria.target_mm must be given with preset custom, was absent");
            }
            return AssessmentCriteria.assumed();
        }
        AssessmentCriteria named = AssessmentCriteria.preset(preset.get());
        if (target.isEmpty() || target.getAsDouble() == named.targetMm()) {
            return named;
        }
        List<Double> shown = new ArrayList<>(named.shownMm());
        shown.add(named.targetMm());
        return new AssessmentCriteria(
                "custom",
                target.getAsDouble(),
                false,
                shown,
                "stated by the case in place of preset " + named.preset() + " (" + named.source() + ")");
    }

    private static double requireRange(double mm) throws InputException {
        if (mm > 50) {
            throw new InputException("target-out-of-range", "H26", "", "--target-mm must be 0 to 50 mm, was " + mm);
        }
        return mm;
    }
}
