package org.thermargin.report;

/**
 * Writes polygons (three points or more, closed) and lines (two points) as SVG paths, one for each run of the same
 * class, with relative whole coordinates. What has shrunk to nothing is left out.
 */
final class PathText {
    private final StringBuilder svg;
    private String current = "";
    private long x;
    private long y;

    PathText(StringBuilder svg) {
        this.svg = svg;
    }

    /** x and y of every point. */
    void add(String cssClass, long[] points) {
        if (isNothing(points)) {
            return;
        }
        if (!cssClass.equals(current)) {
            end();
            svg.append("<path class=\"").append(cssClass).append("\" d=\"M0 0");
            current = cssClass;
            x = 0;
            y = 0;
        }
        long px = x;
        long py = y;
        for (int n = 0; n < points.length; n += 2) {
            svg.append(n == 0 ? "m" : "");
            number(points[n] - px, n > 0);
            number(points[n + 1] - py, true);
            px = points[n];
            py = points[n + 1];
        }
        boolean line = points.length == 4;
        svg.append(line ? "" : "z");
        x = line ? px : points[0];
        y = line ? py : points[1];
    }

    private void number(long value, boolean separated) {
        svg.append(separated && value >= 0 ? " " : "").append(value);
    }

    private static boolean isNothing(long[] p) {
        if (p.length == 4) {
            return p[0] == p[2] && p[1] == p[3];
        }
        long area = 0;
        for (int n = 0; n < p.length; n += 2) {
            int next = (n + 2) % p.length;
            area += p[n] * p[next + 1] - p[n + 1] * p[next];
        }
        return area == 0;
    }

    void end() {
        if (!current.isEmpty()) {
            svg.append("\"/>\n");
        }
        current = "";
    }
}
