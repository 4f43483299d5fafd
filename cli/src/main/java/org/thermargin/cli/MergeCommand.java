package org.thermargin.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.thermargin.InputException;
import org.thermargin.study.StudyFolder;
import org.thermargin.study.StudyImbalanceException;
import org.thermargin.study.StudyMerge;
import org.thermargin.study.StudyTotals;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code thermargin merge}: the shares of a study as one. */
@Command(
        name = "merge",
        mixinStandardHelpOptions = true,
        versionProvider = BuildInfo.class,
        header = "Join the folders of all shares of a study into one set of tables.",
        footer = {"", "  thermargin merge share-1 share-2 share-3 --out results"})
final class MergeCommand implements ThermarginCommand {
    private final Console console;

    @Parameters(arity = "1..*", paramLabel = "SHARE", description = "Folder of a share; all of them, in any order.")
    List<Path> shares;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder for the tables; new or empty.")
    Path out;

    @Mixin
    StudyReportOptions reports;

    @Mixin
    OutputOptions output;

    MergeCommand(Console console) {
        this.console = console;
    }

    @Override
    public OutputOptions output() {
        return output;
    }

    @Override
    public Integer call() throws InputException {
        try {
            StudyMerge merge = new StudyMerge(shares);
            try (StudyFolder folder = merge.output(out)) {
                StudyTotals totals = reports.write(merge, folder, console, output.json);
                return totals.tasksRefused() + totals.tasksFailed() == 0 ? ExitCode.OK : ExitCode.BELOW_COMPLETE;
            }
        } catch (StudyImbalanceException e) {
            console.err().println("thermargin: totals do not balance, no summary is written: " + e.getMessage());
            return ExitCode.INTERNAL;
        } catch (IOException e) {
            throw new InputException(
                    "out-not-written",
                    "H31",
                    String.valueOf(out.getFileName()),
                    "shares must be readable, the output folder writable with room; it failed with "
                            + StudyEnded.reason(e) + "; merge again into a new folder");
        }
    }
}
