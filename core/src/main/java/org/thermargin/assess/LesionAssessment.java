package org.thermargin.assess;

import java.util.List;
import java.util.Optional;
import org.thermargin.Finding;
import org.thermargin.geometry.Point3;
import org.thermargin.scene.ZoneSource;

/**
 * One lesion of a case.
 *
 * @param id name, unique in the case
 * @param volumeMl voxel count times voxel volume, mL
 * @param equivalentDiameterMm diameter of the sphere of that volume, mm
 * @param maxDiameterMm largest distance between two points of the lesion's voxel centres plus one voxel's extent along
 *     it, mm
 * @param centroid mean of the voxel centres, LPS mm
 * @param subcapsular whether the lesion comes within 10 mm of the organ surface; empty without a liver mask
 * @param targeted whether a zone is meant for it
 * @param notes eligibility notes and facts about this lesion
 * @param refusals why no margin is given; empty when it is
 * @param zones one entry per zone source, earliest source first; empty when refused or not targeted
 */
public record LesionAssessment(
        String id,
        double volumeMl,
        double equivalentDiameterMm,
        double maxDiameterMm,
        Point3 centroid,
        Optional<Boolean> subcapsular,
        boolean targeted,
        List<Finding> notes,
        List<Finding> refusals,
        List<ZoneAssessment> zones) {
    public LesionAssessment {
        notes = List.copyOf(notes);
        refusals = List.copyOf(refusals);
        zones = List.copyOf(zones);
    }

    /** The outcome for the latest source with a zone meant for the lesion; REFUSED or NOT_TARGETED where there is none. */
    public Outcome outcome() {
        return zones.isEmpty()
                ? outcome(ZoneSource.OBSERVED)
                : outcome(zones.get(zones.size() - 1).source());
    }

    /** The outcome for one zone source; REFUSED or NOT_TARGETED where it gave no margin. */
    public Outcome outcome(ZoneSource source) {
        if (!refusals.isEmpty()) {
            return Outcome.REFUSED;
        }
        return zones.stream()
                .filter(zone -> zone.source() == source)
                .map(ZoneAssessment::verdict)
                .findFirst()
                .orElse(Outcome.NOT_TARGETED);
    }
}
