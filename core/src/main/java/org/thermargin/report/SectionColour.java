package org.thermargin.report;

/**
 * Colours and lines of what a section shows, the only place where they are defined; from the palette of Okabe and Ito.
 * Lines differ also by width and dashes, so that they are told apart without colour.
 */
enum SectionColour {
    LESION("#E69F00", 0.55, "#8a5f00", 1.5, ""),
    ZONE("#0072B2", 0.16, "#0072B2", 3, ""),
    PLAIN_ZONE("none", 0, "#1b2733", 2, "7 6"),
    LOST("#D55E00", 0.35, "none", 0, ""),
    VESSEL("#CC79A7", 0.75, "#8c3f6b", 1.5, ""),
    STRUCTURE("#F0E442", 0.35, "#5d5700", 1.5, "2 3"),
    LIVER("#9aa3ab", 0.3, "#6b7680", 1, "");

    static final String INK = "#1b2733";

    private final String fill;
    private final double opacity;
    private final String stroke;
    private final double width;
    private final String dash;

    SectionColour(String fill, double opacity, String stroke, double width, String dash) {
        this.fill = fill;
        this.opacity = opacity;
        this.stroke = stroke;
        this.width = width;
        this.dash = dash;
    }

    /** The fill as {@code #rrggbb}; of a line without one the line. */
    String hex() {
        return fill.equals("none") ? stroke : fill;
    }

    /** The path in fill and line; nothing where it is empty. */
    String path(String d) {
        return path(d, true, true);
    }

    /** The path in its fill alone. */
    String filled(String d) {
        return path(d, true, false);
    }

    /** The path in its line alone. */
    String lined(String d) {
        return path(d, false, true);
    }

    private String path(String d, boolean filled, boolean lined) {
        if (d.isEmpty()) {
            return "";
        }
        boolean fills = filled && !fill.equals("none");
        StringBuilder svg = new StringBuilder("<path d=\"" + d + "\" fill=\"" + (fills ? fill : "none") + "\"");
        if (fills) {
            svg.append(" fill-opacity=\"" + opacity + "\" fill-rule=\"evenodd\"");
        }
        if (lined && !stroke.equals("none")) {
            svg.append(" stroke=\"" + stroke + "\" stroke-width=\"" + Numbers.plain(width) + "\"");
            svg.append(dash.isEmpty() ? "" : " stroke-dasharray=\"" + dash + "\"");
        }
        return svg.append("/>\n").toString();
    }
}
