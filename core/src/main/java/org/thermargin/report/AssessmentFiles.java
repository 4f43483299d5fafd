package org.thermargin.report;

import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.thermargin.InputException;
import org.thermargin.assess.Assessment;
import org.thermargin.assess.LesionAssessment;
import org.thermargin.assess.ZoneAssessment;
import org.thermargin.assess.ZoneNumbers;
import org.thermargin.grid.BinaryMask;
import org.thermargin.io.dicom.ImageReference;
import org.thermargin.io.mesh.MeshWriter;
import org.thermargin.io.mesh.TriangleMesh;
import org.thermargin.margin.MarginMap;
import org.thermargin.margin.ZoneSurface;
import org.thermargin.plan.CaseAdvice;

/**
 * Writes an assessment to a folder. Names count lesions by their position n in {@code assessment.json}, from 1:
 *
 * <ul>
 *   <li>{@code assessment.json}, {@code assessment.csv}, {@code assessment.txt}
 *   <li>{@code corrections.csv}, {@code differences.csv}, {@code needles.csv}: what is said beside the assessment, where
 *       there is something to say
 *   <li>{@code report.html}: the page of {@link ReportPage}; {@code report.pdf}: the same, where something prints it and does not fail
 *   <li>{@code lesions.nii.gz}: label n is lesion n ({@code lesions-2.nii.gz} for lesions of a second lattice, ...)
 *   <li>{@code lesion1-observed-zone.nii.gz}: the zone; {@code lesion1-observed-margin.nii.gz}: signed margin, mm
 *   <li>{@code lesion1-observed-lesion.ply}: lesion surface with the margin per vertex; {@code
 *       lesion1-observed-zone.ply}: zone surface with the distance to the lesion per vertex; {@code .stl}, {@code .vtp}
 *   <li>{@code lesion1-observed-map.svg}: picture of the margin on the lesion surface from six sides
 *   <li>{@code lesion1-planned-cooling.svg}: section through the shaft where vessels change the zone
 *   <li>{@code lesion1-observed-surface.csv}: margin per surface point
 *   <li>{@code segments.seg.nrrd}, {@code needles.mrk.json}, {@code thinnest.mrk.json}: for 3D Slicer, on request
 *   <li>{@code segmentation.dcm}, {@code measurements.dcm}: objects of the study of the images, on request
 * </ul>
 *
 * Volumes, meshes, pictures and surface tables exist for lesions with numbers only.
 */
public final class AssessmentFiles {
    private static final double LATTICE_TOLERANCE_MM = 0.01;

    /**
     * What to write beside the documents, zones, labels and margins.
     *
     * @param paths how paths of inputs appear
     * @param meshes formats of the meshes; none: no meshes
     * @param surfaceTable whether the margin per surface point is written
     * @param page what the report page shows and whether it is printed
     * @param export what other programs are to be given
     */
    public record Options(
            PathStyle paths, Set<MeshWriter.Format> meshes, boolean surfaceTable, Page page, Export export) {
        public Options {
            meshes = meshes.isEmpty() ? Set.of() : Set.copyOf(meshes);
        }

        /** With nothing for other programs. */
        public Options(PathStyle paths, Set<MeshWriter.Format> meshes, boolean surfaceTable, Page page) {
            this(paths, meshes, surfaceTable, page, Export.none());
        }

        /** With a report page of the assessment alone, not printed. */
        public Options(PathStyle paths, Set<MeshWriter.Format> meshes, boolean surfaceTable) {
            this(paths, meshes, surfaceTable, new Page(PictureScene.none(), Optional.empty(), Optional.empty()));
        }

        /** Hashed paths, PLY meshes, no surface table. */
        public static Options defaults() {
            return new Options(PathStyle.HASHED, EnumSet.of(MeshWriter.Format.PLY), false);
        }
    }

    /**
     * The report page.
     *
     * @param scene what its pictures show around the lesions
     * @param date date of the run in words; empty: the page bears none
     * @param printer makes the file for a printer; empty: there is none
     */
    public record Page(PictureScene scene, Optional<String> date, Optional<PagePrinter> printer) {}

