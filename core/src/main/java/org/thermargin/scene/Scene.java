package org.thermargin.scene;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.thermargin.Finding;
import org.thermargin.grid.BinaryMask;

/**
 * Everything known about one case, in one world frame. Masks may be on different lattices; they meet by world position.
 *
 * @param caseId name of the case
 * @param liver liver mask as given; empty when there is none
 * @param lesions lesion masks as given, at least one
 * @param vessels vessel masks
 * @param structures critical structures
 * @param zones where zones come from, at least one
 * @param targets zone source key or applicator id -> lesion names, as stated by the case; empty map: not stated
 * @param imagesDiffer whether the case says that lesion and zone come from different images
 * @param registrationErrorMm bound on the registration error between those images as stated, mm; empty when not stated
 * @param registration how the scan of the observed zone was brought to that of the lesion; the masks of the scene lie
 *     where it takes them; empty when they lie as drawn
 * @param inputs the files read
 * @param findings what the readers had to say (warnings of the files)
 * @param taints names of assumptions made for the user while reading (e.g. {@code assume-mm})
 */
public record Scene(
        String caseId,
        Optional<BinaryMask> liver,
        List<LesionMask> lesions,
        List<Vessel> vessels,
        List<CriticalStructure> structures,
        List<SceneZone> zones,
        Map<String, List<String>> targets,
        boolean imagesDiffer,
        OptionalDouble registrationErrorMm,
        Optional<ScanRegistration> registration,
        List<SceneInput> inputs,
        List<Finding> findings,
        List<String> taints) {
    public Scene {
        lesions = List.copyOf(lesions);
        vessels = List.copyOf(vessels);
        structures = List.copyOf(structures);
        zones = List.copyOf(zones);
        targets = Map.copyOf(targets);
        inputs = List.copyOf(inputs);
        findings = List.copyOf(findings);
        taints = List.copyOf(taints);
    }

    /** The same scene with these applicators, at least one, for that source in place of its own. */
    public Scene posed(ZoneSource source, List<ApplicatorPlacement> placements) {
        List<SceneZone> posed = new ArrayList<>(zones.stream()
                .filter(zone -> zone.source() != source || zone instanceof SceneZone.Imported)
                .toList());
        posed.add(new SceneZone.Applied(source, placements));
        posed.sort(Comparator.comparing(SceneZone::source));
        return new Scene(
                caseId,
                liver,
                lesions,
                vessels,
                structures,
                posed,
                targets,
                imagesDiffer,
                registrationErrorMm,
                registration,
                inputs,
                findings,
                taints);
    }
}
