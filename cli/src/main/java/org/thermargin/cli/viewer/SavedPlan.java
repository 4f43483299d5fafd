package org.thermargin.cli.viewer;

import java.nio.file.Path;
import org.thermargin.InputException;
import org.thermargin.io.casefile.CaseFile;
import org.thermargin.io.casefile.CaseFileWriter;
import org.thermargin.io.casefile.MarkupsWriter;
import org.thermargin.io.casefile.PlanRequest;
import org.thermargin.scene.ZoneSource;

/** A pose as files to download. Nothing is written here: the browser keeps what it is sent. */
final class SavedPlan {
    private SavedPlan() {}

    /** The case with the pose, for the folder of the case; one that a case file cannot state is refused. */
    static String caseFile(ViewedCase viewed, PlanRequest request) throws InputException {
        Path folder = viewed.folder()
                .orElseThrow(() -> refused("the volumes of the case must lie in one folder, they lie in several"));
        CaseFile.CriteriaEntry criteria =
                viewed.entry(request.targetMm().orElse(viewed.criteria().targetMm()));
        CaseFile posed = request.source() == ZoneSource.OBSERVED
                ? viewed.stated().withCriteria(criteria)
                : viewed.stated().posed(request.source(), request.applicators(), criteria);
        try {
            return CaseFileWriter.text(folder, posed);
        } catch (IllegalArgumentException e) {
            throw refused(String.valueOf(e.getMessage()));
        }
    }

    /** The applicators as 3D Slicer markups; a pose without any is refused. */
    static String markups(PlanRequest request) throws InputException {
        if (request.applicators().isEmpty()) {
            throw refused("markups need an applicator, there is none");
        }
        return MarkupsWriter.text(request.applicators());
    }

    private static InputException refused(String text) {
        return new InputException("plan-not-saved", "H26", "", text);
    }
}
