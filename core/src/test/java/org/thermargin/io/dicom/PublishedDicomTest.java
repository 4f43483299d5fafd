package org.thermargin.io.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thermargin.InputException;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.LabelVolume;
import org.thermargin.io.FileDigest;
import org.thermargin.io.ReadOptions;
import org.thermargin.io.Segment;
import org.thermargin.io.VolumeAddress;
import org.thermargin.io.VolumeFile;
import org.thermargin.io.volume.VolumeFiles;

/** Files published by others, each read or refused as it deserves; skipped where they are not at hand. */
class PublishedDicomTest {
    private static Path data(String name) {
        Path file = Path.of(System.getProperty("thermargin.root", ".."), "..", "shared", "data", name);
        assumeTrue(Files.exists(file), "published sample not at hand: " + name);
        return file;
    }

    private static VolumeFile read(String name, String... segments) throws InputException {
        return VolumeFiles.readLabels(
                VolumeAddress.of(data(name)).onlySegments(Set.of(segments)), ReadOptions.strict());
    }

    private static BinaryMask mask(VolumeFile file, String name) {
        Segment segment = file.segments().stream()
                .filter(s -> s.name().equals(name))
                .findFirst()
                .orElseThrow();
        return file.layers().get(segment.layer()).mask(segment.labelValue());
    }

    /** Voxels as pydicom and numpy count them; volumes in mL from them. */
    @ParameterizedTest
    @CsvSource({
        "3dircadb01/3Dircadb1.18/MASKS_DICOM.zip, 512 x 512 x 74,"
                + " 'bone=- gallbladder=7536 liver=1220564 livertumor=4539 portalvein=30748 skin=- venacava=45236'",
        "3dircadb01/3Dircadb1.4/MASKS_DICOM.zip, 512 x 512 x 91,"
                + " 'artery=- bone=- liver=1132427 livertumor=6736 portalvein=75230 skin=- venoussystem=144013'"
    })
    void masksOf3DircadbAreSegmentsByTheirFolders(String name, String size, String counts) throws InputException {
        VolumeFile file = read(name);

        assertThat(file.grid().toString()).startsWith(size);
        Map<String, String> found = new TreeMap<>();
        for (Segment segment : file.segments()) {
            boolean stated = !counts.contains(segment.name() + "=-");
            found.put(
                    segment.name(),
                    stated ? Long.toString(mask(file, segment.name()).count()) : "-");
        }
        assertThat(found.toString().replace("{", "").replace("}", "").replace(",", ""))
                .isEqualTo(counts);
    }

    /** Reference volumes of patient 1: tumours 1 and 5, and the other five by their voxels of 0.57 x 0.57 x 1.6 mm. */
    @Test
    void tumoursOfPatient1HaveTheirVolumes() throws InputException {
        VolumeFile file =
                read("3dircadb01/3Dircadb1.1/MASKS_DICOM.zip", "livertumor01", "livertumor05", "livertumor06");

        assertThat(mask(file, "livertumor01").volumeMl()).isEqualTo(84.39, within(0.005));
        assertThat(mask(file, "livertumor05").volumeMl()).isEqualTo(10.10, within(0.005));
        assertThat(mask(file, "livertumor06").count()).isEqualTo(766);
        assertThat(file.segments()).hasSize(3);
    }

    @Test
    void tumourOfPatient18LiesBesideTheGallbladder() throws InputException {
        VolumeFile file = read("3dircadb01/3Dircadb1.18/MASKS_DICOM.zip", "livertumor", "gallbladder");

        BinaryMask tumour = mask(file, "livertumor");
        assertThat(tumour.volumeMl()).isEqualTo(6.25, within(0.005));
        double least = Double.POSITIVE_INFINITY;
        List<Point3> gallbladder = centres(mask(file, "gallbladder"));
        for (Point3 a : centres(tumour)) {
            for (Point3 b : gallbladder) {
                least = Math.min(least, a.squaredDistanceSqMm(b));
            }
        }
        // stated to 0.1 mm between voxel centres
        assertThat(Math.sqrt(least)).isEqualTo(1.7, within(0.05));
    }

