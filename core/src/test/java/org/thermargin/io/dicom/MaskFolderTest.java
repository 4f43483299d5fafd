package org.thermargin.io.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thermargin.InputException;
import org.thermargin.io.ReadOptions;
import org.thermargin.io.Segment;
import org.thermargin.io.VolumeAddress;
import org.thermargin.io.VolumeFile;
import org.thermargin.io.volume.VolumeFiles;

/** A folder per mask, a file per slice, any value for inside. */
class MaskFolderTest {
    @TempDir
    Path folder;

    private void mask(String name, String study, String patient, double shiftMm, int value, int from, int to)
            throws IOException {
        Slices slices = Slices.axial()
                .inSeries("1.2.50." + name.length() + "." + from, 1)
                .ofPatient(patient, study);
        Files.createDirectories(folder.resolve("MASKS/" + name));
        for (int k = 0; k < 12; k++) {
            double[] position = slices.position(k);
            position[0] += shiftMm;
            DicomBytes data = slices.common(DicomBytes.plain(), DicomBytes.CT, slices.seriesUid() + "." + k, "CT")
                    .decimals(Tags.POSITION, position)
                    .decimals(Tags.ORIENTATION, slices.orientation())
                    .decimals(Tags.PIXEL_SPACING, Slices.ROW_MM, Slices.COLUMN_MM);
            byte[] pixels = new byte[32 * 24];
            java.util.Arrays.fill(pixels, from, to, (byte) (k > 2 && k < 8 ? value : 0));
            Slices.layout(data, 24, 32, 8, 1).raw(Tags.PIXELS, "OB", pixels);
            Files.write(folder.resolve("MASKS/" + name + "/image_" + k), data.file(TransferSyntax.EXPLICIT_LITTLE));
        }
    }

    private VolumeFile read(Path path) throws InputException {
        return VolumeFiles.readLabels(path, ReadOptions.strict());
    }

    private void refuses(String code) {
        assertThatThrownBy(() -> read(folder.resolve("MASKS")))
                .isInstanceOfSatisfying(
                        InputException.class,
                        e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
    }

    @Test
    @Tag("H13")
    void everyFolderIsASegmentWhateverItsValue() throws IOException, InputException {
        mask("liver", "1.1", "", 0, 255, 0, 400);
        mask("livertumor", "1.2", "", 0, 1, 100, 130);
        mask("portalvein", "1.3", "", 0, 255, 500, 520);

        VolumeFile volume = read(folder.resolve("MASKS"));

        assertThat(volume.segments())
                .containsExactly(
                        new Segment("liver", 1, 0), new Segment("livertumor", 2, 1), new Segment("portalvein", 3, 0));
        assertThat(volume.layers().get(0).mask(1).count()).isEqualTo(5 * 400);
        assertThat(volume.layers().get(1).mask(2).count()).isEqualTo(5 * 30);
        assertThat(volume.layers().get(0).mask(3).count()).isEqualTo(5 * 20);
        assertThat(volume.findings()).extracting("code").containsExactly("studies-differ");
    }

    @Test
    void onlyTheFoldersAskedForAreRead() throws IOException, InputException {
        mask("liver", "1.1", "", 0, 255, 0, 400);
        mask("livertumor", "1.1", "", 0, 1, 100, 130);
        mask("skin", "1.1", "", 0, 1, 0, 700);
        Files.write(folder.resolve("MASKS/skin/image_5"), new byte[10]); // damaged, but nobody asks for it

        VolumeAddress address = VolumeAddress.of(folder.resolve("MASKS")).onlySegments(Set.of("livertumor"));
        VolumeFile volume = VolumeFiles.readLabels(address, ReadOptions.strict());

        assertThat(volume.segments()).containsExactly(new Segment("livertumor", 2, 0));
        refuses("slices-missing");
    }

    @Test
    void anArchiveOfFoldersIsReadInPlace() throws IOException, InputException {
        mask("liver", "1.1", "", 0, 255, 0, 400);
        mask("livertumor", "1.1", "", 0, 1, 100, 130);
        Path zip = folder.resolve("MASKS.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip));
                var files = Files.walk(folder.resolve("MASKS"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new ZipEntry(folder.relativize(file).toString()));
                out.write(Files.readAllBytes(file));
            }
        }

        VolumeFile volume = read(zip);

        assertThat(volume.segments()).extracting(Segment::name).containsExactly("liver", "livertumor");
        assertThat(volume.sha256()).isEqualTo(read(folder.resolve("MASKS")).sha256());
    }

    @Test
    @Tag("H05")
    void masksOnDifferentGridsAreRefused() throws IOException {
        mask("liver", "1.1", "", 0, 255, 0, 400);
        mask("livertumor", "1.1", "", 0.4, 1, 100, 130);

        refuses("grids-differ");
    }

    @Test
    @Tag("H06")
    void masksOfDifferentPatientsAreRefused() throws IOException {
        mask("liver", "1.1", "P1", 0, 255, 0, 400);
        mask("livertumor", "1.1", "P2", 0, 1, 100, 130);

        refuses("patients-differ");
    }
}
