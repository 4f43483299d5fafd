package org.thermargin.io.dicom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.thermargin.InputException;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.StorageOrder;
import org.thermargin.io.LatticeHeader;
import org.thermargin.io.VectorMm;

/**
 * Writes masks as a DICOM segmentation (SEG, BINARY) on the lattice of an image series, each frame with the slice that it
 * lies on. Slices and segments without a voxel have no frame, as the standard allows; segments keep their order and are
 * numbered from 1. Same masks, same images, same date: same bytes, identifiers included.
 */
public final class SegmentationWriter {
    private static final String SOP_CLASS = "1.2.840.10008.5.1.4.1.1.66.4";
    private static final int MAX_LABEL = 64;
    private static final Code SEGMENTATION = Code.dcm("113076", "Segmentation");
    private static final Code SOURCE = Code.dcm("121322", "Source image for image processing operation");

    private final ImageReference images;
    private final String dimensions;
    private final List<DataSetOut> segments = new ArrayList<>();
    private final List<DataSetOut> frames = new ArrayList<>();
    private final PackedFrames pixels;

    /**
     * What was written.
     *
     * @param object the object
     * @param numbers number of every segment given; empty for one without a voxel, which is left out
     */
    public record Written(WrittenObject object, List<OptionalInt> numbers) {
        public Written {
            numbers = List.copyOf(numbers);
        }
    }

    private SegmentationWriter(ImageReference images) {
        this.images = images;
        this.dimensions = ContentUid.of("dimensions", images.seriesUid());
        this.pixels = new PackedFrames(images.order());
    }

    /** Writes the segments; refused where none has a voxel or the images state no date and none is given. */
    public static Written write(Path path, ImageReference images, List<SegmentMask> segments, ObjectStamp stamp)
            throws IOException, InputException {
        SegmentationWriter writer = new SegmentationWriter(images);
        List<OptionalInt> numbers = new ArrayList<>();
        for (SegmentMask segment : segments) {
            numbers.add(segment.mask().isEmpty() ? OptionalInt.empty() : OptionalInt.of(writer.add(segment)));
        }
        if (writer.frames.isEmpty()) {
            throw new InputException(
                    "segments-empty", "H14", images.name(), "a segmentation must have a voxel, had none on the images");
        }
        DataSetOut out = writer.dataSet(stamp);
        WrittenObject object = CommonModules.identified(out, SOP_CLASS);
        Files.write(path, out.file(object));
        return new Written(object, numbers);
    }

    private int add(SegmentMask segment) {
        BinaryMask mask = segment.mask();
        if (!mask.grid().equals(images.grid())) {
            throw new IllegalArgumentException(
                    "segment " + segment.name() + " must be on the lattice of the images, was on " + mask.grid());
        }
        int number = segments.size() + 1;
        segments.add(described(segment, number));
        for (int place = 0; place < images.stack().lattice().nk(); place++) {
            if (pixels.add(mask, place)) {
                frames.add(frame(number, place));
            }
        }
        return number;
    }

    private DataSetOut described(SegmentMask segment, int number) {
        String name =
                segment.name().substring(0, Math.min(MAX_LABEL, segment.name().length()));
        DataSetOut out = new DataSetOut(images.charset())
                .code(Tags.SEGMENT_CATEGORY, segment.category())
                .unsignedShorts(Tags.SEGMENT_NUMBER, number)
                .text(Tags.SEGMENT_LABEL, "LO", name.replace('\\', '/'))
                .text(Tags.SEGMENT_DESCRIPTION, "ST", segment.description())
                .text(Tags.SEGMENT_ALGORITHM, "CS", segment.algorithm().isPresent() ? "SEMIAUTOMATIC" : "MANUAL")
                .unsignedShorts(Tags.SEGMENT_COLOUR, LabColour.of(segment.rgb()))
                .code(Tags.SEGMENT_TYPE, segment.type());
        segment.algorithm().ifPresent(a -> out.text(Tags.SEGMENT_ALGORITHM_NAME, "LO", a));
        segment.region().ifPresent(r -> out.code(Tags.ANATOMIC_REGION, r));
        segment.trackingUid()
                .ifPresent(
                        uid -> out.text(Tags.TRACKING_ID, "UT", segment.name()).text(Tags.TRACKING_UID, "UI", uid));
        return out;
    }

    private DataSetOut frame(int segment, int place) {
        LatticeHeader lattice = images.stack().lattice();
        VectorMm first = lattice.first().plus(place, lattice.kStep());
        DataSetOut source =
                images.objectAt(place).text(Tags.SPATIAL_LOCATIONS, "CS", "YES").code(Tags.PURPOSE, SOURCE);
        return new DataSetOut()
                .item(
                        Tags.DERIVATION_IMAGES,
                        new DataSetOut().item(Tags.SOURCE_IMAGES, source).code(Tags.DERIVATION_CODE, SEGMENTATION))
                .item(Tags.FRAME_CONTENT, new DataSetOut().unsignedInts(Tags.DIMENSION_VALUES, segment, place + 1))
                .item(Tags.PLANE_POSITION, new DataSetOut().decimals(Tags.POSITION, first.x(), first.y(), first.z()))
                .item(Tags.SEGMENT_IDENTIFICATION, new DataSetOut().unsignedShorts(Tags.REFERENCED_SEGMENT, segment));
    }

