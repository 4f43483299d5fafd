package org.thermargin.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.thermargin.assess.Assessment;
import org.thermargin.assess.CoolingEffect;
import org.thermargin.assess.LesionAssessment;
import org.thermargin.assess.ZoneAssessment;
import org.thermargin.geometry.Point3;
import org.thermargin.geometry.SignedField;
import org.thermargin.io.Printable;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.scene.Vessel;
import org.thermargin.zone.ZonePart;

/**
 * What vessels take from a device zone, as an SVG picture for people: the plane through the shaft that heats the lesion
 * and through the point lost that lies deepest in its zone, with the zone as tabled and as vessels leave it, what is
 * lost, the lesion, the vessels and the shaft. Colours from the palette of Okabe and Ito; lines differ also by their
 * dashes. The same assessment gives the same bytes.
 */
final class CoolingPicture {
    private static final int WIDTH = 960;
    private static final int BORDER = 24;
    private static final int TOP = 122;
    private static final int LETTERS = 26;
    private static final int PANEL_WIDTH = 640;
    private static final int MAX_HEIGHT = 560;
    private static final int LEGEND_X = BORDER + PANEL_WIDTH + 24;
    private static final double BAR_MM = 10;
    private static final int NAME_LENGTH = 36;
    /** Vessel sections smaller than this carry no name, mm2. */
    private static final double NAMED_MM2 = 6;

    private static final String INK = SectionColour.INK;

    private final Assessment assessment;
    private final LesionAssessment lesion;
    private final ZoneAssessment zone;
    private final CoolingEffect cooling;
    private final ApplicatorPlacement shaft;
    private final Point3 lost;
    private final SectionPlane plane;
    private final double pxPerMm;
    private final int height;
    private final StringBuilder svg = new StringBuilder(1 << 16);

    private CoolingPicture(
            Assessment assessment,
            LesionAssessment lesion,
            ZoneAssessment zone,
            ApplicatorPlacement shaft,
            Point3 lost) {
        this.assessment = assessment;
        this.lesion = lesion;
        this.zone = zone;
        this.cooling = zone.cooling().orElseThrow();
        this.shaft = shaft;
        this.lost = lost;
        List<SignedField> regions = new ArrayList<>();
        for (ZonePart part : cooling.view().zone().plain().parts()) {
            if (part.applicatorId().equals(shaft.id())) {
                regions.add(part.shape());
            }
        }
        regions.add(lesionDepth());
        this.plane = SectionPlane.ofShaft(shaft, lost, regions);
        double across = plane.highV() - plane.lowV();
        this.pxPerMm = Math.min(
                (PANEL_WIDTH - 2.0 * LETTERS) / (plane.highU() - plane.lowU()), (MAX_HEIGHT - 2.0 * LETTERS) / across);
        this.height = Math.max(330, (int) Math.ceil(across * pxPerMm) + 2 * LETTERS);
    }

    /** The document, ending in a line feed; empty where vessels take nothing from what heats the lesion. */
    static Optional<String> of(Assessment assessment, LesionAssessment lesion, ZoneAssessment zone) {
        if (zone.cooling().isEmpty() || zone.numbers().isEmpty()) {
            return Optional.empty();
        }
        CoolingEffect.View view = zone.cooling().get().view();
        if (view.placements().isEmpty()) {
            return Optional.empty();
        }
        ApplicatorPlacement shaft = view.applicatorAt(lesion.centroid());
        return view.zone()
                .deepestLoss(shaft.id())
                .map(lost -> new CoolingPicture(assessment, lesion, zone, shaft, lost).document());
    }

    private SignedField lesionDepth() {
        return zone.numbers().orElseThrow().margin().lesionDepth();
    }

