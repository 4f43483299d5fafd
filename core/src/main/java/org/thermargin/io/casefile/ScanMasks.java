package org.thermargin.io.casefile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.thermargin.Finding;
import org.thermargin.InputException;
import org.thermargin.grid.BinaryMask;
import org.thermargin.io.ReadOptions;
import org.thermargin.io.VolumeFile;
import org.thermargin.io.volume.VolumeFiles;
import org.thermargin.scene.SceneInput;

/**
 * Single masks of two scans of one patient, read outside a case by the rules of a case: a label is named where a file has
 * several, and files that state different patients are refused (H06).
 */
public final class ScanMasks {
    private final ReadOptions options;
    private final IdentityCheck identities = new IdentityCheck(true);
    private final List<SceneInput> inputs = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    public ScanMasks(ReadOptions options) {
        this.options = options;
    }

    /** The mask of an entry; several parts of it are one mask. An empty one is refused. */
    public BinaryMask read(VolumeEntry entry, String role) throws InputException {
        Path path = entry.path();
        String name = String.valueOf(path.getFileName());
        VolumeFile file = VolumeFiles.readLabels(entry.address(), options);
        findings.addAll(file.findings());
        for (String taint : file.taints()) {
            findings.add(new Finding("assumed", "", "assumed for you: " + taint, name));
        }
        Optional<BinaryMask> mask = Optional.empty();
        for (VolumePart part : new LabelSelector(file, name).select(entry, findings)) {
            mask = Optional.of(mask.isEmpty() ? part.mask() : mask.get().or(part.mask()));
        }
        if (mask.isEmpty() || mask.get().isEmpty()) {
            throw new InputException(role + "-empty", "H14", name, "mask must have voxels, had none");
        }
        identities.add(name, file.identity());
        inputs.add(new SceneInput(role, path.toString(), file.sha256(), Optional.of(file.grid())));
        return mask.get();
    }

    /** The files read. */
    public List<SceneInput> inputs() {
        return List.copyOf(inputs);
    }

    /** What is to be said about all files read; different patients are refused. */
    public List<Finding> findings() throws InputException {
        List<Finding> all = new ArrayList<>(findings);
        all.addAll(identities.findings());
        return all.stream().distinct().toList(); // two masks of one file say the same
    }
}
