package org.thermargin.geometry;

import java.util.List;

/**
 * A piece of the curve in which the surfaces of two ellipsoids of a union cut, not covered by any third: part of the
 * union's boundary where it is not smooth. Nodes with unit tangents; between nodes the curve is taken as a cubic, and
 * the nearest point is then refined on the true curve.
 */
final class Crease {
    private static final int REFINEMENTS = 6;
    /** Segments that are passed over together. */
    private static final int RUN = 6;

    private final Ellipsoid first;
    private final Ellipsoid second;
    private final List<Ellipsoid> others;
    /** Six values per node: point, unit tangent in running direction. */
    private final double[] nodes;
    /** Arc length from each node to the next, mm. */
    private final double[] lengths;

    private final Sphere hull;
    /** Balls that hold {@link #RUN} segments each. */
    private final Sphere[] runs;

    /** Of at least two nodes. */
    Crease(Ellipsoid first, Ellipsoid second, List<Ellipsoid> others, List<double[]> nodeList) {
        this.first = first;
        this.second = second;
        this.others = List.copyOf(others);
        this.nodes = new double[6 * nodeList.size()];
        for (int n = 0; n < nodeList.size(); n++) {
            System.arraycopy(nodeList.get(n), 0, nodes, 6 * n, 6);
        }
        this.lengths = new double[nodeList.size() - 1];
        for (int n = 0; n < lengths.length; n++) {
            lengths[n] = arcLengthMm(nodeList.get(n), nodeList.get(n + 1));
        }
        this.hull = hull(0, lengths.length);
        this.runs = new Sphere[(lengths.length + RUN - 1) / RUN];
        for (int r = 0; r < runs.length; r++) {
            runs[r] = hull(r * RUN, Math.min(lengths.length, (r + 1) * RUN));
        }
    }

    /** Arc length between two nodes: the chord and the bulge that the turn of the tangent implies. */
    static double arcLengthMm(double[] a, double[] b) {
        double chord = 0;
        double turn = 0;
        for (int i = 0; i < 3; i++) {
            chord += (b[i] - a[i]) * (b[i] - a[i]);
            turn += (b[i + 3] - a[i + 3]) * (b[i + 3] - a[i + 3]);
        }
        return Math.sqrt(chord) * (1 + turn / 24);
    }

    /** Point of the cubic between two nodes at a fraction 0..1 of the way, into {@code q}. */
    static void between(double[] a, double[] b, double fraction, double[] q) {
        double length = arcLengthMm(a, b);
        double f = fraction;
        double g = 1 - f;
        for (int i = 0; i < 3; i++) {
            q[i] = g * g * (1 + 2 * f) * a[i]
                    + f * f * (1 + 2 * g) * b[i]
                    + f * g * length * (g * a[i + 3] - f * b[i + 3]);
        }
    }

    /** A ball that holds the segments, and no point of them nearer to its surface than the longest. */
    private Sphere hull(int first, int end) {
        Bounds3 box = null;
        double longest = 0;
        for (int n = first; n <= end; n++) {
            Point3 p = node(n);
            box = box == null ? new Bounds3(p, p) : box.union(new Bounds3(p, p));
            longest = Math.max(longest, n == first ? 0 : lengths[n - 1]);
        }
        Point3 low = box.low();
        Point3 high = box.high();
        Point3 middle = new Point3((low.x() + high.x()) / 2, (low.y() + high.y()) / 2, (low.z() + high.z()) / 2);
        double radius = 0;
        for (int n = first; n <= end; n++) {
            radius = Math.max(radius, middle.distanceMm(node(n)));
        }
        return new Sphere(middle, radius + longest);
    }

    private Point3 node(int n) {
        return new Point3(nodes[6 * n], nodes[6 * n + 1], nodes[6 * n + 2]);
    }

    private static boolean isTooFar(Sphere ball, NearestPoint nearest) {
        return -ball.depthMm(nearest.x, nearest.y, nearest.z) >= nearest.distanceMm;
    }

