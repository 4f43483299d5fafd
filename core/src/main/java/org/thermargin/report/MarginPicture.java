package org.thermargin.report;

import java.util.List;
import org.thermargin.assess.Assessment;
import org.thermargin.assess.LesionAssessment;
import org.thermargin.assess.ZoneAssessment;
import org.thermargin.assess.ZoneNumbers;
import org.thermargin.geometry.Point3;
import org.thermargin.io.Printable;
import org.thermargin.margin.MarginResult;

/**
 * The margin of one lesion as an SVG picture for people: the lesion surface from six sides at one scale, coloured by
 * band of margin, the thinnest point ringed in the views that see it, and a legend with the shares of the assessment.
 * The colours between vertices are interpolated; the numbers are those of the assessment. The same assessment gives the
 * same bytes; a picture of a large lesion has fewer triangles, not more bytes.
 */
public final class MarginPicture {
    private static final int WIDTH = 960;
    private static final int HEIGHT = 836;
    private static final int BORDER = 24;
    private static final int TOP = 112;
    private static final int PANEL_WIDTH = 296;
    private static final int PANEL_HEIGHT = 282;
    private static final int GAP = 12;
    private static final int COLUMNS = 3;

    /** Room for the surface within a panel: between its letters, below its label and above its scale bar. */
    private static final double ROOM_PX = 202;

    private static final double CENTRE_Y = 148;

    /** Small lesions are not blown up further, so that the scale bar fits. */
    private static final double MAX_PX_PER_MM = 12;

    private static final double BAR_MM = 10;
    private static final int LEGEND_TOP = TOP + 2 * PANEL_HEIGHT + GAP + 22;
    private static final int NAME_LENGTH = 36;

    private final Assessment assessment;
    private final LesionAssessment lesion;
    private final ZoneAssessment zone;
    private final ZoneNumbers numbers;
    private final StringBuilder svg = new StringBuilder(1 << 18);

    private MarginPicture(Assessment assessment, LesionAssessment lesion, ZoneAssessment zone, ZoneNumbers numbers) {
        this.assessment = assessment;
        this.lesion = lesion;
        this.zone = zone;
        this.numbers = numbers;
    }

    /** The document, ending in a line feed; a zone without numbers has no picture and is a misuse. */
    public static String of(Assessment assessment, LesionAssessment lesion, ZoneAssessment zone) {
        ZoneNumbers numbers =
                zone.numbers().orElseThrow(() -> new IllegalArgumentException("a zone without numbers has no picture"));
        return new MarginPicture(assessment, lesion, zone, numbers).document();
    }

