package org.thermargin.report;

import java.util.ArrayList;
import java.util.List;
import org.thermargin.assess.LesionAssessment;
import org.thermargin.assess.ZoneNumbers;
import org.thermargin.geometry.Point3;

/** The margin over all directions from the middle of the lesion, as a map of equal areas with labelled contours. */
final class DirectionPicture {
    private static final double WIDTH_MM = 104;
    private static final int WIDTH = 640;
    private static final int HEIGHT = 352;
    private static final double CENTRE_X = WIDTH / 2.0;
    private static final double CENTRE_Y = HEIGHT / 2.0;
    private static final double ROOT2 = Math.sqrt(2);
    private static final double PX = 284 / (2 * ROOT2);
    private static final double HATCH_PX = 9;
    /** Contours shorter than this carry no label, points. */
    private static final int LABELLED_POINTS = 16;

    private final PagePicture picture =
            new PagePicture(WIDTH, HEIGHT, WIDTH_MM, "Margin over the directions from the lesion");
    private final String id;

    private DirectionPicture(String id) {
        this.id = id;
    }

    /** @param id distinguishes the picture on its page */
    static String of(LesionAssessment lesion, ZoneNumbers numbers, String id) {
        return new DirectionPicture(id).document(lesion.centroid(), numbers);
    }

    private String document(Point3 middle, ZoneNumbers numbers) {
        PictureMesh mesh = PictureMesh.of(numbers.margin().surface());
        DirectionMap map = DirectionMap.of(mesh, mesh.fromCentre(middle));
        String ellipse = "M" + PagePicture.px(CENTRE_X - 2 * ROOT2 * PX) + " " + PagePicture.px(CENTRE_Y) + "a"
                + PagePicture.px(2 * ROOT2 * PX) + " " + PagePicture.px(ROOT2 * PX) + " 0 1 0 "
                + PagePicture.px(4 * ROOT2 * PX) + " 0a" + PagePicture.px(2 * ROOT2 * PX) + " "
                + PagePicture.px(ROOT2 * PX) + " 0 1 0 " + PagePicture.px(-4 * ROOT2 * PX) + " 0z";
        picture.add("<clipPath id=\"" + id + "e\"><path d=\"" + ellipse + "\"/></clipPath>\n<g clip-path=\"url(#" + id
                + "e)\">\n");
        List<Label> labels = bands(map.marginMm(), numbers.bands());
        picture.add("</g>\n");
        graticule();
        picture.add("<path d=\"" + ellipse + "\" fill=\"none\" stroke=\"" + SectionColour.INK
                + "\" stroke-width=\"2\"/>\n");
        labels.forEach(l -> picture.label(l.x(), l.y() + 5, l.words()));
        Point3 thin = numbers.margin().witness().lesion();
        double[] at = place(DirectionMap.place(thin.x() - middle.x(), thin.y() - middle.y(), thin.z() - middle.z()));
        picture.ring(at[0], at[1]);
        letters();
        return picture.end();
    }

    private record Label(double x, double y, String words) {
        boolean meets(double[] at) {
            return Math.abs(x - at[0]) < 62 && Math.abs(y - at[1]) < 24;
        }
    }

    /** Lowest band first, each next one over it. */
    private List<Label> bands(double[] margin, List<ZoneNumbers.SurfaceBand> bands) {
        List<Label> labels = new ArrayList<>();
        for (int b = 0; b < bands.size(); b++) {
            double from = bands.get(b).fromMm().orElse(-1e6);
            double[] above = new double[margin.length];
            for (int n = 0; n < above.length; n++) {
                above[n] = Double.isNaN(margin[n]) ? -1 : margin[n] - from;
            }
            List<double[][]> lines = PlaneContour.of(DirectionMap.WIDTH, DirectionMap.HEIGHT, above);
            if (lines.isEmpty()) {
                continue;
            }
            BandColour colour = BandColour.of(bands.get(b));
            String d = PagePicture.closed(lines, DirectionPicture::ofNode);
            String clip = id + "b" + b;
            picture.add("<path d=\"" + d + "\" fill-rule=\"evenodd\" fill=\"" + colour.hex()
                    + "\" stroke=\"#1b2733\" stroke-width=\"1.6\"/>\n");
            String hatch = BandHatch.over(0, 0, WIDTH, HEIGHT, colour, HATCH_PX);
            if (!hatch.isEmpty()) {
                picture.add("<clipPath id=\"" + clip + "\"><path clip-rule=\"evenodd\" d=\"" + d
                        + "\"/></clipPath>\n<g clip-path=\"url(#" + clip + ")\">\n");
                picture.hatch(hatch);
                picture.add("</g>\n");
            }
            if (bands.get(b).fromMm().isPresent()) {
                lines.forEach(line -> label(line, Numbers.plain(from) + " mm", labels));
            }
        }
        return labels;
    }

