package org.thermargin.io.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thermargin.InputException;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.LabelVolume;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.io.FileDigest;
import org.thermargin.io.ReadOptions;
import org.thermargin.io.Segment;
import org.thermargin.io.VolumeAddress;
import org.thermargin.io.VolumeFile;
import org.thermargin.oracle.Oracle;
import org.thermargin.oracle.OracleVolume;

/** Segmentations that we write: what is in them, and that others and ourselves read the same voxels. */
@Tag("H28")
class SegmentationWriterTest {
    private static final ObjectStamp STAMP = new ObjectStamp("0.1.0", "abc1234", Optional.empty());
    /** Positions and directions have 16 characters: over 100 mm that is below 1e-9 mm, and sums stay below 1e-6 mm. */
    private static final double CORNER_TOLERANCE_MM = 1e-6;

    @TempDir
    Path folder;

    private static ImageReference reference(Path series) throws InputException {
        return ImageReference.read(VolumeAddress.of(series), ReadOptions.strict());
    }

    private static SegmentMask segment(String name, BinaryMask mask) {
        return new SegmentMask(
                name,
                "for a test",
                Code.sct("49755003", "Morphologically Abnormal Structure"),
                Code.sct("52988006", "Lesion"),
                Optional.of(Code.sct("10200004", "Liver")),
                Optional.empty(),
                List.of(230, 159, 0),
                Optional.of("2.25.1"),
                mask);
    }

    /** Some voxels of a box, so that several slices have none. */
    private static BinaryMask some(VoxelGrid grid, SplittableRandom random) {
        BinaryMask mask = new BinaryMask(grid);
        int low = random.nextInt(grid.nz() - 3);
        for (int k = low; k < grid.nz() - 1; k += 1 + random.nextInt(2)) {
            for (int n = 0; n < 40; n++) {
                mask.set(random.nextInt(grid.nx()), random.nextInt(grid.ny()), k);
            }
        }
        return mask;
    }

    private List<SegmentMask> segments(ImageReference images, SplittableRandom random) {
        List<SegmentMask> segments = new ArrayList<>();
        for (int n = 1; n <= 4; n++) {
            segments.add(segment("part " + n, n == 3 ? new BinaryMask(images.grid()) : some(images.grid(), random)));
        }
        return segments;
    }

    @Test
    void ourReaderFindsEveryVoxelInAnyOrientation() throws IOException, InputException {
        SplittableRandom random = new SplittableRandom(20261127);
        for (int n = 0; n < 40; n++) {
            ImageReference images = reference(PatientSeries.random(random).write(folder.resolve("series" + n)));
            List<SegmentMask> segments = segments(images, random);
            Path file = folder.resolve(n + ".dcm");

            SegmentationWriter.Written written = SegmentationWriter.write(file, images, segments, STAMP);

            assertThat(written.numbers())
                    .containsExactly(OptionalInt.of(1), OptionalInt.of(2), OptionalInt.empty(), OptionalInt.of(3));
            VolumeFile read = new DicomReader().readLabels(file, ReadOptions.strict());
            assertThat(read.segments()).extracting(Segment::name).containsExactly("part 1", "part 2", "part 4");
            assertThat(read.grid().sameLattice(images.grid())).isTrue();
            for (Segment segment : read.segments()) {
                BinaryMask given = segments.get(segment.name().charAt(5) - '1').mask();
                BinaryMask found = read.layers().get(segment.layer()).mask(segment.labelValue());
                assertThat(found.onto(images.grid())).isEqualTo(given);
            }
        }
    }

