package org.thermargin.io.dicom;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.thermargin.InputException;
import org.thermargin.io.FileDigest;

/**
 * The files of one series, in the order of their paths.
 *
 * @param folderName name of the folder, archive or file they come from
 * @param instances at least one
 */
record Series(String folderName, List<Instance> instances) {
    private static final int HASH_DIGITS = 8;

    Series {
        instances = List.copyOf(instances);
    }

    /**
     * The series of a folder, by the first file of each. Files that are no DICOM files are passed over; damaged ones
     * and directories of DICOM are told apart: the first are refused, the second passed over.
     */
    static List<Series> of(DicomFolder folder, long limitBytes) throws InputException {
        Map<String, List<Instance>> series = new LinkedHashMap<>();
        for (StoredFile file : folder.files()) {
            boolean single = folder.files().size() == 1;
            if (!single && !file.isDicom()) {
                continue;
            }
            try {
                Instance instance = Instance.of(file, file.header(limitBytes));
                series.computeIfAbsent(instance.seriesUid(), uid -> new ArrayList<>())
                        .add(instance);
            } catch (InputException e) {
                if (single || !e.code().equals("dicom-directory")) {
                    throw e;
                }
            }
        }
        if (series.isEmpty()) {
            throw new InputException(
                    "format-unknown",
                    "",
                    folder.name(),
                    "a folder must hold DICOM files, had none among "
                            + folder.files().size() + " files");
        }
        return series.values().stream().map(s -> new Series(folder.name(), s)).toList();
    }

    Instance first() {
        return instances.get(0);
    }

    Instance.Kind kind() {
        return first().kind();
    }

    /** Number of the series as its first file states it. */
    OptionalInt number() {
        return first().seriesNumber();
    }

    /** The first digits of the hash of the identifier, which itself may hold a date. */
    String hash() {
        byte[] uid = first().seriesUid().getBytes(StandardCharsets.UTF_8);
        FileDigest digest = new FileDigest();
        digest.update(uid, 0, uid.length);
        return digest.hex().substring(0, HASH_DIGITS);
    }

    /** Name of the folder that all files lie in; empty when they lie at the top or in several. */
    String folder() {
        Set<String> folders = instances.stream().map(i -> i.file().folder()).collect(Collectors.toSet());
        return folders.size() == 1 ? folders.iterator().next() : "";
    }

    /** Whether the user means this series by a number, an identifier or the beginning of its hash. */
    boolean isMeantBy(String choice) {
        return choice.equals(first().seriesUid())
                || (number().isPresent() && choice.equals(Integer.toString(number().getAsInt())))
                || (choice.length() >= HASH_DIGITS && choice.startsWith(hash()));
    }

    /** For people: number, kind, hash. */
    String text() {
        String numbered = number().isPresent() ? "series " + number().getAsInt() : "series without number";
        return numbered + " (" + first().modality() + ", " + instances.size() + " files, " + hash() + ")";
    }
}
