package org.thermargin.io.dicom;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.thermargin.InputException;
import org.thermargin.grid.StorageOrder;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.io.PatientIdentity;
import org.thermargin.io.ReadOptions;
import org.thermargin.io.VolumeAddress;

/**
 * An image series that objects are written for: its lattice, its identifiers and what its first file says about patient
 * and study. Those texts go from file to file within this package and nowhere else (H38).
 */
public final class ImageReference {
    private final ImageSeries series;
    private final DataSet header;
    private final List<Instance> objects;
    private final List<Integer> frameNumbers;

    private ImageReference(ImageSeries series, DataSet header, List<Instance> objects, List<Integer> frameNumbers) {
        this.series = series;
        this.header = header;
        this.objects = objects;
        this.frameNumbers = frameNumbers;
    }

    /**
     * The series at the address where that is one image series that states its identifiers; empty where it holds something
     * else, such as a segmentation, several series, or no DICOM at all.
     */
    public static Optional<ImageReference> find(VolumeAddress address, ReadOptions options) {
        try {
            return Optional.of(read(address, options));
        } catch (InputException other) {
            return Optional.empty(); // whatever it is, it is no series to refer to
        }
    }

    /** The series at the address: a folder, archive or multi-frame file with one series, or the one named. */
    public static ImageReference read(VolumeAddress address, ReadOptions options) throws InputException {
        try (DicomFolder folder = DicomFolder.open(address.path())) {
            List<Series> all = Series.of(folder, options.memoryLimitBytes());
            Series chosen = DicomReader.chosen(folder.name(), all, address.series());
            ImageSeries image = new ImageSeries(chosen, options);
            DataSet header =
                    chosen.first().file().header(options.memoryLimitBytes()).data();
            for (int tag : new int[] {Tags.STUDY, Tags.SERIES, Tags.SOP_INSTANCE, Tags.SOP_CLASS}) {
                if (!header.has(tag)) {
                    throw header.refused(
                            "dicom-element-missing",
                            "H06",
                            "a series that objects are written for must state its identifiers, " + Tags.text(tag)
                                    + " was absent");
                }
            }
            return of(image, header);
        }
    }

    private static ImageReference of(ImageSeries image, DataSet header) {
        List<Instance> instances = image.series().instances();
        boolean frames = image.series().kind() == Instance.Kind.FRAMES;
        int[] frameOf = image.framesByPlace();
        List<Instance> objects = frames
                ? List.of(instances.get(0))
                : Arrays.stream(frameOf).mapToObj(instances::get).toList();
        List<Integer> numbers =
                frames ? Arrays.stream(frameOf).mapToObj(f -> f + 1).toList() : List.of();
        return new ImageReference(image, header, objects, numbers);
    }

    /** The lattice in canonical order. */
    public VoxelGrid grid() {
        return series.order().canonicalGrid();
    }

    /** Whose the images are. */
    public PatientIdentity identity() {
        return series.identity();
    }

    /** Name of folder, archive or file, for messages. */
    public String name() {
        return series.series().folderName();
    }

    StorageOrder order() {
        return series.order();
    }

    SliceStack stack() {
        return series.stack();
    }

    /** Identifier of the series. */
    String seriesUid() {
        return series.series().first().seriesUid();
    }

    String studyUid() {
        return header.text(Tags.STUDY);
    }

    /** The frame of reference as stated; where there is none, one made of the series' identifier. */
    String frameOfReference() {
        String stated = header.text(Tags.FRAME_OF_REFERENCE);
        return stated.isEmpty() ? ContentUid.of("frame of reference", seriesUid()) : stated;
    }

    /** Kind of the images, e.g. {@code CT}; {@code unknown} when not stated in capital letters. */
    public String modality() {
        return series.series().first().modality();
    }

    /** The character set of the names, for what is added to them. */
    Charset charset() {
        return header.has(Tags.CHARACTER_SET) ? header.charset() : StandardCharsets.US_ASCII;
    }

    /** The bytes of an element of the first file without padding; empty when absent. */
    byte[] value(int tag) {
        return header.text(tag, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
    }

    boolean has(int tag) {
        return header.has(tag);
    }

    /** All objects of the series, in the order of their places. */
    List<DataSetOut> objects() {
        return objects.stream().map(ImageReference::object).toList();
    }

    /** The image at a place of the stack; with its frame where all are in one object. */
    DataSetOut objectAt(int place) {
        if (frameNumbers.isEmpty()) {
            return object(objects.get(place));
        }
        return object(objects.get(0)).text(Tags.REFERENCED_FRAME, "IS", Integer.toString(frameNumbers.get(place)));
    }

    private static DataSetOut object(Instance instance) {
        return new DataSetOut()
                .text(Tags.REFERENCED_SOP_CLASS, "UI", instance.sopClass())
                .text(Tags.REFERENCED_SOP_INSTANCE, "UI", instance.sopUid());
    }

    /** Date and time that the images state, content before acquisition before series before study; empty when none do. */
    Optional<String[]> instant() {
        int[][] pairs = {
            {Tags.CONTENT_DATE, Tags.CONTENT_TIME},
            {Tags.ACQUISITION_DATE, Tags.ACQUISITION_TIME},
            {Tags.SERIES_DATE, Tags.SERIES_TIME},
            {Tags.STUDY_DATE, Tags.STUDY_TIME}
        };
        for (int[] pair : pairs) {
            String date = header.text(pair[0]);
            String time = header.text(pair[1]);
            if (date.matches("\\d{8}")) {
                return Optional.of(new String[] {date, time.matches("\\d{6}(\\.\\d{1,6})?") ? time : "000000"});
            }
        }
        return Optional.empty();
    }
}
