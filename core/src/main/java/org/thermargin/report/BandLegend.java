package org.thermargin.report;

import java.util.List;
import org.thermargin.assess.ZoneNumbers;

/** The bands of margin in their colours and lines, with the share of lesion surface area in each. */
final class BandLegend {
    private static final double WIDTH_MM = 181.5;
    private static final int WIDTH = 960;
    private static final int HEIGHT = 42;

    private BandLegend() {}

    static String of(List<ZoneNumbers.SurfaceBand> bands) {
        PagePicture picture = new PagePicture(WIDTH, HEIGHT, WIDTH_MM, "Share of lesion surface area by margin");
        double step = (double) WIDTH / bands.size();
        for (int b = 0; b < bands.size(); b++) {
            ZoneNumbers.SurfaceBand band = bands.get(b);
            picture.band(b * step, 4, 34, 34, BandColour.of(band));
            picture.text(b * step + 42, 19, "", Numbers.percent(band.fraction()));
            picture.text(b * step + 42, 36, "n", "margin " + ZoneText.range(band.fromMm(), band.toMm()));
        }
        return picture.end();
    }
}
