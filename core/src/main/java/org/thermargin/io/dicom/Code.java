package org.thermargin.io.dicom;

import java.util.regex.Pattern;

/**
 * A coded concept as DICOM objects state it.
 *
 * @param value code in its scheme, at most 16 characters
 * @param scheme designator of the scheme, e.g. {@code SCT}, {@code DCM}, {@code UCUM}
 * @param meaning for people, at most 64 characters
 */
public record Code(String value, String scheme, String meaning) {
    private static final Pattern VALUE = Pattern.compile("[ -\\[\\]-~]{1,16}");
    private static final Pattern MEANING = Pattern.compile("[ -\\[\\]-~]{1,64}");

    public Code {
        if (!VALUE.matcher(value).matches()
                || !VALUE.matcher(scheme).matches()
                || !MEANING.matcher(meaning).matches()) {
            throw new IllegalArgumentException("code must have 1 to 16 printable characters, its meaning 1 to 64, was "
                    + value + ", " + scheme + ", " + meaning);
        }
    }

    /** A concept of the standard's own scheme. */
    public static Code dcm(String value, String meaning) {
        return new Code(value, "DCM", meaning);
    }

    /** A concept of SNOMED CT. */
    public static Code sct(String value, String meaning) {
        return new Code(value, "SCT", meaning);
    }

    /** A unit of measurement. */
    public static Code unit(String value, String meaning) {
        return new Code(value, "UCUM", meaning);
    }

    /** The code as the item of a sequence. */
    DataSetOut item() {
        return new DataSetOut()
                .text(Tags.CODE_VALUE, "SH", value)
                .text(Tags.CODE_SCHEME, "SH", scheme)
                .text(Tags.CODE_MEANING, "LO", meaning);
    }
}
