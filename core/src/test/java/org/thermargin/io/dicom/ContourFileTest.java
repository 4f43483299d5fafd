package org.thermargin.io.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thermargin.InputException;
import org.thermargin.grid.LabelVolume;
import org.thermargin.io.ReadOptions;
import org.thermargin.io.VolumeAddress;
import org.thermargin.io.VolumeFile;
import org.thermargin.io.casefile.CaseFile;
import org.thermargin.io.casefile.CaseFileReader;
import org.thermargin.io.casefile.CaseFileWriter;
import org.thermargin.io.casefile.SceneBuilder;
import org.thermargin.io.volume.VolumeFiles;
import org.thermargin.scene.Scene;

/** Contours to voxels by centres and the even-odd rule, on the images they were drawn on and no others. */
class ContourFileTest {
    private static final String CLOSED = "CLOSED_PLANAR";

    @TempDir
    Path folder;

    private Path image;

    /** A contour: its type, the slice it says it lies on, and x y z of its points in mm. */
    private record Contour(String type, int slice, double... xyz) {}

    @BeforeEach
    void writeImage() throws IOException {
        image = Slices.axial().write(folder.resolve("ct"));
    }

    private Path write(String series, List<List<Contour>> rois) throws IOException {
        DicomBytes data = Slices.axial()
                .inSeries("1.2.77", 9)
                .common(DicomBytes.plain(), DicomBytes.RTSTRUCT, "1.2.6", "RTSTRUCT");
        DicomBytes referenced = DicomBytes.plain().text(Tags.SERIES, "UI", series);
        DicomBytes study = DicomBytes.plain().sequence(Tags.RT_REFERENCED_SERIES, List.of(referenced));
        DicomBytes frame = DicomBytes.plain()
                .text(Tags.FRAME_OF_REFERENCE, "UI", "1.2.9")
                .sequence(Tags.RT_REFERENCED_STUDIES, List.of(study));
        List<DicomBytes> names = new ArrayList<>();
        List<DicomBytes> shapes = new ArrayList<>();
        for (int n = 0; n < rois.size(); n++) {
            names.add(DicomBytes.plain()
                    .text(Tags.ROI_NUMBER, "IS", Integer.toString(n + 1))
                    .text(Tags.ROI_NAME, "LO", "roi " + (char) ('A' + n)));
            List<DicomBytes> contours = new ArrayList<>();
            for (Contour contour : rois.get(n)) {
                contours.add(DicomBytes.plain()
                        .sequence(
                                Tags.CONTOUR_IMAGES,
                                List.of(DicomBytes.plain()
                                        .text(
                                                Tags.REFERENCED_SOP_INSTANCE,
                                                "UI",
                                                series + "." + (contour.slice() + 1))))
                        .text(Tags.CONTOUR_TYPE, "CS", contour.type())
                        .text(Tags.CONTOUR_POINTS, "IS", Integer.toString(contour.xyz().length / 3))
                        .decimals(Tags.CONTOUR_DATA, contour.xyz()));
            }
            shapes.add(DicomBytes.plain()
                    .sequence(Tags.CONTOURS, contours)
                    .text(Tags.REFERENCED_ROI, "IS", Integer.toString(n + 1)));
        }
        data.sequence(Tags.REFERENCED_FRAMES_OF_REFERENCE, List.of(frame))
                .sequence(Tags.ROIS, names)
                .sequence(Tags.ROI_CONTOURS, shapes);
        return Files.write(folder.resolve("rt.dcm"), data.file(TransferSyntax.EXPLICIT_LITTLE));
    }

    private VolumeFile read(Path file) throws InputException {
        return VolumeFiles.readLabels(VolumeAddress.of(file).drawnOn(Optional.of(image)), ReadOptions.strict());
    }

