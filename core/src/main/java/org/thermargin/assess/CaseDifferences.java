package org.thermargin.assess;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.scene.Scene;
import org.thermargin.scene.SceneZone;
import org.thermargin.scene.ZoneSource;

/**
 * What changed between the zone sources of one case: planned to placed, placed to observed, planned to observed.
 *
 * @param sources one for each lesion and pair of sources that both have numbers for it
 * @param applicators errors of placed applicators against the planned ones of the same id
 * @param unmatchedApplicators ids that only one of planned and placed has, while the case has both
 */
public record CaseDifferences(
        List<SourceDifference> sources, List<ApplicatorDifference> applicators, List<String> unmatchedApplicators) {
    public CaseDifferences {
        sources = List.copyOf(sources);
        applicators = List.copyOf(applicators);
        unmatchedApplicators = List.copyOf(unmatchedApplicators);
    }

    /** Nothing to compare. */
    public static CaseDifferences none() {
        return new CaseDifferences(List.of(), List.of(), List.of());
    }

    /** Of an assessed case. */
    public static CaseDifferences of(Scene scene, Assessment assessment) {
        List<SourceDifference> sources = new ArrayList<>();
        for (LesionAssessment lesion : assessment.lesions()) {
            for (int from = 0; from < lesion.zones().size(); from++) {
                for (int to = from + 1; to < lesion.zones().size(); to++) {
                    ZoneAssessment before = lesion.zones().get(from);
                    ZoneAssessment after = lesion.zones().get(to);
                    if (before.numbers().isPresent() && after.numbers().isPresent()) {
                        sources.add(SourceDifference.of(lesion.id(), before, after));
                    }
                }
            }
        }
        Map<String, ApplicatorPlacement> planned = applicators(scene, ZoneSource.PLANNED);
        Map<String, ApplicatorPlacement> placed = applicators(scene, ZoneSource.PLACED);
        if (planned.isEmpty() || placed.isEmpty()) {
            return new CaseDifferences(sources, List.of(), List.of());
        }
        List<ApplicatorDifference> errors = new ArrayList<>();
        List<String> unmatched = new ArrayList<>();
        planned.forEach((id, plan) -> {
            if (placed.containsKey(id)) {
                errors.add(ApplicatorDifference.of(plan, placed.get(id)));
            } else {
                unmatched.add(id);
            }
        });
        placed.keySet().stream().filter(id -> !planned.containsKey(id)).forEach(unmatched::add);
        return new CaseDifferences(sources, errors, unmatched);
    }

    private static Map<String, ApplicatorPlacement> applicators(Scene scene, ZoneSource source) {
        Map<String, ApplicatorPlacement> byId = new TreeMap<>();
        for (SceneZone zone : scene.zones()) {
            if (zone.source() == source && zone instanceof SceneZone.Applied applied) {
                applied.placements().forEach(p -> byId.put(p.id(), p));
            }
        }
        return byId;
    }
}
