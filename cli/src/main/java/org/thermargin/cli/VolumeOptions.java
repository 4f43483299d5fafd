package org.thermargin.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.thermargin.InputException;
import org.thermargin.io.Printable;
import org.thermargin.io.casefile.CaseFile;
import org.thermargin.io.casefile.VolumeEntry;
import org.thermargin.io.casefile.VolumeRole;
import org.thermargin.io.labels.LabelMaps;
import org.thermargin.scene.VesselKind;
import picocli.CommandLine.Option;

/** A case given file by file instead of by a case file. Names come from the options, not from file names (H38). */
final class VolumeOptions {
    @Option(
            names = "--lesion",
            paramLabel = "FILE[:LABEL]",
            converter = VolumeArgument.FileConverter.class,
            description = "Lesion mask; LABEL is a number, a segment name, 'each' or 'any'.")
    List<VolumeArgument> lesions = new ArrayList<>();

    @Option(
            names = "--zone",
            paramLabel = "FILE[:LABEL]",
            converter = VolumeArgument.FileConverter.class,
            description = "Ablation zone mask.")
    List<VolumeArgument> zones = new ArrayList<>();

    @Option(
            names = "--liver",
            paramLabel = "FILE[:LABEL]",
            converter = VolumeArgument.FileConverter.class,
            description = "Liver mask.")
    VolumeArgument liver;

    @Option(
            names = "--vessels",
            arity = "1..*",
            paramLabel = "KIND=FILE[:LABEL]",
            converter = VolumeArgument.KeyedConverter.class,
            description = "Vessel masks; KIND is portal, hepaticVein, ivc, artery or unknown.")
    List<VolumeArgument> vessels = new ArrayList<>();

    @Option(
            names = "--structure",
            arity = "1..*",
            paramLabel = "NAME=FILE[:LABEL]",
            converter = VolumeArgument.KeyedConverter.class,
            description = "Structures that must not be heated, e.g. gallbladder=G.nii.gz.")
    List<VolumeArgument> structures = new ArrayList<>();

    @Option(
            names = "--labels",
            arity = "1..*",
            paramLabel = "MAP=FILE",
            converter = VolumeArgument.KeyedConverter.class,
            description = "All roles of a file or folder by a ready label map: lits, msd03, msd08, totalsegmentator,"
                    + " 3dircadb01, crlm-seg, hcc-tace-seg.")
    List<VolumeArgument> mapped = new ArrayList<>();

    @Option(
            names = "--image",
            paramLabel = "FOLDER",
            description = "DICOM image series that contours (RTSTRUCT) were drawn on.")
    Path image;

    /** Whether any volume is given. */
    boolean given() {
        return image != null
                || !mapped.isEmpty()
                || liver != null
                || !lesions.isEmpty()
                || !zones.isEmpty()
                || !vessels.isEmpty()
                || !structures.isEmpty();
    }

    /** The case of the files given. */
    CaseFile caseFile() throws InputException {
        List<VolumeEntry> volumes = new ArrayList<>();
        if (liver != null) {
            volumes.add(liver.entry(VolumeRole.LIVER, "liver"));
        }
        for (int n = 0; n < lesions.size(); n++) {
            volumes.add(lesions.get(n).entry(VolumeRole.LESION, lesions.size() == 1 ? "lesion" : "lesion" + (n + 1)));
        }
        Set<String> names = new HashSet<>();
        for (VolumeArgument vessel : vessels) {
            volumes.add(vessel.entry(VolumeRole.VESSEL, distinct(vessel.key(), names))
                    .ofKind(kind(vessel.key())));
        }
        for (VolumeArgument structure : structures) {
            volumes.add(structure.entry(VolumeRole.STRUCTURE, structure.key()));
        }
        for (VolumeArgument zone : zones) {
            volumes.add(zone.entry(VolumeRole.ZONE, "zone"));
        }
        for (VolumeArgument file : mapped) {
            volumes.add(mappedEntry(file));
        }
        return new CaseFile(
                "files",
                volumes.stream().map(v -> v.drawnOn(Optional.ofNullable(image))).toList(),
                List.of(),
                CaseFile.CriteriaEntry.none(),
                Map.of(),
                false,
                OptionalDouble.empty(),
                List.of());
    }

    private static VolumeEntry mappedEntry(VolumeArgument file) throws InputException {
        if (!LabelMaps.ids().contains(file.key()) || file.label().isPresent()) {
            throw new InputException(
                    "label-map-unknown",
                    "H26",
                    "",
                    "--labels must be MAP=FILE with a map of " + String.join(", ", LabelMaps.ids())
                            + " and no label, was " + Printable.of(file.key()));
        }
        return VolumeEntry.mapped(file.path(), LabelMaps.ready(file.key()));
    }

    private static String distinct(String key, Set<String> names) {
        String name = key;
        for (int n = 2; !names.add(name); n++) {
            name = key + n;
        }
        return name;
    }

    private static VesselKind kind(String key) throws InputException {
        Optional<VesselKind> kind = Arrays.stream(VesselKind.values())
                .filter(k -> k.key().equals(key))
                .findFirst();
        return kind.orElseThrow(() -> new InputException(
                "vessel-kind-unknown",
                "H26",
                "",
                "--vessels kind must be "
                        + Arrays.stream(VesselKind.values())
                                .map(VesselKind::key)
                                .collect(Collectors.joining(", "))
                        + ", was " + Printable.of(key)));
    }
}