    private static List<Point3> centres(BinaryMask mask) {
        List<Point3> centres = new ArrayList<>();
        var box = mask.boundingBox().orElseThrow();
        for (int k = box.kLow(); k < box.kHigh(); k++) {
            for (int j = box.jLow(); j < box.jHigh(); j++) {
                for (int i = box.iLow(); i < box.iHigh(); i++) {
                    if (mask.get(i, j, k)) {
                        centres.add(mask.grid().toWorld(i, j, k));
                    }
                }
            }
        }
        return centres;
    }

    /** All structures in one volume, as sums of values that differ from patient to patient. */
    @Test
    void labelledSlicesKeepTheirSums() throws InputException {
        VolumeFile file = read("3dircadb01/3Dircadb1.18/LABELLED_DICOM.zip");

        assertThat(file.labels().counts().keySet()).contains(1, 17, 33, 65, 129, 131, 193);
        assertThat(file.segments()).isEmpty();
    }

    @Test
    void slicesOfAPatientAreAnImage() throws InputException {
        var inspection = VolumeFiles.inspect(
                data("3dircadb01/3Dircadb1.1/PATIENT_DICOM_slices_84-123.zip"), ReadOptions.strict());

        assertThat(inspection.file().grid().toString()).startsWith("512 x 512 x 40");
        assertThat(inspection.file().grid().origin().z()).isEqualTo(134.4, within(1e-5));
        assertThat(inspection.range().orElseThrow().low()).isLessThanOrEqualTo(-1000f);
    }

    @Test
    void segmentationOfDcmqiEqualsItsNrrdVoxelByVoxel() throws IOException, InputException {
        VolumeFile seg = read("dicom-seg/dcmqi_liver.dcm");

        byte[] nrrd = Files.readAllBytes(data("dicom-seg/dcmqi_liver_seg.nrrd"));
        String text = new String(nrrd, StandardCharsets.ISO_8859_1);
        int at = text.indexOf("\n\n") + 2;
        assertThat(text.substring(0, at))
                .contains("type: short", "sizes: 512 512 3", "endian: little", "encoding: gzip");
        byte[] samples = new GZIPInputStream(new ByteArrayInputStream(nrrd, at, nrrd.length - at)).readAllBytes();
        assertThat(seg.segments()).containsExactly(new Segment("Liver", 1, 0));
        assertThat(seg.grid().origin().distanceMm(new Point3(-235.2, -226.8, -128.69)))
                .isLessThan(1e-9);
        LabelVolume labels = seg.labels();
        long inside = 0;
        for (int v = 0; v < 512 * 512 * 3; v++) {
            int sample = (samples[2 * v] & 0xff) | samples[2 * v + 1] << 8;
            assertThat(labels.at(v) != 0).as("voxel %d", v).isEqualTo(sample != 0);
            inside += labels.at(v);
        }
        assertThat(inside).isGreaterThan(1000);
    }

    @Test
    void overlappingSegmentsOfDcmqiKeepTheirVoxels() throws InputException {
        VolumeFile seg = read("dicom-seg/dcmqi_partial_overlaps.dcm");

        assertThat(seg.segments())
                .extracting(Segment::name)
                .containsExactly("GREEN", "ORANGE", "PURPLE", "LIGHT_BLUE", "DARK_BLUE");
        for (Segment segment : seg.segments()) {
            assertThat(mask(seg, segment.name()).isEmpty()).as(segment.name()).isFalse();
        }
        assertThat(seg.grid().nz()).isEqualTo(3);
    }

