package org.thermargin.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.thermargin.Finding;
import org.thermargin.InputException;
import org.thermargin.geometry.Bounds3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.io.casefile.RegistrationFiles;
import org.thermargin.io.casefile.ScanMasks;
import org.thermargin.io.casefile.VolumeRole;
import org.thermargin.io.transform.TransformReader;
import org.thermargin.io.transform.TransformWriter;
import org.thermargin.registration.LandmarkFit;
import org.thermargin.registration.SurfaceFit;
import org.thermargin.report.PathStyle;
import org.thermargin.report.ScanFit;
import org.thermargin.report.ScanFitJson;
import org.thermargin.report.ScanFitText;
import org.thermargin.scene.SceneInput;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code thermargin register}: a rigid map between the scans before and after ablation, and what speaks for it. */
@Command(
        name = "register",
        mixinStandardHelpOptions = true,
        versionProvider = BuildInfo.class,
        header = "Find the rigid map between the scans before and after ablation.",
        description = "From landmarks of both scans, or from liver masks of both: an aid to be checked on the scans."
                + " A bound on its error is yours to state.",
        footer = {
            "",
            "  thermargin register --liver-before L1.nii.gz --liver-after L2.nii.gz \\",
            "      --lesion T.nii.gz --out after.tfm",
            "  thermargin register --landmarks-before B.mrk.json --landmarks-after A.mrk.json",
        })
final class RegisterCommand implements ThermarginCommand {
    /** Room around the lesion in which the error counts, as for the bound of landmarks in a case. */
    private static final double AROUND_MM = 10;

    private final Console console;

    @Spec
    CommandSpec spec;

    @Option(
            names = "--liver-before",
            paramLabel = "FILE[:LABEL]",
            converter = VolumeArgument.FileConverter.class,
            description = "Liver mask of the scan before ablation, on which the lesion was drawn.")
    VolumeArgument liverBefore;

    @Option(
            names = "--liver-after",
            paramLabel = "FILE[:LABEL]",
            converter = VolumeArgument.FileConverter.class,
            description = "Liver mask of the scan after ablation, on which the zone was drawn.")
    VolumeArgument liverAfter;

    @Option(
            names = "--landmarks-before",
            paramLabel = "FILE",
            description = "Landmarks of the scan before (.mrk.json), paired by label.")
    Path landmarksBefore;

    @Option(names = "--landmarks-after", paramLabel = "FILE", description = "The same landmarks of the scan after.")
    Path landmarksAfter;

    @Option(
            names = "--by",
            paramLabel = "landmarks|livers",
            description = "With both: which gives the map; the other checks it (default: livers, starting from the"
                    + " landmarks too).")
    String by;

    @Option(
            names = "--lesion",
            paramLabel = "FILE[:LABEL]",
            converter = VolumeArgument.FileConverter.class,
            description = "Lesion mask of the scan before: where the error is looked at (default: the border of the"
                    + " liver).")
    VolumeArgument lesion;

    @Option(
            names = "--out",
            paramLabel = "FILE.tfm",
            description = "Write the map to this file as ITK text, replacing it.")
    Path out;

    @Option(names = "--show-paths", description = "Paths of input files as given in documents, not hashed.")
    boolean showPaths;

    @Mixin
    ReadingOptions reading;

    @Mixin
    OutputOptions output;

    RegisterCommand(Console console) {
        this.console = console;
    }

    @Override
    public OutputOptions output() {
        return output;
    }

