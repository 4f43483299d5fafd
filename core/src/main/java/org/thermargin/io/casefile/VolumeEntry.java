package org.thermargin.io.casefile;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.thermargin.io.VolumeAddress;
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
 * @param series the series of a DICOM folder with several: number, UID or hash; empty where there is one
 * @param image the image series that contours (RTSTRUCT) were drawn on; empty for all else
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
        OptionalDouble alertMm,
        Optional<String> series,
        Optional<Path> image) {
    /** A file that is one volume, without an alert distance of its own. */
    public VolumeEntry(
            Optional<VolumeRole> role,
            Path path,
            Optional<String> name,
            VesselKind vesselKind,
            Optional<String> label,
            Optional<LabelMap> labelMap,
            ZoneSource source,
            Optional<String> sha256) {
        this(
                role,
                path,
                name,
                vesselKind,
                label,
                labelMap,
                source,
                sha256,
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public VolumeEntry {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(vesselKind, "vesselKind");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(series, "series");
        Objects.requireNonNull(image, "image");
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

    /** A file of which a label map says what every label is. */
    public static VolumeEntry mapped(Path path, LabelMap map) {
        return new VolumeEntry(
                Optional.empty(),
                path,
                Optional.empty(),
                VesselKind.UNKNOWN,
                Optional.empty(),
                Optional.of(map),
                ZoneSource.OBSERVED,
                Optional.empty());
    }

    /** The same under a name. */
    public VolumeEntry named(String newName) {
        return new VolumeEntry(
                role, path, Optional.of(newName), vesselKind, label, labelMap, source, sha256, alertMm, series, image);
    }

    /** The same as a vessel of that kind. */
    public VolumeEntry ofKind(VesselKind kind) {
        return new VolumeEntry(role, path, name, kind, label, labelMap, source, sha256, alertMm, series, image);
    }

    /** The same as a structure with its own alert distance, mm; empty: the customary one. */
    public VolumeEntry alertedAt(OptionalDouble mm) {
        return new VolumeEntry(role, path, name, vesselKind, label, labelMap, source, sha256, mm, series, image);
    }

    /** The same, restricted to one label: a number or the name of a segment. */
    public VolumeEntry withLabel(String newLabel) {
        return new VolumeEntry(
                role, path, name, vesselKind, Optional.of(newLabel), labelMap, source, sha256, alertMm, series, image);
    }

    /** The same, read through a label map. */
    public VolumeEntry withLabelMap(LabelMap map) {
        return new VolumeEntry(
                role, path, name, vesselKind, label, Optional.of(map), source, sha256, alertMm, series, image);
    }

    /** The same of the series of a DICOM folder with several. */
    public VolumeEntry ofSeries(Optional<String> which) {
        return new VolumeEntry(role, path, name, vesselKind, label, labelMap, source, sha256, alertMm, which, image);
    }

    /** The same as contours that were drawn on an image series. */
    public VolumeEntry drawnOn(Optional<Path> where) {
        return new VolumeEntry(role, path, name, vesselKind, label, labelMap, source, sha256, alertMm, series, where);
    }

    /** Where the volume is. */
    VolumeAddress address() {
        return VolumeAddress.of(path).withSeries(series).drawnOn(image);
    }
}
