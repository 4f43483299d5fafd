package org.thermargin.io.dicom;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.thermargin.InputException;
import org.thermargin.io.PatientIdentity;

/**
 * What the header of one file says, without its pixels.
 *
 * @param file where it is
 * @param kind of object
 * @param sopClass identifier of that kind
 * @param seriesUid identifier of its series
 * @param sopUid identifier of the object
 * @param seriesNumber number of its series; empty when not stated
 * @param modality e.g. {@code CT}
 * @param identity whose it is
 * @param stated whether the file states its transfer syntax
 */
record Instance(
        StoredFile file,
        Kind kind,
        String sopClass,
        String seriesUid,
        String sopUid,
        OptionalInt seriesNumber,
        String modality,
        PatientIdentity identity,
        boolean stated) {
    private static final String IMAGE = "1.2.840.10008.5.1.4.1.1.";
    private static final Set<String> IMAGES = Set.of("2", "4", "128", "7", "7.1", "7.2", "7.3");
    private static final Set<String> MULTI_FRAME = Set.of("2.1", "2.2", "4.1", "4.4", "130", "128.1");
    private static final Set<String> SEGMENTATIONS = Set.of("66.4", "66.7");
    private static final String STRUCTURE_SET = "481.3";

    /** What kind of object a file holds. */
    enum Kind {
        /** One slice of CT, MR, PET or a derived image. */
        SLICE,
        /** All slices in one file. */
        FRAMES,
        SEGMENTATION,
        CONTOURS,
        /** Anything else: dose, reports, presentation states. */
        OTHER;

        private static Kind of(String sopClass) {
            String end = sopClass.startsWith(IMAGE) ? sopClass.substring(IMAGE.length()) : "";
            return IMAGES.contains(end)
                    ? SLICE
                    : MULTI_FRAME.contains(end)
                            ? FRAMES
                            : SEGMENTATIONS.contains(end) ? SEGMENTATION : end.equals(STRUCTURE_SET) ? CONTOURS : OTHER;
        }
    }

    /** The header of a file. */
    static Instance of(StoredFile file, DicomFile header) throws InputException {
        DataSet data = header.data();
        return new Instance(
                file,
                Kind.of(data.text(Tags.SOP_CLASS)),
                data.text(Tags.SOP_CLASS),
                data.text(Tags.SERIES),
                data.text(Tags.SOP_INSTANCE),
                data.integerText(Tags.SERIES_NUMBER),
                modality(data),
                PatientIdentity.of(
                        data.text(Tags.PATIENT_ID), data.text(Tags.STUDY), data.text(Tags.FRAME_OF_REFERENCE)),
                header.stated());
    }

    /** Capital letters only: anything else could be a name in the wrong place. */
    private static String modality(DataSet data) {
        String text = data.text(Tags.MODALITY);
        return Optional.of(text).filter(t -> t.matches("[A-Z]{2,8}")).orElse("unknown");
    }
}
