package org.thermargin.io.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thermargin.Finding;
import org.thermargin.InputException;
import org.thermargin.geometry.Point3;
import org.thermargin.io.ReadOptions;
import org.thermargin.io.Segment;
import org.thermargin.io.VolumeFile;

/** Files published by others, each read or refused as it deserves; skipped where they are not at hand. */
class PublishedVolumesTest {
    private static Path data(String name) {
        Path file = Path.of(System.getProperty("thermargin.root", ".."), "..", "shared", "data", name);
        assumeTrue(Files.exists(file), "published sample not at hand: " + name);
        return file;
    }

    /** Volumes and label counts as nibabel reads them. */
    @ParameterizedTest
    @CsvSource({
        "med-rad-liver/Patient1/liver.nii.gz, LPS, int16, 512x512x39, ''",
        "med-rad-liver/Patient1/nodule.nii.gz, LPS, int16, 512x512x30, ''",
        "med-rad-liver/Patient2/nodule1.nii.gz, LPS, int16, 512x512x87, ''",
        "med-rad-liver/Patient2/portalVein.nii.gz, LPS, int16, 512x512x87, ''",
        "couinaud/3Dircadb-18_liver.nii.gz, LAS, uint16, 512x512x74, ''",
        "couinaud/3Dircadb-18_label.nii.gz, LAS, uint16, 512x512x74, ''",
        "couinaud/3Dircadb-18_vessel.nii.gz, LAS, float64, 512x512x74, ''",
        "couinaud/MSD-375_liver.nii.gz, RAS, uint16, 512x512x178, ''",
        "couinaud/MSD-375_vessel.nii.gz, RAS, float64, 512x512x178, ''",
        "totalsegmentator/example_seg_fast_force_split.nii.gz, RAS, uint8, 122x101x112, unit-unstated",
    })
    void labelFilesOfPatientsAreRead(String name, String axes, String type, String size, String finding)
            throws InputException {
        VolumeInspection inspection = VolumeFiles.inspect(data(name), ReadOptions.strict());

        assertThat(inspection.file().storageAxes()).isEqualTo(axes);
        assertThat(inspection.file().sampleType()).isEqualTo(type);
        assertThat(inspection.file().grid().toString()).startsWith(size.replace("x", " x ") + " voxels");
        assertThat(inspection.labels()).isNotEmpty();
        assertThat(inspection.file().taints()).isEmpty();
        assertThat(inspection.file().findings().stream().map(Finding::code))
                .containsExactlyElementsOf(finding.isEmpty() ? java.util.List.of() : java.util.List.of(finding));
    }

