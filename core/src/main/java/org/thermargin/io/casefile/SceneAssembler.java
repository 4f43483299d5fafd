package org.thermargin.io.casefile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.thermargin.Finding;
import org.thermargin.InputException;
import org.thermargin.grid.BinaryMask;
import org.thermargin.io.Printable;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.scene.CriticalStructure;
import org.thermargin.scene.LesionMask;
import org.thermargin.scene.Scene;
import org.thermargin.scene.SceneInput;
import org.thermargin.scene.SceneZone;
import org.thermargin.scene.Vessel;
import org.thermargin.scene.ZoneSource;

/**
 * Puts the masks of a case together into one {@link Scene} and refuses what no case may be: no lesion, no zone, an
 * empty or full mask (H14), doubled names, targets that name nothing. The refusals are gathered and thrown together.
 * An empty vessel or structure is left out with a finding: segmentations list structures that a patient does not have.
 */
final class SceneAssembler {
    private final CaseFile source;
    private final List<VolumePart> parts;
    private final List<SceneInput> inputs;
    private final List<Finding> findings;
    private final List<String> taints;
    private final List<Finding> refusals = new ArrayList<>();

    SceneAssembler(
            CaseFile source,
            List<VolumePart> parts,
            List<SceneInput> inputs,
            List<Finding> findings,
            List<String> taints) {
        this.source = source;
        this.parts = MovedParts.of(source.registration(), parts, refusals);
        this.inputs = inputs;
        this.findings = new ArrayList<>(findings);
        this.taints = taints;
    }

    /** The scene; call once. */
    Scene scene() throws InputException {
        for (VolumeRole role : List.of(VolumeRole.LESION, VolumeRole.VESSEL, VolumeRole.STRUCTURE)) {
            requireDistinctNames(role);
        }
        Optional<BinaryMask> liver = liver();
        List<LesionMask> lesions = usable(VolumeRole.LESION).stream()
                .map(p -> new LesionMask(p.name(), p.mask(), p.label(), p.file()))
                .toList();
        List<Vessel> vessels = usable(VolumeRole.VESSEL).stream()
                .map(p -> new Vessel(p.name(), p.vesselKind(), p.mask(), p.file()))
                .toList();
        List<CriticalStructure> structures = usable(VolumeRole.STRUCTURE).stream()
                .map(p -> new CriticalStructure(p.name(), p.mask(), p.file(), alertMm(p)))
                .toList();
        List<SceneZone> zones = zones();
        requireSome(VolumeRole.LESION, true, "a case must have at least one lesion, had none");
        requireSome(
                VolumeRole.ZONE,
                source.applicators().isEmpty(),
                "a case must have a zone mask or at least one applicator, had neither");
        requireKnownTargets();
        if (!refusals.isEmpty()) {
            throw new InputException(refusals);
        }
        return new Scene(
                source.id(),
                liver,
                lesions,
                vessels,
                structures,
                zones,
                source.targets(),
                source.imagesDiffer(),
                source.registrationErrorMm(),
                source.registration(),
                inputs,
                findings,
                taints);
    }

    private OptionalDouble alertMm(VolumePart structure) {
        return source.volumes().stream()
                .filter(v -> v.name().equals(Optional.of(structure.name()))
                        && v.alertMm().isPresent())
                .map(VolumeEntry::alertMm)
                .findFirst()
                .orElse(OptionalDouble.empty());
    }

    private Optional<BinaryMask> liver() {
        List<VolumePart> livers = usable(VolumeRole.LIVER);
        if (livers.size() > 1) {
            refuse("liver-doubled", "H29", livers.get(1).file(), "a case must have at most one liver, had two");
        }
        return livers.stream().findFirst().map(VolumePart::mask);
    }

    private List<SceneZone> zones() {
        List<VolumePart> masks = usable(VolumeRole.ZONE);
        List<SceneZone> zones = new ArrayList<>();
        for (ZoneSource zoneSource : ZoneSource.values()) {
            List<ApplicatorPlacement> placements = source.applicators().stream()
                    .filter(a -> a.source() == zoneSource)
                    .map(CaseFile.ApplicatorEntry::placement)
                    .toList();
            if (!placements.isEmpty()) {
                zones.add(new SceneZone.Applied(zoneSource, placements));
            }
            for (VolumePart part : masks) {
                if (part.source() == zoneSource) {
                    zones.add(new SceneZone.Imported(zoneSource, part.mask(), part.file()));
                }
            }
        }
        return zones;
    }

