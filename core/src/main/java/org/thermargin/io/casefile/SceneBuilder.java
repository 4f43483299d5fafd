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
import org.thermargin.io.PatientIdentity;
import org.thermargin.io.ReadOptions;
import org.thermargin.io.VolumeAddress;
import org.thermargin.io.VolumeFile;
import org.thermargin.io.volume.VolumeFiles;
import org.thermargin.scene.Scene;
import org.thermargin.scene.SceneInput;

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
        IdentityCheck identities = new IdentityCheck(source.imagesDiffer());
        for (FileParts file : files) {
            identities.add(file.name(), file.identity());
            parts.addAll(file.parts());
            inputs.add(file.input());
            findings.addAll(file.findings());
            taints.addAll(file.taints());
        }
        findings.addAll(identities.findings());
        return new SceneAssembler(source, parts, inputs, findings, List.copyOf(taints)).scene();
    }

    static InputException hashMismatch(Path file, String stated, String found) {
        return new InputException(
                "sha256-mismatch",
                "H06",
                String.valueOf(file.getFileName()),
                "SHA-256 must be " + stated + " as stated in the case, was " + found);
    }

    private static List<List<VolumeEntry>> byFile(List<VolumeEntry> volumes) {
        Map<VolumeAddress, List<VolumeEntry>> groups = new LinkedHashMap<>();
        for (VolumeEntry volume : volumes) {
            VolumeAddress address = VolumeAddress.of(
                            volume.path().toAbsolutePath().normalize())
                    .withSeries(volume.series())
                    .drawnOn(volume.image());
            groups.computeIfAbsent(address, p -> new ArrayList<>()).add(volume);
        }
        return List.copyOf(groups.values());
    }

    private List<FileParts> readAll(List<List<VolumeEntry>> groups) throws InputException {
        ReadOptions each = options.withThreads(Math.max(1, threads / Math.max(1, groups.size())));
        List<Callable<FileParts>> tasks = new ArrayList<>();
        for (List<VolumeEntry> group : groups) {
            tasks.add(() -> read(group, each));
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

    private static FileParts read(List<VolumeEntry> entries, ReadOptions options) throws InputException {
        Path path = entries.get(0).path();
        boolean imageOnly = entries.stream().allMatch(e -> e.role().equals(Optional.of(VolumeRole.IMAGE)));
        VolumeAddress address = entries.get(0).address().onlySegments(segments(entries));
        VolumeFile file =
                imageOnly ? VolumeFiles.readHeader(address, options) : VolumeFiles.readLabels(address, options);
        List<VolumePart> parts = new ArrayList<>();
        List<Finding> findings = new ArrayList<>(file.findings());
        Set<String> roles = new LinkedHashSet<>();
        List<Finding> refusals = new ArrayList<>();
        for (VolumeEntry entry : entries) {
            roles.add(entry.role().map(VolumeRole::key).orElse("labels"));
            try {
                parts.addAll(select(entry, file, findings));
            } catch (InputException e) {
                refusals.addAll(e.findings());
            }
        }
        if (!refusals.isEmpty()) {
            throw new InputException(refusals);
        }
        SceneInput input =
                new SceneInput(String.join(",", roles), path.toString(), file.sha256(), Optional.of(file.grid()));
        return new FileParts(
                String.valueOf(path.getFileName()), parts, input, findings, file.taints(), file.identity());
    }

    private static List<VolumePart> select(VolumeEntry entry, VolumeFile file, List<Finding> findings)
            throws InputException {
        if (entry.sha256().isPresent() && !entry.sha256().get().equals(file.sha256())) {
            throw hashMismatch(entry.path(), entry.sha256().get(), file.sha256());
        }
        return entry.role().equals(Optional.of(VolumeRole.IMAGE))
                ? List.of()
                : new LabelSelector(file, String.valueOf(entry.path().getFileName())).select(entry, findings);
    }

    /** The names of the segments that are asked for; none where every segment matters. */
    private static Set<String> segments(List<VolumeEntry> entries) {
        Set<String> names = new HashSet<>();
        for (VolumeEntry entry : entries) {
            Optional<String> label = entry.label();
            if (label.isEmpty() || label.get().matches("any|each|[0-9]+")) {
                return Set.of();
            }
            names.add(label.get());
        }
        return names;
    }

    private record FileParts(
            String name,
            List<VolumePart> parts,
            SceneInput input,
            List<Finding> findings,
            List<String> taints,
            Optional<PatientIdentity> identity) {}
}
