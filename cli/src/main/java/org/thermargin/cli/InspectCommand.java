package org.thermargin.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.thermargin.InputException;
import org.thermargin.io.volume.VolumeFiles;
import org.thermargin.io.volume.VolumeInspection;
import org.thermargin.report.InspectionJson;
import org.thermargin.report.InspectionText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code thermargin inspect}: what is in volume files. */
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        versionProvider = BuildInfo.class,
        header = "Geometry, labels and findings of volume files.")
final class InspectCommand implements ThermarginCommand {
    private final Console console;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Volume files (NIfTI, NRRD, MetaImage).")
    List<Path> files;

    @Mixin
    ReadingOptions reading;

    @Mixin
    OutputOptions output;

    InspectCommand(Console console) {
        this.console = console;
    }

    @Override
    public OutputOptions output() {
        return output;
    }

    @Override
    public Integer call() throws InputException {
        List<VolumeInspection> volumes = new ArrayList<>();
        for (Path file : files) {
            volumes.add(VolumeFiles.inspect(file, reading.readOptions()));
        }
        console.out().print(output.json ? InspectionJson.of(volumes) : InspectionText.of(volumes));
        return ExitCode.OK;
    }
}
