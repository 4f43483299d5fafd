package org.thermargin.report;

import java.util.Arrays;

/**
 * The margin of a lesion surface over the directions from a point in it, on a lattice of the Mollweide projection, which
 * keeps areas: the middle is anterior, to the right the patient's left, above superior. Where several sheets of the
 * surface lie in one direction the lowest margin counts. Lattice nodes beyond the ellipse repeat its edge.
 */
final class DirectionMap {
    static final int WIDTH = 185;
    static final int HEIGHT = 95;
    /** Nodes between the lattice's border and the ellipse. */
    private static final int RIM = 2;

    private static final double ROOT2 = Math.sqrt(2);
    /** Cosine of the radius above which the directions of a triangle are looked up by rows. */
    private static final double NARROW = 0.3;

    private final double[] direction = new double[3 * WIDTH * HEIGHT];
    private final double[] marginMm = new double[WIDTH * HEIGHT];

    private DirectionMap() {
        Arrays.fill(marginMm, Double.NaN);
        for (int row = 0, n = 0; row < HEIGHT; row++) {
            double sine = Math.max(-1, Math.min(1, y(row) / ROOT2));
            double theta = StrictMath.asin(sine);
            double lat =
                    StrictMath.asin(Math.max(-1, Math.min(1, (2 * theta + StrictMath.sin(2 * theta)) / StrictMath.PI)));
            double wide = StrictMath.cos(theta);
            for (int column = 0; column < WIDTH; column++, n++) {
                double lon = wide < 1e-9 ? 0 : StrictMath.PI * x(column) / (2 * ROOT2 * wide);
                lon = Math.max(-StrictMath.PI, Math.min(StrictMath.PI, lon));
                direction[3 * n] = StrictMath.cos(lat) * StrictMath.sin(lon);
                direction[3 * n + 1] = -StrictMath.cos(lat) * StrictMath.cos(lon);
                direction[3 * n + 2] = StrictMath.sin(lat);
            }
        }
    }

    /** Of a surface, seen from a point given from the centre of the mesh, mm. */
    static DirectionMap of(PictureMesh mesh, double[] from) {
        DirectionMap map = new DirectionMap();
        int[] corners = mesh.triangles();
        for (int t = 0; t < corners.length; t += 3) {
            double[][] p = new double[3][];
            double[] margin = new double[3];
            for (int c = 0; c < 3; c++) {
                p[c] = mesh.vertex(corners[t + c]);
                for (int axis = 0; axis < 3; axis++) {
                    p[c][axis] -= from[axis];
                }
                margin[c] = mesh.marginMm(corners[t + c]);
            }
            map.add(p, margin);
        }
        return map;
    }

    /** Mollweide x of a column, -2 sqrt 2 to 2 sqrt 2 within the ellipse. */
    static double x(double column) {
        return (column - (WIDTH - 1) / 2.0) / ((WIDTH - 1) / 2.0 - RIM) * 2 * ROOT2;
    }

    /** Mollweide y of a row, upwards. */
    static double y(double row) {
        return ((HEIGHT - 1) / 2.0 - row) / ((HEIGHT - 1) / 2.0 - RIM) * ROOT2;
    }

    /** {x, y} of a direction in the projection. */
    static double[] place(double dx, double dy, double dz) {
        double length = Math.sqrt(dx * dx + dy * dy + dz * dz);
        double sine = dz / length;
        double lat = StrictMath.asin(Math.max(-1, Math.min(1, sine)));
        double theta = lat;
        for (int n = 0; n < 50; n++) {
            double slope = 2 + 2 * StrictMath.cos(2 * theta);
            if (slope < 1e-12) {
                break;
            }
            theta -= (2 * theta + StrictMath.sin(2 * theta) - StrictMath.PI * sine) / slope;
            theta = Math.max(-StrictMath.PI / 2, Math.min(StrictMath.PI / 2, theta));
        }
        double lon = StrictMath.atan2(dx, -dy);
        return new double[] {2 * ROOT2 / StrictMath.PI * lon * StrictMath.cos(theta), ROOT2 * StrictMath.sin(theta)};
    }

