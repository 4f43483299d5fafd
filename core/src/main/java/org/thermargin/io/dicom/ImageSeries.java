package org.thermargin.io.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.thermargin.Finding;
import org.thermargin.InputException;
import org.thermargin.grid.LabelVolume;
import org.thermargin.grid.ScalarVolume;
import org.thermargin.grid.StorageOrder;
import org.thermargin.io.FileDigest;
import org.thermargin.io.PatientIdentity;
import org.thermargin.io.ReadOptions;
import org.thermargin.io.SampleType;
import org.thermargin.io.StoredBox;
import org.thermargin.io.StoredForm;
import org.thermargin.io.StoredSamples;
import org.thermargin.io.VolumeFile;
import org.thermargin.io.VoxelDecoder;
import org.thermargin.io.VoxelEncoding;

/**
 * An image series as one volume: single slices or the frames of one file. Headers are read first, pixels in the order of
 * the stack; a header that has changed meanwhile is refused (H33). Samples that are scaled alike stay integers, others
 * become doubles.
 */
final class ImageSeries {
    private final Series series;
    private final ReadOptions options;
    private final List<FrameHeader> frames = new ArrayList<>();
    private final SliceStack stack;
    private final StorageOrder order;

    /** Reads the headers; refuses what makes no lattice. */
    ImageSeries(Series series, ReadOptions options) throws InputException {
        this.series = series;
        this.options = options;
        requireOneKind();
        requireOnePatient();
        for (Instance instance : series.instances()) {
            DataSet data = instance.file().header(options.memoryLimitBytes()).data();
            if (series.kind() == Instance.Kind.FRAMES) {
                frames.addAll(FrameHeader.ofFrames(data));
            } else {
                frames.add(FrameHeader.ofSlice(data));
            }
        }
        requireOneLayout();
        stack = SliceStack.ofImages(frames.stream().map(FrameHeader::plane).toList(), name());
        order = stack.order(0, name());
    }

    private String name() {
        return series.folderName();
    }

    private void requireOneKind() throws InputException {
        Set<Instance.Kind> kinds =
                series.instances().stream().map(Instance::kind).collect(Collectors.toSet());
        boolean frames = kinds.equals(Set.of(Instance.Kind.FRAMES));
        if (!frames && !kinds.equals(Set.of(Instance.Kind.SLICE))) {
            throw new InputException(
                    "dicom-kind",
                    "",
                    name(),
                    series.text()
                            + " must be a CT, MR, PET or derived image, a segmentation (SEG) or contours (RTSTRUCT)"
                            + ", was another kind of object");
        }
        if (frames && series.instances().size() > 1) {
            throw new InputException(
                    "several-volumes",
                    "H29",
                    name(),
                    series.text() + " must be one multi-frame file, was "
                            + series.instances().size() + "; name one file");
        }
    }

    private void requireOnePatient() throws InputException {
        Set<Optional<String>> patients =
                series.instances().stream().map(i -> i.identity().patient()).collect(Collectors.toSet());
        Set<Optional<String>> studies =
                series.instances().stream().map(i -> i.identity().study()).collect(Collectors.toSet());
        if (patients.size() > 1 || studies.size() > 1) {
            throw new InputException(
                    "patients-differ",
                    "H06",
                    name(),
                    "all slices of a series must have one patient and one study, had " + patients.size()
                            + " patients and " + studies.size() + " studies");
        }
        Set<String> objects = series.instances().stream().map(Instance::sopUid).collect(Collectors.toSet());
        if (objects.size() < series.instances().size()) {
            throw new InputException(
                    "slices-doubled",
                    "H07",
                    name(),
                    "every slice must be there once, " + (series.instances().size() - objects.size()) + " of "
                            + series.instances().size() + " files hold a slice that is there already");
        }
    }

    private void requireOneLayout() throws InputException {
        for (FrameHeader frame : frames) {
            if (frame.layout().bitsAllocated() == 1
                    || frame.layout().bitsAllocated() != frames.get(0).layout().bitsAllocated()
                    || frame.layout().signed() != frames.get(0).layout().signed()) {
                throw new InputException(
                        "dicom-samples",
                        "H28",
                        name(),
                        "all slices of a series must have samples of one type with 8, 16 or 32 bits, had not");
            }
        }
    }

    /** The lattice with its storage order. */
    StorageOrder order() {
        return order;
    }

    /** The lattice as stated: the frames in order of their places. */
    SliceStack stack() {
        return stack;
    }

    /** The series itself. */
    Series series() {
        return series;
    }

    /** Whose the series is. */
    PatientIdentity identity() {
        return series.first().identity();
    }

    /** The volume without its voxels; every byte of every file goes through the digest. */
    VolumeFile header(String path) throws InputException {
        FileDigest digest = new FileDigest();
        for (int f : series.kind() == Instance.Kind.FRAMES ? new int[] {0} : framesByPlace()) {
            series.instances().get(f).file().all(digest, options.memoryLimitBytes());
        }
        return volume(path, digest, List.of(), Optional.empty());
    }

