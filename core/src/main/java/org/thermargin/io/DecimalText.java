package org.thermargin.io;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as header text: plain decimals that read back as the same double, the same text on every Java version. */
public final class DecimalText {
    private static final int SURE_DIGITS = 15;
    private static final int ENOUGH_DIGITS = 17;

    private DecimalText() {}

    /** The shortest of 15, 16 or 17 significant digits that reads back exactly; the value must be finite. */
    public static String of(double value) {
        BigDecimal exact = new BigDecimal(value);
        int digits = SURE_DIGITS;
        BigDecimal rounded = exact.round(new MathContext(digits));
        while (digits < ENOUGH_DIGITS && rounded.doubleValue() != value) {
            rounded = exact.round(new MathContext(++digits));
        }
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    /** Several numbers with a separator between them. */
    public static String of(String separator, double... values) {
        StringBuilder text = new StringBuilder();
        for (double value : values) {
            text.append(text.length() == 0 ? "" : separator).append(of(value));
        }
        return text.toString();
    }
}
