package org.thermargin.report;

import java.util.List;
import org.thermargin.assess.ZoneNumbers;

/** The ablated share of the tissue within each distance of the lesion, as a curve with its values. */
final class ShellPicture {
    private static final double WIDTH_MM = 76;
    private static final int WIDTH = 470;
    private static final int HEIGHT = 250;
    private static final int LEFT = 52;
    private static final int RIGHT = 22;
    private static final int TOP = 34;
    private static final int BOTTOM = 44;

    private ShellPicture() {}

    static String of(ZoneNumbers numbers) {
        PagePicture picture = new PagePicture(WIDTH, HEIGHT, WIDTH_MM, "Ablated share of the tissue around the lesion");
        List<ZoneNumbers.ShellCoverage> shells = numbers.shells();
        double low = 100;
        double far = 1;
        for (ZoneNumbers.ShellCoverage shell : shells) {
            low = Math.min(low, 100 * shell.ablatedFraction());
            far = Math.max(far, shell.dMm());
        }
        low = Math.max(0, Math.min(80, 10 * Math.floor(low / 10 - 0.3)));
        double pxPerPercent = (HEIGHT - TOP - BOTTOM) / (100 - low);
        double pxPerMm = (WIDTH - LEFT - RIGHT) / far;
        double floor = HEIGHT - BOTTOM;
        double tick = low < 50 ? 20 : 10;
        for (double p = 100; p >= low - 1e-9; p -= tick) {
            double y = floor - (p - low) * pxPerPercent;
            picture.line(LEFT, y, WIDTH - RIGHT, y, "#c3cad1", 0.8, "");
            picture.text(LEFT - 7, y + 5, "e", Numbers.plain(p));
        }
        picture.line(LEFT, floor, WIDTH - RIGHT, floor, SectionColour.INK, 1.2, "");
        if (low < 90) {
            double y = floor - (90 - low) * pxPerPercent;
            picture.line(LEFT, y, WIDTH - RIGHT, y, SectionColour.INK, 1.4, "6 4");
        }
        StringBuilder curve = new StringBuilder();
        StringBuilder dots = new StringBuilder();
        for (ZoneNumbers.ShellCoverage shell : shells) {
            String x = PagePicture.px(LEFT + shell.dMm() * pxPerMm);
            String y = PagePicture.px(floor - (100 * shell.ablatedFraction() - low) * pxPerPercent);
            curve.append(curve.isEmpty() ? 'M' : 'L').append(x).append(' ').append(y);
            dots.append("<circle cx=\"" + x + "\" cy=\"" + y + "\" r=\"3.5\" fill=\"#0072B2\"/>\n");
            picture.line(
                    LEFT + shell.dMm() * pxPerMm, floor, LEFT + shell.dMm() * pxPerMm, floor + 5, "#1b2733", 1, "");
            picture.text(LEFT + shell.dMm() * pxPerMm, floor + 20, "m", Numbers.plain(shell.dMm()));
        }
        picture.add("<path d=\"" + curve + "\" fill=\"none\" stroke=\"#0072B2\" stroke-width=\"2.2\"/>\n" + dots);
        picture.text(4, 16, "n", "% ablated");
        picture.text(WIDTH - RIGHT, HEIGHT - 6, "n e", "distance from the lesion, mm");
        return picture.end();
    }
}
