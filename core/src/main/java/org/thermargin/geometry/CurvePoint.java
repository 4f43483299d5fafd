package org.thermargin.geometry;

/**
 * A point on the curve in which two ellipsoids cut, with the curve's unit tangent and curvature vector there.
 * Mutable working storage of the tracer and of distance queries.
 */
final class CurvePoint {
    private static final int MAX_CORRECTIONS = 12;

    private final Ellipsoid first;
    private final Ellipsoid second;
    private final double[] g = new double[3];
    private final double[] h = new double[3];

    /** The point, LPS mm. */
    final double[] q = new double[3];
    /** Unit tangent: gradient of the first level x gradient of the second. */
    final double[] tangent = new double[3];
    /** Curvature vector, 1/mm. */
    final double[] curvature = new double[3];

    CurvePoint(Ellipsoid first, Ellipsoid second) {
        this.first = first;
        this.second = second;
    }

    /** Moves from the given place to the curve by Newton steps of least length; whether that converged. */
    boolean settle(double x, double y, double z) {
        q[0] = x;
        q[1] = y;
        q[2] = z;
        double scale = first.longestMm() + second.longestMm();
        double last = Double.POSITIVE_INFINITY;
        for (int n = 0; n < MAX_CORRECTIONS; n++) {
            double f1 = first.level(q[0], q[1], q[2]);
            double f2 = second.level(q[0], q[1], q[2]);
            gradients();
            double gg = dot(g, g);
            double gh = dot(g, h);
            double hh = dot(h, h);
            double det = gg * hh - gh * gh;
            if (!(det > 0)) {
                return false;
            }
            double alpha = (f1 * hh - f2 * gh) / det;
            double beta = (f2 * gg - f1 * gh) / det;
            double moved = 0;
            for (int i = 0; i < 3; i++) {
                double step = alpha * g[i] + beta * h[i];
                q[i] -= step;
                moved += step * step;
            }
            moved = Math.sqrt(moved);
            if (!(moved < scale)) {
                return false;
            }
            boolean stalled = moved >= last / 2 && moved <= 1e-9 * scale; // rounding decides, nothing more to gain
            if (moved <= 1e-14 * scale || stalled) {
                return true;
            }
            last = moved;
        }
        return false;
    }

    /** Computes tangent and curvature at the point; false where the surfaces touch and there is no tangent. */
    boolean describe() {
        gradients();
        tangent[0] = g[1] * h[2] - g[2] * h[1];
        tangent[1] = g[2] * h[0] - g[0] * h[2];
        tangent[2] = g[0] * h[1] - g[1] * h[0];
        double det = dot(tangent, tangent);
        if (!(det > 0)) {
            return false;
        }
        double length = Math.sqrt(det);
        for (int i = 0; i < 3; i++) {
            tangent[i] /= length;
        }
        double r1 = -first.bending(tangent);
        double r2 = -second.bending(tangent);
        double gh = dot(g, h);
        double alpha = (r1 * dot(h, h) - r2 * gh) / det;
        double beta = (r2 * dot(g, g) - r1 * gh) / det;
        for (int i = 0; i < 3; i++) {
            curvature[i] = alpha * g[i] + beta * h[i];
        }
        return true;
    }

    double curvatureLength() {
        return Math.sqrt(dot(curvature, curvature));
    }

    private void gradients() {
        first.gradient(q[0], q[1], q[2], g);
        second.gradient(q[0], q[1], q[2], h);
    }

    static double dot(double[] a, double[] b) {
        return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    }
}
