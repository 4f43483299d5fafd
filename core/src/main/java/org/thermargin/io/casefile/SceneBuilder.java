package org.thermargin.io.casefile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.thermargin.Finding;
import org.thermargin.InputException;
import org.thermargin.grid.BinaryMask;
import org.thermargin.io.ReadOptions;
import org.thermargin.io.VolumeFile;
import org.thermargin.io.volume.VolumeFiles;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.scene.CriticalStructure;
import org.thermargin.scene.LesionMask;
import org.thermargin.scene.Scene;
import org.thermargin.scene.SceneInput;
import org.thermargin.scene.SceneZone;
import org.thermargin.scene.Vessel;
import org.thermargin.scene.ZoneSource;

/**
 * Reads the volumes of a {@link CaseFile} into a {@link Scene}. Each file is read and hashed once, whatever the number
 * of roles it plays; files are read by up to the given number of threads and the result does not depend on it. All
 * refusals of a case are reported together.
 */
public final class SceneBuilder {
    private final ReadOptions options;
    private final int threads;

    /** Reads with these options and this number of threads, at least 1. */
    public SceneBuilder(ReadOptions options, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, was " + threads);
        }
        this.options = options;
        this.threads = threads;
    }

    /** The scene of the case: at least one lesion and one zone, else refused. */
    public Scene build(CaseFile source) throws InputException {
        List<List<VolumeEntry>> groups = byFile(source.volumes());
        List<FileParts> files = readAll(groups);
        List<VolumePart> parts = new ArrayList<>();
        List<SceneInput> inputs = new ArrayList<>(source.documents());
        List<Finding> findings = new ArrayList<>();
        Set<String> taints = new LinkedHashSet<>();
        for (FileParts file : files) {
            parts.addAll(file.parts());
            inputs.add(file.input());
            findings.addAll(file.findings());
            taints.addAll(file.taints());
        }
        requireDistinct(parts, VolumeRole.LESION);
        requireDistinct(parts, VolumeRole.VESSEL);
        requireDistinct(parts, VolumeRole.STRUCTURE);
        List<SceneZone> zones = zones(parts, source.applicators());
        Scene scene = new Scene(
                source.id(),
                liver(parts),
                lesions(parts),
                vessels(parts, findings),
                structures(parts, findings),
                zones,
                source.targets(),
                source.imagesDiffer(),
                source.registrationErrorMm(),
                Optional.empty(),
                inputs,
                findings,
                List.copyOf(taints));
        requireKnownTargets(source, scene);
        return scene;
    }

    static InputException hashMismatch(Path file, String stated, String found) {
        return new InputException(
                "sha256-mismatch",
                "H06",
                String.valueOf(file.getFileName()),
                "SHA-256 must be " + stated + " as stated in the case, was " + found);
    }

    private static List<List<VolumeEntry>> byFile(List<VolumeEntry> volumes) {
        Map<Path, List<VolumeEntry>> groups = new LinkedHashMap<>();
        for (VolumeEntry volume : volumes) {
            groups.computeIfAbsent(volume.path().toAbsolutePath().normalize(), p -> new ArrayList<>())
                    .add(volume);
        }
        return List.copyOf(groups.values());
    }

    private List<FileParts> readAll(List<List<VolumeEntry>> groups) throws InputException {
        List<Callable<FileParts>> tasks = new ArrayList<>();
        for (List<VolumeEntry> group : groups) {
            tasks.add(() -> read(group));
        }
        List<FileParts> files = new ArrayList<>();
        List<Finding> refusals = new ArrayList<>();
        ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, Math.min(threads, tasks.size())));
        try {
            for (Future<FileParts> future : pool.invokeAll(tasks)) {
                try {
                    files.add(future.get());
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof InputException refusal)) {
                        throw unchecked(e.getCause());
                    }
                    refusals.addAll(refusal.findings());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading", e);
        } finally {
            pool.shutdownNow();
        }
        if (!refusals.isEmpty()) {
            throw new InputException(refusals);
        }
        return files;
    }

    private static RuntimeException unchecked(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException runtime ? runtime : new IllegalStateException(cause);
    }

    private FileParts read(List<VolumeEntry> entries) throws InputException {
        Path path = entries.get(0).path();
        boolean imageOnly = entries.stream().allMatch(e -> e.role().equals(Optional.of(VolumeRole.IMAGE)));
        VolumeFile file = imageOnly ? VolumeFiles.readHeader(path, options) : VolumeFiles.readLabels(path, options);
        List<VolumePart> parts = new ArrayList<>();
        List<Finding> findings = new ArrayList<>(file.findings());
        Set<String> roles = new LinkedHashSet<>();
        for (VolumeEntry entry : entries) {
            roles.add(entry.role().map(VolumeRole::key).orElse("labels"));
            if (entry.sha256().isPresent() && !entry.sha256().get().equals(file.sha256())) {
                throw hashMismatch(path, entry.sha256().get(), file.sha256());
            }
            if (!entry.role().equals(Optional.of(VolumeRole.IMAGE))) {
                parts.addAll(new LabelSelector(file, path.getFileName().toString()).select(entry, findings));
            }
        }
        SceneInput input =
                new SceneInput(String.join(",", roles), path.toString(), file.sha256(), Optional.of(file.grid()));
        return new FileParts(parts, input, findings, file.taints());
    }

    private record FileParts(List<VolumePart> parts, SceneInput input, List<Finding> findings, List<String> taints) {}

    private static Optional<BinaryMask> liver(List<VolumePart> parts) throws InputException {
        Optional<BinaryMask> liver = Optional.empty();
        for (VolumePart part : parts) {
            if (part.role() == VolumeRole.LIVER) {
                requireVoxels(part);
                if (liver.isPresent()) {
                    throw new InputException(
                            "liver-doubled", "H29", part.file(), "a case must have at most one liver, had two");
                }
                liver = Optional.of(part.mask());
            }
        }
        return liver;
    }

    private static List<LesionMask> lesions(List<VolumePart> parts) throws InputException {
        List<LesionMask> lesions = new ArrayList<>();
        for (VolumePart part : parts) {
            if (part.role() == VolumeRole.LESION) {
                requireVoxels(part);
                lesions.add(new LesionMask(part.name(), part.mask(), part.label(), part.file()));
            }
        }
        if (lesions.isEmpty()) {
            throw new InputException("lesion-missing", "H13", "", "a case must have at least one lesion, had none");
        }
        return lesions;
    }

    private static List<Vessel> vessels(List<VolumePart> parts, List<Finding> findings) {
        List<Vessel> vessels = new ArrayList<>();
        for (VolumePart part : parts) {
            if (part.role() == VolumeRole.VESSEL && hasVoxels(part, findings)) {
                vessels.add(new Vessel(part.name(), part.vesselKind(), part.mask(), part.file()));
            }
        }
        return vessels;
    }

    private static List<CriticalStructure> structures(List<VolumePart> parts, List<Finding> findings) {
        List<CriticalStructure> structures = new ArrayList<>();
        for (VolumePart part : parts) {
            if (part.role() == VolumeRole.STRUCTURE && hasVoxels(part, findings)) {
                structures.add(new CriticalStructure(part.name(), part.mask(), part.file()));
            }
        }
        return structures;
    }

    private static List<SceneZone> zones(List<VolumePart> parts, List<CaseFile.ApplicatorEntry> applicators)
            throws InputException {
        List<SceneZone> zones = new ArrayList<>();
        for (ZoneSource source : ZoneSource.values()) {
            List<ApplicatorPlacement> placements = applicators.stream()
                    .filter(a -> a.source() == source)
                    .map(CaseFile.ApplicatorEntry::placement)
                    .toList();
            if (!placements.isEmpty()) {
                zones.add(new SceneZone.Applied(source, placements));
            }
            for (VolumePart part : parts) {
                if (part.role() == VolumeRole.ZONE && part.source() == source) {
                    requireVoxels(part);
                    zones.add(new SceneZone.Imported(source, part.mask(), part.file()));
                }
            }
        }
        if (zones.isEmpty()) {
            throw new InputException(
                    "zone-missing", "H13", "", "a case must have a zone mask or at least one applicator, had neither");
        }
        return zones;
    }

    private static void requireVoxels(VolumePart part) throws InputException {
        if (part.mask().isEmpty()) {
            throw new InputException(
                    part.role().key() + "-empty",
                    "H14",
                    part.file(),
                    part.role().key() + " mask must have at least one voxel, had none");
        }
    }

    private static boolean hasVoxels(VolumePart part, List<Finding> findings) {
        if (!part.mask().isEmpty()) {
            return true;
        }
        findings.add(new Finding(
                part.role().key() + "-empty",
                "H14",
                part.role().key() + " mask " + part.name() + " has no voxel and is left out",
                part.file()));
        return false;
    }

    private static void requireDistinct(List<VolumePart> parts, VolumeRole role) throws InputException {
        Set<String> seen = new HashSet<>();
        for (VolumePart part : parts) {
            if (part.role() == role && !seen.add(part.name())) {
                throw new InputException(
                        "name-doubled",
                        "H29",
                        part.file(),
                        "names of " + role.key() + "s must differ, " + part.name() + " was there twice");
            }
        }
    }

    private static void requireKnownTargets(CaseFile source, Scene scene) throws InputException {
        Set<String> keys = new HashSet<>();
        scene.zones().forEach(z -> keys.add(z.source().key()));
        source.applicators().forEach(a -> keys.add(a.placement().id()));
        for (String key : source.targets().keySet()) {
            if (!keys.contains(key)) {
                throw new InputException(
                        "target-unknown",
                        "H26",
                        CaseFileReader.FILE_NAME,
                        "targets." + key + " must name an applicator or a zone source of the case: "
                                + String.join(", ", keys.stream().sorted().toList()));
            }
        }
    }
}
