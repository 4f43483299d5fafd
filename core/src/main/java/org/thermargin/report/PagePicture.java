package org.thermargin.report;

import org.thermargin.geometry.Point3;
import org.thermargin.io.Printable;

/**
 * One picture of the report page as SVG text: sizes, the style that all of them share (styles of one page reach every
 * picture on it) and its small parts.
 */
final class PagePicture {
    private static final int NAME_LENGTH = 28;

    private static final String STYLE = """
            <style>
            .pp text{font-family:'Liberation Sans',Helvetica,Arial,sans-serif;fill:#1b2733;font-size:15px}
            .pp text.n{font-size:14px;fill:#404c58}
            .pp text.a{font-size:17px;text-anchor:middle}
            .pp text.w{font-size:17px;text-anchor:middle;fill:#ffffff}
            .pp text.m{text-anchor:middle}
            .pp text.e{text-anchor:end}
            </style>
            """;

    private final StringBuilder svg = new StringBuilder(1 << 14);

    /** A picture of that size in px and width on paper, with a description for those who do not see it. */
    PagePicture(int width, int height, double widthMm, String description) {
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"pp\" viewBox=\"0 0 " + width + " " + height
                + "\" style=\"width:" + Numbers.plain(widthMm) + "mm;height:"
                + Numbers.near(widthMm * height / width, 2)
                + "mm\" role=\"img\">\n");
        svg.append("<title>").append(SvgText.escaped(description)).append("</title>\n");
        svg.append(STYLE);
    }

    /** What was drawn so far, to draw more. */
    StringBuilder svg() {
        return svg;
    }

    String end() {
        return svg.append("</svg>\n").toString();
    }

    PagePicture add(String element) {
        svg.append(element);
        return this;
    }

    void text(double x, double y, String cssClass, String content) {
        svg.append("<text x=\"" + px(x) + "\" y=\"" + px(y) + "\""
                + (cssClass.isEmpty() ? "" : " class=\"" + cssClass + "\"") + ">"
                + SvgText.escaped(content.replace(TextLayout.KEEP, ' ')) + "</text>\n");
    }

    /** Text on a white ground, readable over anything. */
    void label(double x, double y, String content) {
        double width = 8.2 * content.length() + 6;
        svg.append("<rect x=\"" + px(x - width / 2) + "\" y=\"" + px(y - 13) + "\" width=\"" + px(width)
                + "\" height=\"17\" rx=\"3\" fill=\"#ffffff\" fill-opacity=\"0.85\"/>\n");
        text(x, y, "m", content);
    }

    void line(double x0, double y0, double x1, double y1, String stroke, double width, String dash) {
        svg.append("<path d=\"M" + px(x0) + " " + px(y0) + "L" + px(x1) + " " + px(y1) + "\" fill=\"none\" stroke=\""
                + stroke + "\" stroke-width=\"" + Numbers.plain(width) + "\""
                + (dash.isEmpty() ? "" : " stroke-dasharray=\"" + dash + "\"") + "/>\n");
    }

    void rect(double x, double y, double width, double height, String fill) {
        svg.append("<rect x=\"" + px(x) + "\" y=\"" + px(y) + "\" width=\"" + px(width) + "\" height=\"" + px(height)
                + "\" fill=\"" + fill + "\"/>\n");
    }

    /** A rectangle in the colour and lines of a band. */
    void band(double x, double y, double width, double height, BandColour band) {
        rect(x, y, width, height, band.hex());
        hatch(BandHatch.over(x, y, width, height, band, 7));
    }

    void hatch(String d) {
        if (!d.isEmpty()) {
            svg.append("<path d=\"" + d + "\" fill=\"none\" stroke=\"" + SectionColour.INK
                    + "\" stroke-width=\"0.8\" stroke-opacity=\"0.65\"/>\n");
        }
    }

    /** The mark of the thinnest point. */
    void ring(double x, double y) {
        for (String stroke : new String[] {"#ffffff\" stroke-width=\"5.5", "#000000\" stroke-width=\"2.5"}) {
            svg.append("<circle cx=\"" + px(x) + "\" cy=\"" + px(y) + "\" r=\"8\" fill=\"none\" stroke=\"" + stroke
                    + "\"/>\n");
        }
    }

    /** A bar of 10 mm with its left end at x and its lower edge at y. */
    void scaleBar(double x, double y, double pxPerMm) {
        double length = 10 * pxPerMm;
        rect(x - 5, y - 26, Math.max(length, 46) + 10, 32, "#ffffff");
        svg.append("<path d=\"M" + px(x) + " " + px(y - 6) + "v6h" + px(length)
                + "v-6\" fill=\"none\" stroke=\"#000000\" stroke-width=\"1.8\"/>\n");
        text(x, y - 10, "", "10 mm");
    }

    /** Names of files and people's words, short enough for a picture. */
    static String shortened(String name) {
        return Printable.of(name.length() > NAME_LENGTH ? name.substring(0, NAME_LENGTH) + "..." : name);
    }

    static String px(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Numbers.near(value, 1);
    }

    /** Where a point of a list of corners lies, as path data of closed lines. */
    static String closed(Iterable<double[][]> lines, java.util.function.UnaryOperator<double[]> place) {
        StringBuilder d = new StringBuilder();
        for (double[][] line : lines) {
            for (int n = 0; n < line.length; n++) {
                double[] at = place.apply(line[n]);
                d.append(n == 0 ? 'M' : 'L').append(px(at[0])).append(' ').append(px(at[1]));
            }
            d.append('Z');
        }
        return d.toString();
    }

    /** A point in words, e.g. for captions. */
    static String words(Point3 point) {
        return ZoneText.point(point).replace(TextLayout.KEEP, ' ');
    }
}
