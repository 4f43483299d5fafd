package org.thermargin.io.casefile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.thermargin.InputException;
import org.thermargin.study.StudyCase;

/** Turns listed cases into those of a study. A case whose id an earlier one has is refused when it is its turn. */
public final class StudyCases {
    private StudyCases() {}

    /** The cases in their order. */
    public static List<StudyCase> of(List<CohortCase> listed, StudySettings settings) {
        Map<String, String> names = new HashMap<>();
        List<StudyCase> cases = new ArrayList<>();
        for (CohortCase entry : listed) {
            cases.add(new FileStudyCase(unique(entry, names), settings));
        }
        return cases;
    }

    private static CohortCase unique(CohortCase entry, Map<String, String> names) {
        String id;
        try {
            id = entry.source().read().id();
        } catch (InputException e) {
            return entry; // said when it is its turn
        }
        String before = names.putIfAbsent(id, entry.name());
        if (before == null) {
            return entry;
        }
        return new CohortCase(entry.name(), entry.group(), () -> {
            throw new InputException(
                    "case-id-doubled",
                    "H29",
                    entry.name(),
                    "case ids must differ in a study, " + id + " is also the id of " + before);
        });
    }
}
