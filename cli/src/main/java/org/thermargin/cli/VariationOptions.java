package org.thermargin.cli;

import java.util.List;
import org.thermargin.InputException;
import org.thermargin.study.OffsetError;
import org.thermargin.study.StudyDesign;
import picocli.CommandLine.Option;

/** What is varied about every case; more than this is stated in a study file. */
final class VariationOptions {
    @Option(
            names = "--needle-off-mm",
            split = ",",
            paramLabel = "MM",
            description = "Place the needles exactly this far off, in random directions; several one after the other.")
    List<Double> needleOffMm;

    @Option(
            names = "--needle-sd-mm",
            paramLabel = "MM",
            description = "Place the needles off by a normal error with this standard deviation per axis.")
    Double needleSdMm;

    @Option(
            names = "--draws",
            paramLabel = "N",
            description = "Draws of each variation (default: 1, or 1000 when varied).")
    Integer draws;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the draws (default: 0).")
    Long seed;

    /** The design with what is given here in place of what it states. */
    StudyDesign over(StudyDesign stated) throws InputException {
        if (needleOffMm != null && needleSdMm != null) {
            throw refused("--needle-off-mm and --needle-sd-mm must not stand together, did");
        }
        try {
            OffsetError needle = stated.needleOffset();
            if (needleOffMm != null) {
                needle = new OffsetError.Distances(needleOffMm);
            } else if (needleSdMm != null) {
                needle = new OffsetError.Normal(needleSdMm, needleSdMm);
            }
            boolean varied = needle != stated.needleOffset();
            StudyDesign design = new StudyDesign(
                    stated.method(),
                    draws != null ? draws : varied && stated.draws() == 1 ? 1000 : stated.draws(),
                    seed != null ? seed : stated.seed(),
                    needle,
                    stated.needleTilt(),
                    stated.needlesTogether(),
                    stated.zoneScale(),
                    stated.registration(),
                    stated.settings(),
                    stated.targetsMm(),
                    stated.source());
            if (design.draws() > 1 && !design.isDrawn()) {
                throw refused("--draws must be 1 where nothing is drawn, was " + design.draws());
            }
            design.tasksPerCase();
            return design;
        } catch (IllegalArgumentException e) {
            throw refused(e.getMessage());
        }
    }

    private static InputException refused(String text) {
        return new InputException("study-design", "H26", "", text);
    }
}
