package org.thermargin.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.thermargin.InputException;
import org.thermargin.assess.Assessment;
import org.thermargin.assess.LesionAssessment;
import org.thermargin.assess.ZoneAssessment;
import org.thermargin.assess.ZoneNumbers;
import org.thermargin.geometry.Bounds3;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.io.ReadOptions;
import org.thermargin.io.Segment;
import org.thermargin.io.VolumeAddress;
import org.thermargin.io.VolumeFile;
import org.thermargin.io.casefile.MarkupsReader;
import org.thermargin.io.dicom.ImageReference;
import org.thermargin.io.dicom.PatientSeries;
import org.thermargin.io.volume.VolumeFiles;
import org.thermargin.margin.ZoneRegion;
import org.thermargin.oracle.Oracle;

/** What other programs are given of an assessment. */
class ExportTest {
    @TempDir
    Path folder;

    private static LesionAssessment lesionWith(ZoneRegion region) {
        ZoneNumbers numbers = SampleAssessments.with(SampleAssessments.numbers(), Map.of("zone", region));
        ZoneAssessment zone = SampleAssessments.with(SampleAssessments.zone(), Map.of("numbers", Optional.of(numbers)));
        return SampleAssessments.with(SampleAssessments.lesion(), Map.of("zones", List.of(zone)));
    }

    /** A ball of 8 mm, exact: 2 mm more than the lesion, so that 3 of 5 mm are missing. */
    private static ZoneRegion exactBall() {
        return new ZoneRegion.Exact(
                (x, y, z) -> 8 - new Point3(x, y, z).distanceMm(new Point3(0, 0, 1000)),
                new Bounds3(new Point3(-8, -8, 992), new Point3(8, 8, 1008)));
    }

    private static Assessment assessment() {
        return SampleAssessments.of(List.of(
                lesionWith(exactBall()), SampleAssessments.refusedLesion(), SampleAssessments.untargetedLesion()));
    }

    private ImageReference images(VoxelGrid lattice, String name) throws IOException, InputException {
        Path series = new PatientSeries(lattice).write(folder.resolve(name));
        return ImageReference.read(VolumeAddress.of(series), ReadOptions.strict());
    }

    private Path write(Assessment assessment, boolean slicer, Optional<ImageReference> images, String name)
            throws IOException, InputException {
        Path out = folder.resolve(name);
        AssessmentFiles.write(
                out,
                assessment,
                SampleAssessments.SOFTWARE,
                new AssessmentFiles.Options(
                        PathStyle.HASHED,
                        Set.of(),
                        false,
                        new AssessmentFiles.Page(PictureScene.none(), Optional.empty(), Optional.empty()),
                        new AssessmentFiles.Export(slicer, images, Optional.empty(), Optional.empty())));
        return out;
    }

    private static BinaryMask mask(VolumeFile file, String name, VoxelGrid grid) {
        Segment segment = file.segments().stream()
                .filter(s -> s.name().equals(name))
                .findFirst()
                .orElseThrow();
        return file.layers().get(segment.layer()).mask(segment.labelValue()).onto(grid);
    }

