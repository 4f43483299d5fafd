package org.thermargin.io.casefile;

import java.util.List;
import org.thermargin.study.StudyDesign;

/**
 * What a study file or a manifest states.
 *
 * @param cases its cases, in order
 * @param design what is varied about each
 */
public record StudyFile(List<CohortCase> cases, StudyDesign design) {
    public StudyFile {
        cases = List.copyOf(cases);
    }
}