    /**
     * Files for other programs.
     *
     * @param slicer whether 3D Slicer gets segments, needles and thinnest points
     * @param images the images that DICOM objects are written for; empty: none are
     * @param date date of the run that the objects bear, {@code YYYYMMDD}; empty: date and time of the images
     * @param organ the organ that shortfalls lie in; empty without a liver mask
     */
    public record Export(
            boolean slicer, Optional<ImageReference> images, Optional<String> date, Optional<BinaryMask> organ) {
        /** Nothing. */
        public static Export none() {
            return new Export(false, Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    private final Assessment assessment;
    private final Options options;
    private final OutputFolder folder;

    private AssessmentFiles(Assessment assessment, Options options, OutputFolder folder) {
        this.assessment = assessment;
        this.options = options;
        this.folder = folder;
    }

    /**
     * Writes all files, or none: they are put in place at the end, after those of an earlier assessment in the folder
     * were removed. A folder with other content is refused. Returns what was written, in order of name.
     */
    public static List<Path> write(Path dir, Assessment assessment, Software software, Options options)
            throws IOException, InputException {
        return write(dir, assessment, CaseAdvice.none(), software, options);
    }

    /** The files, with what is said beside the assessment in its JSON and text. */
    public static List<Path> write(
            Path dir, Assessment assessment, CaseAdvice advice, Software software, Options options)
            throws IOException, InputException {
        try (OutputFolder folder = OutputFolder.open(dir)) {
            AssessmentFiles files = new AssessmentFiles(assessment, options, folder);
            files.documents(advice, software);
            files.labels();
            files.zones();
            files.export(software);
            return folder.publish();
        }
    }

    private void export(Software software) throws IOException, InputException {
        Export export = options.export();
        if (export.slicer()) {
            SlicerFiles.write(folder, assessment, export.organ());
        }
        if (export.images().isPresent()) {
            DicomFiles.write(folder, assessment, export.organ(), export.images().get(), software, export.date());
        }
    }

    private void documents(CaseAdvice advice, Software software) throws IOException {
        text(OutputFolder.MARKER, AssessmentJson.of(assessment, advice, software, options.paths()));
        text("assessment.csv", AssessmentTable.of(assessment));
        text("assessment.txt", AssessmentText.of(assessment, advice, TextStyle.PLAIN));
        String id = assessment.caseId();
        table("corrections.csv", AdviceTables.corrections(id, advice));
        table(
                "differences.csv",
                AdviceTables.differences(id, advice.differences().sources()));
        table("needles.csv", AdviceTables.needles(id, advice.differences().applicators()));
        Page page = options.page();
        String report = ReportPage.of(
                assessment, advice, new ReportPage.Options(software, options.paths(), page.scene(), page.date()));
        text("report.html", report);
        if (page.printer().isPresent()) {
            Optional<byte[]> printed = printed(page.printer().get(), report);
            if (printed.isPresent()) {
                Files.write(folder.staged("report.pdf"), printed.get());
            }
        }
    }

    /** The page for a printer; empty where the library that lays it out fails: results are not lost over that. */
    private static Optional<byte[]> printed(PagePrinter printer, String report) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            printer.print(report, out);
        } catch (RuntimeException e) {
            return Optional.empty();
        }
        return Optional.of(out.toByteArray());
    }

    private void table(String name, Optional<String> rows) throws IOException {
        if (rows.isPresent()) {
            text(name, rows.get());
        }
    }

    private void text(String name, String content) throws IOException {
        Files.writeString(folder.staged(name), content, StandardCharsets.UTF_8);
    }

    private void labels() throws IOException {
        List<Labelled> left = new ArrayList<>();
        for (int n = 0; n < assessment.lesions().size(); n++) {
            Optional<ZoneNumbers> numbers = latestNumbers(assessment.lesions().get(n));
            if (numbers.isPresent()) {
                left.add(new Labelled(n + 1, numbers.get().lesion()));
            }
        }
        for (int volume = 1; !left.isEmpty(); volume++) {
            BinaryMask first = left.get(0).mask();
            List<Labelled> group = left.stream()
                    .filter(l -> first.grid().sameLattice(l.mask().grid(), LATTICE_TOLERANCE_MM))
                    .toList();
            AssessmentVolumes.labels(
                    folder.staged(volume == 1 ? "lesions.nii.gz" : "lesions-" + volume + ".nii.gz"),
                    group.stream().map(Labelled::mask).toList(),
                    group.stream().map(Labelled::label).toList());
            left.removeAll(group);
        }
    }

    private record Labelled(int label, BinaryMask mask) {}

    private static Optional<ZoneNumbers> latestNumbers(LesionAssessment lesion) {
        return lesion.zones().stream().flatMap(zone -> zone.numbers().stream()).reduce((first, last) -> last);
    }

    private void zones() throws IOException {
        for (int n = 0; n < assessment.lesions().size(); n++) {
            LesionAssessment lesion = assessment.lesions().get(n);
            for (ZoneAssessment zone : lesion.zones()) {
                if (zone.numbers().isPresent()) {
                    String prefix = "lesion" + (n + 1) + "-" + zone.source().key() + "-";
                    zone(prefix, zone.numbers().get());
                    text(prefix + "map.svg", MarginPicture.of(assessment, lesion, zone));
                    Optional<String> cooling = CoolingPicture.of(assessment, lesion, zone);
                    if (cooling.isPresent()) {
                        text(prefix + "cooling.svg", cooling.get());
                    }
                }
            }
        }
    }

    private void zone(String prefix, ZoneNumbers numbers) throws IOException {
        AssessmentVolumes.zone(folder.staged(prefix + "zone.nii.gz"), numbers);
        AssessmentVolumes.margin(folder.staged(prefix + "margin.nii.gz"), numbers);
        MarginMap surface = numbers.margin().surface();
        if (!options.meshes().isEmpty()) {
            meshes(prefix + "lesion", surface);
            meshes(prefix + "zone", ZoneSurface.of(numbers.lesion(), numbers.zone()));
        }
        if (options.surfaceTable()) {
            try (BufferedWriter out =
                    Files.newBufferedWriter(folder.staged(prefix + "surface.csv"), StandardCharsets.UTF_8)) {
                SurfaceTable.write(out, surface);
            }
        }
    }

    private void meshes(String stem, MarginMap map) throws IOException {
        TriangleMesh mesh = new TriangleMesh(map.verticesMm(), map.triangles(), map.marginMm());
        for (MeshWriter.Format format : options.meshes()) {
            MeshWriter.write(folder.staged(stem + "." + format.name().toLowerCase(Locale.ROOT)), mesh);
        }
    }
}
