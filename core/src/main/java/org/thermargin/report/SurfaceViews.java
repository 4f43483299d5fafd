package org.thermargin.report;

import java.util.List;
import org.thermargin.assess.ZoneNumbers;
import org.thermargin.geometry.Direction3;
import org.thermargin.geometry.Point3;

/**
 * The lesion surface from the side of its thinnest margin and from the opposite one, coloured and hatched by band of
 * margin, the thinnest point ringed where it is seen.
 */
final class SurfaceViews {
    private static final int WIDTH = 960;
    private static final int HEIGHT = 400;
    private static final int PANEL = 470;
    private static final double ROOM_PX = 300;
    private static final double MAX_PX_PER_MM = 18;
    private static final double HATCH_PX = 8;

    private SurfaceViews() {}

    /** @param widthMm width on paper */
    static String of(ZoneNumbers numbers, double widthMm) {
        PagePicture picture =
                new PagePicture(WIDTH, HEIGHT, widthMm, "Lesion surface coloured by margin, from two sides");
        style(picture, numbers.bands());
        PictureMesh mesh = PictureMesh.of(numbers.margin().surface());
        double pxPerMm = Math.min(MAX_PX_PER_MM, ROOM_PX / mesh.diagonalMm());
        Direction3 thin = numbers.margin().witness().direction();
        panel(picture, mesh, numbers, ObliqueView.from(thin), pxPerMm, 0, "from the thinnest side");
        panel(
                picture,
                mesh,
                numbers,
                ObliqueView.from(thin.reversed()),
                pxPerMm,
                WIDTH - PANEL,
                "from the opposite side");
        return picture.end();
    }

    private static void style(PagePicture picture, List<ZoneNumbers.SurfaceBand> bands) {
        picture.add("""
                <style>
                .sv path{stroke-width:10;stroke-linejoin:round;stroke-linecap:round}
                .sv path.o{fill:none;stroke:#1b2733;stroke-width:60}
                .sv path.k{fill:none;stroke:#1b2733;stroke-width:34}
                .sv path.h{fill:none;stroke:#1b2733;stroke-width:12;stroke-opacity:0.55;stroke-linecap:butt}
                """);
        for (int order = 0; order < bands.size() * SurfaceDrawing.SHADES; order++) {
            double light = (double) (order % SurfaceDrawing.SHADES) / (SurfaceDrawing.SHADES - 1);
            String colour =
                    BandColour.of(bands.get(order / SurfaceDrawing.SHADES)).hex(light);
            picture.add(".sv ." + SurfaceDrawing.name(order) + "{fill:" + colour + ";stroke:" + colour + "}\n");
        }
        picture.add("</style>\n");
    }

    private static void panel(
            PagePicture picture,
            PictureMesh mesh,
            ZoneNumbers numbers,
            ObliqueView view,
            double pxPerMm,
            double left,
            String words) {
        double x = left + PANEL / 2.0;
        double y = HEIGHT / 2.0 + 4;
        picture.add("<rect x=\"" + PagePicture.px(left) + "\" y=\"0\" width=\"" + PANEL + "\" height=\"" + HEIGHT
                + "\" rx=\"6\" fill=\"#f3f5f7\"/>\n");
        SurfaceDrawing drawing = new SurfaceDrawing(mesh, view, numbers.bands(), pxPerMm, HATCH_PX);
        picture.add("<g class=\"sv\" transform=\"translate(" + PagePicture.px(x) + " " + PagePicture.px(y) + ") scale("
                + Numbers.plain(1.0 / SurfaceDrawing.UNITS_PER_PX) + ")\">\n");
        drawing.writeTo(picture.svg());
        picture.add("</g>\n");
        Point3 point = numbers.margin().witness().lesion();
        if (drawing.sees(point)) {
            double[] at = drawing.placePx(point);
            picture.ring(x + at[0], y + at[1]);
        }
        List<String> letters = view.letters();
        picture.text(left + 24, y + 5, "a", letters.get(0));
        picture.text(left + PANEL - 24, y + 5, "a", letters.get(1));
        picture.text(x, 22, "a", letters.get(2));
        picture.text(x, HEIGHT - 8, "a", letters.get(3));
        picture.text(left + 12, 22, "n", words);
        picture.scaleBar(left + 14, HEIGHT - 12, pxPerMm);
    }
}
