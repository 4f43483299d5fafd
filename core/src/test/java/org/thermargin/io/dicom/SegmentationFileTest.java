package org.thermargin.io.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thermargin.InputException;
import org.thermargin.grid.LabelVolume;
import org.thermargin.io.ReadOptions;
import org.thermargin.io.Segment;
import org.thermargin.io.VolumeFile;
import org.thermargin.io.volume.VolumeFiles;

/** Segmentations: bits without padding, overlap, fractions, label maps, and frames that are not there. */
class SegmentationFileTest {
    /** 33 x 23 = 759 samples: no frame but the first begins on a byte. */
    private static final int COLUMNS = 33;

    private static final int ROWS = 23;

    @TempDir
    Path folder;

    /** A frame of a segment at a slice, with the samples of its rows. */
    private record Frame(int segment, double zMm, boolean[] inside) {
        static Frame random(int segment, double zMm, long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            boolean[] inside = new boolean[COLUMNS * ROWS];
            for (int n = 0; n < inside.length; n++) {
                inside[n] = random.nextInt(3) == 0;
            }
            return new Frame(segment, zMm, inside);
        }

        static Frame full(int segment, double zMm) {
            boolean[] inside = new boolean[COLUMNS * ROWS];
            java.util.Arrays.fill(inside, true);
            return new Frame(segment, zMm, inside);
        }
    }

    private static DicomBytes head(String type, int bits, List<Frame> frames, List<String> names, double statedMm) {
        DicomBytes data = Slices.axial().common(DicomBytes.plain(), DicomBytes.SEG, "1.2.7", "SEG");
        Slices.layout(data, ROWS, COLUMNS, bits, frames.size()).text(Tags.SEGMENTATION_TYPE, "CS", type);
        List<DicomBytes> segments = new ArrayList<>();
        for (int n = 0; n < names.size(); n++) {
            segments.add(DicomBytes.plain()
                    .unsignedShort(Tags.SEGMENT_NUMBER, n + 1)
                    .text(Tags.SEGMENT_LABEL, "LO", names.get(n)));
        }
        data.sequence(Tags.SEGMENTS, segments).unsignedShort(Tags.MAXIMUM_FRACTIONAL, 200);
        DicomBytes measures = DicomBytes.plain().decimals(Tags.PIXEL_SPACING, 1.25, 0.75);
        if (statedMm > 0) {
            measures.decimals(Tags.SPACING_BETWEEN_SLICES, statedMm);
        }
        DicomBytes shared = DicomBytes.plain()
                .sequence(
                        Tags.PLANE_ORIENTATION,
                        List.of(DicomBytes.plain().decimals(Tags.ORIENTATION, 1, 0, 0, 0, 1, 0)))
                .sequence(Tags.PIXEL_MEASURES, List.of(measures));
        List<DicomBytes> groups = new ArrayList<>();
        for (Frame frame : frames) {
            groups.add(DicomBytes.plain()
                    .sequence(
                            Tags.PLANE_POSITION,
                            List.of(DicomBytes.plain().decimals(Tags.POSITION, -20, -30, frame.zMm())))
                    .sequence(
                            Tags.SEGMENT_IDENTIFICATION,
                            List.of(DicomBytes.plain().unsignedShort(Tags.REFERENCED_SEGMENT, frame.segment()))));
        }
        return data.sequence(Tags.SHARED_GROUPS, List.of(shared)).sequence(Tags.FRAME_GROUPS, groups);
    }

    private static byte[] packed(List<Frame> frames) {
        byte[] bytes = new byte[(frames.size() * COLUMNS * ROWS + 15) / 16 * 2];
        int bit = 0;
        for (Frame frame : frames) {
            for (boolean inside : frame.inside()) {
                if (inside) {
                    bytes[bit >> 3] |= (byte) (1 << (bit & 7));
                }
                bit++;
            }
        }
        return bytes;
    }

    private Path write(DicomBytes data) throws IOException {
        return Files.write(folder.resolve("seg.dcm"), data.file(TransferSyntax.EXPLICIT_LITTLE));
    }

    private Path binary(List<Frame> frames, List<String> names, double statedMm) throws IOException {
        return write(head("BINARY", 1, frames, names, statedMm).raw(Tags.PIXELS, "OB", packed(frames)));
    }

