package org.thermargin.io.dicom;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.thermargin.InputException;
import org.thermargin.io.Printable;
import org.thermargin.io.ReadOptions;
import org.thermargin.io.VolumeAddress;
import org.thermargin.io.VolumeFile;
import org.thermargin.io.VolumeReader;
import org.thermargin.io.Voxels;

/**
 * Reads DICOM: an image series (a folder or zip archive of slices, or one multi-frame file), a folder of mask folders, a
 * segmentation (SEG), or contours (RTSTRUCT) with the series they were drawn on. A folder with several series needs one
 * to be named.
 */
public final class DicomReader implements VolumeReader {
    /** The one kind of reader; it has no settings. */
    public DicomReader() {}

    @Override
    public boolean recognises(String lowerCaseName, byte[] head) {
        return DicomFile.recognises(head, head.length)
                || DicomFolder.isZip(head)
                || lowerCaseName.endsWith(".dcm")
                || lowerCaseName.endsWith(".zip");
    }

    @Override
    public VolumeFile read(Path path, ReadOptions options, Voxels voxels) throws InputException {
        return read(VolumeAddress.of(path), options, voxels);
    }

    /** The series of a folder with several that are not the masks of one volume; none otherwise. */
    public List<SeriesSummary> choices(Path path, ReadOptions options) throws InputException {
        try (DicomFolder folder = DicomFolder.open(path)) {
            List<Series> all = Series.of(folder, options.memoryLimitBytes());
            if (all.size() == 1 || MaskFolder.of(folder.name(), all, options).isPresent()) {
                return List.of();
            }
            return all.stream().map(s -> SeriesSummary.of(s, options)).toList();
        }
    }

    /** The series named; where none is and the folder holds masks, the labels of all of them. */
    @Override
    public VolumeFile read(VolumeAddress address, ReadOptions options, Voxels voxels) throws InputException {
        String path = address.path().toString();
        try (DicomFolder folder = DicomFolder.open(address.path())) {
            List<Series> all = Series.of(folder, options.memoryLimitBytes());
            if (address.series().isEmpty() && all.size() > 1) {
                Optional<MaskFolder> masks = MaskFolder.of(folder.name(), all, options);
                if (masks.isPresent() && voxels == Voxels.LABELS) {
                    return masks.get().labels(path, address.segments());
                }
            }
            Series series = chosen(folder.name(), all, address.series());
            return switch (series.kind()) {
                case SEGMENTATION -> segmentation(path, series, options, voxels);
                case CONTOURS -> contours(address, series, options, voxels);
                default -> image(path, new ImageSeries(series, options), voxels);
            };
        }
    }

    /** The series meant, or the only one; refused with the list of all otherwise. */
    static Series chosen(String name, List<Series> all, Optional<String> choice) throws InputException {
        List<Series> meant = choice.isEmpty()
                ? all
                : all.stream().filter(s -> s.isMeantBy(choice.get())).toList();
        if (meant.size() == 1) {
            return meant.get(0);
        }
        String listed =
                String.join("; ", all.stream().limit(24).map(Series::text).toList());
        if (choice.isEmpty()) {
            throw new InputException(
                    "series-must-be-named",
                    "H29",
                    name,
                    "the series of a folder with several must be named by number or hash (key series), there are: "
                            + listed);
        }
        throw new InputException(
                meant.isEmpty() ? "series-absent" : "series-ambiguous",
                "H29",
                name,
                "series " + Printable.of(choice.get()) + " must be in the folder once, was there " + meant.size()
                        + " times; there are: " + listed);
    }

    private static VolumeFile image(String path, ImageSeries image, Voxels voxels) throws InputException {
        return switch (voxels) {
            case LABELS -> image.labels(path);
            case SCALARS -> image.scalars(path);
            case NONE -> image.header(path);
        };
    }

    private static Instance single(Series series) throws InputException {
        if (series.instances().size() > 1) {
            throw new InputException(
                    "several-volumes",
                    "H29",
                    series.folderName(),
                    series.text() + " must be one file, was "
                            + series.instances().size() + "; name one file");
        }
        return series.first();
    }

    private static VolumeFile segmentation(String path, Series series, ReadOptions options, Voxels voxels)
            throws InputException {
        SegmentationFile file = new SegmentationFile(single(series), options);
        requireNoValues(series, voxels);
        return voxels == Voxels.LABELS ? file.labels(path) : file.header(path);
    }

    private static VolumeFile contours(VolumeAddress address, Series series, ReadOptions options, Voxels voxels)
            throws InputException {
        ContourFile file = new ContourFile(single(series), options);
        requireNoValues(series, voxels);
        if (address.image().isEmpty()) {
            throw file.needsImage();
        }
        try (DicomFolder folder = DicomFolder.open(address.image().get())) {
            List<Series> all = Series.of(folder, options.memoryLimitBytes());
            Set<String> referenced = file.referencedSeries();
            List<Series> meant = all.stream()
                    .filter(s -> referenced.contains(s.first().seriesUid()))
                    .toList();
            Series image = meant.size() == 1 ? meant.get(0) : chosen(folder.name(), all, Optional.empty());
            return file.labels(address.path().toString(), new ImageSeries(image, options), options);
        }
    }

    private static void requireNoValues(Series series, Voxels voxels) throws InputException {
        if (voxels == Voxels.SCALARS) {
            throw new InputException(
                    "dicom-kind",
                    "",
                    series.folderName(),
                    series.text() + " must be an image to have values, was masks");
        }
    }
}
