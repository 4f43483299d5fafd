package org.thermargin.phantom;

import java.util.function.DoubleSupplier;

/** Points spread evenly in direction (golden spiral) over the surface of a star body, and descent along the surface. */
final class StarSamples {
    private static final double LAST_STEP = 3e-6;

    private final StarBody body;
    private final double[] directions;
    private final double[] points;

    StarSamples(StarBody body, int count) {
        this.body = body;
        this.directions = new double[3 * count];
        this.points = new double[3 * count];
        double turn = Math.PI * (3 - Math.sqrt(5));
        double[] p = new double[3];
        for (int n = 0; n < count; n++) {
            double z = 1 - (2 * n + 1.0) / count;
            double r = Math.sqrt(1 - z * z);
            directions[3 * n] = r * StrictMath.cos(turn * n);
            directions[3 * n + 1] = r * StrictMath.sin(turn * n);
            directions[3 * n + 2] = z;
            body.surface(directions[3 * n], directions[3 * n + 1], directions[3 * n + 2], p);
            System.arraycopy(p, 0, points, 3 * n, 3);
        }
    }

    int count() {
        return points.length / 3;
    }

    /** Surface points, three coordinates each; not a copy. */
    double[] points() {
        return points;
    }

    /** About the distance between neighbouring samples, mm. */
    double spacingMm() {
        return body.outerMm() * Math.sqrt(4 * Math.PI / count());
    }

    /** Relative area of surface that a sample stands for: r^2 over the cosine between ray and normal. */
    double areaWeight(int n) {
        double x = directions[3 * n];
        double y = directions[3 * n + 1];
        double z = directions[3 * n + 2];
        double step = 1e-5;
        double r = body.radius().alongMm(x, y, z);
        double[] t = tangents(x, y, z);
        double du = (along(x, y, z, t, step, 0) - along(x, y, z, t, -step, 0)) / (2 * step);
        double dv = (along(x, y, z, t, 0, step) - along(x, y, z, t, 0, -step)) / (2 * step);
        return r * Math.sqrt(r * r + du * du + dv * dv);
    }

    /** Writes the outward unit normal at a sample: along r u - grad r. */
    void normal(int n, double[] normal) {
        double x = directions[3 * n];
        double y = directions[3 * n + 1];
        double z = directions[3 * n + 2];
        double step = 1e-5;
        double r = body.radius().alongMm(x, y, z);
        double[] t = tangents(x, y, z);
        double du = (along(x, y, z, t, step, 0) - along(x, y, z, t, -step, 0)) / (2 * step * r);
        double dv = (along(x, y, z, t, 0, step) - along(x, y, z, t, 0, -step)) / (2 * step * r);
        double length = Math.sqrt(1 + du * du + dv * dv);
        normal[0] = (x - du * t[0] - dv * t[3]) / length;
        normal[1] = (y - du * t[1] - dv * t[4]) / length;
        normal[2] = (z - du * t[2] - dv * t[5]) / length;
    }

    private double along(double x, double y, double z, double[] t, double a, double b) {
        double px = x + a * t[0] + b * t[3];
        double py = y + a * t[1] + b * t[4];
        double pz = z + a * t[2] + b * t[5];
        double length = Math.sqrt(px * px + py * py + pz * pz);
        return body.radius().alongMm(px / length, py / length, pz / length);
    }

    private static double[] tangents(double x, double y, double z) {
        double ax = Math.abs(x) < 0.6 ? 1 : 0;
        double ay = 1 - ax;
        double ux = ay * z;
        double uy = -ax * z;
        double uz = ax * y - ay * x;
        double l = 1 / Math.sqrt(ux * ux + uy * uy + uz * uz);
        ux *= l;
        uy *= l;
        uz *= l;
        return new double[] {ux, uy, uz, y * uz - z * uy, z * ux - x * uz, x * uy - y * ux};
    }

    /**
     * Walks on the surface from a sample to a local minimum of a value that depends on the point written to
     * {@code foot}; compass search with halving steps. Returns the minimum; {@code foot} holds its place.
     */
    double descend(int sample, double[] foot, DoubleSupplier value) {
        double x = directions[3 * sample];
        double y = directions[3 * sample + 1];
        double z = directions[3 * sample + 2];
        body.surface(x, y, z, foot);
        double best = value.getAsDouble();
        double step = Math.sqrt(4 * Math.PI / count());
        while (step > LAST_STEP) {
            double[] t = tangents(x, y, z);
            boolean moved = false;
            for (int d = 0; d < 8 && !moved; d++) {
                double a = step * COMPASS[2 * d];
                double b = step * COMPASS[2 * d + 1];
                double px = x + a * t[0] + b * t[3];
                double py = y + a * t[1] + b * t[4];
                double pz = z + a * t[2] + b * t[5];
                double length = Math.sqrt(px * px + py * py + pz * pz);
                px /= length;
                py /= length;
                pz /= length;
                body.surface(px, py, pz, foot);
                double v = value.getAsDouble();
                if (v < best) {
                    best = v;
                    x = px;
                    y = py;
                    z = pz;
                    moved = true;
                }
            }
            if (!moved) {
                step /= 2;
            }
        }
        body.surface(x, y, z, foot);
        return best;
    }

    private static final double[] COMPASS = {1, 0, -1, 0, 0, 1, 0, -1, 0.7, 0.7, -0.7, 0.7, 0.7, -0.7, -0.7, -0.7};
}
