package org.thermargin.io.dicom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.thermargin.InputException;

/**
 * Writes a structured report (Comprehensive 3D SR) about an image series and a segmentation on it. Same content, same
 * images, same date: same bytes, identifiers included.
 */
public final class ReportWriter {
    private static final String SOP_CLASS = "1.2.840.10008.5.1.4.1.1.88.34";

    private ReportWriter() {}

    /**
     * A private coding scheme that the report uses.
     *
     * @param designator e.g. {@code 99NAME}
     * @param name for people
     * @param organization who answers for it
     */
    public record CodingScheme(String designator, String name, String organization) {}

    /** Writes the report whose outermost item is the root, a container by a template. */
    public static WrittenObject write(
            Path path,
            ImageReference images,
            SegmentationWriter.Written segmentation,
            ContentItem root,
            CodingScheme scheme,
            ObjectStamp stamp)
            throws IOException, InputException {
        DataSetOut out = CommonModules.start(images, stamp)
                .text(Tags.MODALITY, "CS", "SR")
                .text(Tags.SERIES_NUMBER, "IS", "9002")
                .text(Tags.SERIES_DESCRIPTION, "LO", "Thermargin measurements")
                .items(Tags.PERFORMED_STEPS, List.of())
                .item(
                        Tags.CODING_SCHEMES,
                        new DataSetOut()
                                .text(Tags.CODE_SCHEME, "SH", scheme.designator())
                                .text(Tags.CODING_SCHEME_UID, "UI", ContentUid.of("coding scheme", scheme.designator()))
                                .text(Tags.CODING_SCHEME_NAME, "ST", scheme.name())
                                .text(Tags.CODING_SCHEME_ORGANIZATION, "ST", scheme.organization()))
                .items(Tags.PROCEDURE_CODES, List.of())
                .item(Tags.EVIDENCE, evidence(images, segmentation.object()))
                .text(Tags.COMPLETION, "CS", "COMPLETE")
                .text(Tags.VERIFICATION, "CS", "UNVERIFIED");
        root.put(out, images);
        WrittenObject object = CommonModules.identified(out, SOP_CLASS);
        Files.write(path, out.file(object));
        return object;
    }

    private static DataSetOut evidence(ImageReference images, WrittenObject segmentation) {
        DataSetOut source = new DataSetOut()
                .items(Tags.REFERENCED_SOPS, images.objects())
                .text(Tags.SERIES, "UI", images.seriesUid());
        DataSetOut made = new DataSetOut()
                .item(
                        Tags.REFERENCED_SOPS,
                        new DataSetOut()
                                .text(Tags.REFERENCED_SOP_CLASS, "UI", segmentation.sopClass())
                                .text(Tags.REFERENCED_SOP_INSTANCE, "UI", segmentation.sopUid()))
                .text(Tags.SERIES, "UI", segmentation.seriesUid());
        return new DataSetOut()
                .items(Tags.REFERENCED_SERIES, List.of(source, made))
                .text(Tags.STUDY, "UI", images.studyUid());
    }
}