    @Override
    public Integer call() throws InputException {
        checkOptions();
        ScanMasks masks = new ScanMasks(reading.readOptions());
        List<SceneInput> inputs = new ArrayList<>();
        Optional<LandmarkFit> landmarks = landmarks(inputs);
        Optional<Bounds3> lesionBox = lesion == null
                ? Optional.empty()
                : masks.read(lesion.entry(VolumeRole.LESION, "lesion"), "lesion")
                        .worldBounds()
                        .map(box -> box.grown(AROUND_MM));
        Optional<Bounds3> place = lesionBox;
        Optional<SurfaceFit> livers = Optional.empty();
        List<Double> volumes = new ArrayList<>();
        List<Finding> findings;
        if (liverBefore != null) {
            BinaryMask before = masks.read(liverBefore.entry(VolumeRole.LIVER, "liver"), "liver-before");
            BinaryMask after = masks.read(liverAfter.entry(VolumeRole.LIVER, "liver"), "liver-after");
            findings = masks.findings();
            place = lesionBox.or(before::worldBounds);
            volumes.add(before.volumeMl());
            volumes.add(after.volumeMl());
            livers = Optional.of(livers(before, after, landmarks, place));
        } else {
            findings = masks.findings();
        }
        inputs.addAll(masks.inputs());
        ScanFit fit = new ScanFit(
                isByLandmarks() ? ScanFit.By.LANDMARKS : ScanFit.By.LIVERS,
                landmarks,
                livers,
                place,
                lesionBox.isPresent(),
                volumes,
                inputs,
                findings);
        Optional<String> hash = write(fit);
        console.out()
                .print(
                        output.json
                                ? ScanFitJson.of(fit, hash, showPaths ? PathStyle.SHOWN : PathStyle.HASHED)
                                : ScanFitText.of(fit, Optional.ofNullable(out).map(Path::toString)));
        return ExitCode.OK;
    }

    private void checkOptions() {
        if ((liverBefore == null) != (liverAfter == null)) {
            throw bad("--liver-before and --liver-after must be given together");
        }
        if ((landmarksBefore == null) != (landmarksAfter == null)) {
            throw bad("--landmarks-before and --landmarks-after must be given together");
        }
        if (liverBefore == null && landmarksBefore == null) {
            throw bad("livers of both scans (--liver-before, --liver-after) or landmarks of both must be given");
        }
        if (by != null && !by.matches("landmarks|livers")) {
            throw bad("--by must be landmarks or livers, was " + by);
        }
        if (by != null && (by.equals("livers") ? liverBefore == null : landmarksBefore == null)) {
            throw bad("--by " + by + " needs them of both scans");
        }
        if (out != null && !out.toString().toLowerCase(Locale.ROOT).endsWith(".tfm")) {
            throw bad("--out must end in .tfm, by which ITK and 3D Slicer know the format");
        }
    }

    private boolean isByLandmarks() {
        return by == null ? liverBefore == null : by.equals("landmarks");
    }

    private Optional<LandmarkFit> landmarks(List<SceneInput> inputs) throws InputException {
        if (landmarksBefore == null) {
            return Optional.empty();
        }
        RegistrationFiles.Content content = new RegistrationFiles(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(landmarksBefore),
                        Optional.of(landmarksAfter),
                        List.of())
                .read();
        inputs.addAll(content.documents());
        return content.registration().landmarks();
    }

    private SurfaceFit livers(
            BinaryMask before, BinaryMask after, Optional<LandmarkFit> landmarks, Optional<Bounds3> place)
            throws InputException {
        int threads = Runtime.getRuntime().availableProcessors();
        return isByLandmarks()
                ? SurfaceFit.judged(before, after, landmarks.orElseThrow().map(), place, threads)
                : SurfaceFit.of(before, after, landmarks.map(LandmarkFit::map), place, threads);
    }

    /** The hash of the file that was written. */
    private Optional<String> write(ScanFit fit) throws InputException {
        if (out == null) {
            return Optional.empty();
        }
        try {
            TransformWriter.write(out, fit.zoneToLesion().inverse());
        } catch (IOException e) {
            throw new InputException(
                    "out-not-written",
                    "",
                    String.valueOf(out.getFileName()),
                    "the transform must be writable; writing failed with "
                            + e.getClass().getSimpleName());
        }
        return Optional.of(TransformReader.read(out).input().sha256());
    }

    private ParameterException bad(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
