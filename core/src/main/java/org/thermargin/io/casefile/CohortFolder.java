package org.thermargin.io.casefile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.thermargin.InputException;

/**
 * The cases of a folder, in order of name: every folder in it that holds {@code case.json}, and every lesion folder of a
 * patient in the QAM layout. A folder that is neither is listed too and refused when it is read, so that no case is lost
 * unseen; single files and hidden entries are left out. The folder itself may be a case.
 */
public final class CohortFolder {
    private CohortFolder() {}

    /** The cases; at least one. */
    public static List<CohortCase> cases(Path folder) throws InputException {
        if (holdsCase(folder) || holdsVolumes(folder)) {
            return List.of(
                    caseAt(String.valueOf(folder.toAbsolutePath().normalize().getFileName()), folder));
        }
        List<CohortCase> cases = new ArrayList<>();
        for (Path entry : folders(folder)) {
            String name = entry.getFileName().toString();
            List<Path> lesions = holdsCase(entry) ? List.of() : lesionFolders(entry);
            if (lesions.isEmpty()) {
                cases.add(caseAt(name, entry));
            }
            for (Path lesion : lesions) {
                cases.add(caseAt(name + "/" + lesion.getFileName(), lesion));
            }
        }
        if (cases.isEmpty()) {
            throw new InputException(
                    "study-no-case",
                    "H30",
                    String.valueOf(folder.getFileName()),
                    "a cohort folder must hold at least one folder with a case, held none");
        }
        return cases;
    }

    private static CohortCase caseAt(String name, Path path) {
        return new CohortCase(name, "", () -> CaseFileReader.readAny(path));
    }

    private static boolean holdsCase(Path folder) {
        return Files.exists(folder.resolve(CaseFileReader.FILE_NAME), LinkOption.NOFOLLOW_LINKS);
    }

    private static List<Path> lesionFolders(Path patient) throws InputException {
        List<Path> lesions = new ArrayList<>();
        if (Files.isReadable(patient)) {
            for (Path sub : folders(patient)) {
                if (holdsVolumes(sub)) {
                    lesions.add(sub);
                }
            }
        }
        return lesions;
    }

    private static boolean holdsVolumes(Path folder) throws InputException {
        return list(folder).stream().anyMatch(p -> {
            String name = p.getFileName().toString().toLowerCase(Locale.ROOT);
            return name.endsWith(".nii") || name.endsWith(".nii.gz");
        });
    }

    private static List<Path> folders(Path folder) throws InputException {
        return list(folder).stream()
                .filter(p -> Files.isDirectory(p) && !p.getFileName().toString().startsWith("."))
                .toList();
    }

    private static List<Path> list(Path folder) throws InputException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            if (Files.isDirectory(folder) && !Files.isReadable(folder)) {
                return List.of(); // one that may not be read is a bad case, not the end of the study
            }
            throw new InputException(
                    "folder-unreadable", "H36", String.valueOf(folder.getFileName()), "folder must be readable");
        }
    }
}
