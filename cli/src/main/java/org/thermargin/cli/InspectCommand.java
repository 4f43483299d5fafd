package org.thermargin.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.thermargin.InputException;
import org.thermargin.io.ReadOptions;
import org.thermargin.io.VolumeAddress;
import org.thermargin.io.dicom.SeriesSummary;
import org.thermargin.io.volume.VolumeFiles;
import org.thermargin.io.volume.VolumeInspection;
import org.thermargin.report.InspectionJson;
import org.thermargin.report.InspectionText;
import org.thermargin.report.SeriesChoice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code thermargin inspect}: what is in volume files. */
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        versionProvider = BuildInfo.class,
        header = "Geometry, labels and findings of volume files.")
final class InspectCommand implements ThermarginCommand {
    private final Console console;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Volume files (NIfTI, NRRD, MetaImage, DICOM) or folders of DICOM files.")
    List<Path> files;

    @Option(
            names = "--series",
            paramLabel = "SERIES",
            description = "Series of a DICOM folder with several: its number, or its hash as listed.")
    String series;

    @Option(
            names = "--image",
            paramLabel = "FOLDER",
            description = "DICOM image series that contours (RTSTRUCT) were drawn on.")
    Path image;

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
        ReadOptions options = reading.readOptions();
        List<VolumeInspection> volumes = new ArrayList<>();
        List<SeriesChoice> choices = new ArrayList<>();
        for (Path file : files) {
            List<SeriesSummary> several = series == null ? VolumeFiles.choices(file, options) : List.of();
            if (several.isEmpty()) {
                volumes.add(VolumeFiles.inspect(
                        VolumeAddress.of(file)
                                .withSeries(Optional.ofNullable(series))
                                .drawnOn(Optional.ofNullable(image)),
                        options));
            } else {
                choices.add(new SeriesChoice(file.toString(), several));
            }
        }
        console.out().print(output.json ? InspectionJson.of(volumes, choices) : InspectionText.of(volumes, choices));
        return ExitCode.OK;
    }
}
