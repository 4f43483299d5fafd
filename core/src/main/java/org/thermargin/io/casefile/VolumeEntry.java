package org.thermargin.io.casefile;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.thermargin.io.labels.LabelMap;
import org.thermargin.scene.VesselKind;
import org.thermargin.scene.ZoneSource;

/**
 * One volume file of a case and how it is to be understood.
 *
 * @param role what it is; with a label map, which of the map's roles are taken; empty takes all of them
 * @param path the file
 * @param name name of the lesion, vessel or structure; empty: after the file or the label map
 * @param vesselKind kind of a vessel
 * @param label the label to take: a number, or the name of a segment; empty: any value of a binary mask
 * @param labelMap meaning of the labels of a file with several
 * @param source where a zone comes from; observed for all other roles
 * @param sha256 hash that the file must have, lower-case hex
 * @param alertMm distance of a structure to the zone below which to alert, mm; empty: the customary one
 */
public record VolumeEntry(
        Optional<VolumeRole> role,
        Path path,
        Optional<String> name,
        VesselKind vesselKind,
        Optional<String> label,
        Optional<LabelMap> labelMap,
        ZoneSource source,
        Optional<String> sha256,
        OptionalDouble alertMm) {
    /** A file without an alert distance of its own. */
    public VolumeEntry(
            Optional<VolumeRole> role,
            Path path,
            Optional<String> name,
            VesselKind vesselKind,
            Optional<String> label,
            Optional<LabelMap> labelMap,
            ZoneSource source,
            Optional<String> sha256) {
        this(role, path, name, vesselKind, label, labelMap, source, sha256, OptionalDouble.empty());
    }

    public VolumeEntry {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(vesselKind, "vesselKind");
        Objects.requireNonNull(source, "source");
        if (role.isEmpty() && labelMap.isEmpty()) {
            throw new IllegalArgumentException("a volume needs a role or a label map: " + path);
        }
        if (label.isPresent() && labelMap.isPresent()) {
            throw new IllegalArgumentException("a volume takes a label or a label map, not both: " + path);
        }
    }

    /** A file of one role, any non-zero value of it. */
    public static VolumeEntry of(VolumeRole role, Path path) {
        return new VolumeEntry(
                Optional.of(role),
                path,
                Optional.empty(),
                VesselKind.UNKNOWN,
                Optional.empty(),
                Optional.empty(),
                ZoneSource.OBSERVED,
                Optional.empty());
    }

    /** The same under a name. */
    public VolumeEntry named(String newName) {
        return new VolumeEntry(role, path, Optional.of(newName), vesselKind, label, labelMap, source, sha256, alertMm);
    }

    /** The same as a vessel of that kind. */
    public VolumeEntry ofKind(VesselKind kind) {
        return new VolumeEntry(role, path, name, kind, label, labelMap, source, sha256, alertMm);
    }

    /** The same as a structure with its own alert distance, mm; empty: the customary one. */
    public VolumeEntry alertedAt(OptionalDouble mm) {
        return new VolumeEntry(role, path, name, vesselKind, label, labelMap, source, sha256, mm);
    }

    /** The same, restricted to one label: a number or the name of a segment. */
    public VolumeEntry withLabel(String newLabel) {
        return new VolumeEntry(role, path, name, vesselKind, Optional.of(newLabel), labelMap, source, sha256, alertMm);
    }

    /** The same, read through a label map. */
    public VolumeEntry withLabelMap(LabelMap map) {
        return new VolumeEntry(role, path, name, vesselKind, label, Optional.of(map), source, sha256, alertMm);
    }
}