    /** The volume with labels 0..65535. */
    VolumeFile labels(String path) throws InputException {
        FileDigest digest = new FileDigest();
        List<LabelVolume> layers = decoded(digest, VoxelDecoder::labels);
        return volume(path, digest, layers, Optional.empty());
    }

    /** The volume with its values. */
    VolumeFile scalars(String path) throws InputException {
        FileDigest digest = new FileDigest();
        ScalarVolume scalars = decoded(digest, VoxelDecoder::scalars);
        return volume(path, digest, List.of(), Optional.of(scalars));
    }

    private interface Decoding<V> {
        V of(VoxelDecoder decoder) throws InputException;
    }

    /** Reads all pixels in the order of the stack; every byte of every file goes through the digest. */
    private <V> V decoded(FileDigest digest, Decoding<V> decoding) throws InputException {
        boolean alike = frames.stream().allMatch(f -> f.sameValues(frames.get(0)));
        SampleType type = frames.get(0).layout().sampleType();
        VoxelEncoding encoding = alike
                ? new VoxelEncoding(
                        type,
                        ByteOrder.LITTLE_ENDIAN,
                        frames.get(0).slope(),
                        frames.get(0).intercept())
                : VoxelEncoding.plain(SampleType.FLOAT64, ByteOrder.LITTLE_ENDIAN);
        FrameStream.Frames pixels = pixels(digest);
        int[] frameOf = framesByPlace();
        FrameStream stream = new FrameStream(frameOf.length, place -> {
            byte[] samples = pixels.at(frameOf[place]);
            return alike ? samples : rescaled(samples, type, frames.get(frameOf[place]));
        });
        try {
            StoredSamples samples = StoredSamples.single(encoding, StoredBox.whole(order), StoredForm.RAW);
            return decoding.of(new VoxelDecoder(name(), stream, samples, options));
        } catch (FrameStream.Refused e) {
            throw e.refusal();
        }
    }

    /** Index of the frame at each place of the stack. */
    int[] framesByPlace() {
        int[] frameOf = new int[frames.size()];
        for (int f = 0; f < frameOf.length; f++) {
            frameOf[stack.places()[f]] = f;
        }
        return frameOf;
    }

    private FrameStream.Frames pixels(FileDigest digest) throws InputException {
        long limit = options.memoryLimitBytes();
        if (series.kind() == Instance.Kind.FRAMES) {
            DicomFile file = series.first().file().parse(digest, limit);
            if (!FrameHeader.ofFrames(file.data()).equals(frames)) {
                throw changed();
            }
            return new PixelFrames(file, frames.get(0).layout())::frame;
        }
        return f -> {
            DicomFile file = series.instances().get(f).file().parse(digest, limit);
            FrameHeader header = FrameHeader.ofSlice(file.data());
            if (!header.equals(frames.get(f))) {
                throw changed();
            }
            return new PixelFrames(file, header.layout()).frame(0);
        };
    }

    private InputException changed() {
        return new InputException(
                "file-changed", "H33", name(), "files must not change while they are read, a header did");
    }

    private static byte[] rescaled(byte[] samples, SampleType type, FrameHeader frame) {
        ByteBuffer in = ByteBuffer.wrap(samples).order(ByteOrder.LITTLE_ENDIAN);
        int count = samples.length / type.bytes();
        ByteBuffer out = ByteBuffer.allocate(8 * count).order(ByteOrder.LITTLE_ENDIAN);
        for (int n = 0; n < count; n++) {
            double sample = switch (type) {
                case INT8 -> in.get();
                case UINT8 -> in.get() & 0xff;
                case INT16 -> in.getShort();
                case UINT16 -> in.getShort() & 0xffff;
                case INT32 -> in.getInt();
                default -> in.getInt() & 0xffffffffL;
            };
            out.putDouble(frame.slope() * sample + frame.intercept());
        }
        return out.array();
    }

    private VolumeFile volume(
            String path, FileDigest digest, List<LabelVolume> layers, Optional<ScalarVolume> scalars) {
        List<Finding> findings = new ArrayList<>();
        if (series.instances().stream().anyMatch(i -> !i.stated())) {
            findings.add(new Finding(
                    "dicom-syntax-unstated",
                    "H28",
                    "files should state their transfer syntax, some do not; it was told by the form of their elements",
                    name()));
        }
        return new VolumeFile(
                path,
                "DICOM " + series.first().modality() + ", " + frames.size()
                        + (series.kind() == Instance.Kind.FRAMES ? " frames" : " slices"),
                digest.hex(),
                order.canonicalGrid(),
                order.code(),
                frames.get(0).layout().sampleType().label(),
                layers,
                scalars,
                List.of(),
                findings,
                List.of(),
                Optional.of(identity()));
    }

    /** Identifiers of the slices, by their places; one for all in a multi-frame file. */
    String[] sopUids() {
        String[] uids = new String[frames.size()];
        for (int f = 0; f < uids.length; f++) {
            int from = series.kind() == Instance.Kind.FRAMES ? 0 : f;
            uids[stack.places()[f]] = series.instances().get(from).sopUid();
        }
        return uids;
    }
}
