package org.thermargin.io.casefile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.LabelVolume;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.io.nifti.NiftiWriter;
import org.thermargin.io.transform.TransformWriter;
import org.thermargin.scene.CriticalStructure;
import org.thermargin.scene.LesionMask;
import org.thermargin.scene.ScanRegistration;
import org.thermargin.scene.Scene;
import org.thermargin.scene.SceneInput;
import org.thermargin.scene.SceneZone;
import org.thermargin.scene.Vessel;
import org.thermargin.scene.VesselKind;
import org.thermargin.scene.ZoneSource;

/**
 * Writes a {@link Scene} as a case folder: NIfTI volumes, and {@code case.json} or the QAM layout. Masks that name one
 * file become labels of it, 1 for the first; they must lie on one grid and not overlap.
 */
public final class CaseFolderWriter {
    private static final String LIVER_FILE = "liver.nii.gz";

    private CaseFolderWriter() {}

    /**
     * Volumes and case file; the folder is made if absent, files of the same names are replaced. Where a transform file
     * brought the zone to the scan of the lesion, the file is written too, and the zone as it was drawn.
     */
    public static void write(Path folder, Scene scene, CaseFile.CriteriaEntry criteria) throws IOException {
        Optional<ScanRegistration> byFile =
                scene.registration().filter(how -> how.transform().isPresent());
        if (byFile.isPresent() && !byFile.get().drawnAfter().isEmpty()) {
            throw new IllegalArgumentException(
                    "case " + scene.caseId() + " has masks besides the zone of the scan after,"
                            + " which are not written where they were drawn");
        }
        if (byFile.isEmpty()
                && scene.registration().isPresent()
                && scene.registrationErrorMm().isEmpty()) {
            throw new IllegalArgumentException("case " + scene.caseId()
                    + " bounds its registration by landmarks alone, which are not written: masks are where they were"
                    + " brought; state a bound");
        }
        Files.createDirectories(folder);
        Map<Path, List<BinaryMask>> files = new LinkedHashMap<>();
        List<VolumeEntry> entries = new ArrayList<>();
        scene.liver()
                .ifPresent(liver ->
                        entries.add(entry(VolumeEntry.of(VolumeRole.LIVER, folder.resolve(LIVER_FILE)), liver, files)));
        for (LesionMask lesion : scene.lesions()) {
            Path file = folder.resolve(lesion.file());
            entries.add(entry(VolumeEntry.of(VolumeRole.LESION, file).named(lesion.name()), lesion.mask(), files));
        }
        for (Vessel vessel : scene.vessels()) {
            Path file = folder.resolve(vessel.file());
            VolumeEntry entry =
                    VolumeEntry.of(VolumeRole.VESSEL, file).named(vessel.name()).ofKind(vessel.kind());
            entries.add(entry(entry, vessel.mask(), files));
        }
        for (CriticalStructure structure : scene.structures()) {
            Path file = folder.resolve(structure.file());
            VolumeEntry entry = VolumeEntry.of(VolumeRole.STRUCTURE, file)
                    .named(structure.name())
                    .alertedAt(structure.alertMm());
            entries.add(entry(entry, structure.mask(), files));
        }
        List<CaseFile.ApplicatorEntry> applicators = new ArrayList<>();
        for (SceneZone zone : scene.zones()) {
            if (zone instanceof SceneZone.Imported imported) {
                VolumeEntry entry = new VolumeEntry(
                        Optional.of(VolumeRole.ZONE),
                        folder.resolve(imported.file()),
                        Optional.empty(),
                        VesselKind.UNKNOWN,
                        Optional.empty(),
                        Optional.empty(),
                        imported.source(),
                        Optional.empty());
                entries.add(entry(entry, drawn(imported, byFile), files));
            } else if (zone instanceof SceneZone.Applied applied) {
                applied.placements().forEach(p -> applicators.add(new CaseFile.ApplicatorEntry(applied.source(), p)));
            }
        }
        for (Map.Entry<Path, List<BinaryMask>> file : files.entrySet()) {
            write(file.getKey(), file.getValue());
        }
        CaseFile written = new CaseFile(
                scene.caseId(),
                labelled(entries, files),
                applicators,
                criteria,
                scene.targets(),
                scene.imagesDiffer(),
                scene.registrationErrorMm(),
                List.of());
        CaseFileWriter.write(
                folder.resolve(CaseFileReader.FILE_NAME),
                byFile.isEmpty()
                        ? written
                        : written.registered(
                                scene.registrationErrorMm(), Optional.of(transform(folder, byFile.get()))));
    }