    /** What is written is read by pydicom with numpy, and dciodvfy finds nothing against the standard. */
    @Test
    @Tag("H01")
    void othersFindEveryVoxelAndNoFault() throws IOException, InputException {
        Oracle.requireProgram("/usr/bin/dciodvfy");
        Oracle pydicom = Oracle.python("numpy", "pydicom");
        SplittableRandom random = new SplittableRandom(7);
        List<List<SegmentMask>> all = new ArrayList<>();
        List<String> axes = new ArrayList<>();
        List<Object> arguments = new ArrayList<>(List.of(script()));
        for (int n = 0; n < 12; n++) {
            Path series = PatientSeries.random(random).write(folder.resolve("series" + n));
            ImageReference images = reference(series);
            all.add(segments(images, random));
            axes.add(images.order().code());
            Path file = folder.resolve(n + ".dcm");
            SegmentationWriter.write(file, images, all.get(n), STAMP);
            arguments.add(series);
            arguments.add(file);
        }

        List<OracleVolume> volumes = OracleVolume.parse(pydicom.run(arguments.toArray()));

        assertThat(volumes).hasSize(12 * 3);
        for (OracleVolume volume : volumes) {
            String[] name = volume.file().getFileName().toString().split("\\.dcm\\.part ", -1);
            BinaryMask mask = all.get(Integer.parseInt(name[0]))
                    .get(Integer.parseInt(name[1]) - 1)
                    .mask();
            byte[] labels = new byte[mask.grid().voxelCount()];
            for (int v = 0; v < labels.length; v++) {
                int i = v % mask.grid().nx();
                int j = v / mask.grid().nx() % mask.grid().ny();
                labels[v] = (byte)
                        (mask.get(i, j, v / mask.grid().nx() / mask.grid().ny()) ? 1 : 0);
            }
            volume.assertSame(
                    LabelVolume.ofBytes(mask.grid(), labels), axes.get(Integer.parseInt(name[0])), CORNER_TOLERANCE_MM);
        }
    }

