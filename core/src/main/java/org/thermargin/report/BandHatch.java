package org.thermargin.report;

import java.util.ArrayList;
import java.util.List;

/**
 * The lines over a band of margin that tell it without colour: crossed where tissue is left, slanted below 5 mm, none
 * below 10 mm, upright above. Lines belong to the page, not to the polygon, so that neighbours continue each other.
 */
final class BandHatch {
    private static final double SLANT = Math.sqrt(0.5);

    /** Lines where x a + y b is a multiple of the spacing. */
    private record Family(double a, double b, double spacing) {}

    private BandHatch() {}

    private static List<Family> families(BandColour band, double spacing) {
        return switch (band) {
            case UNCOVERED -> List.of(new Family(SLANT, SLANT, spacing), new Family(SLANT, -SLANT, spacing));
            case UNDER_5_MM -> List.of(new Family(SLANT, SLANT, spacing));
            case UNDER_10_MM -> List.of();
            case FROM_10_MM -> List.of(new Family(1, 0, 1.5 * spacing));
        };
    }

    /**
     * The pieces {x0, y0, x1, y1} of the band's lines within a convex polygon.
     *
     * @param polygon corners, of which the first two components are x and y
     * @param spacing distance between lines, in the units of the polygon
     */
    static List<double[]> within(double[][] polygon, BandColour band, double spacing) {
        List<double[]> pieces = new ArrayList<>();
        for (Family family : families(band, spacing)) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (double[] corner : polygon) {
                double at = (family.a() * corner[0] + family.b() * corner[1]) / family.spacing();
                low = Math.min(low, at);
                high = Math.max(high, at);
            }
            for (long line = (long) Math.ceil(low); line <= high; line++) {
                piece(polygon, family, line * family.spacing(), pieces);
            }
        }
        return pieces;
    }

    private static void piece(double[][] polygon, Family family, double level, List<double[]> pieces) {
        double[] ends = new double[4];
        int found = 0;
        for (int n = 0; n < polygon.length && found < 4; n++) {
            double[] p = polygon[n];
            double[] q = polygon[(n + 1) % polygon.length];
            double from = family.a() * p[0] + family.b() * p[1] - level;
            double to = family.a() * q[0] + family.b() * q[1] - level;
            if (from >= 0 != to >= 0) {
                double share = from / (from - to);
                ends[found++] = p[0] + share * (q[0] - p[0]);
                ends[found++] = p[1] + share * (q[1] - p[1]);
            }
        }
        if (found == 4) {
            pieces.add(ends);
        }
    }

    /** The lines of a band over a rectangle as SVG path data; empty where the band has none. */
    static String over(double x, double y, double width, double height, BandColour band, double spacing) {
        double[][] corners = {{x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}};
        StringBuilder d = new StringBuilder();
        for (double[] p : within(corners, band, spacing)) {
            d.append('M').append(Numbers.near(p[0], 1)).append(' ').append(Numbers.near(p[1], 1));
            d.append('L').append(Numbers.near(p[2], 1)).append(' ').append(Numbers.near(p[3], 1));
        }
        return d.toString();
    }
}