    private String document() {
        int whole = TOP + height + 44;
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + WIDTH + " " + whole + "\" width=\""
                + WIDTH + "\" height=\"" + whole + "\" role=\"img\">\n");
        svg.append("<title>" + SvgText.escaped(title()) + "</title>\n");
        svg.append("""
                <style>
                text{font-family:Helvetica,Arial,'Liberation Sans',sans-serif;fill:#1b2733}
                .t{font-size:19px;font-weight:bold}
                .v{font-size:16px}
                .n{font-size:13px;fill:#51606e}
                .p{font-size:14px}
                .a{font-size:14px;font-weight:bold;fill:#51606e;text-anchor:middle}
                .c{font-size:12px;fill:#51606e;text-anchor:middle}
                .w{font-size:12px;text-anchor:middle;stroke:#fff;stroke-width:3;paint-order:stroke;font-weight:bold}
                path{stroke-linejoin:round;stroke-linecap:round;fill-rule:evenodd}
                </style>
                """);
        svg.append("<rect width=\"" + WIDTH + "\" height=\"" + whole + "\" fill=\"#fff\"/>\n");
        head();
        panel();
        legend();
        text(BORDER, whole - 16, "n", AssessmentText.RESEARCH_ONLY);
        return svg.append("</svg>\n").toString();
    }

    private String title() {
        return shortened(assessment.caseId()) + ": lesion " + shortened(lesion.id()) + ", "
                + zone.source().key() + " zone cooled by vessels";
    }

    private static String shortened(String name) {
        return Printable.of(name.length() > NAME_LENGTH ? name.substring(0, NAME_LENGTH) + "..." : name);
    }

    private void head() {
        text(BORDER, 38, "t", title());
        String without = cooling.plainMamMm().isPresent()
                ? Numbers.near(cooling.plainMamMm().getAsDouble(), 2) + " mm"
                : "none";
        String with = cooling.plainMamMm().isPresent() && cooling.marginLostMm().isPresent()
                ? Numbers.near(
                                cooling.plainMamMm().getAsDouble()
                                        - cooling.marginLostMm().getAsDouble(),
                                2)
                        + " mm"
                : "none";
        text(
                BORDER,
                66,
                "v",
                "Minimal margin " + with + " with vessels, " + without + " without; "
                        + Numbers.near(cooling.volumeLostMl(), 2) + " mL of the whole zone lost");
        text(
                BORDER,
                91,
                "n",
                "Plane through the shaft of " + shortened(shaft.id()) + " and the deepest point lost to it; "
                        + cooling.wallRule() + " vessel wall");
    }

    private void panel() {
        svg.append("<clipPath id=\"w\"><rect x=\"" + px(x(plane.lowU())) + "\" y=\"" + px(y(plane.highV()))
                + "\" width=\"" + px((plane.highU() - plane.lowU()) * pxPerMm) + "\" height=\""
                + px((plane.highV() - plane.lowV()) * pxPerMm) + "\"/></clipPath>\n");
        svg.append("<rect x=\"" + BORDER + "\" y=\"" + TOP + "\" width=\"" + PANEL_WIDTH + "\" height=\"" + height
                + "\" rx=\"6\" fill=\"#f3f5f7\"/>\n<g clip-path=\"url(#w)\">\n");
        String plain = path(plane.outline(cooling.view().zone().plain().depth()));
        String left = path(plane.outline(cooling.view().zone().zone().depth()));
        svg.append(SectionColour.ZONE.filled(left));
        svg.append(SectionColour.LOST.path(plain + left));
        svg.append(SectionColour.LESION.path(path(plane.outline(lesionDepth()))));
        List<String> names = new ArrayList<>();
        for (Vessel vessel : cooling.view().vessels()) {
            List<double[][]> outline = plane.outline(new MaskField(vessel.mask()));
            svg.append(SectionColour.VESSEL.path(path(outline)));
            name(vessel, outline, names);
        }
        svg.append(SectionColour.ZONE.lined(left));
        svg.append(SectionColour.PLAIN_ZONE.lined(plain));
        double[] entry = plane.of(shaft.entry());
        svg.append("<line x1=\"" + px(x(entry[0])) + "\" y1=\"" + px(y(0)) + "\" x2=\"" + px(x(0)) + "\" y2=\""
                + px(y(0)) + "\" stroke=\"" + INK + "\" stroke-width=\"4\"/>\n");
        ring(x(plane.of(lost)[0]), y(plane.of(lost)[1]));
        names.forEach(svg::append);
        svg.append("</g>\n");
        letters();
        scaleBar();
    }

    /** The name of a vessel at the middle of its largest section in the window. */
    private void name(Vessel vessel, List<double[][]> outline, List<String> names) {
        double largest = NAMED_MM2;
        double[] place = null;
        for (double[][] line : outline) {
            double doubleArea = 0;
            double u = 0;
            double v = 0;
            for (int n = 0; n < line.length; n++) {
                double[] a = line[n];
                double[] b = line[(n + 1) % line.length];
                doubleArea += a[0] * b[1] - b[0] * a[1];
                u += a[0] / line.length;
                v += a[1] / line.length;
            }
            if (Math.abs(doubleArea) / 2 > largest) {
                largest = Math.abs(doubleArea) / 2;
                place = new double[] {u, v};
            }
        }
        if (place != null) {
            names.add("<text x=\"" + px(x(place[0])) + "\" y=\"" + px(y(place[1]) + 4) + "\" class=\"w\">"
                    + SvgText.escaped(shortened(vessel.name())) + "</text>\n");
        }
    }

    private void letters() {
        double middleX = BORDER + PANEL_WIDTH / 2.0;
        double middleY = TOP + height / 2.0;
        text(BORDER + 20, middleY + 5, "a", SectionPlane.opposite(plane.lettersAlong()));
        text(BORDER + PANEL_WIDTH - 20, middleY + 5, "a", plane.lettersAlong());
        text(middleX, TOP + 19, "a", plane.lettersAcross());
        text(middleX, TOP + height - 8, "a", SectionPlane.opposite(plane.lettersAcross()));
    }

    private void scaleBar() {
        double length = BAR_MM * pxPerMm;
        double top = TOP + height - 18;
        svg.append("<path d=\"M" + (BORDER + 14) + " " + px(top) + "v6h" + px(length)
                + "v-6\" fill=\"none\" stroke=\"#51606e\" stroke-width=\"1.5\"/>\n");
        text(BORDER + 14 + length / 2, top - 2, "c", "10 mm");
    }

    private void legend() {
        double y = TOP + 16;
        key(y, SectionColour.PLAIN_ZONE, "zone as tabled, without vessels");
        key(y + 34, SectionColour.ZONE, "zone as vessels leave it");
        key(y + 68, SectionColour.LOST, "lost to cooling");
        key(y + 102, SectionColour.LESION, "lesion " + shortened(lesion.id()));
        key(y + 136, SectionColour.VESSEL, "vessels as drawn");
        svg.append("<line x1=\"" + LEGEND_X + "\" y1=\"" + px(y + 170) + "\" x2=\"" + (LEGEND_X + 30) + "\" y2=\""
                + px(y + 170) + "\" stroke=\"" + INK + "\" stroke-width=\"4\"/>\n");
        text(LEGEND_X + 40, y + 175, "p", "shaft, tip to the right");
        ring(LEGEND_X + 15, y + 204);
        text(LEGEND_X + 40, y + 209, "p", "deepest point lost");
        double row = y + 246;
        for (var loss : cooling.losses()) {
            text(LEGEND_X, row, "n", Numbers.near(loss.volumeMl(), 2) + " mL lost to " + shortened(loss.vessel()));
            row += 20;
        }
    }

    private void key(double y, SectionColour colour, String words) {
        svg.append(colour.path("M" + LEGEND_X + " " + px(y - 10) + "h30v20h-30z"));
        text(LEGEND_X + 40, y + 5, "p", words);
    }

    private void ring(double x, double y) {
        for (String stroke : List.of("#fff\" stroke-width=\"5.5", "#000\" stroke-width=\"2.5")) {
            svg.append("<circle cx=\"" + px(x) + "\" cy=\"" + px(y) + "\" r=\"7\" fill=\"none\" stroke=\"" + stroke
                    + "\"/>\n");
        }
    }

    private String path(List<double[][]> lines) {
        StringBuilder d = new StringBuilder();
        for (double[][] line : lines) {
            for (int n = 0; n < line.length; n++) {
                d.append(n == 0 ? 'M' : 'L')
                        .append(px(x(line[n][0])))
                        .append(' ')
                        .append(px(y(line[n][1])));
            }
            d.append('Z');
        }
        return d.toString();
    }

    private double x(double u) {
        return BORDER + PANEL_WIDTH / 2.0 + (u - (plane.lowU() + plane.highU()) / 2) * pxPerMm;
    }

    private double y(double v) {
        return TOP + height / 2.0 - (v - (plane.lowV() + plane.highV()) / 2) * pxPerMm;
    }

    private void text(double x, double y, String cssClass, String content) {
        svg.append("<text x=\"" + px(x) + "\" y=\"" + px(y) + "\" class=\"" + cssClass + "\">"
                + SvgText.escaped(content) + "</text>\n");
    }

    private static String px(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Numbers.near(value, 1);
    }
}