    private static String script() throws IOException {
        try (InputStream in = SegmentationWriterTest.class.getResourceAsStream("segmentation.py")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private DataSet parsed(Path file) throws InputException {
        return DicomFolder.open(file)
                .files()
                .get(0)
                .parse(new FileDigest(), 1 << 24)
                .data();
    }

    private Path written(PatientSeries series, Optional<String> date) throws IOException, InputException {
        ImageReference images = reference(series.write(Files.createTempDirectory(folder, "series")));
        BinaryMask mask = new BinaryMask(images.grid());
        mask.set(3, 4, 5);
        Path file = Files.createTempFile(folder, "seg", ".dcm");
        SegmentationWriter.write(
                file, images, List.of(segment("one", mask)), new ObjectStamp("0.1.0", "abc1234", date));
        return file;
    }

    private static PatientSeries series() {
        return new PatientSeries(VoxelGrid.axisAligned(37, 29, 11, 0.75, 1.25, 2.5, new Point3(-20, -30, 100)));
    }

    @Test
    @Tag("H06")
    void patientStudyAndFrameAreThoseOfTheImages() throws IOException, InputException {
        DataSet seg = parsed(written(series(), Optional.empty()));

        assertThat(seg.text(Tags.PATIENT_NAME, seg.charset())).isEqualTo("CANARY^P\u00e4tient");
        assertThat(seg.text(Tags.PATIENT_ID)).isEqualTo("CANARY-ID");
        assertThat(seg.text(Tags.STUDY)).isEqualTo(PatientSeries.STUDY);
        assertThat(seg.text(Tags.FRAME_OF_REFERENCE)).isEqualTo(PatientSeries.FRAME);
        assertThat(seg.text(Tags.SERIES)).startsWith("2.25.");
        DataSet references = seg.items(Tags.REFERENCED_SERIES).get(0);
        assertThat(references.text(Tags.SERIES)).isEqualTo(PatientSeries.SERIES);
        assertThat(references.items(Tags.REFERENCED_INSTANCES)).hasSize(11);
        DataSet source = seg.items(Tags.FRAME_GROUPS)
                .get(0)
                .items(Tags.DERIVATION_IMAGES)
                .get(0)
                .items(Tags.SOURCE_IMAGES)
                .get(0);
        assertThat(source.text(Tags.REFERENCED_SOP_INSTANCE)).isEqualTo(PatientSeries.sopUid(5));
    }

    @Test
    void timeIsThatOfTheImagesUnlessADateIsStated() throws IOException, InputException {
        DataSet seg = parsed(written(series(), Optional.empty()));
        DataSet stated = parsed(written(series(), Optional.of("20260506")));

        assertThat(seg.text(Tags.CONTENT_DATE)).isEqualTo("20250204");
        assertThat(seg.text(Tags.CONTENT_TIME)).isEqualTo("111213.5");
        assertThat(stated.text(Tags.CONTENT_DATE)).isEqualTo("20260506");
        assertThat(stated.text(Tags.CONTENT_TIME)).isEqualTo("000000");
        assertThat(stated.text(Tags.STUDY_DATE)).isEqualTo("20250203");
        assertThatThrownBy(() -> written(new PatientSeries(series().lattice(), false), Optional.empty()))
                .isInstanceOfSatisfying(
                        InputException.class, e -> assertThat(e.code()).isEqualTo("dicom-date-missing"));
    }

    @Test
    @Tag("H34")
    void sameContentHasTheSameBytesAndOtherContentOtherIdentifiers() throws IOException, InputException {
        Path one = written(series(), Optional.empty());
        Path same = written(series(), Optional.empty());
        Path other = written(series(), Optional.of("20260506"));

        assertThat(one).hasSameBinaryContentAs(same);
        TreeSet<String> uids = new TreeSet<>();
        for (Path file : List.of(one, other)) {
            uids.add(parsed(file).text(Tags.SOP_INSTANCE));
            uids.add(parsed(file).text(Tags.SERIES));
        }
        assertThat(uids).hasSize(4).allMatch(uid -> uid.matches("2\\.25\\.[1-9]\\d{0,38}"));
    }

    @Test
    void aSegmentationWithoutVoxelsIsRefused() throws IOException, InputException {
        ImageReference images = reference(series().write(folder.resolve("series")));

        assertThatThrownBy(() -> SegmentationWriter.write(
                        folder.resolve("x.dcm"), images, List.of(segment("e", new BinaryMask(images.grid()))), STAMP))
                .isInstanceOfSatisfying(
                        InputException.class, e -> assertThat(e.code()).isEqualTo("segments-empty"));
    }

    /** White, black and the primaries of sRGB under D65 (IEC 61966-2-1) as every colour table has them, to 0.05. */
    @Test
    void coloursAreCieLab() {
        assertLab(List.of(255, 255, 255), 100, 0, 0);
        assertLab(List.of(0, 0, 0), 0, 0, 0);
        assertLab(List.of(255, 0, 0), 53.24, 80.09, 67.20);
        assertLab(List.of(0, 255, 0), 87.73, -86.18, 83.18);
        assertLab(List.of(0, 0, 255), 32.30, 79.19, -107.86);
    }

    private static void assertLab(List<Integer> rgb, double l, double a, double b) {
        int[] lab = LabColour.of(rgb);

        assertThat(lab[0] * 100 / 65535.0).isCloseTo(l, within(0.05));
        assertThat(lab[1] * 255 / 65535.0 - 128).isCloseTo(a, within(0.05));
        assertThat(lab[2] * 255 / 65535.0 - 128).isCloseTo(b, within(0.05));
    }

    /** 16 characters hold every decimal; the value is the nearest that fits. */
    @Test
    void decimalsFitInSixteenCharacters() {
        assertThat(DataSetOut.decimal(-134.5)).isEqualTo("-134.5");
        assertThat(DataSetOut.decimal(0)).isEqualTo("0");
        assertThat(DataSetOut.decimal(-0.1234567890123456)).isEqualTo("-0.1234567890123");
        assertThat(DataSetOut.decimal(1e-17)).hasSizeLessThanOrEqualTo(16);
        assertThat(DataSetOut.decimal(-1.23456789012345e-200)).hasSizeLessThanOrEqualTo(16);
        SplittableRandom random = new SplittableRandom(3);
        for (int n = 0; n < 1000; n++) {
            double value = random.nextDouble(-1000, 1000);
            String text = DataSetOut.decimal(value);
            assertThat(text).hasSizeLessThanOrEqualTo(16);
            // at most three digits and a sign before the point: eleven behind it
            assertThat(Double.parseDouble(text)).isCloseTo(value, within(5e-12));
        }
    }
}