    private static VolumeFile read(Path path) throws InputException {
        return VolumeFiles.readLabels(path, ReadOptions.strict());
    }

    private static void refuses(Path path, String code) {
        assertThatThrownBy(() -> read(path))
                .isInstanceOfSatisfying(
                        InputException.class,
                        e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
    }

    private static void assertSegment(VolumeFile volume, int segment, double zMm, Frame frame) {
        Segment found = volume.segments().stream()
                .filter(s -> s.labelValue() == segment)
                .findFirst()
                .orElseThrow();
        LabelVolume layer = volume.layers().get(found.layer());
        int k = (int) Math.rint(volume.grid().indexK(-20, -30, zMm));
        for (int n = 0; n < frame.inside().length; n++) {
            boolean inside = layer.get(n % COLUMNS, n / COLUMNS, k) == segment;
            assertThat(inside).as("voxel %d of segment %d", n, segment).isEqualTo(frame.inside()[n]);
        }
    }

    @Test
    @Tag("H28")
    void bitsOfFramesFollowEachOtherWithoutPadding() throws IOException, InputException {
        List<Frame> frames = List.of(
                Frame.random(1, 105, 1), Frame.random(1, 100, 2), Frame.random(2, 102.5, 3), Frame.random(1, 102.5, 4));

        VolumeFile volume = read(binary(frames, List.of("Liver", "Tumor_1"), 2.5));

        assertThat(volume.grid().toString()).startsWith("33 x 23 x 3 voxels");
        assertThat(volume.segments()).extracting(Segment::name).containsExactly("Liver", "Tumor_1");
        for (Frame frame : frames) {
            assertSegment(volume, frame.segment(), frame.zMm(), frame);
        }
    }

    @Test
    void overlappingSegmentsKeepAllTheirVoxels() throws IOException, InputException {
        List<Frame> frames =
                List.of(Frame.full(1, 100), Frame.full(1, 102), Frame.random(2, 100, 5), Frame.random(3, 102, 6));

        VolumeFile volume = read(binary(frames, List.of("liver", "a", "b"), 2));

        assertThat(volume.layers()).hasSize(2); // a and b share one: they do not meet
        for (Frame frame : frames) {
            assertSegment(volume, frame.segment(), frame.zMm(), frame);
        }
    }

    @Test
    @Tag("H07")
    void framesThatAreNotThereAreEmptySlicesAndCounted() throws IOException, InputException {
        List<Frame> frames = List.of(Frame.full(1, 100), Frame.full(1, 102.5), Frame.full(1, 110));

        VolumeFile volume = read(binary(frames, List.of("Liver"), 0));

        assertThat(volume.grid().nz()).isEqualTo(5);
        assertThat(volume.labels().get(4, 4, 2)).isZero();
        assertThat(volume.labels().get(4, 4, 4)).isOne();
        assertThat(volume.findings()).extracting("code").containsExactly("seg-empty-slices");
    }

    /** Frames on every second slice of the image: the stated spacing tells, the smallest gap would not. */
    @Test
    @Tag("H07")
    void theStatedSpacingIsBelievedWherePositionsFitIt() throws IOException, InputException {
        List<Frame> frames = List.of(Frame.full(1, 100), Frame.full(1, 105), Frame.full(1, 110));

        assertThat(read(binary(frames, List.of("Liver"), 2.5)).grid().nz()).isEqualTo(5);
        assertThat(read(binary(frames, List.of("Liver"), 0)).grid().nz()).isEqualTo(3);
        assertThat(read(binary(frames, List.of("Liver"), 4)).grid().nz())
                .as("4 mm does not fit")
                .isEqualTo(3);
    }

    @Test
    @Tag("H07")
    void framesOnNoLatticeAreRefused() throws IOException {
        refuses(
                binary(List.of(Frame.full(1, 100), Frame.full(1, 102.5), Frame.full(1, 106)), List.of("Liver"), 2.5),
                "slices-uneven");
        refuses(binary(List.of(Frame.full(1, 100)), List.of("Liver"), 0), "slices-too-few");
    }

    @Test
    @Tag("H07")
    void twoFramesOfASegmentAtOnePlaceAreRefused() throws IOException {
        refuses(
                binary(List.of(Frame.full(1, 100), Frame.full(1, 102.5), Frame.full(1, 102.5)), List.of("Liver"), 2.5),
                "seg-frame-doubled");
    }

    @Test
    @Tag("H13")
    void framesOfUnlistedSegmentsAreRefused() throws IOException {
        refuses(binary(List.of(Frame.full(1, 100), Frame.full(2, 102.5)), List.of("Liver"), 2.5), "segment-unknown");
    }

    /** Largest value 200: 100 is one half and inside, 99 is not. */
    @Test
    @Tag("H13")
    void fractionsCountFromOneHalfOnAndItIsSaid() throws IOException, InputException {
        List<Frame> frames = List.of(Frame.full(1, 100), Frame.full(1, 102.5));
        byte[] samples = new byte[2 * COLUMNS * ROWS];
        samples[0] = 99;
        samples[1] = 100;
        samples[2] = (byte) 200;

        VolumeFile volume = read(write(head("FRACTIONAL", 8, frames, List.of("Liver"), 2.5)
                .raw(Tags.PIXELS, "OB", java.util.Arrays.copyOf(samples, samples.length))));

        assertThat(volume.labels().get(0, 0, 0)).isZero();
        assertThat(volume.labels().get(1, 0, 0)).isOne();
        assertThat(volume.labels().get(2, 0, 0)).isOne();
        assertThat(volume.labels().nonZero().count()).isEqualTo(2);
        assertThat(volume.findings()).extracting("code").containsExactly("seg-fractional");
    }

    @Test
    void labelMapsHoldTheNumberOfTheSegment() throws IOException, InputException {
        List<Frame> frames = List.of(Frame.full(0, 100), Frame.full(0, 102.5));
        byte[] samples = new byte[2 * COLUMNS * ROWS];
        samples[5] = 2;
        samples[COLUMNS * ROWS + 7] = 1;

        VolumeFile volume = read(
                write(head("LABELMAP", 8, frames, List.of("Liver", "Mass"), 2.5).raw(Tags.PIXELS, "OB", samples)));

        assertThat(volume.layers()).hasSize(1);
        assertThat(volume.labels().get(5, 0, 0)).isEqualTo(2);
        assertThat(volume.labels().get(7, 0, 1)).isEqualTo(1);
        assertThat(volume.labels().nonZero().count()).isEqualTo(2);
    }

    /** The lesion ends with its frames, not with the image: it must not count as cut by the border. */
    @Test
    @Tag("H15")
    void aSegmentationOfPartOfAnImageGetsAnEmptySliceOnEitherSide() throws IOException, InputException {
        List<Frame> frames = List.of(Frame.full(1, 100), Frame.full(1, 102.5));
        DicomBytes data = head("BINARY", 1, frames, List.of("Tumor_1"), 2.5)
                .sequence(Tags.REFERENCED_SERIES, Slices.axial().references());

        VolumeFile volume = read(write(data.raw(Tags.PIXELS, "OB", packed(frames))));

        assertThat(volume.grid().nz()).isEqualTo(4);
        assertThat(volume.grid().origin().z()).isEqualTo(97.5);
        assertThat(volume.labels().get(3, 3, 0)).isZero();
        assertThat(volume.labels().get(3, 3, 1)).isOne();
        assertThat(volume.labels().get(3, 3, 2)).isOne();
        assertThat(volume.labels().get(3, 3, 3)).isZero();
        assertThat(volume.findings()).extracting("code").containsExactly("seg-part-of-image");
    }

    @Test
    @Tag("H27")
    void tooFewOrTooManyBitsAreRefused() throws IOException {
        List<Frame> frames = List.of(Frame.full(1, 100), Frame.full(1, 102.5));
        byte[] bits = packed(frames);
        refuses(
                write(head("BINARY", 1, frames, List.of("Liver"), 2.5)
                        .raw(Tags.PIXELS, "OB", java.util.Arrays.copyOf(bits, bits.length - 2))),
                "data-truncated");
        refuses(
                write(head("BINARY", 1, frames, List.of("Liver"), 2.5)
                        .raw(Tags.PIXELS, "OB", java.util.Arrays.copyOf(bits, bits.length + 2))),
                "data-trailing-bytes");
    }
}