    /** The voxels of the shared lattice whose centres lie between two radii: outside the first, within the second. */
    private static BinaryMask shell(VoxelGrid grid, double outsideMm, double withinMm) {
        BinaryMask mask = new BinaryMask(grid);
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    double r = grid.toWorld(i, j, k).distanceMm(new Point3(0, 0, 1000));
                    if (r <= withinMm && r > outsideMm) {
                        mask.set(i, j, k);
                    }
                }
            }
        }
        return mask;
    }

    @Test
    @Tag("H28")
    void segmentsOfSlicerAndDicomAreLesionZoneAndShortfall() throws IOException, InputException {
        VoxelGrid grid = SampleAssessments.GRID;
        Path out = write(assessment(), true, Optional.of(images(grid, "ct")), "out");

        for (String name : List.of("segments.seg.nrrd", "segmentation.dcm")) {
            VolumeFile file = VolumeFiles.readLabels(out.resolve(name), ReadOptions.strict());

            assertThat(file.segments())
                    .extracting(Segment::name)
                    .containsExactly("lesion L1", "zone observed beside vessels", "shortfall L1 observed");
            assertThat(mask(file, "lesion L1", grid)).isEqualTo(SampleAssessments.ball(6));
            assertThat(mask(file, "zone observed beside vessels", grid)).isEqualTo(shell(grid, -1, 8));
            // between the zone at 8 mm and the target at 11 mm, whose end is that of a surface rebuilt from voxels
            BinaryMask shortfall = mask(file, "shortfall L1 observed", grid);
            assertThat(shortfall.andNot(shell(grid, 8, 11.87)).isEmpty()).isTrue();
            assertThat(shell(grid, 8, 10.13).andNot(shortfall).isEmpty()).isTrue();
        }
    }

    @Test
    void slicerGetsNeedlesAndThinnestPoints() throws IOException, InputException {
        Path out = write(assessment(), true, Optional.empty(), "out");

        List<MarkupsReader.Needle> needles = MarkupsReader.read(out.resolve("needles.mrk.json"), Optional.empty())
                .needles();
        assertThat(needles)
                .containsExactly(new MarkupsReader.Needle(new Point3(-142, 0, 1000), new Point3(0, 0, 1000)));
        JsonNode place = new ObjectMapper()
                .readTree(out.resolve("thinnest.mrk.json").toFile())
                .get("markups")
                .get(0);
        assertThat(place.get("type").asText()).isEqualTo("Fiducial");
        assertThat(place.get("coordinateSystem").asText()).isEqualTo("LPS");
        JsonNode point = place.get("controlPoints").get(0);
        assertThat(point.get("label").asText()).isEqualTo("L1 observed 6.02 mm");
        assertThat(point.get("position").get(1).asDouble()).isEqualTo(-40.05);
    }

    /** On oblique images of other voxels a segment holds the voxels whose centres lie inside. */
    @Test
    void onOtherImagesVoxelsAreTakenByTheirCentres() throws IOException, InputException {
        double c = StrictMath.cos(0.3);
        double s = StrictMath.sin(0.3);
        VoxelGrid oblique = VoxelGrid.oriented(
                64,
                64,
                32,
                0.7,
                0.8,
                1.9,
                Direction3.of(c, s, 0),
                Direction3.of(-s, c, 0),
                Direction3.SUPERIOR,
                new Point3(-14, -32, 972));
        Path out = write(assessment(), false, Optional.of(images(oblique, "ct")), "out");

        VolumeFile file = VolumeFiles.readLabels(out.resolve("segmentation.dcm"), ReadOptions.strict());

        assertThat(mask(file, "zone observed beside vessels", oblique)).isEqualTo(shell(oblique, -1, 8));
        // a ball of 6 mm as a mask of 1 mm voxels, sampled at its nearest voxel: off by half a diagonal, 0.87 mm
        BinaryMask lesion = mask(file, "lesion L1", oblique);
        assertThat(lesion.andNot(shell(oblique, -1, 6.87)).isEmpty()).isTrue();
        assertThat(shell(oblique, -1, 5.13).andNot(lesion).isEmpty()).isTrue();
    }

    @Test
    @Tag("H06")
    void imagesThatDoNotHoldALesionAreRefused() throws IOException, InputException {
        ImageReference shifted = images(VoxelGrid.axisAligned(44, 44, 44, 1, 1, 1, new Point3(-22, -22, 998)), "ct");

        assertThatThrownBy(() -> write(assessment(), false, Optional.of(shifted), "out"))
                .isInstanceOfSatisfying(InputException.class, e -> {
                    assertThat(e.code()).isEqualTo("dicom-reference-elsewhere");
                    assertThat(e.getMessage()).doesNotContain(PatientSeries.CANARY);
                });
        assertThat(folder.resolve("out/assessment.json")).doesNotExist();
    }

    @Test
    @Tag("H38")
    void onlyTheTwoObjectsNameThePatient() throws IOException, InputException {
        Path out = write(assessment(), true, Optional.of(images(SampleAssessments.GRID, "ct")), "out");

        List<String> naming = new ArrayList<>();
        try (Stream<Path> files = Files.list(out)) {
            for (Path file : files.sorted().toList()) {
                String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
                if (bytes.contains(PatientSeries.CANARY) || file.toString().contains(PatientSeries.CANARY)) {
                    naming.add(file.getFileName().toString());
                }
            }
        }
        assertThat(naming).containsExactly("measurements.dcm", "segmentation.dcm");
    }

    /** dciodvfy finds no fault, dsrdump and pydicom read the report, and the numbers are those of the assessment. */
    @Test
    void othersReadTheReport() throws IOException, InputException {
        Oracle.requireProgram("/usr/bin/dciodvfy");
        Oracle.requireProgram("/usr/bin/dsrdump");
        Oracle pydicom = Oracle.python("pydicom");
        Path out = write(assessment(), false, Optional.of(images(SampleAssessments.GRID, "ct")), "out");

        List<String> lines = pydicom.run(script(), out.resolve("measurements.dcm"), out.resolve("segmentation.dcm"));

        assertThat(lines)
                .contains(
                        "1411 lesion L1 -> lesion L1",
                        "1411 zone observed beside vessels -> zone observed beside vessels",
                        "1411 shortfall L1 observed -> shortfall L1 observed",
                        "1501 lesion L2, \"cut\" -> ",
                        "1501 lesion L3 -> ",
                        "lesion L1 MAM 6.024 mm",
                        "lesion L1 MAM_LOWER 4.9999 mm",
                        "lesion L1 MAM_UPPER 6.4301 mm",
                        "lesion L1 TARGET 5 mm",
                        "lesion L1 SHORTFALL 0.021 ml",
                        "lesion L1 COVERAGE 99.996 %",
                        "lesion L1 VERDICT INDETERMINATE",
                        "lesion L1 ZONE_SOURCE OBSERVED",
                        "lesion L1 CLAIM as drawn on the image after ablation",
                        "lesion L1 TAINT assume-mm",
                        "lesion L2, \"cut\" VERDICT REFUSED",
                        "lesion L2, \"cut\" REASON the lesion touches the image border",
                        "lesion L3 VERDICT NOT_TARGETED",
                        "99THERMARGIN Thermargin ablation margins",
                        "CANARY^P\u00e4tient",
                        "1 study, evidence of 45 objects");
    }

    private static String script() throws IOException {
        try (InputStream in = ExportTest.class.getResourceAsStream("measurements.py")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