    /** A label at the point of the line that lies deepest within the map, clear of the letters and of other labels. */
    private static void label(double[][] line, String words, List<Label> labels) {
        if (line.length < LABELLED_POINTS) {
            return;
        }
        double deepest = 0.12; // labels at the very edge are not read
        double[] best = null;
        for (double[] node : line) {
            double x = DirectionMap.x(node[0]) / (2 * ROOT2);
            double y = DirectionMap.y(node[1]) / ROOT2;
            double depth = 1 - Math.sqrt(x * x + y * y);
            double[] at = ofNode(node);
            boolean onLetter =
                    Math.abs(at[1] - CENTRE_Y) < 24 && Math.abs(Math.IEEEremainder(at[0] - CENTRE_X, ROOT2 * PX)) < 42;
            if (depth > deepest && !onLetter && labels.stream().noneMatch(l -> l.meets(at))) {
                deepest = depth;
                best = at;
            }
        }
        if (best != null) {
            labels.add(new Label(best[0], best[1], words));
        }
    }

    private void graticule() {
        StringBuilder d = new StringBuilder();
        for (int lat = -60; lat <= 60; lat += 30) {
            line(d, -180, lat, 180, lat);
        }
        for (int lon = -90; lon <= 90; lon += 90) {
            line(d, lon, -90, lon, 90);
        }
        picture.add("<path d=\"" + d + "\" fill=\"none\" stroke=\"#1b2733\" stroke-width=\"0.7\" stroke-opacity=\"0.5\""
                + " stroke-dasharray=\"2 3\"/>\n");
    }

    private static void line(StringBuilder d, double lon0, double lat0, double lon1, double lat1) {
        int steps = 36;
        for (int n = 0; n <= steps; n++) {
            double[] at = ofDirection(lon0 + (lon1 - lon0) * n / steps, lat0 + (lat1 - lat0) * n / steps);
            d.append(n == 0 ? 'M' : 'L')
                    .append(PagePicture.px(at[0]))
                    .append(' ')
                    .append(PagePicture.px(at[1]));
        }
    }

    private static double[] ofDirection(double lonDeg, double latDeg) {
        double lon = StrictMath.toRadians(Math.max(-179.999, Math.min(179.999, lonDeg)));
        double lat = StrictMath.toRadians(latDeg);
        double wide = StrictMath.cos(lat);
        return place(DirectionMap.place(wide * StrictMath.sin(lon), -wide * StrictMath.cos(lon), StrictMath.sin(lat)));
    }

    private void letters() {
        String[] names = {"P", "R", "A", "L", "P"};
        for (int n = 0; n < names.length; n++) {
            double x = CENTRE_X + (n - 2) * ROOT2 * PX;
            boolean edge = n == 0 || n == names.length - 1;
            letter(x + (n == 0 ? -14 : edge ? 14 : 0), CENTRE_Y, names[n]);
        }
        letter(CENTRE_X, CENTRE_Y - ROOT2 * PX - 13, "S");
        letter(CENTRE_X, CENTRE_Y + ROOT2 * PX + 13, "I");
    }

    private void letter(double x, double y, String words) {
        picture.rect(x - 9, y - 10, 18, 20, "#ffffff");
        picture.text(x, y + 6, "a", words);
    }

    private static double[] ofNode(double[] node) {
        return place(new double[] {DirectionMap.x(node[0]), DirectionMap.y(node[1])});
    }

    private static double[] place(double[] xy) {
        return new double[] {CENTRE_X + xy[0] * PX, CENTRE_Y - xy[1] * PX};
    }
}
