package org.thermargin.io;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.thermargin.Finding;
import org.thermargin.grid.LabelVolume;
import org.thermargin.grid.ScalarVolume;
import org.thermargin.grid.VoxelGrid;

/**
 * One volume file as read: where it came from, its lattice in canonical order, and its voxels as labels or as scalars
 * (or neither, when only the header was read).
 *
 * @param path as given by the caller
 * @param format e.g. {@code NIfTI-1}
 * @param sha256 lower-case hex digest of the file's bytes; with detached data, of the header file's bytes followed by
 *     those of its data files in reading order
 * @param grid canonical lattice, world LPS mm
 * @param storageAxes where the stored axes point, e.g. {@code LPS}, {@code RAS}
 * @param sampleType type of the stored samples, e.g. {@code uint8}
 * @param layers label volumes on the grid: one, or several for segmentations with overlapping segments; empty when not
 *     read as labels
 * @param scalars values on the grid; empty when not read as scalars
 * @param segments named segments; empty when the format names none
 * @param findings what the reader noticed without refusing
 * @param taints assumptions made for the user, e.g. {@code xform-q}, {@code assume-mm}
 * @param identity whose images they are; empty when the format does not say
 */
public record VolumeFile(
        String path,
        String format,
        String sha256,
        VoxelGrid grid,
        String storageAxes,
        String sampleType,
        List<LabelVolume> layers,
        Optional<ScalarVolume> scalars,
        List<Segment> segments,
        List<Finding> findings,
        List<String> taints,
        Optional<PatientIdentity> identity) {
    /** A file of a format that does not say whose images it holds. */
    public VolumeFile(
            String path,
            String format,
            String sha256,
            VoxelGrid grid,
            String storageAxes,
            String sampleType,
            List<LabelVolume> layers,
            Optional<ScalarVolume> scalars,
            List<Segment> segments,
            List<Finding> findings,
            List<String> taints) {
        this(
                path,
                format,
                sha256,
                grid,
                storageAxes,
                sampleType,
                layers,
                scalars,
                segments,
                findings,
                taints,
                Optional.empty());
    }

    public VolumeFile {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(sha256, "sha256");
        Objects.requireNonNull(grid, "grid");
        Objects.requireNonNull(storageAxes, "storageAxes");
        Objects.requireNonNull(sampleType, "sampleType");
        Objects.requireNonNull(scalars, "scalars");
        Objects.requireNonNull(identity, "identity");
        layers = List.copyOf(layers);
        segments = List.copyOf(segments);
        findings = List.copyOf(findings);
        taints = List.copyOf(taints);
    }

    /** The labels of a file read as labels with a single layer; misuse otherwise. */
    public LabelVolume labels() {
        if (layers.size() != 1) {
            throw new IllegalArgumentException(path + " has " + layers.size() + " label layers, not one");
        }
        return layers.get(0);
    }
}
