package org.thermargin.io.casefile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.thermargin.InputException;

/**
 * A case in the folder layout of the QAM tool: {@code <patient>/<lesion>/<patient>_L<lesion>_{Tumor,Ablation,Liver}
 * .nii.gz}; the liver may be missing. Given as the lesion folder, or as a patient folder with one lesion. Nothing is
 * guessed: a volume that fits no place, or fits twice, is refused (H29).
 */
public final class QamLayoutReader {
    private static final Map<String, VolumeRole> PARTS =
            Map.of("Tumor", VolumeRole.LESION, "Ablation", VolumeRole.ZONE, "Liver", VolumeRole.LIVER);

    private QamLayoutReader() {}

    /** The case in the folder. */
    public static CaseFile read(Path folder) throws InputException {
        String shown = String.valueOf(folder.getFileName());
        if (volumes(folder).isEmpty()) {
            List<Path> lesions = new ArrayList<>();
            for (Path sub : list(folder)) {
                if (Files.isDirectory(sub) && !volumes(sub).isEmpty()) {
                    lesions.add(sub);
                }
            }
            if (lesions.isEmpty()) {
                throw new InputException(
                        "case-unknown",
                        "H29",
                        shown,
                        "a case folder must hold case.json, or <lesion>/<patient>_L<lesion>_Tumor.nii.gz and"
                                + " _Ablation.nii.gz (QAM layout); had neither");
            }
            if (lesions.size() > 1) {
                throw new InputException(
                        "qam-several-lesions",
                        "H29",
                        shown,
                        "a patient folder must hold one lesion, had " + lesions.size() + ": "
                                + String.join(
                                        ", ",
                                        lesions.stream()
                                                .map(p -> p.getFileName().toString())
                                                .toList())
                                + "; name the lesion folder");
            }
            return lesion(lesions.get(0));
        }
        return lesion(folder);
    }

    private static CaseFile lesion(Path folder) throws InputException {
        Path absolute = folder.toAbsolutePath().normalize();
        String lesion = String.valueOf(absolute.getFileName());
        String patient = absolute.getParent() == null
                ? ""
                : String.valueOf(absolute.getParent().getFileName());
        String prefix = patient + "_L" + lesion + "_";
        Map<String, Path> found = new TreeMap<>();
        for (Path file : volumes(folder)) {
            String name = file.getFileName().toString();
            String part =
                    name.startsWith(prefix) ? name.substring(prefix.length()).replaceAll("\\.nii(\\.gz)?$", "") : "";
            if (!PARTS.containsKey(part)) {
                throw new InputException(
                        "qam-unmatched",
                        "H29",
                        name,
                        "every volume of a QAM lesion folder must be named " + prefix
                                + "Tumor, Ablation or Liver (.nii.gz)");
            }
            if (found.put(part, file) != null) {
                throw new InputException("qam-doubled", "H29", name, part + " must be there once, was there twice");
            }
        }
        for (String part : List.of("Tumor", "Ablation")) {
            if (!found.containsKey(part)) {
                throw new InputException(
                        "qam-missing", "H29", prefix + part + ".nii.gz", part + " must be in the folder, was not");
            }
        }
        List<VolumeEntry> volumes = new ArrayList<>();
        for (String part : List.of("Liver", "Tumor", "Ablation")) {
            if (found.containsKey(part)) {
                VolumeEntry entry = VolumeEntry.of(PARTS.get(part), found.get(part));
                volumes.add(part.equals("Tumor") ? entry.named("L" + lesion) : entry);
            }
        }
        return new CaseFile(
                patient + "_L" + lesion,
                volumes,
                List.of(),
                CaseFile.CriteriaEntry.none(),
                Map.of(),
                false,
                OptionalDouble.empty(),
                List.of());
    }

    private static List<Path> volumes(Path folder) throws InputException {
        return list(folder).stream()
                .filter(p -> {
                    String name = p.getFileName().toString().toLowerCase(Locale.ROOT);
                    return !name.startsWith(".") && (name.endsWith(".nii") || name.endsWith(".nii.gz"));
                })
                .toList();
    }

    private static List<Path> list(Path folder) throws InputException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new InputException(
                    "folder-unreadable", "H36", String.valueOf(folder.getFileName()), "folder must be readable");
        }
    }
}
