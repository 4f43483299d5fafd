package org.thermargin.report;

import java.util.ArrayList;
import java.util.List;
import org.thermargin.assess.LesionAssessment;
import org.thermargin.assess.ZoneAssessment;
import org.thermargin.assess.ZoneNumbers;
import org.thermargin.geometry.Bounds3;
import org.thermargin.geometry.Point3;
import org.thermargin.grid.BinaryMask;
import org.thermargin.scene.ApplicatorPlacement;
import org.thermargin.scene.CriticalStructure;
import org.thermargin.scene.Vessel;

/**
 * Three sections through the thinnest point (axial, coronal, sagittal) at one scale, as on a CT screen: an image or the
 * liver in grey, lesion and zone as they were measured, vessels and structures as drawn, shafts dropped onto the plane.
 */
final class SlicePicture {
    private static final int PANEL = 312;
    private static final int GAP = 12;
    private static final double WIDTH_MM = 181.5;
    private static final int WIDTH = 3 * PANEL + 2 * GAP;
    private static final int LEGEND = 62;
    private static final int HEIGHT = PANEL + LEGEND;
    private static final double RIM_MM = 8;
    private static final double MIN_HALF_MM = 25;
    private static final double MAX_HALF_MM = 60;
    private static final String SHAFT_DASH = "9 3";

    private final PictureScene scene;
    private final ZoneAssessment zone;
    private final ZoneNumbers numbers;
    private final String id;
    private final double halfMm;
    private final double pxPerMm;
    private final PagePicture picture;
    private final List<String> vessels = new ArrayList<>();
    private final List<String> structures = new ArrayList<>();
    private boolean hasImage;
    private boolean hasLiver;

    private SlicePicture(PictureScene scene, ZoneAssessment zone, ZoneNumbers numbers, double halfMm, String id) {
        this.scene = scene;
        this.zone = zone;
        this.numbers = numbers;
        this.id = id;
        this.halfMm = halfMm;
        this.pxPerMm = PANEL / (2 * halfMm);
        this.picture = new PagePicture(WIDTH, HEIGHT, WIDTH_MM, "Sections through the thinnest point");
    }

    /** @param id distinguishes the picture on its page */
    static String of(PictureScene scene, LesionAssessment lesion, ZoneAssessment zone, String id) {
        ZoneNumbers numbers = zone.numbers().orElseThrow();
        Bounds3 box = numbers.lesion().worldBounds().orElseThrow();
        double half =
                Math.max(reach(box, lesion.centroid()), reach(numbers.zone().bounds(), lesion.centroid()));
        half = Math.max(MIN_HALF_MM, Math.min(MAX_HALF_MM, half + RIM_MM));
        return new SlicePicture(scene, zone, numbers, half, id).document(lesion.centroid());
    }

    private static double reach(Bounds3 box, Point3 from) {
        double x = Math.max(box.high().x() - from.x(), from.x() - box.low().x());
        double y = Math.max(box.high().y() - from.y(), from.y() - box.low().y());
        double z = Math.max(box.high().z() - from.z(), from.z() - box.low().z());
        return Math.max(x, Math.max(y, z));
    }

    private String document(Point3 middle) {
        Point3 thin = numbers.margin().witness().lesion();
        panel(0, "axial", SectionPlane.axial(new Point3(middle.x(), middle.y(), thin.z()), halfMm));
        panel(1, "coronal", SectionPlane.coronal(new Point3(middle.x(), thin.y(), middle.z()), halfMm));
        panel(2, "sagittal", SectionPlane.sagittal(new Point3(thin.x(), middle.y(), middle.z()), halfMm));
        legend();
        return picture.end();
    }

    private void panel(int column, String name, SectionPlane plane) {
        double left = column * (PANEL + GAP);
        String clip = id + name.charAt(0);
        picture.add("<clipPath id=\"" + clip + "\"><rect x=\"" + PagePicture.px(left) + "\" y=\"0\" width=\"" + PANEL
                + "\" height=\"" + PANEL + "\"/></clipPath>\n<g clip-path=\"url(#" + clip + ")\">\n");
        picture.rect(left, 0, PANEL, PANEL, "#f3f5f7");
        boolean dark = backdrop(left, plane);
        String plain = zone.cooling()
                .map(c -> path(left, plane.outline(c.view().zone().plain().depth())))
                .orElse("");
        String own = path(left, plane.outline(numbers.margin().zoneDepth()));
        String lesion = path(left, plane.outline(numbers.margin().lesionDepth()));
        picture.add(dark ? "" : SectionColour.ZONE.filled(own) + SectionColour.LESION.filled(lesion));
        for (Vessel vessel : scene.vessels()) {
            drawn(left, plane, vessel.mask(), SectionColour.VESSEL, vessel.name(), vessels);
        }
        for (CriticalStructure structure : scene.structures()) {
            drawn(left, plane, structure.mask(), SectionColour.STRUCTURE, structure.name(), structures);
        }
        picture.add(halo(own)).add(SectionColour.ZONE.lined(own));
        picture.add(halo(plain)).add(SectionColour.PLAIN_ZONE.lined(plain));
        picture.add(halo(lesion)).add(SectionColour.LESION.lined(lesion));
        for (ApplicatorPlacement shaft : scene.shafts(zone.source())) {
            double[] entry = place(left, plane.of(shaft.entry()));
            double[] tip = place(left, plane.of(shaft.tip()));
            picture.line(entry[0], entry[1], tip[0], tip[1], "#ffffff", 4.5, "");
            picture.line(entry[0], entry[1], tip[0], tip[1], SectionColour.INK, 2.5, SHAFT_DASH);
        }
        double[] thin = place(left, plane.of(numbers.margin().witness().lesion()));
        picture.ring(thin[0], thin[1]);
        picture.add("</g>\n");
        frame(left, name, plane);
    }

