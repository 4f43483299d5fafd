package org.thermargin.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.thermargin.Finding;
import org.thermargin.assess.Assessment;
import org.thermargin.assess.AssessmentCriteria;
import org.thermargin.assess.LesionAssessment;
import org.thermargin.assess.ZoneAssessment;

/**
 * What is said about a case as a whole, gathered from the case, its zones and their margins, each thing once. A finding
 * of a zone with a hazard is a warning, one without a note; its text is preceded by the lesion and source it is about.
 * Notes of a lesion stay with the lesion. Where the target comes from is always the last note of the case.
 */
record Findings(List<Finding> notes, List<Finding> warnings) {
    static Findings of(Assessment assessment) {
        List<Finding> notes = new ArrayList<>(assessment.notes());
        notes.add(criteria(assessment.criteria()));
        List<Finding> warnings = new ArrayList<>(assessment.warnings());
        Set<String> said = new HashSet<>();
        notes.forEach(f -> said.add(f.code() + f.text()));
        warnings.forEach(f -> said.add(f.code() + f.text()));
        for (LesionAssessment lesion : assessment.lesions()) {
            for (ZoneAssessment zone : lesion.zones()) {
                List<Finding> all = new ArrayList<>(zone.findings());
                zone.numbers().ifPresent(n -> all.addAll(n.margin().findings()));
                String subject = "lesion " + lesion.id() + ", " + zone.source().key() + ": ";
                Set<String> here = new HashSet<>();
                for (Finding f : all) {
                    if (!said.contains(f.code() + f.text()) && here.add(f.code() + f.text())) {
                        (f.hazard().isEmpty() ? notes : warnings)
                                .add(new Finding(f.code(), f.hazard(), subject + f.text(), f.file()));
                    }
                }
            }
        }
        return new Findings(List.copyOf(notes), List.copyOf(warnings));
    }

    private static Finding criteria(AssessmentCriteria criteria) {
        String shown = criteria.shownMm().isEmpty()
                ? ""
                : "; also shown: "
                        + criteria.shownMm().stream().map(Numbers::plain).collect(Collectors.joining(" and ")) + " mm";
        return Finding.of(
                "criteria-source",
                "",
                "target " + Numbers.plain(criteria.targetMm()) + " mm, " + criteria.preset() + ": " + criteria.source()
                        + shown);
    }
}