    /** The mask where it was drawn: on the scan after, if it is the observed zone of a registered case. */
    private static BinaryMask drawn(SceneZone.Imported zone, Optional<ScanRegistration> byFile) {
        return byFile.isEmpty() || zone.source() != ZoneSource.OBSERVED
                ? zone.mask()
                : zone.mask()
                        .mapped(byFile.get().zoneToLesion().inverse())
                        .orElseThrow(() -> new IllegalArgumentException("the zone's lattice was slanted"));
    }

    /** Writes the transform under the name it had, and says where it is now. */
    private static ScanRegistration transform(Path folder, ScanRegistration how) throws IOException {
        ScanRegistration.StatedTransform stated = how.transform().orElseThrow();
        Path file = folder.resolve(String.valueOf(Path.of(stated.file().path()).getFileName()));
        boolean toZone = stated.maps() == ScanRegistration.Direction.LESION_TO_ZONE;
        TransformWriter.write(file, toZone ? how.zoneToLesion().inverse() : how.zoneToLesion());
        return new ScanRegistration(
                how.zoneToLesion(),
                Optional.of(new ScanRegistration.StatedTransform(
                        new SceneInput("transform", file.toString(), "", Optional.empty()), stated.maps())),
                Optional.empty(),
                List.of(),
                List.of());
    }

    /**
     * The folders of the QAM tool below the patient folder: {@code 1/<patient>_L1_Tumor.nii.gz} and so on, the patient
     * being the name of the folder. The scene must have one lesion and one zone mask.
     */
    public static void writeQam(Path patientFolder, Scene scene) throws IOException {
        if (scene.lesions().size() != 1
                || scene.zones().size() != 1
                || !(scene.zones().get(0) instanceof SceneZone.Imported zone)) {
            throw new IllegalArgumentException(
                    "the QAM layout holds one lesion mask and one zone mask, case " + scene.caseId() + " has others");
        }
        Path folder = Files.createDirectories(patientFolder.resolve("1"));
        String prefix = patientFolder.getFileName() + "_L1_";
        NiftiWriter.write(
                folder.resolve(prefix + "Tumor.nii.gz"), scene.lesions().get(0).mask());
        NiftiWriter.write(folder.resolve(prefix + "Ablation.nii.gz"), zone.mask());
        if (scene.liver().isPresent()) {
            NiftiWriter.write(
                    folder.resolve(prefix + "Liver.nii.gz"), scene.liver().get());
        }
    }

    /** Notes the mask under its file and gives the entry the label it has there. */
    private static VolumeEntry entry(VolumeEntry entry, BinaryMask mask, Map<Path, List<BinaryMask>> files) {
        List<BinaryMask> masks = files.computeIfAbsent(entry.path(), p -> new ArrayList<>());
        masks.add(mask);
        return entry.withLabel(Integer.toString(masks.size()));
    }

    /** Labels are needed only in files with several masks. */
    private static List<VolumeEntry> labelled(List<VolumeEntry> entries, Map<Path, List<BinaryMask>> files) {
        return entries.stream()
                .map(e -> files.get(e.path()).size() > 1
                        ? e
                        : new VolumeEntry(
                                e.role(),
                                e.path(),
                                e.name(),
                                e.vesselKind(),
                                Optional.empty(),
                                e.labelMap(),
                                e.source(),
                                e.sha256(),
                                e.alertMm(),
                                Optional.empty(),
                                Optional.empty()))
                .toList();
    }

    private static void write(Path file, List<BinaryMask> masks) throws IOException {
        if (masks.size() == 1) {
            NiftiWriter.write(file, masks.get(0));
            return;
        }
        VoxelGrid grid = masks.get(0).grid();
        byte[] labels = new byte[grid.voxelCount()];
        for (int n = 0; n < masks.size(); n++) {
            BinaryMask mask = masks.get(n);
            if (!mask.grid().equals(grid)) {
                throw new IllegalArgumentException("masks of " + file.getFileName() + " must lie on one grid, were on "
                        + grid + " and " + mask.grid());
            }
            int v = 0;
            for (int k = 0; k < grid.nz(); k++) {
                for (int j = 0; j < grid.ny(); j++) {
                    for (int i = 0; i < grid.nx(); i++, v++) {
                        if (mask.get(i, j, k)) {
                            if (labels[v] != 0) {
                                throw new IllegalArgumentException("masks of " + file.getFileName()
                                        + " must not overlap, do at voxel " + i + ", " + j + ", " + k);
                            }
                            labels[v] = (byte) (n + 1);
                        }
                    }
                }
            }
        }
        NiftiWriter.write(file, LabelVolume.ofBytes(grid, labels));
    }
}
