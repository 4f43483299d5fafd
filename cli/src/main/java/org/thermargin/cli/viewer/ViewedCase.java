package org.thermargin.cli.viewer;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import org.thermargin.assess.AssessmentCriteria;
import org.thermargin.assess.CaseAssessor;
import org.thermargin.assess.OpenCase;
import org.thermargin.device.DeviceCatalogue;
import org.thermargin.io.casefile.CaseFile;
import org.thermargin.report.ImageBackdrop;
import org.thermargin.report.Software;
import org.thermargin.scene.Scene;

/**
 * The case that a viewer shows, read and assessed.
 *
 * @param open the case as it is
 * @param assessor how it was assessed, and how its poses are
 * @param stated what the case states
 * @param folder the folder that the case names its files from; empty where they are named in several
 * @param image the image behind its masks
 * @param devices devices to choose from
 * @param software the program
 */
public record ViewedCase(
        OpenCase open,
        CaseAssessor assessor,
        CaseFile stated,
        Optional<Path> folder,
        Optional<ImageBackdrop> image,
        DeviceCatalogue devices,
        Software software) {
    Scene scene() {
        return open.scene();
    }

    AssessmentCriteria criteria() {
        return open.assessment().criteria();
    }

    /** What a target in place of the one of the case is held against; limits for needles and vessels stay. */
    AssessmentCriteria criteria(double targetMm) {
        AssessmentCriteria base = criteria();
        return targetMm == base.targetMm()
                ? base
                : AssessmentCriteria.custom(targetMm)
                        .withNeedles(base.needles())
                        .withVesselRule(base.vesselRule());
    }

    /** The same criteria as a case file states them. */
    CaseFile.CriteriaEntry entry(double targetMm) {
        AssessmentCriteria criteria = criteria(targetMm);
        boolean named = !criteria.preset().equals("custom");
        return new CaseFile.CriteriaEntry(
                named ? Optional.of(criteria.preset()) : Optional.empty(),
                named || criteria.targetAssumed() ? OptionalDouble.empty() : OptionalDouble.of(criteria.targetMm()),
                criteria.needles(),
                criteria.vesselRule());
    }
}
