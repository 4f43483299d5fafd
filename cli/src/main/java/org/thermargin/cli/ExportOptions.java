package org.thermargin.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.thermargin.InputException;
import org.thermargin.assess.OpenCase;
import org.thermargin.io.ReadOptions;
import org.thermargin.io.VolumeAddress;
import org.thermargin.io.casefile.CaseFile;
import org.thermargin.io.casefile.VolumeEntry;
import org.thermargin.io.casefile.VolumeRole;
import org.thermargin.io.dicom.ImageReference;
import org.thermargin.report.AssessmentFiles;
import picocli.CommandLine.Option;

/** What of a result other programs are to be given. */
final class ExportOptions {
    @Option(
            names = "--export",
            split = ",",
            paramLabel = "PROGRAM",
            description = "With --out, also: slicer (segments, needles and thinnest points for 3D Slicer), dicom"
                    + " (segmentation and measurements as objects of the patient's study; they name the patient as the"
                    + " images do).")
    Set<String> programs = new LinkedHashSet<>();

    @Option(
            names = "--dicom-reference",
            paramLabel = "FOLDER[:SERIES]",
            converter = VolumeArgument.FileConverter.class,
            description =
                    "Image series that --export dicom is for; becomes an image of the case (default: the image, or"
                            + " the lesion where it is an image series).")
    VolumeArgument reference;

    /** What is wrong with the options; empty when nothing is. */
    Optional<String> fault(boolean hasOut) {
        for (String program : programs) {
            if (!program.equals("slicer") && !program.equals("dicom")) {
                return Optional.of("--export must be slicer, dicom, was " + program);
            }
        }
        if (reference != null && !programs.contains("dicom")) {
            return Optional.of("--dicom-reference needs --export dicom");
        }
        return programs.isEmpty() || hasOut ? Optional.empty() : Optional.of("--export needs --out DIR");
    }

    /** The case with the reference as one of its images, so that it is held against the other files like them. */
    CaseFile applied(CaseFile caseFile) {
        return reference == null
                ? caseFile
                : caseFile.with(
                        VolumeEntry.of(VolumeRole.IMAGE, reference.path()).ofSeries(reference.label()));
    }

    /** What to write of an assessed case. */
    AssessmentFiles.Export of(Optional<ImageReference> images, OpenCase open, LocalDate date) {
        return new AssessmentFiles.Export(
                programs.contains("slicer"),
                images,
                Optional.ofNullable(date).map(DateTimeFormatter.BASIC_ISO_DATE::format),
                open.organ());
    }

    /** The images that DICOM objects are written for; empty where none are wanted. */
    Optional<ImageReference> images(CaseFile caseFile, ReadOptions reading) throws InputException {
        if (!programs.contains("dicom")) {
            return Optional.empty();
        }
        if (reference != null) {
            return Optional.of(
                    ImageReference.read(VolumeAddress.of(reference.path()).withSeries(reference.label()), reading));
        }
        for (VolumeRole role : new VolumeRole[] {VolumeRole.IMAGE, VolumeRole.LESION}) {
            for (VolumeEntry volume : caseFile.volumes()) {
                if (volume.role().equals(Optional.of(role))) {
                    Optional<ImageReference> found = images(volume, reading);
                    if (found.isPresent()) {
                        return found;
                    }
                }
            }
        }
        throw new InputException(
                "dicom-reference-missing",
                "H06",
                "",
                "--export dicom must know the image series that its objects belong to; the case names none, give"
                        + " --dicom-reference FOLDER");
    }

    /** The series of a volume, or that which its contours were drawn on. */
    private static Optional<ImageReference> images(VolumeEntry volume, ReadOptions reading) {
        Path path = volume.image().orElse(volume.path());
        Optional<String> series = volume.image().isPresent() ? Optional.empty() : volume.series();
        return ImageReference.find(VolumeAddress.of(path).withSeries(series), reading);
    }

    /** Says what the user must know about what was written. */
    void say(PrintStream err) {
        if (programs.contains("dicom")) {
            err.println("segmentation.dcm and measurements.dcm name the patient as the images do");
        }
    }
}