    /** The parts of the role that are neither empty nor full; the others are refused or left out with a finding. */
    private List<VolumePart> usable(VolumeRole role) {
        List<VolumePart> usable = new ArrayList<>();
        for (VolumePart part : of(role)) {
            long voxels = part.mask().count();
            if (voxels == part.mask().grid().voxelCount()) {
                refuse(
                        role.key() + "-full",
                        "H14",
                        part.file(),
                        role.key() + " mask must leave at least one voxel out, had all " + voxels);
            } else if (voxels > 0) {
                usable.add(part);
            } else if (role == VolumeRole.VESSEL || role == VolumeRole.STRUCTURE) {
                findings.add(new Finding(
                        role.key() + "-empty",
                        "H14",
                        role.key() + " mask " + Printable.of(part.name()) + " has no voxel and is left out",
                        part.file()));
            } else {
                refuse(
                        role.key() + "-empty",
                        "H14",
                        part.file(),
                        role.key() + " mask must have at least one voxel, had none");
            }
        }
        return usable;
    }

    private List<VolumePart> of(VolumeRole role) {
        return parts.stream().filter(p -> p.role() == role).toList();
    }

    private void requireSome(VolumeRole role, boolean needed, String text) {
        if (needed && of(role).isEmpty()) {
            refuse(role.key() + "-missing", "H13", caseFile(), text);
        }
    }

    private void requireDistinctNames(VolumeRole role) {
        Set<String> seen = new HashSet<>();
        for (VolumePart part : of(role)) {
            if (!seen.add(part.name())) {
                refuse(
                        "name-doubled",
                        "H29",
                        part.file(),
                        "names of " + role.key() + "s must differ, " + Printable.of(part.name()) + " was there twice");
            }
        }
    }

    /**
     * A misspelt target would take a lesion out of the outcome. Components of a mask are named after it with a number,
     * and only the assessor knows how many there are.
     */
    private void requireKnownTargets() {
        Set<String> keys = new HashSet<>();
        of(VolumeRole.ZONE).forEach(z -> keys.add(z.source().key()));
        source.applicators().forEach(a -> {
            keys.add(a.source().key());
            keys.add(a.placement().id());
        });
        List<String> masks =
                of(VolumeRole.LESION).stream().map(VolumePart::name).sorted().toList();
        for (String key : source.targets().keySet().stream().sorted().toList()) {
            if (!keys.contains(key)) {
                refuse(
                        "target-unknown",
                        "H26",
                        caseFile(),
                        "targets." + Printable.of(key) + " must name an applicator or a zone source of the case: "
                                + shown(keys.stream().sorted().toList()));
            }
            for (String lesion : source.targets().get(key)) {
                if (masks.stream().noneMatch(mask -> lesion.equals(mask) || isPart(lesion, mask))) {
                    refuse(
                            "target-unknown",
                            "H26",
                            caseFile(),
                            "targets." + Printable.of(key) + " must name lesions of the case (" + shown(masks)
                                    + "), was " + Printable.of(lesion));
                }
            }
        }
    }

    /** Components of a mask are numbered. */
    private static boolean isPart(String lesion, String mask) {
        return lesion.startsWith(mask + "-")
                && lesion.substring(mask.length() + 1).matches("[0-9]+");
    }

    private static String shown(List<String> names) {
        return String.join(", ", names.stream().map(Printable::of).toList());
    }

    /** Name of the case file; empty for cases without one. */
    private String caseFile() {
        return source.documents().stream()
                .filter(d -> d.role().equals("case"))
                .map(d -> String.valueOf(Path.of(d.path()).getFileName()))
                .findFirst()
                .orElse("");
    }

    private void refuse(String code, String hazard, String file, String text) {
        refusals.add(new Finding(code, hazard, text, file));
    }
}
