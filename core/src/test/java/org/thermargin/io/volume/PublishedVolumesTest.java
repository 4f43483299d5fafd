package org.thermargin.io.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thermargin.Finding;
import org.thermargin.InputException;
import org.thermargin.io.ReadOptions;

/** NIfTI files published by others, each read or refused as it deserves; skipped where they are not at hand. */
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
}
