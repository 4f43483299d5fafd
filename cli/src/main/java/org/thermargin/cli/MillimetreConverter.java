package org.thermargin.cli;

import org.thermargin.io.Printable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A length in mm: plain decimal digits with a point; no sign, exponent, NaN, comma or unit (H26). */
final class MillimetreConverter implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
        if (!text.matches("[0-9]{1,6}(\\.[0-9]{1,9})?")) {
            throw new TypeConversionException(
                    "must be a number of mm such as 5 or 7.5, was '" + Printable.of(text) + "'");
        }
        return Double.valueOf(text);
    }
}
