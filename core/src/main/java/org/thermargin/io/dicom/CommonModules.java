package org.thermargin.io.dicom;

import org.thermargin.InputException;

/** What every written object says: patient and study as the images do, its own series, and the program. */
final class CommonModules {
    /** Tag, representation, and whether the standard demands the element even without a value. */
    private record Copied(int tag, String vr, boolean always) {}

    private static final Copied[] COPIED = {
        new Copied(Tags.CHARACTER_SET, "CS", false),
        new Copied(Tags.STUDY_DATE, "DA", true),
        new Copied(Tags.STUDY_TIME, "TM", true),
        new Copied(Tags.ACCESSION_NUMBER, "SH", true),
        new Copied(Tags.REFERRING_PHYSICIAN, "PN", true),
        new Copied(Tags.TIMEZONE, "SH", false),
        new Copied(Tags.STUDY_DESCRIPTION, "LO", false),
        new Copied(Tags.PATIENT_NAME, "PN", true),
        new Copied(Tags.PATIENT_ID, "LO", true),
        new Copied(Tags.PATIENT_ID_ISSUER, "LO", false),
        new Copied(Tags.BIRTH_DATE, "DA", true),
        new Copied(Tags.BIRTH_TIME, "TM", false),
        new Copied(Tags.SEX, "CS", true),
        new Copied(Tags.AGE, "AS", false),
        new Copied(Tags.SIZE, "DS", false),
        new Copied(Tags.WEIGHT, "DS", false),
        new Copied(Tags.STUDY, "UI", true),
        new Copied(Tags.STUDY_ID, "SH", true)
    };

    private CommonModules() {}

    /** A data set with patient, study, equipment and time; without the identifiers of object and series. */
    static DataSetOut start(ImageReference images, ObjectStamp stamp) throws InputException {
        DataSetOut out = new DataSetOut(images.charset());
        for (Copied copied : COPIED) {
            if (copied.always || images.has(copied.tag)) {
                out.bytes(copied.tag, copied.vr, images.value(copied.tag));
            }
        }
        // one without the other is not allowed
        if (images.has(Tags.IDENTITY_REMOVED) && images.has(Tags.DEIDENTIFICATION)) {
            out.bytes(Tags.IDENTITY_REMOVED, "CS", images.value(Tags.IDENTITY_REMOVED));
            out.bytes(Tags.DEIDENTIFICATION, "LO", images.value(Tags.DEIDENTIFICATION));
        }
        String[] instant = instant(images, stamp);
        return out.text(Tags.CONTENT_DATE, "DA", instant[0])
                .text(Tags.CONTENT_TIME, "TM", instant[1])
                .text(Tags.MANUFACTURER, "LO", "Thermargin")
                .text(Tags.MODEL_NAME, "LO", "Thermargin, research software, not a medical device")
                .text(Tags.DEVICE_SERIAL, "LO", stamp.build())
                .text(Tags.SOFTWARE_VERSIONS, "LO", stamp.version())
                .text(Tags.INSTANCE_NUMBER, "IS", "1");
    }

    private static String[] instant(ImageReference images, ObjectStamp stamp) throws InputException {
        if (stamp.date().isPresent()) {
            return new String[] {stamp.date().get(), "000000"};
        }
        return images.instant()
                .orElseThrow(() -> new InputException(
                        "dicom-date-missing",
                        "",
                        images.name(),
                        "images must state a date for objects that belong to them, stated none; give the date"
                                + " (--report-date)"));
    }

    /** Gives the data set the identifiers of its object and its series, made of what it says; the last call of all. */
    static WrittenObject identified(DataSetOut out, String sopClass) {
        byte[] content = out.bytes();
        WrittenObject object =
                new WrittenObject(sopClass, ContentUid.of("object", content), ContentUid.of("series", content));
        out.text(Tags.SOP_CLASS, "UI", sopClass)
                .text(Tags.SOP_INSTANCE, "UI", object.sopUid())
                .text(Tags.SERIES, "UI", object.seriesUid());
        return object;
    }
}