    private void refuses(Path file, String code) {
        assertThatThrownBy(() -> read(file))
                .isInstanceOfSatisfying(
                        InputException.class,
                        e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
    }

    /** A rectangle in columns and rows of the slice, mm of the fixture: x = -20 + 0.75 c, y = -30 + 1.25 r. */
    private static Contour box(int k, double c0, double r0, double c1, double r1) {
        double x0 = -20 + 0.75 * c0;
        double x1 = -20 + 0.75 * c1;
        double y0 = -30 + 1.25 * r0;
        double y1 = -30 + 1.25 * r1;
        double z = 100 + 2.5 * k;
        return new Contour(CLOSED, k, x0, y0, z, x1, y0, z, x1, y1, z, x0, y1, z);
    }

    @Test
    void voxelsWhoseCentresAreInsideAreSet() throws IOException, InputException {
        // centres of columns 4..8 and rows 3..6 lie within 3.5..8.5 and 2.5..6.5
        VolumeFile volume = read(write("1.2.3.4", List.of(List.of(box(5, 3.5, 2.5, 8.5, 6.5)))));

        LabelVolume labels = volume.labels();
        for (int r = 0; r < 24; r++) {
            for (int c = 0; c < 32; c++) {
                assertThat(labels.get(c, r, 5) == 1).isEqualTo(c >= 4 && c <= 8 && r >= 3 && r <= 6);
            }
        }
        assertThat(labels.nonZero().count()).isEqualTo(20);
        assertThat(volume.segments()).extracting("name").containsExactly("roi A");
    }

    /** Closed form: the voxels of a disc, a polygon of 720 points that leaves no centre within 1e-3 columns of its edge. */
    @Test
    void aDiscHasTheVoxelsOfItsEquation() throws IOException, InputException {
        double radius = 7.303; // mm
        double[] xyz = new double[3 * 720];
        for (int n = 0; n < 720; n++) {
            double angle = 2 * StrictMath.PI * n / 720;
            xyz[3 * n] = -20 + 0.75 * 15.2 + radius * StrictMath.cos(angle);
            xyz[3 * n + 1] = -30 + 1.25 * 11.4 + radius * StrictMath.sin(angle);
            xyz[3 * n + 2] = 110;
        }

        LabelVolume labels = read(write("1.2.3.4", List.of(List.of(new Contour(CLOSED, 4, xyz)))))
                .labels();

        for (int r = 0; r < 24; r++) {
            for (int c = 0; c < 32; c++) {
                double x = 0.75 * (c - 15.2);
                double y = 1.25 * (r - 11.4);
                double distance = Math.sqrt(x * x + y * y);
                // the sagitta of the polygon is radius * (1 - cos(pi / 720)) = 7e-5 mm
                assertThat(Math.abs(distance - radius)).as("fixture").isGreaterThan(1e-4);
                assertThat(labels.get(c, r, 4) == 1)
                        .as("column %d row %d", c, r)
                        .isEqualTo(distance < radius);
            }
        }
    }

    @Test
    void contoursWithinContoursAreHoles() throws IOException, InputException {
        VolumeFile volume =
                read(write("1.2.3.4", List.of(List.of(box(5, 3.5, 2.5, 12.5, 12.5), box(5, 5.5, 4.5, 8.5, 8.5)))));

        assertThat(volume.labels().nonZero().count()).isEqualTo(9 * 10 - 3 * 4);
        assertThat(volume.labels().get(6, 6, 5)).isZero();
    }

    @Test
    void structuresThatOverlapKeepTheirVoxels() throws IOException, InputException {
        VolumeFile volume = read(
                write("1.2.3.4", List.of(List.of(box(5, 3.5, 2.5, 12.5, 12.5)), List.of(box(5, 5.5, 4.5, 8.5, 8.5)))));

        assertThat(volume.layers()).hasSize(2);
        assertThat(volume.layers().get(0).mask(1).count()).isEqualTo(90);
        assertThat(volume.layers().get(1).mask(2).count()).isEqualTo(12);
    }

    @Test
    @Tag("H13")
    void aStructureThatIsNoSolidIsLeftOutAndSaid() throws IOException, InputException {
        Contour good = box(5, 3.5, 2.5, 8.5, 6.5);
        Contour point = new Contour("POINT", 5, -10, -20, 112.5, -10, -20, 112.5, -10, -20, 112.5);
        Contour between = new Contour(CLOSED, 5, -10, -20, 113.7, -5, -20, 113.7, -5, -15, 113.7);

        VolumeFile volume = read(write("1.2.3.4", List.of(List.of(good), List.of(point), List.of(good, between))));

        assertThat(volume.segments()).extracting("name").containsExactly("roi A");
        assertThat(volume.findings()).extracting("code").containsExactly("roi-not-closed", "roi-off-slice");
        refuses(write("1.2.3.4", List.of(List.of(point))), "roi-not-closed");
    }

    @Test
    @Tag("H07")
    void gapsBetweenContoursAreEmptyAndSaid() throws IOException, InputException {
        VolumeFile volume =
                read(write("1.2.3.4", List.of(List.of(box(3, 3.5, 2.5, 8.5, 6.5), box(6, 3.5, 2.5, 8.5, 6.5)))));

        assertThat(volume.labels().nonZero().count()).isEqualTo(40);
        assertThat(volume.findings()).extracting("code").containsExactly("roi-gaps");
    }

    @Test
    @Tag("H06")
    void contoursOfOtherImagesAreRefused() throws IOException {
        refuses(write("1.2.3.5", List.of(List.of(box(5, 3.5, 2.5, 8.5, 6.5)))), "rtstruct-other-image");
        Contour stranger = new Contour(CLOSED, 40, box(5, 3.5, 2.5, 8.5, 6.5).xyz());
        refuses(write("1.2.3.4", List.of(List.of(stranger))), "rtstruct-other-image");
    }

    @Test
    @Tag("H29")
    void contoursWithoutTheirImageAreRefusedWithTheirNames() throws IOException {
        Path file = write("1.2.3.4", List.of(List.of(box(5, 3.5, 2.5, 8.5, 6.5))));

        assertThatThrownBy(() -> VolumeFiles.readLabels(file, ReadOptions.strict()))
                .isInstanceOfSatisfying(InputException.class, e -> {
                    assertThat(e.code()).isEqualTo("rtstruct-needs-image");
                    assertThat(e.getMessage()).contains("1 roi A");
                });
    }

    @Test
    void aCaseTakesStructuresByNameAndSeriesByNumber() throws IOException, InputException {
        Slices.axial().inSeries("1.2.55", 5).write(folder.resolve("ct/other"));
        write(
                "1.2.3.4",
                List.of(
                        List.of(box(4, 1.5, 1.5, 28.5, 20.5), box(5, 1.5, 1.5, 28.5, 20.5)),
                        List.of(box(4, 5.5, 4.5, 8.5, 8.5)),
                        List.of(box(4, 3.5, 2.5, 12.5, 12.5))));
        String entry = "{\"file\": \"rt.dcm\", \"image\": \"ct\", \"role\": \"%s\", \"label\": \"roi %s\"}";
        Path file = Files.writeString(
                folder.resolve("case.json"),
                "{\"schema\": \"thermargin.case/1\", \"id\": \"rt\", \"volumes\": ["
                        + String.join(
                                ", ",
                                entry.formatted("liver", "A"),
                                entry.formatted("lesion", "B"),
                                entry.formatted("zone", "C"),
                                "{\"file\": \"ct\", \"series\": 5, \"role\": \"image\"}")
                        + "]}");

        CaseFile source = CaseFileReader.read(file);
        Scene scene = new SceneBuilder(ReadOptions.strict(), 2).build(source);

        assertThat(scene.liver().orElseThrow().count()).isEqualTo(2 * 27 * 19);
        assertThat(scene.lesions().get(0).mask().count()).isEqualTo(3 * 4);
        assertThat(scene.inputs()).extracting(i -> i.role()).contains("liver,lesion,zone", "image");

        Path again = folder.resolve("again.json");
        CaseFileWriter.write(again, source);
        assertThat(CaseFileReader.read(again).volumes()).isEqualTo(source.volumes());
    }
}
