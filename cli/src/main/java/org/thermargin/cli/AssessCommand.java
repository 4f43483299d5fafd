package org.thermargin.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.thermargin.InputException;
import org.thermargin.assess.Assessment;
import org.thermargin.assess.OpenCase;
import org.thermargin.cli.document.PdfReport;
import org.thermargin.io.casefile.CaseFile;
import org.thermargin.io.dicom.ImageReference;
import org.thermargin.io.mesh.MeshWriter;
import org.thermargin.plan.CaseAdvice;
import org.thermargin.report.AssessmentFiles;
import org.thermargin.report.AssessmentJson;
import org.thermargin.report.AssessmentText;
import org.thermargin.report.PathStyle;
import org.thermargin.report.PictureScene;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code thermargin assess}: one case, its verdict and numbers. */
@Command(
        name = "assess",
        mixinStandardHelpOptions = true,
        versionProvider = BuildInfo.class,
        header = "Margins and verdict of one case: a case file, or masks given one by one.",
        footer = {
            "",
            "  thermargin assess testdata/cases/liver-observed",
            "  thermargin assess --lesion L.nii.gz --zone Z.nii.gz --liver V.nii.gz",
            "Exit codes: 0 COMPLETE, 1 below COMPLETE, 2 refused, 3 internal error."
        })
final class AssessCommand implements ThermarginCommand {
    private final Console console;

    @Spec
    CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "CASE",
            description = "Case file, its folder, or a folder in the QAM layout.")
    Path casePath;

    @Mixin
    CaseOptions options;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Also write a report (HTML, PDF), JSON, CSV, volumes and meshes to this folder (new, empty, or an earlier result).")
    Path out;

    @Option(
            names = "--report-date",
            paramLabel = "YYYY-MM-DD",
            description =
                    "With --out: date that the report and DICOM objects bear (default: none in the report, that of the images in the objects, so that results compare equal).")
    LocalDate reportDate;

    @Option(
            names = "--mesh",
            split = ",",
            paramLabel = "FORMAT",
            description = "Mesh formats for --out: ply, stl, vtp (default: ply).")
    List<String> meshes;

    @Option(names = "--surface-csv", description = "With --out: the margin of every surface point as CSV.")
    boolean surfaceCsv;

    @Mixin
    ExportOptions export;

    @Option(names = "--show-paths", description = "Paths of input files as given in documents, not hashed.")
    boolean showPaths;

    @Option(names = "--no-correction", description = "Do not search how needles or settings could be corrected.")
    boolean noCorrection;

    @Mixin
    OutputOptions output;

    AssessCommand(Console console) {
        this.console = console;
    }

    @Override
    public OutputOptions output() {
        return output;
    }

    @Override
    public Integer call() throws InputException {
        checkArguments();
        Set<MeshWriter.Format> formats = meshFormats();
        SlowNotice notice = slowNotice();
        Assessment assessment;
        CaseAdvice advice;
        List<Path> written;
        try {
            CaseFile caseFile = export.applied(options.stated(casePath));
            Optional<ImageReference> images = export.images(caseFile, options.reading.readOptions());
            CaseOptions.Opened opened = options.open(caseFile);
            assessment = opened.open().assessment();
            advice = options.advice(opened, !noCorrection);
            written = out == null ? List.of() : write(opened.open(), caseFile, advice, formats, images);
        } finally {
            notice.done();
        }
        if (output.json) {
            console.out().print(AssessmentJson.of(assessment, advice, BuildInfo.software(), pathStyle()));
        } else {
            console.out().print(AssessmentText.of(assessment, advice, console.style()));
            if (!written.isEmpty()) {
                console.err().println("wrote " + written.size() + " files to " + out);
                export.say(console.err());
            }
        }
        if (out != null && !written.contains(out.resolve("report.pdf"))) {
            console.err().println("thermargin: report.pdf could not be made; report.html holds the same and prints");
        }
        return ExitCode.of(assessment.outcome());
    }

    private void checkArguments() {
        options.check(casePath);
        export.fault(out != null).ifPresent(fault -> {
            throw bad(fault);
        });
        if (out == null && (surfaceCsv || meshes != null || reportDate != null)) {
            throw bad(
                    (surfaceCsv ? "--surface-csv" : meshes != null ? "--mesh" : "--report-date") + " needs --out DIR");
        }
    }

    private ParameterException bad(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private Set<MeshWriter.Format> meshFormats() {
        Set<MeshWriter.Format> formats = EnumSet.noneOf(MeshWriter.Format.class);
        for (String name : meshes == null ? List.of("ply") : meshes) {
            switch (name) {
                case "ply" -> formats.add(MeshWriter.Format.PLY);
                case "stl" -> formats.add(MeshWriter.Format.STL);
                case "vtp" -> formats.add(MeshWriter.Format.VTP);
                default -> throw bad("--mesh must be ply, stl or vtp, was " + name);
            }
        }
        return formats;
    }

    private SlowNotice slowNotice() {
        return output.json ? SlowNotice.silent() : SlowNotice.start(console.err(), "assessing, please wait ...");
    }

    private PathStyle pathStyle() {
        return showPaths ? PathStyle.SHOWN : PathStyle.HASHED;
    }

    private List<Path> write(
            OpenCase open,
            CaseFile caseFile,
            CaseAdvice advice,
            Set<MeshWriter.Format> formats,
            Optional<ImageReference> images)
            throws InputException {
        AssessmentFiles.Page page = new AssessmentFiles.Page(
                PictureScene.of(open.scene(), options.backdrop(caseFile)),
                Optional.ofNullable(reportDate).map(LocalDate::toString),
                Optional.of(new PdfReport()));
        try {
            return AssessmentFiles.write(
                    out,
                    open.assessment(),
                    advice,
                    BuildInfo.software(),
                    new AssessmentFiles.Options(
                            pathStyle(), formats, surfaceCsv, page, export.of(images, open, reportDate)));
        } catch (IOException e) {
            throw new InputException(
                    "out-not-written",
                    "",
                    String.valueOf(out.getFileName()),
                    "output folder must be writable and have room; writing failed with "
                            + e.getClass().getSimpleName());
        }
    }
}
