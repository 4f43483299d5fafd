package org.thermargin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A download of DICOM masks from folder to verdict, and nothing of the patient on the way out. */
class DicomCommandsTest {
    private static final String SECRET = "MUSTERMANN";

    @TempDir
    Path folder;

    private Path masks() throws IOException {
        new DicomMasks(folder.resolve("masks"), SECRET)
                .ball("liver", 0, 33, 255)
                .ball("livertumor", 2, 8, 1)
                .ball("portalvein", -20, 5, 255)
                .ball("skin", 0, 36, 1)
                .ball("zone", 2, 16, 255);
        return folder.resolve("masks");
    }

    @Test
    void oneOptionTakesAllRolesOfADownload() throws IOException {
        Path masks = masks();

        Cli.Run run =
                Cli.run("assess", "--labels", "3dircadb01=" + masks, "--zone", masks + ":zone", "--target-mm", "5");

        // balls of one centre: 16 - 8 = 8 mm
        assertThat(run.out()).contains("lesion livertumor, observed zone", "portalvein (portal vein)");
        assertThat(run.code()).as(run.out() + run.err()).isZero();
        assertThat(run.out()).containsPattern("minimal margin +(7\\.[5-9]|8\\.[0-5])[0-9]? mm");
    }

    @Test
    void inspectListsTheMasksOfAFolder() throws IOException {
        Cli.Run run = Cli.run("inspect", masks());

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("DICOM masks, 5 folders of slices", "64 x 64 x 40 voxels", "livertumor", "portalvein");
    }

    @Test
    void inspectListsTheSeriesToChooseFrom() throws IOException {
        new DicomMasks(folder.resolve("flat"), SECRET).ball("", 0, 20, 3);
        Path other = folder.resolve("other");
        new DicomMasks(other, SECRET).ball("x", 0, 10, 3);
        Files.move(other.resolve("x"), folder.resolve("flat/inner"));

        Cli.Run run = Cli.run("inspect", folder.resolve("flat"));

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("2 series; name one", "CT, 40 files", "64 x 64 x 40 voxels of 1.25 x 1.25");
        assertThat(Cli.run("inspect", folder.resolve("flat"), "--series", "17").code())
                .isEqualTo(2);
    }

    @Test
    @Tag("H38")
    void nothingOfThePatientComesOut() throws IOException {
        Path masks = masks();
        Path out = folder.resolve("out");
        String texts = "";
        for (String option : new String[] {"--json", "--no-correction"}) {
            Cli.Run run = Cli.run(
                    "assess", "--labels", "3dircadb01=" + masks, "--zone", masks + ":zone", option, "--out", out);
            texts += run.out() + run.err();
        }
        texts += Cli.run("inspect", masks).out()
                + Cli.run("inspect", "--json", masks).out();
        // a slice less, and a damaged one
        Files.delete(masks.resolve("zone/" + SECRET + "_7"));
        Cli.Run less = Cli.run("inspect", masks);
        Files.write(masks.resolve("zone/" + SECRET + "_9"), new byte[200]);
        Cli.Run damaged = Cli.run("inspect", masks);
        texts += less.out() + less.err() + damaged.out() + damaged.err();
        assertThat(less.code()).isEqualTo(2);

        assertThat(texts).doesNotContain(SECRET, "19570314");
        try (var files = Files.walk(out)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(file.toString()).doesNotContain(SECRET);
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(SECRET, "19570314");
            }
        }
    }

    /** The only files that name the patient are the two that belong to the study, and neither says so in its name. */
    @Test
    @Tag("H38")
    void exportedObjectsNameThePatientAndNothingElseDoes() throws IOException {
        Path masks = masks();
        Path out = folder.resolve("out");

        Cli.Run run = Cli.run(
                "assess",
                "--labels",
                "3dircadb01=" + masks,
                "--zone",
                masks + ":zone",
                "--out",
                out,
                "--export",
                "slicer,dicom",
                "--dicom-reference",
                masks.resolve("skin"));

        assertThat(run.code()).as(run.out() + run.err()).isLessThan(2);
        assertThat(run.out() + run.err()).doesNotContain(SECRET, "19570314");
        assertThat(run.err()).contains("segmentation.dcm and measurements.dcm name the patient");
        List<String> naming = new ArrayList<>();
        try (var files = Files.list(out)) {
            for (Path file : files.sorted().toList()) {
                if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(SECRET)) {
                    naming.add(file.getFileName().toString());
                }
            }
        }
        assertThat(naming).containsExactly("measurements.dcm", "segmentation.dcm");
        assertThat(out.resolve("segments.seg.nrrd")).exists();
        assertThat(Cli.run("inspect", out.resolve("segmentation.dcm")).out())
                .contains("lesion livertumor", "zone observed");
    }

    @Test
    @Tag("H06")
    void theImagesOfAnExportComeFromTheCaseOrAreAskedFor() throws IOException {
        Path masks = masks();
        Object[] given = {
            "assess", "--lesion", masks.resolve("livertumor"), "--zone", masks.resolve("zone"), "--export", "dicom"
        };
        Object[] toFolder = Arrays.copyOf(given, given.length + 2);
        toFolder[given.length] = "--out";
        toFolder[given.length + 1] = folder.resolve("out");
        Path nifti = Cli.ball(folder.resolve("L.nii.gz"), 0, 6);
        Path zone = Cli.ball(folder.resolve("Z.nii.gz"), 0, 14);

        Cli.Run found = Cli.run(toFolder);
        Cli.Run none = Cli.run(
                "assess", "--lesion", nifti, "--zone", zone, "--out", folder.resolve("none"), "--export", "dicom");
        Cli.Run nowhere = Cli.run(given);
        Cli.Run unknown = Cli.run("assess", "--lesion", nifti, "--zone", zone, "--out", "x", "--export", "pdf");

        assertThat(found.code()).as(found.err()).isLessThan(2);
        assertThat(folder.resolve("out/measurements.dcm")).exists();
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err() + none.out()).contains("dicom-reference-missing");
        assertThat(nowhere.code()).isEqualTo(2);
        assertThat(nowhere.err()).contains("--export needs --out DIR");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("--export must be slicer, dicom, was pdf");
    }
}