    /**
     * Label counts as nibabel, ITK and numpy count them: {@code layer:label=voxels}, the first labels of the file.
     */
    @ParameterizedTest
    @CsvSource({
        "med-rad-liver/Patient1/liver.nii.gz, 0:1=476477",
        "med-rad-liver/Patient1/nodule.nii.gz, 0:1=11678",
        "med-rad-liver/Patient1/hepaticVein.nii.gz, 0:1=21479",
        "med-rad-liver/Patient2/liver.nii.gz, 0:1=1252935",
        "med-rad-liver/Patient2/nodule1.nii.gz, 0:1=6900",
        "med-rad-liver/Patient2/nodule2.nii.gz, 0:1=9864",
        "med-rad-liver/Patient2/hepaticArtery.nii.gz, 0:1=36261",
        "couinaud/3Dircadb-18_liver.nii.gz, 0:1=1219494",
        "couinaud/3Dircadb-18_label.nii.gz, 0:1=46983 0:2=207801 0:3=165662 0:4=136041 0:5=121626 0:6=120860"
                + " 0:7=210972 0:8=209549",
        "couinaud/3Dircadb-18_vessel.nii.gz, 0:1=37434",
        "couinaud/MSD-375_liver.nii.gz, 0:1=1918344",
        "couinaud/MSD-375_vessel.nii.gz, 0:1=23437",
        "slicer/AblationPlanner_Liver01.seg.nrrd, 0:1=655559 1:1=10856472 2:1=1355",
        "slicer/phantom_Kidney_Segmentation.seg.nrrd, 0:1=630838",
        "nrrd/pynrrd_BallBinary30x30x30.nrrd, 0:257=14328",
        "nrrd/pynrrd_BallBinary30x30x30_gz.nrrd, 0:257=14328",
        "nrrd/pynrrd_BallBinary30x30x30_gz_lineskip.nrrd, 0:257=14328",
        "nrrd/pynrrd_BallBinary30x30x30.nhdr, 0:257=14328",
        "nrrd/pynrrd_BallBinary30x30x30_byteskip_minus_one.nhdr, 0:257=14328",
        "metaimage/elastix_3DCT_lung_baseline_mask.mha, 0:1=721043"
    })
    void labelsAreCounted(String name, String counts) throws InputException {
        VolumeInspection inspection = VolumeFiles.inspect(data(name), ReadOptions.strict());

        assertThat(inspection.labels().stream()
                        .map(l -> l.layer() + ":" + l.label() + "=" + l.voxels())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(counts);
        assertThat(inspection.file().findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "slicer/AblationPlanner_Liver01_Dose.nrrd, LPS, -1000, 1000",
        "metaimage/elastix_3DCT_lung_baseline_small.mha, LPS, -1130, 1379",
        "nifti/nibabel_anatomical.nii, LAS, -610, 30393",
        "nifti/nifti-reader-js_little.nii.gz, LAS, -8.710751, 18.58253",
        "totalsegmentator/example_ct.nii.gz, RAS, -1207, 3382"
    })
    void imagesAreRead(String name, String axes, float low, float high) throws InputException {
        VolumeInspection inspection = VolumeFiles.inspect(data(name), ReadOptions.strict());

        assertThat(inspection.file().storageAxes()).isEqualTo(axes);
        assertThat(inspection.range().orElseThrow()).isEqualTo(new VolumeInspection.ValueRange(low, high, 0));
    }

    @Test
    void segmentsOfSlicerKeepTheirNamesAndPlace() throws InputException {
        VolumeFile planner =
                VolumeFiles.readLabels(data("slicer/AblationPlanner_Liver01.seg.nrrd"), ReadOptions.strict());
        VolumeFile kidney =
                VolumeFiles.readLabels(data("slicer/phantom_Kidney_Segmentation.seg.nrrd"), ReadOptions.strict());

        assertThat(planner.segments())
                .containsExactly(new Segment("liver", 1, 0), new Segment("other", 1, 1), new Segment("tumour", 1, 2));
        // the file says RAS (187.609, 135.157, 1654.5), steps towards R and A negative; its 405 x 327 x 87 voxels lie
        // at
        // 34 96 63 in an image of 512 x 512 x 203, which goes on at all six sides
        assertThat(planner.grid().toString()).startsWith("407 x 329 x 89 voxels");
        assertThat(planner.grid()
                        .toWorld(1, 1, 1)
                        .distanceMm(new Point3(-187.609397827148, -135.15739782714905, 1654.5)))
                .isLessThan(1e-9);
        assertThat(kidney.segments()).containsExactly(new Segment("right kidney", 1, 0));
        assertThat(kidney.storageAxes()).isEqualTo("LAI");
        assertThat(kidney.grid().toString()).as("stored whole").startsWith("512 x 512 x 324 voxels");
        // last voxel of y and z: -30.647 - 511 x 0.509765625 and 321.789 - 323
        assertThat(kidney.grid().origin().distanceMm(new Point3(-130.5, -291.137234375, -1.211)))
                .isLessThan(1e-9);
    }

    /** Extent and spacing rules refuse files made for tests of other programs, not for patients. */
    @ParameterizedTest
    @CsvSource({
        "slicer/EclipseProstate_Bladder_Union_PTV.seg.nrrd, nrrd-orientation-absent",
        "slicer/TinyPatientCT.nrrd, spacing-implausible",
        "slicer/L1.fcsv, format-unknown",
        "dicom-seg/dcmqi_liver_seg.nrrd, extent-implausible",
        "dicom-seg/dcmqi_liver_spine_seg.nrrd, extent-implausible",
        "nrrd/nrrdjl_bswap.nrrd, nrrd-orientation-absent",
        "nrrd/nrrdjl_smallgz.nrrd, extent-implausible",
        "nrrd/pynrrd_test_customFields.nrrd, nrrd-orientation-absent",
        "nrrd/BallBinary30x30x30.raw, format-unknown",
        "metaimage/mask_fixed.mhd, metaimage-dimension",
        "nifti/nibabel_example4d.nii.gz, several-volumes",
        "nifti/nibabel_standard.nii.gz, unit-unknown",
        "nifti/nibabel_nifti1.hdr, pair-unsupported",
        "nifti/nifti-reader-js_5D_small.nii, several-volumes",
        "nifti/nifti-reader-js_air.hdr.gz, pair-unsupported",
        "nifti/nifti-reader-js_not-nifti.nii, not-nifti"
    })
    void filesThatCannotBeTrustedAreRefused(String name, String code) {
        Path file = data(name);

        assertThatThrownBy(() -> VolumeFiles.inspect(file, ReadOptions.strict()))
                .isInstanceOfSatisfying(
                        InputException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
