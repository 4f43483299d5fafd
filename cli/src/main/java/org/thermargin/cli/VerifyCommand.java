package org.thermargin.cli;

import java.nio.file.Path;
import org.thermargin.InputException;
import org.thermargin.report.AssessmentJson;
import org.thermargin.report.ComparisonText;
import org.thermargin.report.PathStyle;
import org.thermargin.report.StoredResult;
import org.thermargin.report.StoredResult.Comparison;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code thermargin verify}: a stored assessment against one computed anew from the same files. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        versionProvider = BuildInfo.class,
        header = "Computes a stored assessment anew and compares every number.",
        description = "Give the case and the options with which the result was made. Files are told by their SHA-256,"
                + " wherever they lie now; numbers must agree in every bit, whatever the number of threads.",
        footer = {
            "",
            "  thermargin assess testdata/cases/liver-observed --json > result.json",
            "  thermargin verify result.json testdata/cases/liver-observed",
            "Exit codes: 0 the same, 1 not the same, 2 refused, 3 internal error."
        })
final class VerifyCommand implements ThermarginCommand {
    private final Console console;

    @Parameters(
            index = "0",
            paramLabel = "RESULT",
            description = "JSON document of assess, or the folder that assess --out wrote.")
    Path result;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "CASE",
            description = "Case file, its folder, or a folder in the QAM layout.")
    Path casePath;

    @Mixin
    CaseOptions options;

    @Mixin
    OutputOptions output;

    VerifyCommand(Console console) {
        this.console = console;
    }

    @Override
    public OutputOptions output() {
        return output;
    }

    @Override
    public Integer call() throws InputException {
        options.check(casePath);
        StoredResult stored = StoredResult.read(result);
        Comparison comparison = comparedWithNotice(stored);
        console.out()
                .print(
                        output.json
                                ? ComparisonText.json(comparison, BuildInfo.software())
                                : ComparisonText.of(stored, comparison, BuildInfo.software()));
        return comparison.isSame() ? ExitCode.OK : ExitCode.BELOW_COMPLETE;
    }

    private Comparison comparedWithNotice(StoredResult stored) throws InputException {
        SlowNotice notice =
                output.json ? SlowNotice.silent() : SlowNotice.start(console.err(), "assessing, please wait ...");
        try {
            CaseOptions.Opened opened = options.open(options.stated(casePath));
            return stored.against(AssessmentJson.of(
                    opened.open().assessment(),
                    options.advice(opened, stored.hasCorrections()),
                    BuildInfo.software(),
                    PathStyle.HASHED));
        } finally {
            notice.done();
        }
    }
}