    /** Margins of the nodes, columns fastest, mm, not a copy; NaN where no surface lies in the direction. */
    double[] marginMm() {
        return marginMm;
    }

    private void add(double[][] p, double[] margin) {
        double[] middle = new double[3];
        double[][] unit = new double[3][3];
        for (int c = 0; c < 3; c++) {
            double length = Math.sqrt(p[c][0] * p[c][0] + p[c][1] * p[c][1] + p[c][2] * p[c][2]);
            for (int axis = 0; axis < 3; axis++) {
                unit[c][axis] = length > 0 ? p[c][axis] / length : 0;
                middle[axis] += unit[c][axis];
            }
        }
        double length = Math.sqrt(middle[0] * middle[0] + middle[1] * middle[1] + middle[2] * middle[2]);
        double cosine = 1;
        for (int c = 0; c < 3 && length > 0; c++) {
            double dot = (unit[c][0] * middle[0] + unit[c][1] * middle[1] + unit[c][2] * middle[2]) / length;
            cosine = Math.min(cosine, dot);
        }
        if (length == 0 || cosine < NARROW) {
            for (int n = 0; n < marginMm.length; n++) {
                hit(n, p, margin);
            }
            return;
        }
        cap(middle, length, StrictMath.acos(Math.min(1, cosine)) + 1e-6, p, margin);
    }

    /** Tries the nodes whose direction lies within a radius (rad) of the middle. */
    private void cap(double[] middle, double length, double radius, double[][] p, double[] margin) {
        double lat = StrictMath.asin(Math.max(-1, Math.min(1, middle[2] / length)));
        double low = StrictMath.sin(Math.max(-StrictMath.PI / 2, lat - radius));
        double high = StrictMath.sin(Math.min(StrictMath.PI / 2, lat + radius));
        double least = StrictMath.cos(radius);
        for (int row = 0; row < HEIGHT; row++) {
            double height = direction[3 * row * WIDTH + 2];
            if (height < low - 1e-9 || height > high + 1e-9) {
                continue;
            }
            for (int n = row * WIDTH; n < (row + 1) * WIDTH; n++) {
                double dot = direction[3 * n] * middle[0]
                        + direction[3 * n + 1] * middle[1]
                        + direction[3 * n + 2] * middle[2];
                if (dot >= least * length) {
                    hit(n, p, margin);
                }
            }
        }
    }

    /** Where the ray of the node meets the triangle: the margin there, if it is the lowest so far. */
    private void hit(int n, double[][] p, double[] margin) {
        double dx = direction[3 * n];
        double dy = direction[3 * n + 1];
        double dz = direction[3 * n + 2];
        double[] weight = new double[3];
        double sum = 0;
        for (int c = 0; c < 3; c++) {
            double[] a = p[(c + 1) % 3];
            double[] b = p[(c + 2) % 3];
            weight[c] = dx * (a[1] * b[2] - a[2] * b[1])
                    + dy * (a[2] * b[0] - a[0] * b[2])
                    + dz * (a[0] * b[1] - a[1] * b[0]);
            sum += weight[c];
        }
        double slack = -1e-9 * Math.abs(sum);
        double sign = Math.signum(sum);
        if (sum == 0 || weight[0] * sign < slack || weight[1] * sign < slack || weight[2] * sign < slack) {
            return;
        }
        double ahead = 0;
        double value = 0;
        for (int c = 0; c < 3; c++) {
            ahead += weight[c] / sum * (p[c][0] * dx + p[c][1] * dy + p[c][2] * dz);
            value += weight[c] / sum * margin[c];
        }
        if (ahead > 0 && !(marginMm[n] <= value)) {
            marginMm[n] = value;
        }
    }
}