    /** 16 x 16 pixels of 0.49 mm: too small for a patient, but the masks are there. */
    @ParameterizedTest
    @CsvSource({"dicom-seg/highdicom_seg_image_ct_binary.dcm", "dicom-seg/highdicom_seg_image_ct_binary_fractional.dcm"
    })
    void segmentationsOfHighdicomAreTooSmallForAPatient(String name) {
        data(name); // skipped here where it is not at hand, not refused below
        assertThatThrownBy(() -> read(name))
                .isInstanceOfSatisfying(
                        InputException.class, e -> assertThat(e.code()).isEqualTo("extent-implausible"));
    }

    @Test
    @Tag("H06")
    void contoursAreReadOnTheirImagesAndNoOthers() throws InputException {
        VolumeAddress good = VolumeAddress.of(data("dicom-rt/rt-utils_rt.dcm"))
                .drawnOn(Optional.of(data("dicom-rt/rt-utils_ct.zip")));
        VolumeFile file = VolumeFiles.readLabels(good, ReadOptions.strict());

        // squares of 24 mm with corners cut by nothing and, inside, an octagon as a hole: 0.488281 mm pixels from -125
        assertThat(file.segments()).containsExactly(new Segment("ROI-1", 1, 0));
        BinaryMask mask = file.labels().nonZero();
        for (int r = 0; r < 512; r++) {
            for (int c = 0; c < 512; c++) {
                double x = -125 + 0.488281 * c;
                double y = -125 + 0.488281 * r;
                boolean square = x > -51 && x < -27 && y > -51 && y < -27;
                boolean around = x < -47.5 || x > -30.5 || y < -47.5 || y > -30.5;
                boolean within = x > -45 && x < -33 && y > -45 && y < -33;
                if (!square || around) {
                    assertThat(mask.get(c, r, 0)).as("%f %f", x, y).isEqualTo(square);
                } else if (within) {
                    assertThat(mask.get(c, r, 0)).as("hole at %f %f", x, y).isFalse();
                }
            }
        }

        VolumeAddress bad = VolumeAddress.of(data("dicom-rt/rt-utils_invalid_reference_rt.dcm"))
                .drawnOn(Optional.of(data("dicom-rt/rt-utils_ct.zip")));
        assertThatThrownBy(() -> VolumeFiles.readLabels(bad, ReadOptions.strict()))
                .isInstanceOfSatisfying(
                        InputException.class, e -> assertThat(e.code()).isEqualTo("rtstruct-other-image"));
    }

    @ParameterizedTest
    @CsvSource({
        "CT_small.dcm, slices-too-few",
        "MR_small_RLE.dcm, slices-too-few",
        "MR_small_bigendian.dcm, slices-too-few",
        "MR_small_implicit.dcm, slices-too-few",
        "MR_small_jpeg_ls_lossless.dcm, dicom-transfer-syntax",
        "MR_truncated.dcm, data-truncated",
        "badVR.dcm, dicom-kind",
        "no_meta.dcm, dicom-corrupt",
        "rtdose.dcm, dicom-kind",
        "rtstruct.dcm, rtstruct-needs-image",
        "DICOMDIR, dicom-directory"
    })
    void oddFilesAreRefusedForWhatTheyAre(String name, String code) {
        data("dicom-misc/pydicom_" + name); // skipped here where it is not at hand, not refused below
        assertThatThrownBy(() -> read("dicom-misc/pydicom_" + name))
                .isInstanceOfSatisfying(
                        InputException.class,
                        e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
    }

    @Test
    @Tag("H28")
    void oneImageInThreeSyntaxesHasTheSameSamples() throws InputException {
        List<byte[]> frames = new ArrayList<>();
        for (String name : List.of("implicit", "bigendian", "RLE")) {
            StoredFile file = DicomFolder.open(data("dicom-misc/pydicom_MR_small_" + name + ".dcm"))
                    .files()
                    .get(0);
            DicomFile parsed = file.parse(new FileDigest(), 1 << 20);
            frames.add(new PixelFrames(parsed, SampleLayout.of(parsed.data())).frame(0));
        }

        assertThat(frames.get(0)).hasSize(8192).isEqualTo(frames.get(1)).isEqualTo(frames.get(2));
    }
}
