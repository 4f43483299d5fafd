package org.thermargin.io.dicom;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import org.thermargin.Finding;
import org.thermargin.InputException;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.LabelVolume;
import org.thermargin.grid.StorageOrder;
import org.thermargin.io.FileDigest;
import org.thermargin.io.MaskLayers;
import org.thermargin.io.ReadOptions;
import org.thermargin.io.Segment;
import org.thermargin.io.VolumeFile;

/**
 * A DICOM segmentation: BINARY (single bits, frames not padded), FRACTIONAL (inside from one half on, said) or LABELMAP.
 * Frames are placed by their stated positions alone. Places without a frame are empty slices, as the standard has it, and
 * are counted in a finding. Where fewer places have a frame than the image it was made on has slices, one empty slice is
 * added on either side, so that a mask that ends with its frames does not count as cut by the image border.
 */
final class SegmentationFile {
    private static final String BINARY = "BINARY";
    private static final String FRACTIONAL = "FRACTIONAL";
    private static final String LABELMAP = "LABELMAP";

    private final Instance instance;
    private final DicomFile file;
    private final DataSet data;
    private final String name;
    private final ReadOptions options;
    private final SampleLayout layout;
    private final FrameGroups groups;
    private final String type;
    private final Map<Integer, String> names = new TreeMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private final FileDigest digest = new FileDigest();
    private final SliceStack stack;
    private final long padding;
    private final StorageOrder order;

    /** Reads the file and places its frames. */
    SegmentationFile(Instance instance, ReadOptions options) throws InputException {
        this.instance = instance;
        this.options = options;
        this.name = instance.file().name();
        this.file = instance.file().parse(digest, options.memoryLimitBytes());
        this.data = file.data();
        this.layout = SampleLayout.of(data);
        this.type = type();
        this.groups = FrameGroups.of(data, layout.frames());
        readNames();
        List<Plane> planes = new ArrayList<>();
        for (int f = 0; f < layout.frames(); f++) {
            planes.add(groups.plane(f, layout));
        }
        OptionalDouble stated =
                groups.group(0, Tags.PIXEL_MEASURES).orElse(data).optionalDecimal(Tags.SPACING_BETWEEN_SLICES);
        this.stack = SliceStack.ofSegments(planes, stated.orElse(0), name);
        this.padding = padding();
        this.order = stack.order(padding, name);
    }

    private String type() throws InputException {
        String stated = data.text(Tags.SEGMENTATION_TYPE);
        int bits = layout.bitsAllocated();
        boolean consistent = switch (stated) {
            case BINARY -> bits == 1;
            case FRACTIONAL -> bits == 8;
            case LABELMAP -> bits == 8 || bits == 16;
            default -> false;
        };
        if (!consistent || layout.signed()) {
            throw data.refused(
                    "dicom-samples",
                    "H28",
                    "a segmentation must be BINARY with 1 bit, FRACTIONAL with 8 or LABELMAP with 8 or 16, unsigned; had "
                            + bits + " bits");
        }
        return stated;
    }

    private void readNames() throws InputException {
        for (DataSet segment : data.items(Tags.SEGMENTS)) {
            int number = segment.unsignedShort(Tags.SEGMENT_NUMBER);
            if (names.put(number, segment.text(Tags.SEGMENT_LABEL, data.charset())) != null) {
                throw data.refused("segment-doubled", "H13", "segment " + number + " must be there once, was twice");
            }
        }
        if (!type.equals(LABELMAP) && names.containsKey(0)) {
            throw data.refused("dicom-value", "H13", "segments must be numbered from 1, one had number 0");
        }
    }

    /** Slices to add on either side: one where the image has more slices than there are places with frames. */
    private long padding() throws InputException {
        Set<String> images = new HashSet<>();
        for (DataSet series : data.items(Tags.REFERENCED_SERIES)) {
            for (DataSet image : series.items(Tags.REFERENCED_INSTANCES)) {
                images.add(image.text(Tags.REFERENCED_SOP_INSTANCE));
            }
        }
        Set<Integer> places = new HashSet<>();
        for (int place : stack.places()) {
            places.add(place);
        }
        long slices = stack.lattice().nk();
        if (places.size() < slices) {
            findings.add(new Finding(
                    "seg-empty-slices",
                    "H07",
                    (slices - places.size()) + " of " + slices
                            + " slices have no frame, which means that nothing is segmented there",
                    name));
        }
        if (images.size() <= slices) {
            return 0;
        }
        findings.add(new Finding(
                "seg-part-of-image",
                "H15",
                "frames cover " + slices + " slices of an image of " + images.size()
                        + "; the image is taken to go on by an empty slice on either side",
                name));
        return 1;
    }

    /** The lattice and segment names without voxels. */
    VolumeFile header(String path) {
        List<Segment> segments = names.entrySet().stream()
                .filter(e -> e.getKey() > 0)
                .map(e -> new Segment(e.getValue(), e.getKey(), 0))
                .toList();
        return volume(path, List.of(), segments);
    }

    /** The segments as labels; those that overlap in layers of their own. */
    VolumeFile labels(String path) throws InputException {
        MaskLayers layers = new MaskLayers(order.canonicalGrid(), name, options);
        for (Map.Entry<Integer, BinaryMask> mask : masks().entrySet()) {
            layers.add(mask.getKey(), names.getOrDefault(mask.getKey(), ""), mask.getValue());
        }
        return volume(path, layers.volumes(), layers.segments());
    }

