package org.thermargin.io.dicom;

import java.util.List;

/** Colours as DICOM recommends them: CIELab of the sRGB colour under D65, scaled to 16 bits (PS3.3 C.10.7.1.1). */
final class LabColour {
    private static final double WHITE_X = 0.950456;
    private static final double WHITE_Z = 1.088754;

    private LabColour() {}

    /** L, a and b as unsigned 16-bit numbers. */
    static int[] of(List<Integer> rgb) {
        double r = linear(rgb.get(0));
        double g = linear(rgb.get(1));
        double b = linear(rgb.get(2));
        double x = bent((0.412453 * r + 0.357580 * g + 0.180423 * b) / WHITE_X);
        double y = bent(0.212671 * r + 0.715160 * g + 0.072169 * b);
        double z = bent((0.019334 * r + 0.119193 * g + 0.950227 * b) / WHITE_Z);
        return new int[] {
            scaled((116 * y - 16) / 100), scaled((500 * (x - y) + 128) / 255), scaled((200 * (y - z) + 128) / 255)
        };
    }

    private static double linear(int value) {
        double v = value / 255.0;
        return v <= 0.04045 ? v / 12.92 : StrictMath.pow((v + 0.055) / 1.055, 2.4);
    }

    private static double bent(double t) {
        return t > 216.0 / 24389 ? StrictMath.cbrt(t) : (24389.0 / 27 * t + 16) / 116;
    }

    private static int scaled(double fraction) {
        return (int) Math.round(65535 * Math.max(0, Math.min(1, fraction)));
    }
}
