package org.thermargin.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.thermargin.geometry.Point3;
import org.thermargin.grid.VoxelGrid;
import org.thermargin.io.ReadOptions;
import org.thermargin.io.VolumeFile;
import org.thermargin.io.mesh.MeshWriter;
import org.thermargin.io.volume.VolumeFiles;
import org.thermargin.margin.ZoneRegion;

class AssessmentFilesTest {
    @TempDir
    Path folder;

    private List<String> write(Path dir, Assessment assessment, AssessmentFiles.Options options)
            throws IOException, InputException {
        return AssessmentFiles.write(dir, assessment, SampleAssessments.SOFTWARE, options).stream()
                .map(p -> p.getFileName().toString())
                .toList();
    }

    private List<String> listed(Path dir) throws IOException {
        try (Stream<Path> files = Files.list(dir)) {
            return files.map(p -> p.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void writesDocumentsVolumesMeshesAndTables() throws IOException, InputException {
        Path dir = folder.resolve("new/out");

        List<String> written = write(
                dir,
                SampleAssessments.full(),
                new AssessmentFiles.Options(PathStyle.HASHED, Set.of(MeshWriter.Format.values()), true));

        assertThat(written)
                .containsExactly(
                        "assessment.csv",
                        "assessment.json",
                        "assessment.txt",
                        "lesion1-observed-lesion.ply",
                        "lesion1-observed-lesion.stl",
                        "lesion1-observed-lesion.vtp",
                        "lesion1-observed-map.svg",
                        "lesion1-observed-margin.nii.gz",
                        "lesion1-observed-surface.csv",
                        "lesion1-observed-zone.nii.gz",
                        "lesion1-observed-zone.ply",
                        "lesion1-observed-zone.stl",
                        "lesion1-observed-zone.vtp",
                        "lesions.nii.gz",
                        "report.html");
        assertThat(listed(dir)).isEqualTo(written);
    }

    @Test
    void aPageThatCannotBePrintedTakesNothingElseAway() throws IOException, InputException {
        PagePrinter failing = (page, out) -> {
            out.write(1);
            throw new IllegalStateException("no such glyph");
        };
        AssessmentFiles.Page page =
                new AssessmentFiles.Page(PictureScene.none(), Optional.empty(), Optional.of(failing));

        List<String> written = write(
                folder, SampleAssessments.full(), new AssessmentFiles.Options(PathStyle.HASHED, Set.of(), false, page));

        assertThat(written).contains("assessment.json", "report.html").doesNotContain("report.pdf");
        assertThat(listed(folder)).isEqualTo(written);
    }

    @Test
    void volumesHoldWhatWasAssessedAtItsPlace() throws IOException, InputException {
        write(folder, SampleAssessments.full(), AssessmentFiles.Options.defaults());

        VolumeFile lesions = VolumeFiles.readLabels(folder.resolve("lesions.nii.gz"), ReadOptions.strict());
        VolumeFile zone = VolumeFiles.readLabels(folder.resolve("lesion1-observed-zone.nii.gz"), ReadOptions.strict());
        VolumeFile margin =
                VolumeFiles.readScalars(folder.resolve("lesion1-observed-margin.nii.gz"), ReadOptions.strict());

        assertThat(lesions.labels().mask(1).count())
                .isEqualTo(SampleAssessments.ball(6).count());
        assertThat(zone.labels().mask(1).count())
                .isEqualTo(SampleAssessments.ball(12).count());
        assertThat(lesions.grid().sameLattice(SampleAssessments.GRID, 1e-6)).isTrue();
        assertThat(zone.grid().sameLattice(SampleAssessments.GRID, 1e-6)).isTrue();
        // concentric balls of 6 and 12 mm: the centre is 12 mm deep, a point of the lesion surface 6 mm; masks of 1 mm
        // voxels hold a surface to half a voxel diagonal, 0.87 mm
        assertThat(valueAt(margin, 0, 0, 1000)).isCloseTo(12, within(0.87));
        assertThat(valueAt(margin, 6, 0, 1000)).isCloseTo(6, within(0.87));
        assertThat(valueAt(margin, 0, -14, 1000)).isCloseTo(-2, within(0.87));
    }

    private static double valueAt(VolumeFile volume, double x, double y, double z) {
        VoxelGrid grid = volume.grid();
        return volume.scalars()
                .orElseThrow()
                .get((int) Math.round(grid.indexI(x, y, z)), (int) Math.round(grid.indexJ(x, y, z)), (int)
                        Math.round(grid.indexK(x, y, z)));
    }

    @Test
    void anExactZoneIsShownOnTheLatticeOfTheLesion() throws IOException, InputException {
        ZoneRegion exact = new ZoneRegion.Exact(
                (x, y, z) -> 12 - new Point3(x, y, z).distanceMm(new Point3(0, 0, 1000)),
                new Bounds3(new Point3(-12, -12, 988), new Point3(12, 12, 1012)));
        ZoneNumbers numbers = SampleAssessments.with(SampleAssessments.numbers(), Map.of("zone", exact));
        ZoneAssessment zone = SampleAssessments.with(SampleAssessments.zone(), Map.of("numbers", Optional.of(numbers)));
        LesionAssessment lesion = SampleAssessments.with(SampleAssessments.lesion(), Map.of("zones", List.of(zone)));

        write(folder, SampleAssessments.of(List.of(lesion)), AssessmentFiles.Options.defaults());

        VolumeFile read = VolumeFiles.readLabels(folder.resolve("lesion1-observed-zone.nii.gz"), ReadOptions.strict());
        assertThat(read.labels().mask(1).count())
                .isEqualTo(SampleAssessments.ball(12).count());
    }

    @Test
    @Tag("H31")
    void aFolderWithOtherThingsIsRefusedAndLeftAlone() throws IOException {
        Files.writeString(folder.resolve("thesis.txt"), "years of work");

        assertThatThrownBy(() -> write(folder, SampleAssessments.full(), AssessmentFiles.Options.defaults()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("output folder must be new, empty, or hold an earlier assessment");
        assertThat(listed(folder)).containsExactly("thesis.txt");
    }

    @Test
    @Tag("H32")
    void anEarlierAssessmentIsReplacedAsAWhole() throws IOException, InputException {
        write(folder, SampleAssessments.full(), AssessmentFiles.Options.defaults());
        Files.writeString(folder.resolve("my-notes.txt"), "keep");

        List<String> written = write(
                folder,
                SampleAssessments.of(List.of(SampleAssessments.untargetedLesion())),
                AssessmentFiles.Options.defaults());

        assertThat(written).containsExactly("assessment.csv", "assessment.json", "assessment.txt", "report.html");
        assertThat(listed(folder))
                .containsExactly("assessment.csv", "assessment.json", "assessment.txt", "my-notes.txt", "report.html");
    }

    @Test
    void theSurfaceTableWeighsTheWholeSurface() throws IOException, InputException {
        write(folder, SampleAssessments.full(), new AssessmentFiles.Options(PathStyle.HASHED, Set.of(), true));

        List<String> lines = Files.readAllLines(folder.resolve("lesion1-observed-surface.csv"));
        double area = lines.stream()
                .skip(1)
                .mapToDouble(line -> Double.parseDouble(line.split(",", -1)[3]))
                .sum();

        assertThat(lines.get(0)).isEqualTo("x_lps_mm,y_lps_mm,z_lps_mm,area_mm2,margin_mm");
        // the same numbers in another order of summation
        assertThat(area).isCloseTo(SampleAssessments.margin().surface().totalAreaMm2(), within(1e-9));
    }
}
