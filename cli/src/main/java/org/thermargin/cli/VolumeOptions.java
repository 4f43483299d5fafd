package org.thermargin.cli;

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

    /** Whether any volume is given. */
    boolean given() {
        return liver != null || !lesions.isEmpty() || !zones.isEmpty() || !vessels.isEmpty() || !structures.isEmpty();
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
        return new CaseFile(
                "files",
                volumes,
                List.of(),
                CaseFile.CriteriaEntry.none(),
                Map.of(),
                false,
                OptionalDouble.empty(),
                List.of());
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