    /** Returns whether an image lies behind, so that areas are not filled over it. */
    private boolean backdrop(double left, SectionPlane plane) {
        var image = scene.image().flatMap(i -> i.section(plane));
        if (image.isPresent()) {
            hasImage = true;
            picture.add("<image x=\"" + PagePicture.px(left) + "\" y=\"0\" width=\"" + PANEL + "\" height=\"" + PANEL
                    + "\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" xlink:href=\"" + image.get() + "\"/>\n");
        }
        scene.liver().ifPresent(liver -> {
            String outline = path(left, plane.outline(new MaskField(liver)));
            hasLiver |= !outline.isEmpty();
            picture.add(image.isPresent() ? SectionColour.LIVER.lined(outline) : SectionColour.LIVER.path(outline));
        });
        return image.isPresent();
    }

    private void drawn(
            double left, SectionPlane plane, BinaryMask mask, SectionColour colour, String name, List<String> seen) {
        List<double[][]> outline = plane.outline(new MaskField(mask));
        picture.add(colour.path(path(left, outline)));
        if (!outline.isEmpty() && !seen.contains(name)) {
            seen.add(name);
        }
    }

    /** White below a line, so that it is seen over anything. */
    private static String halo(String d) {
        return d.isEmpty()
                ? ""
                : "<path d=\"" + d
                        + "\" fill=\"none\" stroke=\"#ffffff\" stroke-width=\"4.5\" stroke-opacity=\"0.7\"/>\n";
    }

    private void frame(double left, String name, SectionPlane plane) {
        picture.add("<rect x=\"" + PagePicture.px(left + 0.5) + "\" y=\"0.5\" width=\"" + (PANEL - 1) + "\" height=\""
                + (PANEL - 1) + "\" fill=\"none\" stroke=\"#51606e\"/>\n");
        double middle = left + PANEL / 2.0;
        letter(left + 14, PANEL / 2.0 + 5, SectionPlane.opposite(plane.lettersAlong()));
        letter(left + PANEL - 14, PANEL / 2.0 + 5, plane.lettersAlong());
        letter(middle, 19, plane.lettersAcross());
        letter(middle, PANEL - 8, SectionPlane.opposite(plane.lettersAcross()));
        picture.label(left + 12 + 4 * name.length(), 19, name);
        picture.scaleBar(left + 12, PANEL - 8, pxPerMm);
    }

    private void letter(double x, double y, String letters) {
        picture.rect(x - 9, y - 15, 18, 19, "#ffffff");
        picture.text(x, y, "a", letters);
    }

    private void legend() {
        double y = PANEL + 22;
        double x = key(0, y, SectionColour.LESION, "lesion");
        x = key(x, y, SectionColour.ZONE, zone.cooling().isPresent() ? "zone as vessels leave it" : "ablation zone");
        if (zone.cooling().isPresent()) {
            x = key(x, y, SectionColour.PLAIN_ZONE, "zone as tabled");
        }
        if (!scene.shafts(zone.source()).isEmpty()) {
            picture.line(x, y - 5, x + 24, y - 5, SectionColour.INK, 2.5, SHAFT_DASH);
            picture.text(x + 32, y, "", "shaft, dropped onto the plane");
            x += 32 + 225 + 18;
        }
        picture.ring(x + 10, y - 5);
        picture.text(x + 26, y, "", "thinnest point");
        y += 26;
        x = hasLiver ? key(0, y, SectionColour.LIVER, "liver") : 0;
        x = vessels.isEmpty() ? x : key(x, y, SectionColour.VESSEL, names("vessels", vessels));
        x = structures.isEmpty() ? x : key(x, y, SectionColour.STRUCTURE, names("structures", structures));
        if (hasImage) {
            picture.text(x, y, "n", scene.image().orElseThrow().words());
        }
    }

    private static String names(String kind, List<String> names) {
        List<String> first = names.stream().limit(3).map(PagePicture::shortened).toList();
        return kind + ": " + String.join(", ", first) + (names.size() > 3 ? ", ..." : "");
    }

    /** Returns where the next key begins. */
    private double key(double x, double y, SectionColour colour, String words) {
        picture.add(colour.path("M" + PagePicture.px(x + 1) + " " + PagePicture.px(y - 13) + "h24v16h-24z"));
        picture.text(x + 32, y, "", words);
        return x + 32 + 7.3 * words.length() + 20;
    }

    private String path(double left, List<double[][]> lines) {
        return PagePicture.closed(lines, point -> place(left, point));
    }

    private double[] place(double left, double[] uv) {
        return new double[] {left + PANEL / 2.0 + uv[0] * pxPerMm, PANEL / 2.0 - uv[1] * pxPerMm};
    }
}
