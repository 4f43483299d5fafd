package org.thermargin.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.thermargin.InputException;
import org.thermargin.io.casefile.CaseFile;
import org.thermargin.io.casefile.RegistrationFiles;
import org.thermargin.scene.ScanRegistration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options that bring the scan of the zone to that of the lesion, for one case. */
final class TransformOptions {
    @Spec(Spec.Target.MIXEE)
    CommandSpec spec;

    @Option(
            names = "--transform",
            paramLabel = "FILE",
            description = "ITK text transform (.tfm) between the scan of the lesion and that of the zone (needs"
                    + " --transform-maps).")
    Path transform;

    @Option(
            names = "--transform-maps",
            paramLabel = "WAY",
            description = "lesion-to-zone (ITK with the scan of the lesion as the fixed image, 3D Slicer) or"
                    + " zone-to-lesion.")
    String maps;

    @Option(
            names = "--landmarks-before",
            paramLabel = "FILE",
            description = "Landmarks of the scan of the lesion (.mrk.json), paired by label; they give the registration"
                    + " and a bound on its error, or check --transform.")
    Path landmarksBefore;

    @Option(
            names = "--landmarks-after",
            paramLabel = "FILE",
            description = "The same landmarks of the scan of the zone.")
    Path landmarksAfter;

    @Option(
            names = "--drawn-after",
            split = ",",
            paramLabel = "NAMES",
            description = "Masks besides the zone drawn on its scan: liver, or names of vessels and structures.")
    List<String> drawnAfter = new ArrayList<>();

    @Option(
            names = "--contraction-percent",
            split = ",",
            paramLabel = "PERCENT",
            description = "Also print the margin that the zone would have had if tissue contracted radially by these"
                    + " shares (never in the verdict), e.g. 10,20.")
    List<Integer> contractionPercent = new ArrayList<>();

    /** Refuses what no transform is. */
    void check() {
        if (maps != null && !ScanRegistration.Direction.KEYS.contains(maps)) {
            throw bad("--transform-maps must be lesion-to-zone or zone-to-lesion, was " + maps);
        }
        if (!drawnAfter.isEmpty() && transform == null && landmarksBefore == null) {
            throw bad("--drawn-after needs --transform or landmarks");
        }
        for (int percent : contractionPercent) {
            if (percent < 0 || percent > 100 * CaseFile.MAX_CONTRACTION) {
                throw bad("--contraction-percent must be 0 to " + (int) (100 * CaseFile.MAX_CONTRACTION) + ", was "
                        + percent);
            }
        }
    }

    /** The case with what is stated here, in place of what it states. */
    CaseFile applied(CaseFile given) throws InputException {
        CaseFile asked = contractionPercent.isEmpty()
                ? given
                : given.contracted(
                        contractionPercent.stream().map(p -> p / 100.0).toList());
        RegistrationFiles files = new RegistrationFiles(
                Optional.ofNullable(transform),
                Optional.ofNullable(maps).map(ScanRegistration.Direction::ofKey),
                Optional.ofNullable(landmarksBefore),
                Optional.ofNullable(landmarksAfter),
                drawnAfter);
        if (files.isEmpty()) {
            return asked;
        }
        RegistrationFiles.Content content = files.read();
        return asked.registered(asked.registrationErrorMm(), Optional.of(content.registration()))
                .with(content.documents());
    }

    private ParameterException bad(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
