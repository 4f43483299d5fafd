package org.thermargin.campaign;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.IndexBox;
import org.thermargin.grid.LabelVolume;
import org.thermargin.io.nifti.NiftiWriter;

/**
 * An untouched case whose margins are known on paper, and how it lies in files.
 *
 * @param name what it is called in reports
 * @param kind what is particular about it
 * @param masks role to mask; a role is also the stem of its file name
 * @param truths true minimal margins, mm, in the order of lesions and then of zone sources
 * @param storage order and sense of the axes of the files
 * @param applicators the list of applicators of the case file; empty where zones are masks
 */
record BaseCase(
        String name,
        Kind kind,
        Map<String, BinaryMask> masks,
        List<Double> truths,
        NiftiBytes.Storage storage,
        String applicators) {
    static final double TARGET_MM = 5;
    private static final String LABELS = "labels";
    private static final int LIVER_LABEL = 1;
    private static final int LESION_LABEL = 2;
    private static final int ZONE_LABEL = 3;

    /** What is particular about a base. */
    enum Kind {
        DEEP,
        LABELS_IN_ONE_FILE,
        THICK_SLICES,
        UNDER_THE_CAPSULE,
        TWO_LESIONS,
        BESIDE_A_VESSEL,
        APPLICATOR,
        PLANNED_AND_OBSERVED,
        SAGITTAL_SLICES,
        SMALL
    }

    BaseCase {
        masks = new LinkedHashMap<>(masks);
        truths = List.copyOf(truths);
    }

    boolean hasZoneMask() {
        return masks.containsKey("zone");
    }

    boolean inOneFile() {
        return kind == Kind.LABELS_IN_ONE_FILE;
    }

    /** The same with every mask cropped to the box. */
    BaseCase cropped(IndexBox kept) {
        Map<String, BinaryMask> parts = new LinkedHashMap<>();
        masks.forEach((role, mask) -> parts.put(role, mask.cropped(kept)));
        return new BaseCase(name, kind, parts, truths, storage, applicators);
    }

    private boolean isLabelled(String role) {
        return inOneFile() && (role.equals("liver") || role.equals("lesion") || role.equals("zone"));
    }

    /** Stem of the file that holds the role. */
    String stem(String role) {
        return isLabelled(role) ? LABELS : role;
    }

    /** Value of the role's voxels in its file. */
    int label(String role) {
        return !isLabelled(role)
                ? 1
                : role.equals("liver") ? LIVER_LABEL : role.equals("lesion") ? LESION_LABEL : ZONE_LABEL;
    }

    /** How the case file names the file of a role, with its label where it has several. */
    String stated(String role) {
        return "\"file\": \"" + stem(role) + ".nii\"" + (isLabelled(role) ? ", \"label\": " + label(role) : "");
    }

    /** Writes {@code case.json} and the uncompressed NIfTI files. */
    void write(Path folder) throws IOException {
        for (Map.Entry<String, BinaryMask> mask : masks.entrySet()) {
            if (!isLabelled(mask.getKey()) || mask.getKey().equals("zone")) {
                write(folder, mask.getKey(), mask.getValue());
            }
        }
        Files.writeString(folder.resolve("case.json"), caseFile(), StandardCharsets.UTF_8);
    }

    /** Writes the file of the role with that mask in place of its own; the other labels of the file stay. */
    void write(Path folder, String role, BinaryMask mask) throws IOException {
        Path file = folder.resolve(stem(role) + ".nii");
        if (isLabelled(role)) {
            NiftiWriter.write(file, labels(role, mask));
        } else {
            NiftiWriter.write(file, mask);
        }
        if (!storage.isPlain()) {
            NiftiBytes.of(file, 1).stored(storage).save();
        }
    }

    /** Lesion over zone over liver: a voxel has one label. */
    private LabelVolume labels(String changed, BinaryMask mask) {
        byte[] labels = new byte[mask.grid().voxelCount()];
        for (String role : List.of("liver", "zone", "lesion")) {
            BinaryMask painted = role.equals(changed) ? mask : masks.get(role).onto(mask.grid());
            for (int k = 0, v = 0; k < mask.grid().nz(); k++) {
                for (int j = 0; j < mask.grid().ny(); j++) {
                    for (int i = 0; i < mask.grid().nx(); i++, v++) {
                        if (painted.get(i, j, k)) {
                            labels[v] = (byte) label(role);
                        }
                    }
                }
            }
        }
        return LabelVolume.ofBytes(mask.grid(), labels);
    }

    private String caseFile() {
        StringBuilder volumes = new StringBuilder();
        for (String role : masks.keySet()) {
            volumes.append(volumes.isEmpty() ? "" : ",\n")
                    .append(
                            switch (role) {
                                case "vein" -> entry("vessel", "vein.nii", ", \"kind\": \"hepaticVein\"");
                                case "spleen" -> entry("structure", "spleen.nii", ", \"name\": \"spleen\"");
                                case "plan" -> entry("zone", "plan.nii", ", \"source\": \"planned\"");
                                default -> "    {\"role\": \"" + role + "\", " + stated(role) + "}";
                            });
        }
        if (inOneFile()) { // the lesion's label covers that part of the zone
            volumes.append(",\n").append(entry("zone", LABELS + ".nii", ", \"label\": " + LESION_LABEL));
        }
        return """
                {
                  "schema": "thermargin.case/1",
                  "id": "campaign",%s
                  "volumes": [
                %s
                  ],%s
                  "criteria": {"target_mm": 5}
                }
                """.formatted(
                        applicators.isEmpty() ? "" : " \"frame\": \"LPS\",",
                        volumes,
                        applicators.isEmpty() ? "" : "\n  \"applicators\": [" + applicators + "],");
    }

    private static String entry(String role, String file, String more) {
        return "    {\"role\": \"" + role + "\", \"file\": \"" + file + "\"" + more + "}";
    }
}
