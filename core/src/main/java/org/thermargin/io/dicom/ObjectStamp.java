package org.thermargin.io.dicom;

import java.util.Optional;

/**
 * What written objects say of the program and of when it ran.
 *
 * @param version version of the program
 * @param build commit it was built from, or the version where that is not known
 * @param date date of the run as the caller states it, {@code YYYYMMDD}; empty: the date and time of the images, so that
 *     the same input gives the same bytes
 */
public record ObjectStamp(String version, String build, Optional<String> date) {
    public ObjectStamp {
        if (date.isPresent() && !date.get().matches("\\d{8}")) {
            throw new IllegalArgumentException("date must be YYYYMMDD, was " + date.get());
        }
    }

    /** Identifier of the program as an observer. */
    public static String programUid() {
        return ContentUid.of("implementation");
    }
}
