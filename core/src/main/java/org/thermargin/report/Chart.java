package org.thermargin.report;

import java.util.Locale;

/** The frame of a chart as SVG: axes with round ticks, and marks placed by data values. Sizes in pixels. */
final class Chart {
    private static final int LEFT = 52;
    private static final int RIGHT = 14;
    private static final int TOP = 12;
    private static final int BOTTOM = 42;

    private final int width;
    private final int height;
    private final double xLow;
    private final double xHigh;
    private final double yLow;
    private final double yHigh;
    private final StringBuilder marks = new StringBuilder();
    private final StringBuilder axes = new StringBuilder();

    /** A chart over these ranges; an empty range is widened. */
    Chart(int width, int height, double xLow, double xHigh, double yLow, double yHigh) {
        this.width = width;
        this.height = height;
        this.xLow = xLow;
        this.xHigh = xHigh > xLow ? xHigh : xLow + 1;
        this.yLow = yLow;
        this.yHigh = yHigh > yLow ? yHigh : yLow + 1;
    }

    double x(double value) {
        return LEFT + (value - xLow) / (xHigh - xLow) * (width - LEFT - RIGHT);
    }

    double y(double value) {
        return height - BOTTOM - (value - yLow) / (yHigh - yLow) * (height - TOP - BOTTOM);
    }

    Chart xAxis(String title, String unit) {
        double step = step(xHigh - xLow);
        for (double v = Math.ceil(xLow / step - 1e-9) * step; v <= xHigh + step * 1e-9; v += step) {
            text(x(v), height - BOTTOM + 16, "middle", Numbers.plain(v), "tick");
        }
        text(
                (LEFT + width - RIGHT) / 2.0,
                height - 8.0,
                "middle",
                title + (unit.isEmpty() ? "" : " (" + unit + ")"),
                "title");
        return frame();
    }

    /** An x axis with a title alone. */
    Chart xTitle(String title) {
        text((LEFT + width - RIGHT) / 2.0, height - 8.0, "middle", title, "title");
        return frame();
    }

    private Chart frame() {
        axes.append(String.format(
                Locale.ROOT,
                "<line class=\"axis\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>",
                LEFT,
                height - BOTTOM,
                width - RIGHT,
                height - BOTTOM));
        return this;
    }

    Chart yAxis(String title, String unit, double shownFactor) {
        return yTicks(title, unit, shownFactor, step(yHigh - yLow));
    }

    /** A y axis of counts: whole numbers. */
    Chart yCounts(String title) {
        return yTicks(title, "", 1, Math.max(1, step(yHigh - yLow)));
    }

    private Chart yTicks(String title, String unit, double shownFactor, double step) {
        for (double v = Math.ceil(yLow / step - 1e-9) * step; v <= yHigh + step * 1e-9; v += step) {
            axes.append(String.format(
                    Locale.ROOT,
                    "<line class=\"grid\" x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\"/>",
                    LEFT,
                    y(v),
                    width - RIGHT,
                    y(v)));
            text(LEFT - 6.0, y(v) + 4, "end", Numbers.plain(v * shownFactor), "tick");
        }
        axes.append(String.format(
                Locale.ROOT,
                "<text class=\"title\" text-anchor=\"middle\" transform=\"translate(13 %.1f) rotate(-90)\">%s</text>",
                (TOP + height - BOTTOM) / 2.0,
                SvgText.escaped(title + (unit.isEmpty() ? "" : " (" + unit + ")"))));
        return this;
    }

    /** A round step that gives 4 to 9 ticks. */
    private static double step(double range) {
        double step = 1;
        while (range / step > 9) {
            step *= 10;
        }
        while (range / step < 1) {
            step /= 10;
        }
        return range / step < 2 ? step / 5 : range / step < 4.5 ? step / 2 : step;
    }

    private void text(double x, double y, String anchor, String text, String style) {
        axes.append(String.format(
                Locale.ROOT,
                "<text class=\"%s\" text-anchor=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>",
                style,
                anchor,
                x,
                y,
                SvgText.escaped(text)));
    }

    Chart bar(double fromX, double toX, double fromY, double toY, String colour, String tip) {
        double top = Math.min(y(fromY), y(toY));
        marks.append(String.format(
                Locale.ROOT,
                "<rect x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\" fill=\"%s\"><title>%s</title></rect>",
                x(fromX),
                top,
                Math.max(0.3, x(toX) - x(fromX)),
                Math.abs(y(fromY) - y(toY)),
                colour,
                SvgText.escaped(tip)));
        return this;
    }

    Chart line(double fromX, double fromY, double toX, double toY, String style) {
        marks.append(String.format(
                Locale.ROOT,
                "<line class=\"%s\" x1=\"%.2f\" y1=\"%.2f\" x2=\"%.2f\" y2=\"%.2f\"/>",
                style,
                x(fromX),
                y(fromY),
                x(toX),
                y(toY)));
        return this;
    }

    Chart point(double atX, double atY, double radius, String colour, String tip) {
        marks.append(String.format(
                Locale.ROOT,
                "<circle cx=\"%.2f\" cy=\"%.2f\" r=\"%.1f\" fill=\"%s\"><title>%s</title></circle>",
                x(atX),
                y(atY),
                radius,
                colour,
                SvgText.escaped(tip)));
        return this;
    }

    /** A word at a data value. */
    Chart label(double atX, double atY, String anchor, String text) {
        marks.append(String.format(
                Locale.ROOT,
                "<text class=\"mark\" text-anchor=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>",
                anchor,
                x(atX),
                y(atY),
                SvgText.escaped(text)));
        return this;
    }

    String svg(String what) {
        return String.format(
                        Locale.ROOT,
                        "<svg role=\"img\" aria-label=\"%s\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\">",
                        SvgText.escaped(what),
                        width,
                        height,
                        width,
                        height)
                + axes + marks + "</svg>";
    }
}
