package org.thermargin.phantom;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The true margins of phantoms as CSV, one row per lesion and zone source; absent numbers are empty fields. */
public final class TruthTable {
    /** Columns, in order. */
    public static final String HEADER =
            "case,lesion,source,mam_mm,mam_raw_mm,residual_ml,tolerance_mm,target_mm,true_outcome,derivation";

    private TruthTable() {}

    /** Header and rows of the phantoms, in order; the case column is the case id. */
    public static String csv(List<PhantomCase> phantoms) {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        for (PhantomCase phantom : phantoms) {
            for (PhantomTruth truth : phantom.truths()) {
                text.append(phantom.scene().caseId())
                        .append(',')
                        .append(truth.lesion())
                        .append(',')
                        .append(truth.source().key())
                        .append(',')
                        .append(number(truth.mamMm()))
                        .append(',')
                        .append(number(truth.rawMm()))
                        .append(',')
                        .append(number(truth.residualMl()))
                        .append(',')
                        .append(truth.toleranceMm())
                        .append(',')
                        .append(number(phantom.targetMm()))
                        .append(',')
                        .append(truth.outcomeAt(phantom.targetMm()))
                        .append(",\"")
                        .append(truth.derivation())
                        .append("\"\n");
            }
        }
        return text.toString();
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? number(value.getAsDouble()) : "";
    }

    /** Six decimals: finer than any tolerance of a numeric truth, and free of last-bit noise. */
    private static String number(double value) {
        return String.format(Locale.ROOT, "%.6f", value + 0.0);
    }
}