    /** The mask of every segment, by its number. */
    Map<Integer, BinaryMask> masks() throws InputException {
        PixelFrames pixels = new PixelFrames(file, layout);
        Map<Integer, BinaryMask> masks = new TreeMap<>();
        requireRoom(names.size());
        for (int number : names.keySet()) {
            if (number > 0) {
                masks.put(number, new BinaryMask(order.canonicalGrid()));
            }
        }
        if (type.equals(LABELMAP)) {
            requirePlacesOnce(stack.places());
            for (int f = 0; f < layout.frames(); f++) {
                addLabels(pixels.frame(f), stack.places()[f], masks);
            }
            return masks;
        }
        int highest = type.equals(FRACTIONAL) ? highest() : 0;
        Set<Long> seen = new HashSet<>();
        for (int f = 0; f < layout.frames(); f++) {
            int number = segmentOf(f);
            int place = stack.places()[f];
            if (!seen.add((long) number << 32 | place)) {
                throw data.refused(
                        "seg-frame-doubled", "H07", "segment " + number + " must have one frame per place, had two");
            }
            BinaryMask mask = masks.get(number);
            if (mask == null) {
                throw data.refused(
                        "segment-unknown", "H13", "frames must be of a listed segment, one was of " + number);
            }
            if (type.equals(BINARY)) {
                addBits(pixels.offset(), f, place, mask);
            } else {
                addFractions(pixels.frame(f), place, highest, mask);
            }
        }
        return masks;
    }

    private void requireRoom(int masks) throws InputException {
        long bytes = (long) masks * order.canonicalGrid().voxelCount() / 8;
        if (bytes > options.memoryLimitBytes()) {
            throw data.refused(
                    "volume-too-large",
                    "H22",
                    "segments must fit in " + options.memoryLimitBytes() + " bytes of memory, need " + bytes);
        }
    }

    private void requirePlacesOnce(int[] places) throws InputException {
        Set<Integer> seen = new HashSet<>();
        for (int place : places) {
            if (!seen.add(place)) {
                throw data.refused("seg-frame-doubled", "H07", "a label map must have one frame per place, had two");
            }
        }
    }

    private int highest() throws InputException {
        int highest = data.unsignedShort(Tags.MAXIMUM_FRACTIONAL);
        if (highest < 1 || highest > 255) {
            throw data.refused("dicom-value", "H28", "the largest fraction must be 1 to 255, was " + highest);
        }
        findings.add(new Finding(
                "seg-fractional",
                "H13",
                "segments are fractions; voxels count as inside from one half on (" + (highest + 1) / 2 + " of "
                        + highest + ")",
                name));
        return highest;
    }

    private int segmentOf(int frame) throws InputException {
        Optional<DataSet> identification = groups.group(frame, Tags.SEGMENT_IDENTIFICATION);
        if (identification.isEmpty()) {
            throw data.refused("segment-unknown", "H13", "every frame must name its segment, one did not");
        }
        return identification.get().unsignedShort(Tags.REFERENCED_SEGMENT);
    }

    private int start(int place) {
        return Math.toIntExact(order.canonicalStart() + (place + padding) * order.canonicalStride(2));
    }

    private void addBits(int pixelOffset, int frame, int place, BinaryMask mask) {
        PackedBitsKernel.add(
                data.bytes(),
                8L * pixelOffset + frame * layout.frameSamples(),
                layout.columns(),
                layout.rows(),
                start(place),
                order.canonicalStride(0),
                order.canonicalStride(1),
                mask);
    }

    private void addFractions(byte[] samples, int place, int highest, BinaryMask mask) {
        int nx = mask.grid().nx();
        for (int r = 0, at = 0; r < layout.rows(); r++) {
            int v = start(place) + r * order.canonicalStride(1);
            for (int c = 0; c < layout.columns(); c++, at++, v += order.canonicalStride(0)) {
                if (2 * (samples[at] & 0xff) >= highest) {
                    mask.words()[v / nx * mask.wordsPerRow() + ((v % nx) >> 6)] |= 1L << ((v % nx) & 63);
                }
            }
        }
    }

    private void addLabels(byte[] samples, int place, Map<Integer, BinaryMask> masks) throws InputException {
        boolean wide = layout.bitsAllocated() == 16;
        int nx = order.canonicalGrid().nx();
        int last = 0;
        BinaryMask mask = null;
        for (int r = 0, at = 0; r < layout.rows(); r++) {
            int v = start(place) + r * order.canonicalStride(1);
            for (int c = 0; c < layout.columns(); c++, at++, v += order.canonicalStride(0)) {
                int label = wide ? (samples[2 * at] & 0xff) | (samples[2 * at + 1] & 0xff) << 8 : samples[at] & 0xff;
                if (label == 0) {
                    continue;
                }
                if (label != last) {
                    mask = masks.get(label);
                    last = label;
                }
                if (mask == null) {
                    throw data.refused("segment-unknown", "H13", "labels must be listed segments, one was " + label);
                }
                mask.words()[v / nx * mask.wordsPerRow() + ((v % nx) >> 6)] |= 1L << ((v % nx) & 63);
            }
        }
    }

    private VolumeFile volume(String path, List<LabelVolume> layers, List<Segment> segments) {
        return new VolumeFile(
                path,
                "DICOM SEG " + type + ", " + layout.frames() + " frames",
                digest.hex(),
                order.canonicalGrid(),
                order.code(),
                layout.bitsAllocated() == 1 ? "bit" : layout.sampleType().label(),
                layers,
                Optional.empty(),
                segments,
                findings,
                List.of(),
                Optional.of(instance.identity()));
    }
}