    private DataSetOut dataSet(ObjectStamp stamp) throws InputException {
        LatticeHeader lattice = images.stack().lattice();
        return CommonModules.start(images, stamp)
                .text(Tags.IMAGE_TYPE, "CS", "DERIVED", "PRIMARY")
                .text(Tags.MODALITY, "CS", "SEG")
                .text(Tags.SERIES_NUMBER, "IS", "9001")
                .text(Tags.SERIES_DESCRIPTION, "LO", "Thermargin segmentation")
                .items(
                        Tags.REFERENCED_SERIES,
                        List.of(new DataSetOut()
                                .items(Tags.REFERENCED_INSTANCES, images.objects())
                                .text(Tags.SERIES, "UI", images.seriesUid())))
                .text(Tags.FRAME_OF_REFERENCE, "UI", images.frameOfReference())
                .bytes(Tags.POSITION_INDICATOR, "LO", images.value(Tags.POSITION_INDICATOR))
                .item(
                        Tags.DIMENSION_ORGANIZATIONS,
                        new DataSetOut().text(Tags.DIMENSION_ORGANIZATION, "UI", dimensions))
                .items(
                        Tags.DIMENSIONS,
                        List.of(
                                dimension(Tags.REFERENCED_SEGMENT, Tags.SEGMENT_IDENTIFICATION, "Segment"),
                                dimension(Tags.POSITION, Tags.PLANE_POSITION, "Position")))
                .unsignedShorts(Tags.SAMPLES_PER_PIXEL, 1)
                .text(Tags.PHOTOMETRIC, "CS", "MONOCHROME2")
                .text(Tags.FRAMES, "IS", Integer.toString(frames.size()))
                .unsignedShorts(Tags.ROWS, (int) lattice.nj())
                .unsignedShorts(Tags.COLUMNS, (int) lattice.ni())
                .unsignedShorts(Tags.BITS_ALLOCATED, 1)
                .unsignedShorts(Tags.BITS_STORED, 1)
                .unsignedShorts(Tags.HIGH_BIT, 0)
                .unsignedShorts(Tags.PIXEL_REPRESENTATION, 0)
                .text(Tags.LOSSY, "CS", "00")
                .text(Tags.SEGMENTATION_TYPE, "CS", "BINARY")
                .text(Tags.SEGMENTS_OVERLAP, "CS", "UNDEFINED")
                .items(Tags.SEGMENTS, segments)
                .text(Tags.CONTENT_LABEL, "CS", "ABLATION MARGIN")
                .text(Tags.CONTENT_DESCRIPTION, "LO", "Lesions, ablation zones and margin shortfall")
                .text(Tags.CONTENT_CREATOR, "PN")
                .item(Tags.SHARED_GROUPS, shared(lattice))
                .items(Tags.FRAME_GROUPS, frames)
                .bytes(Tags.PIXELS, "OB", pixels.bytes());
    }

    private DataSetOut dimension(int pointer, int group, String label) {
        return new DataSetOut()
                .text(Tags.DIMENSION_ORGANIZATION, "UI", dimensions)
                .pointer(Tags.DIMENSION_POINTER, pointer)
                .pointer(Tags.DIMENSION_GROUP, group)
                .text(Tags.DIMENSION_LABEL, "LO", label);
    }

    /** Directions and spacings, the same for all frames; thickness is the spacing, so that voxels fill space. */
    private static DataSetOut shared(LatticeHeader lattice) {
        VectorMm i = lattice.iStep();
        VectorMm j = lattice.jStep();
        double column = i.lengthMm();
        double row = j.lengthMm();
        double slice = lattice.kStep().lengthMm();
        return new DataSetOut()
                .item(
                        Tags.PLANE_ORIENTATION,
                        new DataSetOut()
                                .decimals(
                                        Tags.ORIENTATION,
                                        i.x() / column,
                                        i.y() / column,
                                        i.z() / column,
                                        j.x() / row,
                                        j.y() / row,
                                        j.z() / row))
                .item(
                        Tags.PIXEL_MEASURES,
                        new DataSetOut()
                                .decimals(Tags.SLICE_THICKNESS, slice)
                                .decimals(Tags.SPACING_BETWEEN_SLICES, slice)
                                .decimals(Tags.PIXEL_SPACING, row, column));
    }

    /** Frames of single bits, first pixel in the lowest bit, without padding between them. */
    private static final class PackedFrames {
        private final StorageOrder order;
        private byte[] bytes = new byte[1 << 12];
        private long bits;

        PackedFrames(StorageOrder order) {
            this.order = order;
        }

        /** Adds the slice at a place unless it is empty; whether it was added. */
        boolean add(BinaryMask mask, int place) {
            int columns = order.storageSize(0);
            int rows = order.storageSize(1);
            long end = bits + (long) columns * rows;
            if ((end + 7) / 8 > Integer.MAX_VALUE - 8) {
                throw new IllegalArgumentException("frames of a segmentation must fit in one file of 2 GiB");
            }
            int needed = (int) ((end + 7) / 8);
            if (needed > bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8L, 2L * needed));
            }
            int nx = mask.grid().nx();
            int perRow = mask.wordsPerRow();
            boolean any = false;
            long bit = bits;
            for (int r = 0; r < rows; r++) {
                int v = order.canonicalStart() + place * order.canonicalStride(2) + r * order.canonicalStride(1);
                for (int c = 0; c < columns; c++, bit++, v += order.canonicalStride(0)) {
                    if ((mask.words()[v / nx * perRow + ((v % nx) >> 6)] >>> ((v % nx) & 63) & 1) != 0) {
                        bytes[(int) (bit >> 3)] |= (byte) (1 << (bit & 7));
                        any = true;
                    }
                }
            }
            bits = any ? end : bits;
            return any;
        }

        byte[] bytes() {
            return Arrays.copyOf(bytes, (int) ((bits + 7) / 8));
        }
    }
}