    /** Offers the nearest point of this crease. */
    void offer(NearestPoint nearest) {
        if (isTooFar(hull, nearest)) {
            return;
        }
        for (int r = 0; r < runs.length; r++) {
            if (!isTooFar(runs[r], nearest)) {
                offer(r * RUN, Math.min(lengths.length, (r + 1) * RUN), nearest);
            }
        }
    }

    private void offer(int first, int end, NearestPoint nearest) {
        double d0 = squared(first, nearest);
        double s0 = slope(first, nearest);
        offerNode(first, d0, nearest);
        for (int n = first; n < end; n++) {
            double length = lengths[n];
            double d1 = squared(n + 1, nearest);
            double s1 = slope(n + 1, nearest);
            offerNode(n + 1, d1, nearest);
            double reach = nearest.distanceMm + length / 2;
            if (Math.min(d0, d1) < reach * reach) {
                double f = lowest(d0, s0 * length, d1, s1 * length, nearest.distanceMm);
                if (f > 0 && f < 1) {
                    offerRefined(n, f, nearest);
                }
            }
            d0 = d1;
            s0 = s1;
        }
    }

    private void offerNode(int n, double squared, NearestPoint nearest) {
        if (squared < nearest.distanceMm * nearest.distanceMm) {
            nearest.take(nodes, 6 * n, Math.sqrt(squared));
        }
    }

    /** Place of the minimum of the cubic with the given end values and slopes if it is below best squared; else -1. */
    private static double lowest(double d0, double s0, double d1, double s1, double best) {
        double c3 = 2 * (d0 - d1) + s0 + s1;
        double c2 = 3 * (d1 - d0) - 2 * s0 - s1;
        double discriminant = c2 * c2 - 3 * c3 * s0;
        if (discriminant < 0) {
            return -1;
        }
        double root = Math.sqrt(discriminant);
        double f = c2 > 0 ? -s0 / (c2 + root) : (root - c2) / (3 * c3); // the root with positive second derivative
        double value = d0 + f * (s0 + f * (c2 + f * c3));
        return value < best * best * (1 - 1e-14) ? f : -1;
    }

    /** Newton's method for the nearest point on the curve itself, from a place between two nodes. */
    private void offerRefined(int n, double f, NearestPoint nearest) {
        double[] a = new double[6];
        double[] b = new double[6];
        double[] q = new double[3];
        System.arraycopy(nodes, 6 * n, a, 0, 6);
        System.arraycopy(nodes, 6 * n + 6, b, 0, 6);
        between(a, b, f, q);
        CurvePoint point = new CurvePoint(first, second);
        boolean onCurve = point.settle(q[0], q[1], q[2]);
        for (int k = 0; k < REFINEMENTS && onCurve && point.describe(); k++) {
            double[] to = {nearest.x - point.q[0], nearest.y - point.q[1], nearest.z - point.q[2]};
            double along = CurvePoint.dot(to, point.tangent);
            double bend = 1 - CurvePoint.dot(to, point.curvature);
            double step = Math.max(-lengths[n], Math.min(lengths[n], bend > 0 ? along / bend : along));
            if (Math.abs(step) <= 1e-7 * lengths[n]) {
                break;
            }
            for (int i = 0; i < 3; i++) {
                q[i] = point.q[i] + step * point.tangent[i] + step * step / 2 * point.curvature[i];
            }
            onCurve = point.settle(q[0], q[1], q[2]);
        }
        double distance = nearest.to(point.q, 0);
        if (onCurve
                && distance < nearest.distanceMm
                && !EllipsoidUnion.covered(others, point.q[0], point.q[1], point.q[2])) {
            nearest.take(point.q, 0, distance);
        }
    }

    private double squared(int n, NearestPoint p) {
        double dx = nodes[6 * n] - p.x;
        double dy = nodes[6 * n + 1] - p.y;
        double dz = nodes[6 * n + 2] - p.z;
        return dx * dx + dy * dy + dz * dz;
    }

    /** Derivative of the squared distance along the curve at a node. */
    private double slope(int n, NearestPoint p) {
        return 2
                * ((nodes[6 * n] - p.x) * nodes[6 * n + 3]
                        + (nodes[6 * n + 1] - p.y) * nodes[6 * n + 4]
                        + (nodes[6 * n + 2] - p.z) * nodes[6 * n + 5]);
    }
}
