package org.thermargin.report;

import org.thermargin.assess.ZoneNumbers;
import org.thermargin.margin.MarginMap;

/** Shares of the lesion surface area by margin, in steps of half a millimetre or more, in the colours of the bands. */
final class HistogramPicture {
    private static final double WIDTH_MM = 76;
    private static final int WIDTH = 470;
    private static final int HEIGHT = 250;
    private static final int LEFT = 52;
    private static final int RIGHT = 14;
    private static final int TOP = 34;
    private static final int BOTTOM = 44;
    private static final int MAX_BARS = 40;
    private static final double[] STEPS_MM = {0.5, 1, 2.5, 5, 10};

    private HistogramPicture() {}

    static String of(ZoneNumbers numbers, double targetMm) {
        MarginMap surface = numbers.margin().surface();
        double low = Math.min(0, targetMm);
        double high = Math.max(targetMm, 0);
        for (double margin : surface.marginMm()) {
            low = Math.min(low, margin);
            high = Math.max(high, margin);
        }
        double step = step(high - low);
        int first = (int) Math.floor(low / step);
        double[] share = shares(surface, step, first, (int) Math.floor(high / step) - first + 1);
        PagePicture picture = new PagePicture(WIDTH, HEIGHT, WIDTH_MM, "Lesion surface area by margin");
        bars(picture, share, step, first, targetMm);
        return picture.end();
    }

    private static double step(double range) {
        for (double step : STEPS_MM) {
            if (range / step <= MAX_BARS) {
                return step;
            }
        }
        return 20;
    }

    /** Share of area in each bar, 0..1. */
    static double[] shares(MarginMap surface, double stepMm, int first, int bars) {
        double[] share = new double[bars];
        double[] margin = surface.marginMm();
        for (int v = 0; v < margin.length; v++) {
            int bar = (int) Math.floor(margin[v] / stepMm) - first;
            share[Math.max(0, Math.min(bars - 1, bar))] += surface.areaMm2()[v] / surface.totalAreaMm2();
        }
        return share;
    }

    private static void bars(PagePicture picture, double[] share, double step, int first, double targetMm) {
        double most = 0;
        for (double s : share) {
            most = Math.max(most, s);
        }
        double tickPercent = most > 0.4 ? 20 : most > 0.16 ? 10 : most > 0.06 ? 5 : 2;
        double topPercent = tickPercent * Math.ceil(100 * most / tickPercent + 1e-9);
        double floor = HEIGHT - BOTTOM;
        double pxPerPercent = (floor - TOP) / topPercent;
        double pxPerBar = (double) (WIDTH - LEFT - RIGHT) / share.length;
        for (double p = 0; p <= topPercent; p += tickPercent) {
            double y = floor - p * pxPerPercent;
            picture.line(LEFT, y, WIDTH - RIGHT, y, "#c3cad1", 0.8, "");
            picture.text(LEFT - 7, y + 5, "e", Numbers.plain(p));
        }
        for (int bar = 0; bar < share.length; bar++) {
            double height = 100 * share[bar] * pxPerPercent;
            if (height > 0) {
                picture.band(
                        LEFT + bar * pxPerBar + 0.5,
                        floor - height,
                        Math.max(1, pxPerBar - 1),
                        height,
                        BandColour.of((first + bar) * step));
            }
        }
        picture.line(LEFT, floor, WIDTH - RIGHT, floor, SectionColour.INK, 1.2, "");
        double tick = step * share.length > 24 ? 5 : step * share.length > 12 ? 2 : 1;
        double low = first * step;
        double pxPerMm = pxPerBar / step;
        for (double mm = tick * Math.ceil(low / tick); mm <= low + step * share.length + 1e-9; mm += tick) {
            double x = LEFT + (mm - low) * pxPerMm;
            picture.line(x, floor, x, floor + 5, SectionColour.INK, 1, "");
            picture.text(x, floor + 20, "m", Numbers.plain(mm));
        }
        double target = LEFT + (targetMm - low) * pxPerMm;
        picture.line(target, TOP - 8, target, floor, SectionColour.INK, 2, "5 3");
        picture.label(
                Math.max(LEFT + 50, Math.min(WIDTH - 60, target)),
                TOP - 13,
                "target " + Numbers.plain(targetMm) + " mm");
        picture.text(4, 16, "n", "% of area");
        picture.text(WIDTH - RIGHT, HEIGHT - 6, "n e", "margin, mm");
    }
}
