package org.thermargin.report;

import java.util.Locale;
import org.thermargin.io.dicom.Code;
import org.thermargin.io.dicom.ReportWriter;

/** Coded concepts of the measurement report; those that no standard has are in a scheme of our own. */
final class MeasurementCodes {
    /** The scheme of our own. */
    static final ReportWriter.CodingScheme SCHEME =
            new ReportWriter.CodingScheme("99THERMARGIN", "Thermargin ablation margins", "Thermargin project");

    static final Code MILLIMETRE = Code.unit("mm", "millimeter");
    static final Code MILLILITRE = Code.unit("ml", "milliliter");
    static final Code PERCENT = Code.unit("%", "percent");

    static final Code LIVER = Code.sct("10200004", "Liver");
    static final Code LESION = Code.sct("52988006", "Lesion");
    static final Code ABNORMAL = Code.sct("49755003", "Morphologically Abnormal Structure");
    static final Code SPATIAL = Code.sct("309825002", "Spatial and Relational Concept");
    static final Code VOLUME = Code.sct("118565006", "Volume");
    static final Code ZONE = own("ABLATION_ZONE", "Ablation zone");
    static final Code SHORTFALL = own("SHORTFALL", "Tissue within the target margin that is not ablated");

    private MeasurementCodes() {}

    /** A concept of our own scheme. */
    static Code own(String value, String meaning) {
        return new Code(value, SCHEME.designator(), meaning);
    }

    /** A value of an enumeration, e.g. a verdict. */
    static Code own(Enum<?> value) {
        return own(value.name(), value.name().replace('_', ' ').toLowerCase(Locale.ROOT));
    }
}