    private String document() {
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + WIDTH + "\" height=\"" + HEIGHT
                + "\" viewBox=\"0 0 " + WIDTH + " " + HEIGHT + "\" role=\"img\">\n");
        svg.append("<title>").append(SvgText.escaped(title())).append("</title>\n");
        style();
        svg.append("<rect width=\"" + WIDTH + "\" height=\"" + HEIGHT + "\" fill=\"#fff\"/>\n");
        head();
        boolean seen = views();
        legend();
        thinnest(seen);
        text(BORDER, HEIGHT - 16, "n", AssessmentText.RESEARCH_ONLY);
        return svg.append("</svg>\n").toString();
    }

    private void style() {
        svg.append("""
                <style>
                text{font-family:Helvetica,Arial,'Liberation Sans',sans-serif;fill:#1b2733}
                .t{font-size:19px;font-weight:bold}
                .v{font-size:16px}
                .n{font-size:13px;fill:#51606e}
                .l{font-size:13px;font-weight:bold}
                .a{font-size:14px;font-weight:bold;fill:#51606e;text-anchor:middle}
                .c{font-size:12px;fill:#51606e;text-anchor:middle}
                .p{font-size:15px;font-weight:bold}
                path{stroke-width:10;stroke-linejoin:round;stroke-linecap:round}
                path.o{fill:none;stroke:#1b2733;stroke-width:60}
                path.k{fill:none;stroke:#1b2733;stroke-width:16}
                """);
        List<ZoneNumbers.SurfaceBand> bands = numbers.bands();
        for (int order = 0; order < bands.size() * SurfaceDrawing.SHADES; order++) {
            double light = (double) (order % SurfaceDrawing.SHADES) / (SurfaceDrawing.SHADES - 1);
            String colour =
                    BandColour.of(bands.get(order / SurfaceDrawing.SHADES)).hex(light);
            svg.append('.').append(SurfaceDrawing.name(order)).append("{fill:" + colour + ";stroke:" + colour + "}\n");
        }
        svg.append("</style>\n");
    }

    private String title() {
        return shortened(assessment.caseId()) + ": " + (lesion.id().equals("lesion") ? "" : "lesion ")
                + shortened(lesion.id()) + ", " + zone.source().key() + " zone" + AssessmentText.condition(zone);
    }

    private static String shortened(String name) {
        return Printable.of(name.length() > NAME_LENGTH ? name.substring(0, NAME_LENGTH) + "..." : name);
    }

    private void head() {
        MarginResult margin = numbers.margin();
        text(BORDER, 38, "t", title());
        svg.append("<text x=\"" + BORDER + "\" y=\"66\" class=\"v\"><tspan font-weight=\"bold\">"
                + SvgText.escaped(AssessmentText.label(zone.verdict()))
                + "</tspan><tspan dx=\"14\">"
                + SvgText.escaped("MAM " + Numbers.near(margin.mamMm(), 2) + " mm, 99 % interval "
                        + Numbers.down(margin.lowerMm(), 2) + " to " + Numbers.up(margin.upperMm(), 2) + " mm")
                + "</tspan></text>\n");
        text(
                BORDER,
                91,
                "n",
                "Lesion surface coloured by ablation margin; target " + AssessmentText.target(assessment.criteria()));
    }

    /** Returns whether any view sees the thinnest point. */
    private boolean views() {
        PictureMesh mesh = PictureMesh.of(numbers.margin().surface());
        double pxPerMm = Math.min(MAX_PX_PER_MM, ROOM_PX / mesh.extentMm());
        boolean seen = false;
        List<PictureView> sides = List.of(PictureView.values());
        for (int n = 0; n < sides.size(); n++) {
            int x = BORDER + n % COLUMNS * (PANEL_WIDTH + GAP);
            int y = TOP + n / COLUMNS * (PANEL_HEIGHT + GAP);
            svg.append("<g transform=\"translate(" + x + " " + y + ")\">\n<rect width=\"" + PANEL_WIDTH + "\" height=\""
                    + PANEL_HEIGHT + "\" rx=\"6\" fill=\"#f3f5f7\"/>\n");
            seen |= panel(mesh, sides.get(n), pxPerMm);
            svg.append("</g>\n");
        }
        return seen;
    }

    private boolean panel(PictureMesh mesh, PictureView view, double pxPerMm) {
        double centreX = PANEL_WIDTH / 2.0;
        text(12, 22, "l", view.label());
        List<String> letters = view.letters();
        text(18, CENTRE_Y + 5, "a", letters.get(0));
        text(PANEL_WIDTH - 18, CENTRE_Y + 5, "a", letters.get(1));
        text(centreX, CENTRE_Y - 107, "a", letters.get(2));
        text(centreX, CENTRE_Y + 117, "a", letters.get(3));
        scaleBar(pxPerMm);
        SurfaceDrawing drawing = new SurfaceDrawing(mesh, view, numbers.bands(), pxPerMm);
        svg.append("<g transform=\"translate(" + px(centreX) + " " + px(CENTRE_Y) + ") scale("
                + px(1.0 / SurfaceDrawing.UNITS_PER_PX) + ")\">\n");
        drawing.writeTo(svg);
        svg.append("</g>\n");
        Point3 point = numbers.margin().witness().lesion();
        boolean seen = drawing.sees(point);
        if (seen) {
            double[] at = drawing.placePx(point);
            ring(centreX + at[0], CENTRE_Y + at[1]);
        }
        return seen;
    }

    private void scaleBar(double pxPerMm) {
        double length = BAR_MM * pxPerMm;
        svg.append("<path d=\"M12 " + (PANEL_HEIGHT - 16) + "v6h" + px(length)
                + "v-6\" fill=\"none\" stroke=\"#51606e\" style=\"stroke-width:1.5\"/>\n");
        text(12 + length / 2, PANEL_HEIGHT - 16, "c", "10 mm");
    }

    private void ring(double x, double y) {
        for (String stroke : List.of("#fff\" stroke-width=\"5.5", "#000\" stroke-width=\"2.5")) {
            svg.append("<circle cx=\"" + px(x) + "\" cy=\"" + px(y) + "\" r=\"9\" fill=\"none\" stroke=\"" + stroke
                    + "\"/>\n");
        }
    }

    private void legend() {
        List<ZoneNumbers.SurfaceBand> bands = numbers.bands();
        double width = WIDTH - 2 * BORDER;
        double x = BORDER;
        for (int b = 0; b < bands.size(); b++) {
            ZoneNumbers.SurfaceBand band = bands.get(b);
            String fill = BandColour.of(band).hex();
            double share = Math.max(0, Math.min(1, band.fraction())) * width;
            svg.append("<rect x=\"" + px(x) + "\" y=\"" + LEGEND_TOP + "\" width=\"" + px(share)
                    + "\" height=\"12\" fill=\"" + fill + "\"/>\n");
            x += share;
            double left = BORDER + b * width / bands.size();
            svg.append("<rect x=\"" + px(left) + "\" y=\"" + (LEGEND_TOP + 24)
                    + "\" width=\"26\" height=\"26\" rx=\"4\" fill=\"" + fill + "\"/>\n");
            text(left + 35, LEGEND_TOP + 35, "p", plain(Numbers.percent(band.fraction())));
            text(left + 35, LEGEND_TOP + 51, "n", words(band));
        }
    }

    private static String words(ZoneNumbers.SurfaceBand band) {
        String to = band.toMm().isPresent() ? Numbers.plain(band.toMm().getAsDouble()) : "";
        if (band.fromMm().isEmpty()) {
            return to.equals("0") ? "not covered (< 0 mm)" : "margin below " + to + " mm";
        }
        String from = Numbers.plain(band.fromMm().getAsDouble());
        return "margin " + (to.isEmpty() ? from + " mm or more" : from + " to < " + to + " mm");
    }

    private void thinnest(boolean seen) {
        MarginResult margin = numbers.margin();
        ring(BORDER + 13, LEGEND_TOP + 76);
        String side = numbers.direction().isEmpty() ? "" : ", " + numbers.direction() + " side of the lesion";
        text(
                BORDER + 35,
                LEGEND_TOP + 81,
                "n",
                plain((margin.mamMm() < 0 ? "least covered point" : "thinnest point")
                        + (seen ? "" : " (no ring: inside the lesion or in a hollow of it)")
                        + side + ", " + ZoneText.point(margin.witness().lesion())
                        + numbers.facing().map(facing -> "; faces " + facing).orElse("")));
    }

    private static String plain(String text) {
        return text.replace(TextLayout.KEEP, ' ');
    }

    private void text(double x, double y, String cssClass, String content) {
        svg.append("<text x=\"" + px(x) + "\" y=\"" + px(y) + "\" class=\"" + cssClass + "\">"
                + SvgText.escaped(content) + "</text>\n");
    }

    private static String px(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Numbers.near(value, 2);
    }
}
